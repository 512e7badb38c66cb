"""What colours a contract in an editor, made from the grammar: a vocabulary, and one writer for each editor."""

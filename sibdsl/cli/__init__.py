"""The command line `sib`: one module a command, loaded only when its command is used."""

"""The live preview: a contract watched while somebody writes it, and shown in a browser on the same machine."""

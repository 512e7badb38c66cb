"""`python -m sibdsl`: the command line, for when `sib` is not on the path."""

from sibdsl.cli.main import main

main()

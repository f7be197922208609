"""`python -m saring`: the same as the `saring` command."""

from saring.cli.main import main

main()

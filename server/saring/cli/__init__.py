"""The `saring` command: one file per subcommand."""

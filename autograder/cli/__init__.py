"""The command line: `app` has the commands; each module has those of one kind."""

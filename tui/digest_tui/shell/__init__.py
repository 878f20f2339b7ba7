"""The commands that need no screen: data to standard output, everything else to standard error."""

#: What the program is called.
PROGRAM = "digest-tui"

#: The exit code for a command that is not understood.
WRONG_USAGE = 2

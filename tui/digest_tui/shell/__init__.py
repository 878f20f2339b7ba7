"""The commands that need no screen: data to standard output, everything else to standard error.

Each is a module that is called like it; its ``run`` takes what is asked of it and gives the exit code.
"""

#: What the program is called.
PROGRAM = "digest-tui"

#: The commands.
COMMANDS = (
    "check", "list", "search", "repair", "formats", "cache", "paths", "export", "bookmarks", "searches",
    "state",
)  # fmt: skip

#: Exit codes: all is well; something of the input is wrong; a command line that is not understood.
OK, WRONG_INPUT, WRONG_USAGE = 0, 1, 2

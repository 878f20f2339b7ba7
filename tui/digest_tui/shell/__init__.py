"""The commands that need no screen: data to standard output, everything else to standard error."""

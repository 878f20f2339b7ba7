"""What the user keeps: bookmarks as Markdown files, the reading state in SQLite.

Both stores are opened by the app and written on one thread of its own; what they hold is read from memory.
"""

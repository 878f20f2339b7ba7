"""What the user keeps: bookmarks as Markdown files, reading state and undo journal in SQLite.

============================ =========================================================================
module                       what it is for
============================ =========================================================================
stores                       all of these together, each made when it is first needed
ledger, undoing              every change, made so that it can be undone; undo and redo
bookmarks, shelf             the folder of bookmark files, on the disk and in memory
document, frontmatter,       a bookmark's file: what is written, what is understood, and the front
fields                       matter at its head
edits, spans, yamlspans      changes to a file that touch the lines that change
conflicts                    two versions of a bookmark, made into one
searches, search_file        the file of saved searches, on the disk, in memory, and what it may say
search_edits, itemspans      changes to that file that touch the lines of one search
search_changes               saved searches changed so that it can be undone
reading, visits              what was read; when a library was visited, and where the user stopped
journal, pruning             the entries that undo goes by, and how many are kept
database, schema, backups    the SQLite file behind these three, its versions and its daily copies
durable, errors              files that survive a crash; what goes wrong in a store
============================ =========================================================================

All of it is written on one thread of the app's own; what it holds is read from memory.
"""

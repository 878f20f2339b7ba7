"""The tables of the state database, and the steps from each earlier version of them to the next.

A step is never changed once it has been released: stores of every version are kept under
``tests/data/stores`` and brought forward in a test.
"""

import sqlite3

#: The version of the tables, kept in SQLite's ``user_version``.
SCHEMA = 2

#: Kept in SQLite's ``application_id`` since version 2, so that the file is known for ours ("DGST").
APPLICATION = 0x44475354

#: What leads from version n - 1 to version n, at index n - 1.
_STEPS = (
    """
    CREATE TABLE reading (
        arxiv_id TEXT PRIMARY KEY, state TEXT NOT NULL, changed TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE recent_library (paths TEXT PRIMARY KEY, opened TEXT NOT NULL) WITHOUT ROWID;
    """,
    f"""
    CREATE TABLE journal (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        made TEXT NOT NULL, status TEXT NOT NULL, items TEXT NOT NULL
    );
    CREATE INDEX journal_by_status ON journal (status, number);
    CREATE TABLE visit (
        paths TEXT PRIMARY KEY, began TEXT NOT NULL, ended TEXT NOT NULL,
        seen_before TEXT, seen TEXT NOT NULL, position TEXT NOT NULL
    ) WITHOUT ROWID;
    PRAGMA application_id = {APPLICATION};
    """,
)

_A_TABLE_OF_EACH = {1: "reading", 2: "journal"}


def version(connection: sqlite3.Connection) -> int:
    """The version of the tables; 0 of a database that has none yet."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether the database is another program's: it says so, or its tables are not those of its version."""
    stated = connection.execute("PRAGMA application_id").fetchone()[0]
    if stated not in (0, APPLICATION):
        return True
    found = version(connection)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if found == 0:
        return bool(tables)
    return found <= SCHEMA and _A_TABLE_OF_EACH[found] not in tables


def bring_forward(connection: sqlite3.Connection) -> None:
    """Makes the tables, or changes those of an earlier version; does nothing when they are of this one.

    All steps are one transaction, so that two instances do it once and a crash leaves the earlier version.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version(connection), SCHEMA):
            for statement in filter(str.strip, _STEPS[number].split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise

"""How far back the journal reaches: to the last 100,000 changes, which nobody comes to the end of.

Who puts aside or keeps each of 250 papers a day, one by one, tags five of them and writes on two, makes 277
changes a day of 110 bytes each. Ten years of that would be 111 MB beside 51 MB of reading state, and as much
again in each of the fourteen daily copies; a year, which is what is kept, is 11 MB.
"""

import sqlite3

#: Changes that can be undone, whatever their age.
KEPT = 100_000
#: Changes that are forgotten at a time, once a day: the change that has to wait for it does so for 50 ms.
_AT_ONCE = 20_000

_FORGET = """
    DELETE FROM journal WHERE number IN (
        SELECT number FROM journal WHERE number <= (SELECT max(number) FROM journal) - ?
        AND status IN ('done', 'gone') ORDER BY number LIMIT ?
    )
"""


def prune(connection: sqlite3.Connection) -> None:
    """Forgets the oldest changes beyond :data:`KEPT`; what a crash has cut off stays to be looked into.

    To be called when a copy of the database holds them.

    Raises:
        sqlite3.Error: Nothing was forgotten.
    """
    connection.execute(_FORGET, (KEPT, _AT_ONCE))

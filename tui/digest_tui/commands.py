"""What a command is, where its keys work, and how the user's own keys take the place of others.

The commands themselves are in :mod:`digest_tui.command_table`.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple


class Pane(StrEnum):
    """Where the focus can be; a command says in which of these its keys work."""

    DAYS = "days"
    CATEGORIES = "categories"
    PAPERS = "papers"
    PAGE = "page"
    SEARCH = "search"
    TRIAGE = "triage"


READING = frozenset({Pane.DAYS, Pane.CATEGORIES, Pane.PAPERS, Pane.PAGE})
LISTS = frozenset({Pane.DAYS, Pane.CATEGORIES, Pane.PAPERS})
PAPER_PANES = frozenset({Pane.PAPERS, Pane.PAGE})
PAPER_LIST = frozenset({Pane.PAPERS})
PAGE = frozenset({Pane.PAGE})
SEARCH_LINE = frozenset({Pane.SEARCH})
TRIAGE = frozenset({Pane.TRIAGE})


class Command(NamedTuple):
    """Something that a person can tell the reader to do.

    Attributes:
        id: The stable name, used in the settings to rebind it.
        keys: Key sequences that run it.
        label: A word or two for the footer and the palette.
        help: One sentence for the help screen.
        action: The name of the screen's ``action_…`` method, with ``(argument)`` where it takes one.
        group: The heading under which the help lists it.
        where: The panes in which its keys work.
        while_searching: Its keys work only while a search is active, and then before others on the same key.
        footer: The panes in whose footer it is shown.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    action: str
    group: str
    where: frozenset[Pane] = READING
    while_searching: bool = False
    footer: frozenset[Pane] = frozenset()


def rebound(overrides: Mapping[str, Iterable[str]], commands: Iterable[Command]) -> tuple[Command, ...]:
    """The commands with the user's keys in place of the defaults.

    A key that the user gives to one command is taken from every other that has it in the same pane.

    Args:
        overrides: Command id to key sequences; every id is that of a command.
        commands: The table to start from.
    """
    chosen = {command_id: tuple(keys) for command_id, keys in overrides.items()}
    changed = [command._replace(keys=chosen.get(command.id, command.keys)) for command in commands]
    taken = [
        (command.where, command.while_searching, key)
        for command in changed
        if command.id in chosen
        for key in command.keys
    ]

    def keeps(command: Command, key: str) -> bool:
        return command.id in chosen or not any(
            key == other and command.where & where and command.while_searching == searching
            for where, searching, other in taken
        )

    return tuple(
        command._replace(keys=tuple(key for key in command.keys if keeps(command, key)))
        for command in changed
    )

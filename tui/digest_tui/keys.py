"""From key presses to commands: sequences such as ``g g``, one pane's keys at a time."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from digest_tui.commands import Command, Pane

if TYPE_CHECKING:
    from textual import events


class Waiting(NamedTuple):
    """A prefix has been pressed and more keys are needed.

    Attributes:
        typed: The keys so far.
        choices: What can follow: the next key and its command.
    """

    typed: tuple[str, ...]
    choices: tuple[tuple[str, Command], ...]


class Dropped(NamedTuple):
    """A prefix was followed by a key that means nothing after it; both are gone."""

    typed: tuple[str, ...]


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that keys are given to before any of its widgets."""

    async def take_key(self, event: "events.Key") -> bool:
        """Answer a key; False when it means nothing here and should go on to the focused widget."""


def key_of(event: "events.Key") -> str:
    """A key as the table writes it: the character that it types, or Textual's name where it types none."""
    printable = event.character and event.is_printable and event.key != "space"
    return event.character if printable and event.character else event.key


class KeyRouter:
    """Turns the stream of keys into commands.

    It is fed in one place and in order, so a sequence typed faster than the screen follows is
    never torn apart by a change of focus.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        self._bindings: list[tuple[tuple[str, ...], Command]] = [
            (tuple(key.split()), command) for command in commands for key in command.keys
        ]
        self._bindings.sort(key=lambda binding: not binding[1].while_searching)
        self._typed: tuple[str, ...] = ()

    @property
    def typed(self) -> tuple[str, ...]:
        """The keys of an unfinished sequence."""
        return self._typed

    def feed(self, key: str, pane: Pane, *, searching: bool = False) -> Command | Waiting | Dropped | None:
        """Take one key.

        Args:
            key: The character typed, or Textual's name of the key where it types none.
            pane: The pane with the focus.
            searching: Whether a search is active.

        Returns:
            The command to run, a :class:`Waiting` for more, a :class:`Dropped` when a started sequence
            leads nowhere, or None for a key that means nothing here.
        """
        typed = (*self._typed, key)
        alive = [
            (keys, command)
            for keys, command in self._bindings
            if keys[: len(typed)] == typed
            and pane in command.where
            and (searching or not command.while_searching)
        ]
        whole = next((command for keys, command in alive if len(keys) == len(typed)), None)
        if whole is not None:
            self._typed = ()
            return whole
        if alive:
            self._typed = typed
            return Waiting(typed, tuple((keys[len(typed)], command) for keys, command in alive))
        started, self._typed = self._typed, ()
        return Dropped(typed) if started else None

    def forget(self) -> None:
        """Drop an unfinished sequence."""
        self._typed = ()


def shown_key(keys: str) -> str:
    """A key sequence as a person reads it: ``g g`` → ``gg``, ``pagedown`` → ``PgDn``."""
    return "".join(_NAMES.get(key, key.replace("ctrl+", "^")) for key in keys.split())


_NAMES = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "f1": "F1",
    "ctrl+left": "^←",
    "ctrl+right": "^→",
}

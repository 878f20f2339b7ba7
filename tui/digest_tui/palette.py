"""What the command palette offers: every command with its key, every day and every category."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from digest_parsers import categories
from digest_tui.keys import shown_key
from digest_tui.screens.main import MainScreen
from digest_tui.state import Day
from digest_tui.wording import day_text


class ReaderCommands(Provider):
    """Commands, days and categories of the main screen."""

    def _offers(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        for command in screen.commands:
            if command.id.startswith(
                ("cursor.", "search.accept", "search.cancel", "search.scope", "palette")
            ):
                continue
            keys = " ".join(shown_key(key) for key in command.keys[:1])
            name = f"{command.label[0].upper()}{command.label[1:]}" + (f"  ({keys})" if keys else "")
            yield name, command.help, partial(screen.run_command, command)
        for day in screen.session.days():
            yield (
                f"Day {day_text(day.day, weekday=True)}",
                f"{day.papers} papers",
                partial(screen.go_to, Day(day.day)),
            )
        for category in screen.panes.categories.categories_in_order():
            yield f"Category {category}", categories.name(category), partial(screen.narrow_to, category)

    async def discover(self) -> Hits:
        """Everything, in the order of the table."""
        for name, told, run in self._offers():
            yield DiscoveryHit(Content(name), run, text=name, help=told)

    async def search(self, query: str) -> Hits:
        """What matches the text typed."""
        matcher = self.matcher(query)
        for name, told, run in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, text=name, help=told)

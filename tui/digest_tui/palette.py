"""What the command palette offers: every command with its key, every day, category and paper."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import partial

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from digest_parsers import categories
from digest_parsers.sanitize import clean_line
from digest_tui.gathering import views_of
from digest_tui.keys import shown_key
from digest_tui.screens.main import MainScreen
from digest_tui.state import Day, Saved, Scope, Selection
from digest_tui.wording import day_text

#: Papers that are offered at most; a search in the reader finds all.
_PAPERS = 12
#: Characters that must have been typed before titles are searched.
_LEAST_TYPED = 3
#: Papers stand below commands, days and categories that match.
_OF_A_PAPER = 0.01


class Palette(CommandPalette):
    """Textual's palette in the manner of the other windows: as many commands as there is room for."""

    CSS = """
    Palette > Vertical { width: 92; max-width: 100%; margin-top: 2; }
    Palette > Vertical, Palette:dark > Vertical { background: $surface; }
    Palette #--input { border: none; padding: 1 0 0 2; background: $surface; }
    Palette SearchIcon { display: none; }
    Palette CommandInput, Palette CommandInput:focus { border: none; height: 1; background: $surface; }
    Palette CommandList, Palette CommandList.--visible { border: none; max-height: 75vh; padding: 1 0; }
    Palette LoadingIndicator { border: none; }
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave the palette once, as :class:`~digest_tui.screens.leaving.Leaving`.

        Textual takes styles from the first base alone, so it cannot be one.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()


class ReaderCommands(Provider):
    """Commands, days, categories and papers of the main screen."""

    def _offers(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        # What is hinted at in most panes matters most.
        for command in sorted(screen.commands, key=lambda one: -len(one.footer)):
            if command.id.startswith(
                ("cursor.", "search.accept", "search.before", "search.cancel", "search.scope", "palette")
            ):
                continue
            keys = " ".join(shown_key(key) for key in command.keys[:1])
            name = f"{command.label[0].upper()}{command.label[1:]}" + (f"  ({keys})" if keys else "")
            yield name, command.help, partial(screen.run_command, command)
        for search in screen.session.smart_folders.searches:
            kind = search.kind.value.capitalize()
            yield f"{kind} {clean_line(search.name)}", search.query, partial(screen.go_to, Saved(search.name))
        for day in screen.session.days():
            yield (
                f"Day {day_text(day.day, weekday=True)}",
                f"{day.papers} papers",
                partial(screen.go_to, Day(day.day)),
            )
        for category in screen.panes.categories.categories_in_order():
            yield f"Category {category}", categories.name(category), partial(screen.narrow_to, category)

    async def discover(self) -> Hits:
        """Everything, in the order of the offers."""
        for name, told, run in self._offers():
            yield DiscoveryHit(Content(name), run, text=name, help=told)

    async def search(self, query: str) -> Hits:
        """What matches the text typed."""
        matcher = self.matcher(query)
        for name, told, run in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, text=name, help=told)
        async for title, told, run in self._papers(query):
            yield Hit(_OF_A_PAPER, Content(title), run, text=title, help=told)

    async def _papers(self, wanted: str) -> AsyncIterator[tuple[str, str, IgnoreReturnCallbackType]]:
        """Papers of all days with the words in their titles, the newest first."""
        screen = self.screen
        words = " ".join(f'title:"{word}"' for word in wanted.replace('"', " ").split())
        if not isinstance(screen, MainScreen) or len(wanted.strip()) < _LEAST_TYPED:
            return
        from digest_parsers.query import parse_query  # noqa: PLC0415 - only for who types

        looked_for = Selection(query=words, scope=Scope.EVERYWHERE)
        for view in views_of(screen.session, looked_for, parse_query(words)):
            await asyncio.sleep(0)
            if view is not None:
                for one in view.rows[:_PAPERS]:
                    day = day_text(one.digest.day, inferred=one.digest.inferred)
                    yield clean_line(one.entry.title), f"paper of {day}", partial(screen.go_to_paper, one)
                return

"""A question that is answered on one line, with what was answered before offered below it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from digest_parsers.sanitize import clean_line
from digest_tui.completion import completed, matching

#: Choices that are offered at a time.
_OFFERED = 8


class AskScreen(ModalScreen[str | None]):
    """Asks for a text; None when the user leaves without an answer."""

    AUTO_FOCUS = "#ask-text"
    CSS = """
    AskScreen { align: center middle; background: $background 60%; }
    #ask {
        width: 72; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $accent; padding: 0 1;
    }
    #ask-question { color: $text-muted; text-style: bold; margin-bottom: 1; }
    #ask-text, #ask-text:focus { border: none; padding: 0; background: $panel; background-tint: transparent; }
    #ask-choices { min-height: 1; max-height: 8; margin-top: 1; }
    #ask-keys { margin-top: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it"),
        Binding("tab", "complete", "complete", priority=True),
        Binding("down,ctrl+n", "choose(1)", "next choice", priority=True),
        Binding("up,ctrl+p", "choose(-1)", "previous choice", priority=True),
    ]

    def __init__(
        self,
        question: str,
        value: str = "",
        *,
        choices: Sequence[str] = (),
        separator: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Ask.

        Args:
            question: What is asked, in a few words.
            value: What the answer is so far.
            choices: What can be answered, or part of it.
            separator: What stands between the parts of an answer that has several.
            check: Says what is wrong with an answer, or gives an empty string.
        """
        super().__init__()
        self._question = question
        self._value = value
        self._choices = tuple(choices)
        self._separator = separator
        self._check = check
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """The question, the line, what completes it, the keys."""
        keys = self._keys()
        with Vertical(id="ask"):
            yield Static(Content(clean_line(self._question)), id="ask-question")
            yield Input(self._value, compact=True, select_on_focus=False, id="ask-text")
            yield Static(id="ask-choices")
            yield Static(keys, id="ask-keys")

    def on_mount(self) -> None:
        """Offer choices at once."""
        self._offer()

    @property
    def offered(self) -> list[str]:
        """The choices that complete what has been typed, the best first."""
        return matching(self._text, self._choices, separator=self._separator)[:_OFFERED]

    @property
    def _text(self) -> str:
        return self.query_one(Input).value

    def on_input_changed(self) -> None:
        """Offer what fits now."""
        self._chosen = 0
        self._offer()

    def on_input_submitted(self) -> None:
        """Take the answer, unless something is wrong with it."""
        wrong = self._check(self._text) if self._check is not None else ""
        if wrong:
            self.query_one("#ask-choices", Static).update(Content.styled(clean_line(wrong), "$error"))
        else:
            self.dismiss(self._text)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_choose(self, step: int) -> None:
        """To the next or previous choice."""
        if self.offered:
            self._chosen = (self._chosen + step) % len(self.offered)
            self._offer()

    def action_complete(self) -> None:
        """Take the choice that is marked into the line."""
        if self.offered:
            line = self.query_one(Input)
            line.value = completed(self._text, self.offered[self._chosen], separator=self._separator)
            line.cursor_position = len(line.value)

    def _offer(self) -> None:
        lines = [
            Content.assemble(
                ("▌ " if number == self._chosen else "  ", "$accent"),
                (clean_line(choice), "bold" if number == self._chosen else "$text-muted"),
            )
            for number, choice in enumerate(self.offered)
        ]
        self.query_one("#ask-choices", Static).update(Content("\n").join(lines))

    def _keys(self) -> Content:
        tab = Content.assemble(("Tab", "$hint-key"), " complete   ") if self._choices else Content()
        return Content.assemble(tab, ("Enter", "$hint-key"), " save   ", ("Esc", "$hint-key"), " leave it")

"""A question that is answered on one line, with what was answered before offered below it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from digest_parsers.sanitize import clean_line
from digest_tui.completion import completed, matching
from digest_tui.screens.leaving import Asking
from digest_tui.widgets.answer import Answer
from digest_tui.widgets.window import Window, keys_line


class AskScreen(Asking[str | None]):
    """Asks for a text; None when the user leaves without an answer."""

    AUTO_FOCUS = "Input"
    CSS = """
    #ask { width: 72; border: round $accent; }
    #ask-question { height: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave it")]

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

    def compose(self) -> ComposeResult:
        """The question, the line with what completes it, the keys."""
        completes = [("Tab", "complete")] if self._choices else []
        with Window(id="ask"):
            yield Static(Content(clean_line(self._question)), id="ask-question", classes="heading")
            yield Answer(
                self._value,
                choices=lambda text: matching(text, self._choices, separator=self._separator),
                complete=partial(completed, separator=self._separator),
            )
            yield Static(keys_line(*completes, ("Enter", "save"), ("Esc", "leave it")), classes="keys")

    async def take_key(self, event: events.Key) -> bool:
        """Answer a key, in the order in which they are typed."""
        return await self.query_one(Answer).take_key(event)

    def on_answer_given(self, event: Answer.Given) -> None:
        """Take the answer, unless something is wrong with it."""
        wrong = self._check(event.text) if self._check is not None else ""
        if wrong:
            self.query_one(Answer).tell(wrong)
        else:
            self.dismiss(event.text)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

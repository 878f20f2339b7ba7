"""A line in which an answer is typed, with what can complete it below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from digest_parsers.sanitize import clean_line

#: Choices that are offered at a time.
_OFFERED = 8
#: What keys do in Textual's own line: ``ctrl+u`` deletes what is on the left, and so on.
_EDITING = {
    key: one.action for one in Input.BINDINGS if isinstance(one, Binding) for key in one.key.split(",")
}


class Answer(Vertical):
    """A line of text; up and down go through the choices, Tab takes one."""

    DEFAULT_CSS = """
    Answer { height: auto; }
    Answer Input, Answer Input:focus {
        border: none; padding: 0; background: $panel; background-tint: transparent;
    }
    Answer .choices { min-height: 1; max-height: 8; margin-top: 1; }
    """

    @dataclass(eq=False, repr=False)
    class Changed(Message):
        """Something else has been typed."""

        text: str

    @dataclass(eq=False, repr=False)
    class Given(Message):
        """The answer has been given."""

        text: str

    def __init__(
        self,
        value: str,
        *,
        choices: Callable[[str], Sequence[str]],
        complete: Callable[[str, str], str],
    ) -> None:
        """A line with a text in it.

        Args:
            value: The text.
            choices: What can complete a text, the best first.
            complete: The text that comes of taking a choice.
        """
        super().__init__()
        self._value = value
        self._choices = choices
        self._complete = complete
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """The line and the choices."""
        yield Input(self._value, compact=True, select_on_focus=False)
        yield Static(classes="choices")

    def on_mount(self) -> None:
        """Offer choices at once."""
        self._offer()

    @property
    def text(self) -> str:
        """What has been typed."""
        return self.query_one(Input).value

    @property
    def offered(self) -> list[str]:
        """The choices that complete what has been typed, the best first."""
        return list(self._choices(self.text)[:_OFFERED])

    async def take_key(self, event: events.Key) -> bool:
        """Answer a key at once; False when it means nothing here.

        Textual has a line insert what is typed before it acts on keys such as ``ctrl+u`` or Tab, which take a
        longer way: typed fast enough, what comes behind them is deleted or left out.
        """
        line = self.query_one(Input)
        own: dict[str, Callable[[], None]] = {
            "tab": self._take,
            **dict.fromkeys(("down", "ctrl+n"), partial(self._choose, 1)),
            **dict.fromkeys(("up", "ctrl+p"), partial(self._choose, -1)),
        }
        if event.key in own:
            own[event.key]()
        elif event.key in _EDITING:
            await line.run_action(_EDITING[event.key])
        elif event.is_printable and event.character:
            line.insert_text_at_cursor(event.character)
        else:
            return False
        return True

    def put(self, text: str) -> None:
        """Have another text in the line, with the cursor behind it."""
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)

    def tell(self, message: str) -> None:
        """Say what is wrong with the answer, in place of the choices."""
        self.query_one(".choices", Static).update(Content.styled(clean_line(message), "$error"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits now."""
        event.stop()
        self._chosen = 0
        self._offer()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer is given."""
        event.stop()
        self.post_message(self.Given(event.value))

    def _choose(self, step: int) -> None:
        """To the next or previous choice."""
        if self.offered:
            self._chosen = (self._chosen + step) % len(self.offered)
            self._offer()

    def _take(self) -> None:
        """Take the choice that is marked into the line."""
        offered = self.offered
        if offered:
            self.put(self._complete(self.text, offered[self._chosen]))

    def _offer(self) -> None:
        lines = [
            Content.assemble(
                ("▌ " if number == self._chosen else "  ", "$accent"),
                (clean_line(choice), "bold" if number == self._chosen else "$text-muted"),
            )
            for number, choice in enumerate(self.offered)
        ]
        self.query_one(".choices", Static).update(Content("\n").join(lines))

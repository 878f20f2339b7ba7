"""Where papers go that leave the reader: which of them, in which format, to what file or command."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import ClassVar, NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from digest_parsers.errors import ExportError
from digest_parsers.export import FORMATS
from digest_parsers.model import Appearance
from digest_parsers.sanitize import clean_line
from digest_tui import exporting, habits, paths
from digest_tui.completion import matching
from digest_tui.messages import Outlet
from digest_tui.path_completion import PathCompletion
from digest_tui.screens.leaving import Asking
from digest_tui.screens.slices import in_slices
from digest_tui.store.document import Bookmark
from digest_tui.widgets.answer import Answer
from digest_tui.widgets.window import Window, keys_line
from digest_tui.wording import counted

#: Seconds after which writing tells how far it is.
_TELL_EACH = 0.1
#: Lines of a terminal below which only the choices are shown.
_LOW = 14
_FORMATS = tuple(FORMATS)
_BY_SUFFIX = {one.suffix: one.name for one in FORMATS.values()}
_QUESTIONS = {"file": "Export to a file", "clipboard": "Copy", "command": "Run a command on papers"}
_DOES = {"file": "write it", "clipboard": "copy", "command": "run it"}


class Papers(NamedTuple):
    """Papers that can be exported.

    Attributes:
        label: What they are: ``this paper``, ``the 3 picked``.
        name: What a file of them is called, without its suffix.
        number: How many they are.
        read: Reads them, one by one as they are asked for.
    """

    label: str
    name: str
    number: int
    read: Callable[[], Iterable[Appearance]]


@dataclass(frozen=True, slots=True)
class Exported:
    """What has come of it.

    Attributes:
        told: What was exported: ``3 papers as BibTeX``.
        data: The papers in the format.
        path: The file into which they were written, as it was typed.
        command: The command that is to be run on them.
        in_terminal: Whether it is to have the terminal for itself.
    """

    told: str
    data: bytes
    path: str = ""
    command: str = ""
    in_terminal: bool = False


class ExportScreen(Asking[Exported | None]):
    """Asks for all of that on one screen, as it was the last time; a file is written before it closes."""

    AUTO_FOCUS = "Input"
    CSS = """
    #export { width: 78; border: round $accent; }
    #export-question { height: 1; margin: 0; color: $text-muted; }
    #export Answer { margin: 1 0; }
    #export-choices { height: auto; }
    #export-told { color: $text-muted; }
    #export-told.-wrong { color: $error; }
    ExportScreen.-flat #export { border: none; }
    ExportScreen.-flat #export Answer { margin: 0; }
    ExportScreen.-flat .choices { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it"),
        Binding("enter", "export('')", "copy"),
    ]

    def __init__(
        self,
        outlet: Outlet,
        offers: Sequence[Papers],
        kept: Callable[[str], Bookmark | None],
        remembered: Path,
    ) -> None:
        """Ask.

        Args:
            outlet: Where they go.
            offers: What papers can be exported, those that are most likely meant first.
            kept: The bookmark of a paper, or None.
            remembered: The file of :mod:`digest_tui.habits`.
        """
        super().__init__()
        self._outlet = outlet
        self._offers = tuple(offers)
        self._kept = kept
        self._remembered = remembered
        self._habits = habits.load(remembered)
        self._which = 0
        self._format = self._habits.format if self._habits.format in FORMATS else _FORMATS[0]
        self._in_terminal = False
        self._replacing = ""
        self._proposed = ""
        self._begun = False

    def compose(self) -> ComposeResult:
        """What is asked, the line, the choices, what is told, the keys."""
        completes = [("Tab", "complete")] if self._outlet != "clipboard" else []
        keys = keys_line(*completes, ("Enter", _DOES[self._outlet]), ("Esc", "leave it"))
        with Window(id="export"):
            yield Static(Content(_QUESTIONS[self._outlet]), id="export-question", classes="heading")
            if self._outlet == "file":
                self._proposed = self._file_name()
                yield Answer(self._proposed, choices=PathCompletion(Path.cwd()), complete=lambda _, one: one)
            elif self._outlet == "command":
                commands = self._habits.commands
                yield Answer(
                    next(iter(commands), ""),
                    choices=lambda typed: matching(typed, commands),
                    complete=lambda _, one: one,
                )
            yield Static(id="export-choices")
            yield Static(id="export-told")
            yield Static(keys, classes="keys")

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._note_command()
        self._show_choices()

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what is not needed where there is hardly any room."""
        self.set_class(event.size.height < _LOW, "-flat")

    async def take_key(self, event: events.Key) -> bool:
        """Answer a key, in the order in which they are typed; once it has begun, nothing but Esc counts."""
        if self._begun:
            return event.key != "escape"
        actions = {"ctrl+t": self._other_papers, "ctrl+f": self._other_format, "ctrl+r": self._other_place}
        if event.key in actions:
            actions[event.key]()
            return True
        return self._outlet != "clipboard" and await self.query_one(Answer).take_key(event)

    # --- choosing

    def action_leave(self) -> None:
        """Leave, and stop what is being written."""
        self.workers.cancel_group(self, "exporting")
        self.dismiss(None)

    def _other_papers(self) -> None:
        """Other papers."""
        self._which = (self._which + 1) % len(self._offers)
        self._propose()
        self._show_choices()

    def _other_format(self) -> None:
        """Another format, and its suffix."""
        before = FORMATS[self._format].suffix
        self._format = _FORMATS[(_FORMATS.index(self._format) + 1) % len(_FORMATS)]
        if self._outlet == "file":
            answer = self.query_one(Answer)
            if answer.text == self._proposed:
                self._propose()
            elif answer.text.endswith(before):
                answer.put(answer.text.removesuffix(before) + FORMATS[self._format].suffix)
        self._show_choices()

    def _other_place(self) -> None:
        """Run the command in the terminal, or beside the reader."""
        if self._outlet == "command":
            self._in_terminal = not self._in_terminal
            self._show_choices()

    def on_answer_changed(self, event: Answer.Changed) -> None:
        """Take the format that the suffix tells; where a known command has run is where it runs."""
        self._replacing = ""
        self._tell("")
        if self._outlet == "file":
            self._format = _BY_SUFFIX.get(Path(event.text).suffix, self._format)
        else:
            self._note_command()
        self._show_choices()

    def _note_command(self) -> None:
        if self._outlet == "command" and self.query_one(Answer).text in self._habits.commands:
            self._in_terminal = self.query_one(Answer).text in self._habits.in_terminal

    def _file_name(self) -> str:
        return f"{self._habits.folder}{self._offers[self._which].name}{FORMATS[self._format].suffix}"

    def _propose(self) -> None:
        """Propose another name, unless one has been typed."""
        if self._outlet == "file" and self.query_one(Answer).text == self._proposed:
            self._proposed = self._file_name()
            self.query_one(Answer).put(self._proposed)

    # --- doing it

    def on_answer_given(self, event: Answer.Given) -> None:
        """Begin, unless something would be overwritten."""
        self.action_export(event.text.strip())

    def action_export(self, target: str) -> None:
        """Begin."""
        if self._outlet == "file":
            path = paths.expand(target, Path.cwd())
            if not target or path.is_dir():
                self._tell("the name of a file is expected", wrong=True)
                return
            if path.exists() and self._replacing != target:
                self._replacing = target
                self._tell(f"{target} exists already: Enter replaces it, another name keeps it", wrong=True)
                return
        if (target or self._outlet == "clipboard") and not self._begun:
            self._begun = True
            self._export(target)

    @work(exclusive=True, group="exporting")
    async def _export(self, target: str) -> None:
        papers, label = self._offers[self._which], FORMATS[self._format].label
        told = f"{counted(papers.number, 'paper')} as {label}"
        try:
            data = await self._written(papers)
            if self._outlet == "file":
                path = paths.expand(target, Path.cwd())
                await asyncio.to_thread(exporting.to_file, data, path, replace=bool(self._replacing))
        except ExportError as error:
            self._begun = False
            self._tell(error.one_line(), wrong=True)
            return
        used, done = self._habits, Exported(told, data)
        if self._outlet == "file":
            used = used.having_written(target, self._format)
            done = Exported(told, data, path=target)
        elif self._outlet == "command":
            used = used.having_run(target, self._format, in_terminal=self._in_terminal)
            done = Exported(told, data, command=target, in_terminal=self._in_terminal)
        await asyncio.to_thread(habits.save, self._remembered, used)
        self.dismiss(done)

    async def _written(self, papers: Papers) -> bytes:
        """The papers in the format; a little at a time, so that keys are answered meanwhile."""
        items = (exporting.item_of(one, self._kept(one.entry.arxiv_id)) for one in papers.read())
        pieces: list[bytes] = []
        tell = perf_counter() + _TELL_EACH
        async for _ in in_slices(map(pieces.append, exporting.pieces(items, self._format))):
            if perf_counter() > tell:
                self._tell(f"{len(pieces):,} of {counted(papers.number, 'paper')} written · Esc stops")
                tell = perf_counter() + _TELL_EACH
        return b"".join(pieces)

    # --- what is shown

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        told = self.query_one("#export-told", Static)
        told.set_class(wrong, "-wrong")
        told.update(Content(clean_line(message)))

    def _show_choices(self) -> None:
        rows = [
            _row("Papers", [one.label for one in self._offers], self._which, "^t"),
            _row("Format", [one.label for one in FORMATS.values()], _FORMATS.index(self._format), "^f"),
        ]
        if self._outlet == "command":
            places = ["beside the reader", "in the terminal (less, vim, fzf)"]
            rows.append(_row("Runs", places, int(self._in_terminal), "^r"))
        self.query_one("#export-choices", Static).update(Content("\n").join(rows))


def _row(label: str, choices: Sequence[str], chosen: int, key: str) -> Content:
    """A line with choices, one of which is chosen, and the key that goes round."""
    parts = [
        Content.assemble(("▸", "$accent"), (clean_line(one), "bold"))
        if number == chosen
        else Content.styled(f" {clean_line(one)}", "$text-muted")
        for number, one in enumerate(choices)
    ]
    return Content.assemble((f"{key} ", "$hint-key"), (f"{label:7}", "$text-muted"), Content(" ").join(parts))

"""An app of Textual that shows a word, and with ``--bars`` a header and a footer: the least that can be."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Static

from bench import loop_monitor

#: What is on the screen when the app is there.
SHOWN, SHOWN_IN_FOOTER = "here I am", "leave me"


class EmptyApp(App[None]):
    """Next to nothing."""

    TITLE = "empty"
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", SHOWN_IN_FOOTER)]

    def compose(self) -> ComposeResult:
        if "--bars" in sys.argv:
            yield Header()
        yield Static(SHOWN)
        if "--bars" in sys.argv:
            yield Footer()


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        if argument.startswith("--log="):
            loop_monitor.install(Path(argument.removeprefix("--log=")))
    EmptyApp().run()

"""What leaves the reader: papers in a format of other programs, for a file, the clipboard or a command."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from digest_parsers.errors import DigestError
from digest_tui import messages, paths, wording
from digest_tui.screens.marking import Marking
from digest_tui.state import SIDEBAR, Day, among_bookmarks

if TYPE_CHECKING:
    from digest_tui.screens.export import Exported, Papers


class Sending(Marking, part=True):
    """The desk with the commands that export."""

    def action_export(self, outlet: messages.Outlet) -> None:
        """Ask which papers are to go where, and have them go."""
        from digest_tui.screens.export import ExportScreen  # noqa: PLC0415 - not needed for the first frame

        offers = list(self._offers())
        if offers:
            remembered = paths.state_dir() / "exports.json"
            screen = ExportScreen(outlet, offers, self.session.marks.kept.get, remembered)
            self.app.push_screen(screen, self._exported)
        else:
            self.tell("There is no paper here to export")

    def _offers(self) -> Iterator["Papers"]:
        """What can be exported: what is picked, the paper under the cursor, everything in the list.

        Where one goes through days or categories, the list is meant and not its first paper.
        """
        from digest_tui.screens.export import Papers  # noqa: PLC0415

        if self.picks:
            label = "the picked one" if len(self.picks) == 1 else f"the {len(self.picks):,} picked"
            yield Papers(label, "picked", len(self.picks), self.picks.appearances)
        offers = [*self._this_paper(), *self._whole_list()]
        yield from reversed(offers) if self.panes.looked_at in SIDEBAR else offers

    def _this_paper(self) -> Iterator["Papers"]:
        from digest_tui.screens.export import Papers  # noqa: PLC0415

        current = self.current
        if current is not None:
            name = current.entry.arxiv_id.replace("/", "_").replace(":", "_")
            yield Papers("this paper", name, 1, lambda: (current,))

    def _whole_list(self) -> Iterator["Papers"]:
        from digest_tui.screens.export import Papers  # noqa: PLC0415

        rows = self.panes.papers.rows
        if len(rows) > 1:
            so_far = "" if self.view.finished else "+"
            yield Papers(f"all {len(rows):,}{so_far} of the list", self._list_name(), len(rows), lambda: rows)

    def _list_name(self) -> str:
        """What a file with the papers of the list is called."""
        place = self.selection.place
        if self.selection.searching:
            return "search"
        name = "papers"
        if among_bookmarks(place):
            name = "bookmarks"
        elif isinstance(place, Day) and place.day:
            name = place.day.isoformat()
        return "-".join((name, *(self.selection.category or "").replace("/", "_").split()))

    def _exported(self, export: "Exported | None") -> None:
        """Hand on what was exported; a file is written already."""
        if export is None:
            return
        if export.path:
            self.tell(f"Exported {export.told} into {export.path}")
        elif not export.command:
            self.post_message(messages.CopyText(export.told, export.data.decode("utf-8")))
        elif export.in_terminal:
            self._run_in_terminal(export)
        else:
            from digest_tui.screens.output import OutputScreen  # noqa: PLC0415 - only for who pipes

            screen = OutputScreen(export.command, export.data, export.told)
            self.app.push_screen(screen, lambda told: self.tell(told or ""))

    def _run_in_terminal(self, export: "Exported") -> None:
        """Get out of the way of a command that needs the terminal."""
        from digest_tui.lending import lend  # noqa: PLC0415 - only for who pipes

        try:
            code = lend(self.app, partial(_run_and_wait, export))
        except DigestError as error:
            self.tell(error.one_line(), wrong=True)
        else:
            self.tell(f"{export.told}: the command {wording.ended(code)}", wrong=bool(code))


def _run_and_wait(export: "Exported") -> int:
    """Run a command in the terminal; what one says that fails stays there until it has been read."""
    from digest_tui import piping  # noqa: PLC0415 - only for who pipes

    code = piping.in_terminal(export.command, export.data, os.environ)
    if code:
        print(f"\n{wording.ended(code)}; Enter goes back to the reader", end="", flush=True)  # noqa: T201
        sys.stdin.readline()
    return code

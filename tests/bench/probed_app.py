"""The reader, with something done to it before it starts; see :func:`bench.product.probed_command`."""

import argparse
import sys
from pathlib import Path
from typing import Any

from bench import loop_monitor
from digest_tui.cli import main
from digest_tui.widgets.paper_page import PaperPage


class _Emptied:
    """In place of the page's ``show``: shows nothing, whatever it is told."""

    show = PaperPage.show

    @classmethod
    def put_in(cls) -> None:
        def nothing(self: PaperPage, *_: Any, **__: Any) -> None:
            cls.show(self, None, None)

        PaperPage.show = nothing  # type: ignore[method-assign]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", type=Path)
    parser.add_argument("--empty-page", action="store_true")
    parser.add_argument("folder")
    chosen = parser.parse_args()
    if chosen.log:
        loop_monitor.install(chosen.log)
    if chosen.empty_page:
        _Emptied.put_in()
    sys.argv = ["digest-tui", chosen.folder]
    sys.exit(main())

"""Make the README's pictures from the app itself, on the sample library."""

import asyncio
import tempfile
from pathlib import Path

from wide_svg import on_the_grid

from digest_tui.app import DigestApp
from digest_tui.keeper import Keeper
from digest_tui.opening import Opening
from digest_tui.paths import SAMPLE_NAME, sample_folder
from digest_tui.settings import Settings
from digest_tui.store.reading import ReadingState

HERE = Path(__file__).parent

#: File name, theme, columns and lines, keys pressed before the picture is taken.
SHOTS: tuple[tuple[str, str, tuple[int, int], tuple[str, ...]], ...] = (
    ("main", "digest-dark", (120, 36), ("[", "[", "[", "[", "r", "j", "b", "r", "j", "r", "j", "b", "k")),
    ("search", "digest-light", (120, 36), ("/", *"模型", "tab", "enter")),
    ("small", "digest-dark", (80, 24), ("j",)),
)


async def take(name: str, theme: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Run the app without a terminal, press the keys, and save what is shown."""
    with tempfile.TemporaryDirectory() as home:
        keeper = Keeper(Path(home) / "bookmarks", ReadingState(Path(home) / "state.db"))
        settings = Settings(theme=theme, mark_read_after=0)
        cache = Path(home) / "cache"
        opening = Opening((sample_folder(),), cache, settings.max_file_bytes, keeper)
        app = DigestApp(opening, settings, keeper, name=SAMPLE_NAME, cache=cache)
        async with app.run_test(size=size) as pilot:
            for _ in range(3):
                await pilot.pause()
                await app.workers.wait_for_complete()
            for key in keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
            await pilot.pause()
            if app.main is not None:
                app.main.tell("")
                await pilot.pause()
            (HERE / "images").mkdir(exist_ok=True)
            picture = on_the_grid(app.export_screenshot(title="digest-tui"))
            (HERE / "images" / f"{name}.svg").write_text(picture, "utf-8")
        keeper.close()


async def main() -> None:
    """Take every picture."""
    for shot in SHOTS:
        await take(*shot)


if __name__ == "__main__":
    asyncio.run(main())

"""How things are drawn, as settings and environment have it."""

from collections.abc import Mapping

from digest_tui.render import PLAIN, Drawing
from digest_tui.settings import Settings


def drawing(settings: Settings, environ: Mapping[str, str]) -> Drawing:
    """How rows and pages are drawn at first."""
    page = PLAIN.page._replace(
        width=settings.pane_width or PLAIN.page.width,
        language=language(settings.locale, environ),
        sections=settings.sections,
    )
    return Drawing(page, settings.columns or PLAIN.cells)


def language(locale: str, environ: Mapping[str, str]) -> str:
    """The reader's language, ``en`` or ``zh``: the one that is set, or that of the environment.

    The variables are looked at in the order of POSIX (Base Definitions, 8.2).
    """
    if locale != "auto":
        return locale
    said = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if said.lower().startswith("zh") else "en"


def wants_ascii(glyphs: str, environ: Mapping[str, str]) -> bool:
    """Whether signs are to be ASCII: as set, or where the locale says that the terminal is not of UTF-8.

    The variables are looked at in the order of POSIX (Base Definitions, 8.2). Where none is set nothing is
    known, and terminals of today are of UTF-8.
    """
    if glyphs != "auto":
        return glyphs == "ascii"
    said = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    charset = said.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return bool(charset) and charset != "utf8"


def wants_no_colour(environ: Mapping[str, str]) -> bool:
    """Whether there are to be no colours: ``NO_COLOR`` is set and not empty (https://no-color.org)."""
    return bool(environ.get("NO_COLOR"))

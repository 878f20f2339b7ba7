"""The two themes: contrast by the WCAG formula, and every colour name that the styles use."""

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

import digest_tui
from digest_tui.saved_search import COLOURS
from digest_tui.themes import DARK, LIGHT, TERMINAL, shared_variables
from digest_tui.themes.shades import shade
from digest_tui.widgets.line_list import LineList
from digest_tui.widgets.looks import LOOKS, look_of

_PACKAGE = Path(digest_tui.__file__).parent
#: Everything that names colours: the styles of the main screen, and the modules with those of the others.
_STYLED = [_PACKAGE / "styles" / "app.tcss", *_PACKAGE.glob("screens/*.py"), *_PACKAGE.glob("widgets/*.py")]


def _luminance(color: Color) -> float:
    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(Color.parse(one)), _luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _grounds(theme: Theme) -> list[str]:
    variables = theme.variables
    return [
        str(theme.background),
        str(theme.surface),
        str(theme.panel),
        variables["cursor"],
        variables["cursor-blurred"],
    ]


def test_the_formula_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_body_text_has_seven_to_one(theme: Theme) -> None:
    for ground in [*_grounds(theme), theme.variables["match"]]:
        assert contrast(str(theme.foreground), ground) >= 7, ground


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "name",
    [
        "text-muted",
        "text-faint",
        "unread",
        "star",
        "hint-key",
        "status",
        "primary",
        "secondary",
        "accent",
        "error",
        "warning",
    ],
)
def test_everything_else_has_four_and_a_half_to_one(theme: Theme, name: str) -> None:
    color = theme.variables.get(name) or str(getattr(theme, name))
    for ground in (str(theme.background), str(theme.surface)):
        assert contrast(color, ground) >= 4.5, f"{name} on {ground}"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_titles_that_were_read_stay_legible_under_the_cursor(theme: Theme) -> None:
    for ground in ("cursor", "cursor-blurred"):
        assert contrast(theme.variables["text-muted"], theme.variables[ground]) >= 4.5


@pytest.mark.parametrize(
    "theme", [*BUILTIN_THEMES.values(), DARK, LIGHT, TERMINAL], ids=lambda theme: theme.name
)
def test_every_theme_gives_every_name_that_the_styles_use(theme: Theme) -> None:
    given = theme.to_color_system().generate() | shared_variables(theme) | theme.variables
    named = {name for one in _STYLED for name in re.findall(r"\$([a-z-]+)", one.read_text("utf-8"))}
    assert "hint-key" in named
    assert named <= set(given)


#: Looks that are lines and bars, nothing to be read.
_ORNAMENTS = {"rule", "edge", "bar", "thumb", "thumb-end", "track"}


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_whatever_is_drawn_can_be_read(theme: Theme) -> None:
    """Body text has 7:1 on every ground that it stands on, everything else 4.5:1 (WCAG 2.2)."""
    given = theme.to_color_system().generate() | shared_variables(theme) | theme.variables
    body = {"text", "tldr", "title", "keyword", "unread"}
    for role, look in LOOKS.items():
        inks = [word[1:] for word in look.partition("on $")[0].split() if word.startswith("$")]
        ground = look.rpartition("on $")[2] if "on $" in look else "background"
        if inks and role not in _ORNAMENTS:
            found = contrast(given[inks[0]], given[ground])
            assert found >= (7 if role in body else 4.5), role


_COLOURED = [theme for theme in (*BUILTIN_THEMES.values(), DARK, LIGHT) if not theme.ansi]


@pytest.mark.parametrize("theme", _COLOURED, ids=lambda theme: theme.name)
def test_the_colours_of_watches_can_be_read_in_every_theme_and_told_apart(theme: Theme) -> None:
    given = theme.to_color_system().generate() | shared_variables(theme) | theme.variables
    grounds = tuple(Color.parse(given[name]).hex for name in ("background", "cursor", "cursor-blurred"))
    shades = [shade(hue, grounds) for hue in COLOURS]
    for ground in grounds:
        for hue, found in zip(COLOURS, shades, strict=True):
            assert contrast(found, ground) >= 4.5, f"{hue} on {ground}"
    assert len(set(shades)) == len(COLOURS)


def test_in_the_terminals_own_colours_a_watch_has_one_that_can_be_read_on_any_ground() -> None:
    looks = {hue: look_of(f"watch-{hue}", {}, terminal=True) for hue in COLOURS}
    assert {hue for hue, look in looks.items() if look.bold} == {"yellow", "blue"}
    assert all(look.bold or look.foreground is not None for look in looks.values())


def test_the_focus_is_told_by_a_sign_too() -> None:
    assert LineList.markers[0] != LineList.markers[1]

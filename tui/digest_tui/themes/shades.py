"""Colours that can be read in every theme: a hue, as light or dark as the grounds it stands on ask for."""

from functools import lru_cache

from textual.color import Color

#: The hues of :data:`digest_tui.saved_search.COLOURS`, as they are where the grounds let them.
HUES = {
    "yellow": "#d9a400",
    "green": "#4fae3f",
    "cyan": "#1fa8a8",
    "blue": "#4a90e2",
    "magenta": "#c264d8",
    "red": "#e0524a",
}
#: The least contrast of what is to be read (WCAG 2.2, success criterion 1.4.3).
_LEAST = 4.5
#: Into how many steps the way to black or white is cut.
_STEPS = 20


@lru_cache(maxsize=256)
def shade(hue: str, grounds: tuple[str, ...]) -> str:
    """A hue that can be read on every one of some grounds.

    Args:
        hue: One of :data:`HUES`.
        grounds: Colours.

    Returns:
        The shade nearest to the hue that has enough contrast; where none has, that which has most.
    """
    behind = [Color.parse(ground) for ground in grounds]
    own = Color.parse(HUES[hue])
    shades = [
        own.blend(Color.parse(end), step / _STEPS) for end in ("black", "white") for step in range(_STEPS + 1)
    ]
    readable = [one for one in shades if _least_contrast(one, behind) >= _LEAST]
    if readable:
        return min(readable, key=lambda one: abs(_luminance(one) - _luminance(own))).hex
    return max(shades, key=lambda one: _least_contrast(one, behind)).hex


def _least_contrast(color: Color, grounds: list[Color]) -> float:
    return min(_contrast(color, ground) for ground in grounds)


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    """The relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = (channel / 255 for channel in (color.r, color.g, color.b))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

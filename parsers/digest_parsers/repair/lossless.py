"""Undo encodings that kept every byte.

What this package's own byte table cannot undo, because one line mixes damaged and clean text, goes
to ftfy with everything switched off that would prettify: quotes stay curly, wide stays wide.
"""

from digest_parsers.repair.damage import Damage, to_bytes
from digest_parsers.repair.segment import rejoin


def undo(line: str, damage: Damage) -> str:
    """The text that was read in a wrong code page, or ``line`` itself if no byte sequence explains it."""
    data = to_bytes(line)
    if data is not None:
        if damage.nbsp_as_space:
            data = rejoin(data, lossless=True)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _undo_in_part(line)


def _undo_in_part(line: str) -> str:
    import ftfy  # noqa: PLC0415 - costs 20 ms, and hardly any file needs it

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        replace_lossy_sequences=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    fixed: str = ftfy.fix_encoding(line, config)
    return line if "\n" in fixed else fixed

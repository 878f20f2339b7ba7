"""Makes the table of traditional characters from the Unicode Character Database.

``Unihan_Variants.txt`` is part of https://www.unicode.org/Public/UCD/latest/ucd/Unihan.zip::

    python tests/make_simplified.py Unihan_Variants.txt
"""

import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "parsers" / "digest_parsers" / "data" / "simplified.txt"
A_LINE = 50
HEAD = """\
# Traditional characters, each followed by its simplified form: the field kSimplifiedVariant of
# Unihan_Variants.txt, Unicode {version}, as far as both are in the Basic Multilingual Plane.
# © Unicode, Inc. Used under the Unicode License v3, https://www.unicode.org/license.txt.
# Made by tests/make_simplified.py.
"""


def pairs(lines: list[str]) -> dict[str, str]:
    """The simplified form of each character that has one; of several the first that is another one."""
    found = {}
    for line in lines:
        fields = line.split("\t")
        if len(fields) == 3 and fields[1] == "kSimplifiedVariant":
            one, *others = (
                chr(int(code.removeprefix("U+"), 16)) for code in f"{fields[0]} {fields[2]}".split()
            )
            others = [other for other in others if other != one]
            if others and max(one, others[0]) < "\U00010000":
                found[one] = others[0]
    # A form that has a simpler one itself stands for that.
    return {one: found.get(other, other) for one, other in found.items() if found.get(other) != one}


def table(text: str) -> str:
    """The table as it is kept."""
    lines = text.split("\n")
    version = next(line.split()[-1] for line in lines if "Unicode version" in line)
    flat = "".join(one + other for one, other in sorted(pairs(lines).items()))
    return HEAD.format(version=version) + "".join(
        f"{flat[at : at + 2 * A_LINE]}\n" for at in range(0, len(flat), 2 * A_LINE)
    )


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

"""Write the table of keys and that of what a search can ask into README.md, from what the program knows."""

from pathlib import Path

from digest_tui.command_table import COMMANDS
from digest_tui.commands import Pane
from digest_tui.keys import shown_key
from digest_tui.syntax import SYNTAX


def keys_table() -> str:
    """The commands as Markdown, a heading row per group; keys of the search line are told beside it."""
    lines = ["| keys | command | id |", "|---|---|---|"]
    group = ""
    for one in COMMANDS:
        if one.group != group:
            group = one.group
            lines.append(f"| **{group}** | | |")
        keys = " ".join(f"`{shown_key(key)}`" for key in one.keys).replace("|", "\\|")
        where = " (in the search line)" if one.where == {Pane.SEARCH} else ""
        where = " (in triage)" if one.where == {Pane.TRIAGE} else where
        where = " (while searching)" if one.while_searching else where
        told = one.help.replace("|", "\\|")
        lines.append(f"| {keys} | {told}{where} | `{one.id}` |")
    return "\n".join(lines)


def search_table() -> str:
    """What a search can ask as Markdown."""
    lines = ["| to find | write |", "|---|---|"]
    for tells, examples in SYNTAX:
        written = " ".join(f"`{one}`" for one in examples.split("  ")).replace("|", "\\|")
        lines.append(f"| {tells} | {written} |")
    return "\n".join(lines)


#: The tables by the marks between which they stand.
TABLES = {
    ("<!-- keys: made by docs/keys.py -->", "<!-- end of keys -->"): keys_table,
    ("<!-- search: made by docs/keys.py -->", "<!-- end of search -->"): search_table,
}


def with_tables(readme: str) -> str:
    """The README with the tables in their places.

    Raises:
        ValueError: The marks between which one stands are missing.
    """
    for (begin, end), table in TABLES.items():
        before, _, rest = readme.partition(begin)
        _, mark, after = rest.partition(end)
        if not mark:
            raise ValueError(f"README.md has no {begin} … {end}")
        readme = f"{before}{begin}\n{table()}\n{end}{after}"
    return readme


if __name__ == "__main__":
    path = Path(__file__).parents[1] / "README.md"
    path.write_text(with_tables(path.read_text("utf-8")), "utf-8")

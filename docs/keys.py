"""Write the table of keys into README.md, from the one table of commands."""

from pathlib import Path

from digest_tui.commands import COMMANDS, Pane
from digest_tui.keys import shown_key

BEGIN, END = "<!-- keys: made by docs/keys.py -->", "<!-- end of keys -->"


def table() -> str:
    """The commands as Markdown, a heading row per group; keys of the search line are told beside it."""
    lines = ["| keys | command | id |", "|---|---|---|"]
    group = ""
    for one in COMMANDS:
        if one.group != group:
            group = one.group
            lines.append(f"| **{group}** | | |")
        keys = " ".join(f"`{shown_key(key)}`" for key in one.keys)
        where = " (in the search line)" if one.where == {Pane.SEARCH} else ""
        where = " (while searching)" if one.while_searching else where
        told = one.help.replace("|", "\\|")
        lines.append(f"| {keys} | {told}{where} | `{one.id}` |")
    return "\n".join(lines)


def with_table(readme: str) -> str:
    """The README with the table in its place.

    Raises:
        ValueError: The marks between which it stands are missing.
    """
    before, _, rest = readme.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"README.md has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    path = Path(__file__).parents[1] / "README.md"
    path.write_text(with_table(path.read_text("utf-8")), "utf-8")

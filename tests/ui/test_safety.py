"""Hostile digests: their text is shown as text, and does nothing."""

import ast
from functools import cache
from pathlib import Path

import pytest

import digest_tui
from invented import HOSTILE
from invented_files import Invented, daily_enhanced, daily_report, json_lines
from ui.reader import Open

FIELDS = Invented("2601.00666", HOSTILE, tldr=HOSTILE, abstract=HOSTILE, authors=HOSTILE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-01-09.md", daily_report("2026-01-09", [FIELDS])),
        ("2026-01-09.md", daily_enhanced([FIELDS])),
        ("2026-01-09.jsonl", json_lines([FIELDS])),
    ],
    ids=["report", "enhanced", "jsonl"],
)
async def test_a_hostile_digest_is_only_text(reader: Open, tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    async with reader(folder) as r:
        assert "O(n[/]log n) [@click=app.quit]x[/]" in r.current()
        drawn = [r.main.panes.papers.render_line(y).text for y in range(3)]
        drawn += [r.main.panes.page.render_line(y).text for y in range(30)]
        assert any("[@click=app.quit]" in line for line in drawn)
        assert not any("\x1b" in line or "\x07" in line for line in drawn)
        for key in (
            "enter",
            "pagedown",
            "b",
            "y",
            "t",
            "y",
            "b",
            "h",
            "/",
            "x",
            "enter",
            "?",
            "escape",
            "!",
            "q",
        ):
            await r.press(key)
        assert r.app.is_running
        assert "\x1b" not in r.app.clipboard


in_every_module = pytest.mark.parametrize(
    "path", sorted(Path(digest_tui.__file__).parent.rglob("*.py")), ids=lambda path: path.stem
)


@cache
def _tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


#: Widgets and methods whose string argument Textual reads as markup.
_MARKUP = {
    "Static",
    "Label",
    "Option",
    "Button",
    "update",
    "notify",
    "add_option",
    "replace_option_prompt_at_index",
}
#: What makes text that is no markup.
_SAFE = {
    "Content",
    "Text",
    "assemble",
    "styled",
    "join",
    "hanging",
    "keys_line",
    "_table",
    "_heading",
    "_told",
}


@in_every_module
def test_no_string_reaches_a_widget_as_markup(path: Path) -> None:
    tree = _tree_of(path)
    for call in _calls(tree):
        if _name(call) not in _MARKUP or not call.args:
            continue
        first = call.args[0]
        if _name(call) == "update" and not (isinstance(first, ast.Call | ast.Constant | ast.JoinedStr)):
            continue
        plain = isinstance(first, ast.Constant | ast.JoinedStr | ast.BinOp)
        unsafe_call = isinstance(first, ast.Call) and _name(first) not in _SAFE
        assert not plain and not unsafe_call, (
            f"{path.name}:{call.lineno} hands a plain string to {_name(call)}"
        )


#: Attributes of widgets whose text Textual reads as markup, and widgets whose rows it reads so.
_TITLES = {"border_title", "border_subtitle", "tooltip"}
_ROWS = {
    "DataTable",
    "Tree",
    "Select",
    "SelectionList",
    "RadioButton",
    "Checkbox",
    "Tab",
    "TabPane",
    "Collapsible",
}


@in_every_module
def test_titles_are_content_and_widgets_that_read_markup_are_not_used(path: Path) -> None:
    tree = _tree_of(path)
    assert not {_name(call) for call in _calls(tree)} & _ROWS
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Attribute) and target.attr in _TITLES for target in node.targets
        ):
            assert isinstance(node.value, ast.Call), f"{path.name}:{node.lineno}"
            assert _name(node.value) in _SAFE, f"{path.name}:{node.lineno}"


@in_every_module
def test_no_markup_is_ever_parsed(path: Path) -> None:
    names = {_name(call) for call in _calls(_tree_of(path))}
    assert not names & {"from_markup", "from_rich_text", "Markdown", "MarkdownViewer"}

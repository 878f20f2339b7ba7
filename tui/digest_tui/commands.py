"""The one table of commands: keys, palette, footer, help and README are all made from it.

A key is written as Textual names it (``ctrl+d``, ``pagedown``) or as the character it types
(``[``, ``?``). A sequence of keys has spaces between them: ``g g``.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple


class Pane(StrEnum):
    """Where the focus can be; a command says in which of these its keys work."""

    DAYS = "days"
    CATEGORIES = "categories"
    PAPERS = "papers"
    PAGE = "page"
    SEARCH = "search"
    TRIAGE = "triage"


READING = frozenset({Pane.DAYS, Pane.CATEGORIES, Pane.PAPERS, Pane.PAGE})
LISTS = frozenset({Pane.DAYS, Pane.CATEGORIES, Pane.PAPERS})
PAPER_PANES = frozenset({Pane.PAPERS, Pane.PAGE})
TRIAGE = frozenset({Pane.TRIAGE})


class Command(NamedTuple):
    """Something that a person can tell the reader to do.

    Attributes:
        id: The stable name, used in the settings to rebind it.
        keys: Key sequences that run it.
        label: A word or two for the footer and the palette.
        help: One sentence for the help screen.
        action: The name of the screen's ``action_…`` method, with ``(argument)`` where it takes one.
        group: The heading under which the help lists it.
        where: The panes in which its keys work.
        while_searching: Its keys work only while a search is active, and then before others on the same key.
        footer: The panes in whose footer it is shown.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    action: str
    group: str
    where: frozenset[Pane] = READING
    while_searching: bool = False
    footer: frozenset[Pane] = frozenset()


MOVE, PAPERS, FIND, KEEP, VIEW, APP = "Moving", "Papers", "Searching", "Keeping", "Looking", "The reader"
JUDGE = "Triage, one paper at a time"

COMMANDS: tuple[Command, ...] = (
    Command(
        "cursor.down", ("j", "down"), "down", "One row or line down.", "move(1)", MOVE, where=READING | TRIAGE
    ),
    Command("cursor.up", ("k", "up"), "up", "One row or line up.", "move(-1)", MOVE, where=READING | TRIAGE),
    Command(
        "cursor.first",
        ("g g", "home"),
        "first",
        "To the first row or line.",
        "move_first",
        MOVE,
        where=READING | TRIAGE,
    ),
    Command(
        "cursor.last",
        ("G", "end"),
        "last",
        "To the last row or line.",
        "move_last",
        MOVE,
        where=READING | TRIAGE,
    ),
    Command(
        "cursor.half_down",
        ("ctrl+d",),
        "half down",
        "Half a screen down.",
        "move_half(1)",
        MOVE,
        where=READING | TRIAGE,
    ),
    Command(
        "cursor.half_up",
        ("ctrl+u",),
        "half up",
        "Half a screen up.",
        "move_half(-1)",
        MOVE,
        where=READING | TRIAGE,
    ),
    Command(
        "cursor.page_down", ("pagedown", "ctrl+f"), "page down", "One screen down.", "move_page(1)", MOVE
    ),
    Command("cursor.page_up", ("pageup", "ctrl+b"), "page up", "One screen up.", "move_page(-1)", MOVE),
    Command("pane.left", ("h", "left"), "left", "To the pane on the left.", "go_left", MOVE),
    Command("pane.right", ("l", "right"), "right", "To the pane on the right.", "go_right", MOVE),
    Command("pane.next", ("tab",), "next pane", "To the next pane, round and round.", "go_round(1)", MOVE),
    Command("pane.previous", ("shift+tab",), "previous pane", "To the previous pane.", "go_round(-1)", MOVE),
    Command(
        "page.on",
        ("space",),
        "page on",
        "A page down; at the end of a paper, the next paper.",
        "page_on",
        MOVE,
        where=frozenset({Pane.PAGE}),
        footer=frozenset({Pane.PAGE}),
    ),
    Command(
        "open",
        ("enter",),
        "open",
        "Read what is under the cursor.",
        "open",
        PAPERS,
        where=LISTS,
        footer=LISTS,
    ),
    Command(
        "follow",
        ("enter",),
        "follow",
        "Follow the chosen link, author, category, keyword or label; unfold a long list of authors.",
        "follow",
        PAPERS,
        where=frozenset({Pane.PAGE}),
    ),
    Command(
        "target.next",
        (")",),
        "next link",
        "Choose the next link, author, category, keyword or label of the page.",
        "step_target(1)",
        PAPERS,
        where=frozenset({Pane.PAGE}),
    ),
    Command(
        "target.previous",
        ("(",),
        "previous link",
        "Choose the previous link, author, category, keyword or label of the page.",
        "step_target(-1)",
        PAPERS,
        where=frozenset({Pane.PAGE}),
    ),
    Command(
        "paper.next",
        ("J",),
        "next paper",
        "The next paper, from any pane.",
        "step_paper(1)",
        PAPERS,
        footer=frozenset({Pane.PAGE}),
    ),
    Command(
        "paper.previous",
        ("K",),
        "previous paper",
        "The previous paper, from any pane.",
        "step_paper(-1)",
        PAPERS,
    ),
    Command(
        "unread.next",
        ("n",),
        "next unread",
        "The next unread paper, going on into the next category or day.",
        "step_unread(1)",
        PAPERS,
        footer=READING,
    ),
    Command(
        "unread.previous",
        ("p",),
        "previous unread",
        "The previous unread paper, going back into the category or day before.",
        "step_unread(-1)",
        PAPERS,
    ),
    Command("day.older", ("[",), "older day", "The day before.", "step_day(-1)", PAPERS),
    Command("day.newer", ("]",), "newer day", "The day after.", "step_day(1)", PAPERS),
    Command(
        "category.previous", ("{",), "previous category", "The category before.", "step_category(-1)", PAPERS
    ),
    Command("category.next", ("}",), "next category", "The category after.", "step_category(1)", PAPERS),
    Command("go.unread", ("g u",), "unread", "To all unread papers.", "go('unread')", PAPERS),
    Command(
        "go.bookmarks",
        ("g b",),
        "bookmarks",
        "To the bookmarks, their folders and tags.",
        "go('bookmarks')",
        PAPERS,
    ),
    Command("go.all", ("g a",), "all days", "To the papers of all days.", "go('all')", PAPERS),
    Command("go.newest", ("g n",), "newest day", "To the newest day.", "go('newest')", PAPERS),
    Command(
        "entry.older",
        ("<",),
        "other summary",
        "The same paper as another digest has it, going back.",
        "step_appearance(1)",
        PAPERS,
        where=PAPER_PANES,
    ),
    Command(
        "entry.newer",
        (">",),
        "other summary",
        "The same paper as another digest has it, going forward.",
        "step_appearance(-1)",
        PAPERS,
        where=PAPER_PANES,
    ),
    Command(
        "search",
        ("/",),
        "search",
        'Search while typing: words, "phrases", -not, title: author: cat: day: score:>30 is:unread.',
        "search",
        FIND,
        footer=READING,
    ),
    Command(
        "search.clear",
        ("escape",),
        "clear",
        "Put picked papers back, clear the search, or leave reading only.",
        "clear",
        FIND,
    ),
    Command(
        "match.next",
        ("n",),
        "next match",
        "To the next place where the search matches.",
        "step_match(1)",
        FIND,
        while_searching=True,
        footer=PAPER_PANES,
    ),
    Command(
        "match.previous",
        ("N",),
        "previous match",
        "To the previous place where the search matches.",
        "step_match(-1)",
        FIND,
        while_searching=True,
    ),
    Command(
        "search.scope",
        ("tab",),
        "this day / all days",
        "Search this day or all days.",
        "toggle_scope",
        FIND,
        where=frozenset({Pane.SEARCH}),
        footer=frozenset({Pane.SEARCH}),
    ),
    Command(
        "search.scope_here",
        ("a",),
        "this day / all days",
        "Search this day or all days.",
        "toggle_scope",
        FIND,
        while_searching=True,
        footer=LISTS,
    ),
    Command(
        "search.accept",
        ("enter", "down"),
        "to the hits",
        "Leave the search line for the papers found.",
        "accept_search",
        FIND,
        where=frozenset({Pane.SEARCH}),
        footer=frozenset({Pane.SEARCH}),
    ),
    Command(
        "search.cancel",
        ("escape",),
        "clear",
        "Clear the search and leave the search line.",
        "clear",
        FIND,
        where=frozenset({Pane.SEARCH}),
        footer=frozenset({Pane.SEARCH}),
    ),
    Command(
        "bookmark",
        ("b",),
        "bookmark",
        "Keep the paper, or stop keeping it; saved at once.",
        "bookmark",
        KEEP,
        footer=PAPER_PANES,
    ),
    Command(
        "read",
        ("r",),
        "read/unread",
        "Mark the paper read or unread.",
        "toggle_read",
        KEEP,
        footer=frozenset({Pane.PAGE}),
    ),
    Command(
        "skip",
        ("x",),
        "skip",
        "Put the paper aside unread, and go on to the next.",
        "skip",
        KEEP,
        where=PAPER_PANES,
        footer=PAPER_PANES,
    ),
    Command(
        "triage",
        ("T",),
        "triage",
        "Go through the unread papers of the list, or the picked ones, one at a time.",
        "triage",
        KEEP,
        footer=frozenset({Pane.PAPERS}),
    ),
    Command("read_all", ("A",), "all read", "Mark all papers of the list read.", "read_all", KEEP),
    Command(
        "undo", ("u",), "undo", "Take the latest change back, of this run or an earlier one.", "undo", KEEP
    ),
    Command("redo", ("ctrl+r",), "redo", "Make the change again that was undone last.", "redo", KEEP),
    Command("tag", ("t", "m t"), "tags", "Change the tags; the paper is kept, if it was not.", "tag", KEEP),
    Command("folder", ("m f",), "folder", "Put the paper into a folder.", "file_under", KEEP),
    Command("note", ("m n",), "note", "Write a note, here or (^e) in your own editor.", "note", KEEP),
    Command("rate", ("m r",), "rating", "Rate the paper, 1 to 5.", "rate", KEEP),
    Command("read_by", ("m d",), "read by", "Say by which day you want to have read it.", "read_by", KEEP),
    Command(
        "pick",
        ("space",),
        "pick",
        "Pick the paper or put it back; what keys do is then done to all picked papers. Esc puts all back.",
        "pick",
        KEEP,
        where=frozenset({Pane.PAPERS}),
    ),
    Command(
        "pick.range",
        ("v",),
        "pick a range",
        "Begin a range of picked papers at the cursor, or end it.",
        "pick_range",
        KEEP,
        where=frozenset({Pane.PAPERS}),
    ),
    Command(
        "pick.all",
        ("V",),
        "pick all",
        "Pick all papers of the list, or put all back.",
        "pick_all",
        KEEP,
        where=frozenset({Pane.PAPERS}),
    ),
    Command(
        "browser",
        ("o",),
        "browser",
        "Open the paper's arXiv page in the browser.",
        "open_link('abs')",
        KEEP,
        footer=PAPER_PANES,
    ),
    Command("pdf", ("P",), "PDF", "Open the paper's PDF in the browser.", "open_link('pdf')", KEEP),
    Command("copy.url", ("y y",), "copy URL", "Copy the paper's URL.", "copy('url')", KEEP),
    Command("copy.id", ("y i",), "copy id", "Copy the arXiv id.", "copy('id')", KEEP),
    Command("copy.title", ("y t",), "copy title", "Copy the title.", "copy('title')", KEEP),
    Command("copy.bibtex", ("y b",), "copy BibTeX", "Copy a BibTeX entry.", "copy('bibtex')", KEEP),
    Command(
        "triage.keep", ("b", "enter"), "keep", "Keep the paper.", "keep", JUDGE, where=TRIAGE, footer=TRIAGE
    ),
    Command(
        "triage.skip", ("x",), "skip", "Put the paper aside.", "skip", JUDGE, where=TRIAGE, footer=TRIAGE
    ),
    Command(
        "triage.later",
        ("n",),
        "later",
        "Leave the paper unread.",
        "later",
        JUDGE,
        where=TRIAGE,
        footer=TRIAGE,
    ),
    Command(
        "triage.tag", ("t",), "tag", "Keep the paper with tags.", "tag", JUDGE, where=TRIAGE, footer=TRIAGE
    ),
    Command(
        "triage.back",
        ("u", "K"),
        "back",
        "To the paper before; what was done with it is taken back.",
        "back",
        JUDGE,
        where=TRIAGE,
        footer=TRIAGE,
    ),
    Command("triage.page_on", ("space",), "page on", "A page down.", "page_on", JUDGE, where=TRIAGE),
    Command(
        "triage.end", ("q", "escape"), "end", "Back to the list.", "end", JUDGE, where=TRIAGE, footer=TRIAGE
    ),
    Command("zoom", ("z z",), "reading only", "Show nothing but the paper, and back.", "zoom", VIEW),
    Command(
        "cross_lists",
        ("c",),
        "cross-lists",
        "Count and show cross-listed papers in a category, or not.",
        "cross_lists",
        VIEW,
    ),
    Command("tldr", ("i",), "TL;DRs", "Show each paper's TL;DR below its title, or not.", "tldr", VIEW),
    Command(
        "content",
        ("a",),
        "summary/abstract",
        "Show the summary only, the abstract only, everything, round and round.",
        "content",
        VIEW,
    ),
    Command(
        "fold",
        ("z a",),
        "fold",
        "Fold the section that is being read, or unfold it.",
        "fold",
        VIEW,
        where=PAPER_PANES,
    ),
    Command(
        "fold.all", ("z M",), "fold all", "Fold all sections.", "fold_all(True)", VIEW, where=PAPER_PANES
    ),
    Command(
        "fold.none",
        ("z R",),
        "unfold all",
        "Unfold all sections.",
        "fold_all(False)",
        VIEW,
        where=PAPER_PANES,
    ),
    Command("text.wider", ("+",), "wider text", "Make the lines of the page longer.", "text_width(4)", VIEW),
    Command(
        "text.narrower",
        ("-",),
        "narrower text",
        "Make the lines of the page shorter.",
        "text_width(-4)",
        VIEW,
    ),
    Command(
        "tex", ("$",), "TeX", "Show TeX as it was written, or as the signs that it stands for.", "tex", VIEW
    ),
    Command(
        "sort.file",
        ("s f",),
        "as in the digests",
        "List papers as they stand in their digests.",
        "sort('file')",
        VIEW,
    ),
    Command(
        "sort.day",
        ("s d",),
        "newest first",
        "List the papers of the newest day first.",
        "sort('day')",
        VIEW,
    ),
    Command(
        "sort.score",
        ("s s",),
        "by score",
        "List the papers with the highest score first.",
        "sort('score')",
        VIEW,
    ),
    Command(
        "sort.title",
        ("s t",),
        "by title",
        "List papers by their title.",
        "sort('title')",
        VIEW,
    ),
    Command(
        "sort.category",
        ("s c",),
        "by category",
        "List papers by their primary category.",
        "sort('category')",
        VIEW,
    ),
    Command(
        "sort.unread",
        ("s u",),
        "unread first",
        "List unread papers first.",
        "sort('unread')",
        VIEW,
    ),
    Command(
        "sort.relevance",
        ("s r",),
        "best match first",
        "List first what has the words of the search in title or keywords.",
        "sort('relevance')",
        VIEW,
    ),
    Command("pane.wider", ("ctrl+right",), "wider", "Make this pane wider.", "resize(4)", VIEW),
    Command("pane.narrower", ("ctrl+left",), "narrower", "Make this pane narrower.", "resize(-4)", VIEW),
    Command(
        "related",
        ("g r",),
        "related",
        "Papers like this one, by rare words, keywords and authors that both have.",
        "related",
        VIEW,
        where=PAPER_PANES,
    ),
    Command(
        "source",
        ("g f",),
        "as in the file",
        "The paper as it stands in its file, before any repair.",
        "source",
        VIEW,
        where=PAPER_PANES,
    ),
    Command("theme", (), "theme", "Choose another theme.", "app.change_theme", VIEW),
    Command(
        "problems",
        ("!",),
        "health",
        "What each file is, what is wrong with it and what to do.",
        "problems",
        VIEW,
    ),
    Command("reload", ("R",), "reload", "Look for new and changed digests.", "reload", APP),
    Command("open_library", ("O",), "open folder", "Open another folder of digests.", "open_library", APP),
    Command(
        "help",
        ("?", "f1"),
        "help",
        "What this pane is for, and all keys.",
        "help",
        APP,
        READING | {Pane.SEARCH},
        footer=READING,
    ),
    Command(
        "palette",
        ("ctrl+p",),
        "palette",
        "All commands, days and categories by name.",
        "app.command_palette",
        APP,
    ),
    Command(
        "jump",
        ("ctrl+o",),
        "jump",
        "A letter on every line and link of the screen, to go there.",
        "jump",
        APP,
    ),
    Command("back", ("q",), "back", "One step back; from the lists, quit.", "back", APP),
    Command("quit", ("Q", "ctrl+q"), "quit", "Quit at once.", "app.quit", APP, where=READING | {Pane.SEARCH}),
    Command(
        "suspend",
        ("ctrl+z",),
        "suspend",
        "Stop and give the terminal back to the shell.",
        "app.suspend_process",
        APP,
        where=READING | {Pane.SEARCH},
    ),
)

IDS = frozenset(command.id for command in COMMANDS)


def rebound(
    overrides: Mapping[str, Iterable[str]], commands: Iterable[Command] = COMMANDS
) -> tuple[Command, ...]:
    """The commands with the user's keys in place of the defaults.

    A key that the user gives to one command is taken from every other that has it in the same pane.

    Args:
        overrides: Command id to key sequences. Ids must be among :data:`IDS`.
        commands: The table to start from.
    """
    chosen = {command_id: tuple(keys) for command_id, keys in overrides.items()}
    changed = [command._replace(keys=chosen.get(command.id, command.keys)) for command in commands]
    taken = [
        (command.where, command.while_searching, key)
        for command in changed
        if command.id in chosen
        for key in command.keys
    ]

    def keeps(command: Command, key: str) -> bool:
        return command.id in chosen or not any(
            key == other and command.where & where and command.while_searching == searching
            for where, searching, other in taken
        )

    return tuple(
        command._replace(keys=tuple(key for key in command.keys if keeps(command, key)))
        for command in changed
    )

"""What has become of changes, in sentences: ``42 papers marked read``, ``2601.00012 tagged rl``."""

from collections.abc import Sequence
from datetime import date

from digest_tui.store.journal import KEPT, MERGED, READING, SEARCH, Item
from digest_tui.wording import counted, day_text


def told(items: Sequence[Item]) -> str:
    """What was changed; of papers that were kept to be changed, the change is told and not the keeping."""
    fields = dict.fromkeys(item.field for item in items)
    first = next((one for one in fields if one not in (KEPT, READING)), next(iter(fields), ""))
    if not first:
        return "nothing was to be changed"
    about = [item for item in items if item.field == first]
    papers = list(dict.fromkeys(item.paper for item in about))
    who = papers[0] if len(papers) == 1 else counted(len(papers), "paper")
    return _SENTENCES[first](who, about)


def found_again(items: Sequence[Item]) -> str:
    """Where what was just kept is found again; nothing of any other change."""
    fields = {item.field for item in items}
    kept = any(item.field == KEPT and item.after for item in items)
    return "gb lists them" if kept and fields <= {KEPT, READING} else ""


def _kept(who: str, about: Sequence[Item]) -> str:
    return f"{who} bookmarked" if about[0].after else f"{who} no longer bookmarked"


def _reading(who: str, about: Sequence[Item]) -> str:
    states = {item.after for item in about}
    return f"{who} marked {states.pop() if len(states) == 1 else 'as before'}"


def _merged(who: str, _: Sequence[Item]) -> str:
    return f"two versions of {who} merged"


def _tags(who: str, about: Sequence[Item]) -> str:
    added = dict.fromkeys(tag for item in about for tag in item.after if tag not in item.before)
    removed = dict.fromkeys(tag for item in about for tag in item.before if tag not in item.after)
    return f"{who} tagged {', '.join([*added, *(f'-{tag}' for tag in removed)])}"


def _folder(who: str, about: Sequence[Item]) -> str:
    folders = {item.after for item in about}
    folder = folders.pop() if len(folders) == 1 else ""
    return f"{who} put into {folder}" if folder else f"{who} taken out of the folder"


def _note(who: str, _: Sequence[Item]) -> str:
    return f"note of {who} changed"


def _rating(who: str, about: Sequence[Item]) -> str:
    return f"{who} rated {about[0].after}" if about[0].after else f"{who} no longer rated"


def _read_by(who: str, about: Sequence[Item]) -> str:
    day = about[0].after
    return f"{who} to be read by {day_text(date.fromisoformat(day))}" if day else f"{who} to be read any time"


def _search(who: str, about: Sequence[Item]) -> str:
    before, after = about[0].before, about[0].after
    return f"search {who} {'removed' if after is None else 'changed' if before else 'saved'}"


_SENTENCES = {
    KEPT: _kept,
    READING: _reading,
    SEARCH: _search,
    MERGED: _merged,
    "tags": _tags,
    "folder": _folder,
    "note": _note,
    "rating": _rating,
    "read_by": _read_by,
}

"""Two versions of one bookmark, as synchronisers and git leave them behind: told apart, and made into one.

Syncthing, Dropbox, Nextcloud, iCloud and Google Drive put a second file beside the first; git writes both
versions into one file between lines of ``<<<<<<<``, ``=======`` and ``>>>>>>>``. A merge keeps everything:
tags are united, notes put one under the other, what cannot stand twice is told in the note, and the files as
they were go into a hidden folder beside the bookmarks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from digest_tui.store import durable, edits
from digest_tui.store.document import Bookmark, parse
from digest_tui.store.errors import ChangedSinceError, StoreError
from digest_tui.store.frontmatter import quoted, split

#: Where the files go that were merged, below the folder of the bookmarks.
MERGED = ".merged"

#: How the copies are called, by what makes them. Names as of Syncthing 2, Dropbox, Nextcloud 3, macOS 15 and
#: Drive; in Dropbox the words are those of the user's language, of which the commonest are known here.
_COPIES = (
    ("Syncthing", re.compile(r"(?P<name>.+)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?(?P<end>\.md)")),
    (
        "Dropbox or Nextcloud",
        re.compile(
            r"(?P<name>.+?)[ _]\(?[^()]*?(?:conflicted copy|case conflict|in Konflikt stehende Kopie"
            r"|copie en conflit|copia en conflicto|冲突的副本|冲突副本)[^()]*\)?(?P<end>\.md)",
            re.IGNORECASE,
        ),
    ),
    ("Nextcloud", re.compile(r"(?P<name>.+)_conflict-\d{8}-\d{6}(?P<end>\.md)")),
    ("iCloud", re.compile(r"(?P<name>.+) \d{1,2}(?P<end>\.md)")),
    ("Google Drive", re.compile(r"(?P<name>.+) \(\d{1,2}\)(?P<end>\.md)")),
)
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of one bookmark.

    Attributes:
        arxiv_id: The paper.
        kept: The file that counts as the bookmark; of a git conflict the one that holds both versions.
        copy: The file with the other version, or None when both are in one file.
    """

    arxiv_id: str
    kept: Path
    copy: Path | None


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that was made, or is about to be, with all that takes it back.

    Attributes:
        conflict: The two versions.
        kept: The name below :data:`MERGED` under which the file that stays lies as it was.
        copy: That of the other one; empty when both were in one file.
        digest: The SHA-256 of what the file that stays holds afterwards.
    """

    conflict: Conflict
    kept: str
    copy: str
    digest: str

    def as_json(self) -> dict[str, str]:
        """It as an item of the journal holds it, with the names of files and no paths."""
        copy = self.conflict.copy
        return {
            "file": self.conflict.kept.name,
            "other": copy.name if copy else "",
            "kept": self.kept,
            "copy": self.copy,
            "digest": self.digest,
        }

    @classmethod
    def from_json(cls, paper: str, said: Mapping[str, str], folder: Path) -> "Merged":
        """The merge that :meth:`as_json` has told, in a folder of bookmarks."""
        other = folder / said["other"] if said["other"] else None
        conflict = Conflict(paper, folder / said["file"], other)
        return cls(conflict, said["kept"], said["copy"], said["digest"])


def maker_of(name: str) -> str:
    """What left a file of this name behind as a conflict copy, or an empty string."""
    if len(name) > _LONGEST_NAME:
        return ""
    return next((maker for maker, pattern in _COPIES if pattern.fullmatch(name)), "")


def sides(text: str) -> tuple[str, str] | None:
    """Both versions of a text with git's conflict markers in it; None when it has none, or stray ones."""
    ours: list[str] = []
    theirs: list[str] = []
    into: tuple[list[str], ...] = (ours, theirs)
    found = False
    for line in text.split("\n"):
        mark, both = line[:7], len(into) == 2
        if mark == "<<<<<<<" and line[7:8] in (" ", "", "\r"):
            if not both:
                return None
            into, found = (ours,), True
        elif not both and mark == "|||||||":
            into = ()
        elif not both and line.rstrip("\r") == "=======":
            into = (theirs,)
        elif into == (theirs,) and mark == ">>>>>>>":
            into = (ours, theirs)
        else:
            for side in into:
                side.append(line)
    return ("\n".join(ours), "\n".join(theirs)) if found and len(into) == 2 else None


def united(kept: bytes, other: bytes, path: Path) -> bytes:
    """One file of two: the first with all that the second has and it has not.

    Args:
        kept: The file that stays, changed only in the lines that get something.
        other: The other version.
        path: Where the first is, for messages.

    Raises:
        DigestError: One of them cannot be read, or the first cannot be changed.
    """
    one, two = (parse(data.decode("utf-8-sig"), path, 0) for data in (kept, other))
    changes: dict[str, edits.Value] = {"tags": edits.tidy_tags((*one.tags, *two.tags))}
    left_over = []
    for name in ("folder", "rating", "read_by"):
        mine, its = getattr(one, name), getattr(two, name)
        if not mine:
            changes[name] = its
        elif its and its != mine:
            left_over.append(f"{name} in the other copy: {its}")
    own, foreign = _foreign_keys(kept, path), _foreign_keys(other, path)
    differing = sorted(key for key in own.keys() & foreign.keys() if own[key] != foreign[key])
    left_over += [f"{key} in the other copy: {quoted(foreign[key])}" for key in differing]
    changes["note"] = _notes(one, two, left_over)
    merged = edits.apply(kept, changes, path)
    return edits.with_keys(merged, other, [key for key in foreign if key not in own], path)


def preview(conflict: Conflict) -> tuple[bytes, bytes]:
    """What the file that stays holds now, and what it would hold after a merge.

    Raises:
        DigestError: A version cannot be read, or there are no two any more.
        OSError: A file is gone or cannot be read.
    """
    data = conflict.kept.read_bytes()
    if conflict.copy is not None:
        return data, united(data, conflict.copy.read_bytes(), conflict.kept)
    both = sides(data.decode("utf-8-sig"))
    if both is None:
        raise StoreError("holds no two versions any more", path=conflict.kept)
    return data, united(both[0].encode("utf-8"), both[1].encode("utf-8"), conflict.kept)


def plan(conflict: Conflict) -> Merged:
    """What a merge would come to.

    Raises:
        DigestError: As for :func:`preview`.
        OSError: As for :func:`preview`.
    """
    _, merged = preview(conflict)
    kept, copy = (None if one is None else _aside(one).name for one in (conflict.kept, conflict.copy))
    return Merged(conflict, kept or "", copy or "", _digest(merged))


def merge(conflict: Conflict) -> Merged:
    """Makes one file of two, and moves what was there into :data:`MERGED`; durable on return.

    The folder has to be locked. When it is cut off in between, merging again gives the same.

    Raises:
        DigestError: A version cannot be read; nothing has changed.
        OSError: The disk refuses; nothing is lost.
    """
    data, merged = preview(conflict)
    durable.make_folder(conflict.kept.parent / MERGED)
    kept = _aside(conflict.kept)
    durable.write_new(kept, data)
    if not durable.replace(conflict.kept, merged, data):
        raise StoreError("was changed meanwhile", path=conflict.kept, cure="try again")
    copy = ""
    if conflict.copy is not None:
        target = _aside(conflict.copy)
        durable.move_new(conflict.copy, target)
        copy = target.name
    return Merged(conflict, kept.name, copy, _digest(merged))


def take_apart(merged: Merged) -> None:
    """Puts both versions back as they were before a merge; durable on return.

    The folder has to be locked. When it is cut off in between, doing it again brings it to its end.

    Raises:
        ChangedSinceError: The bookmark or what was kept aside has been changed since; nothing was done.
        OSError: The disk refuses; nothing is lost.
    """
    conflict, aside = merged.conflict, merged.conflict.kept.parent / MERGED
    try:
        data, before = conflict.kept.read_bytes(), (aside / merged.kept).read_bytes()
    except FileNotFoundError:
        raise ChangedSinceError(f"a file of the merged bookmark {conflict.arxiv_id} is gone") from None
    if _digest(data) != merged.digest:
        raise ChangedSinceError(f"the merged bookmark {conflict.arxiv_id} was changed since")
    if conflict.copy is not None and not conflict.copy.exists():
        durable.move_new(aside / merged.copy, conflict.copy)
    if not durable.replace(conflict.kept, before, data):
        raise ChangedSinceError(f"the merged bookmark {conflict.arxiv_id} was changed since")


def has_happened(merged: Merged) -> bool:
    """Whether a merge that was planned has been made, as far as the names of the files tell."""
    conflict, aside = merged.conflict, merged.conflict.kept.parent / MERGED
    gone = conflict.copy is None or not conflict.copy.exists()
    return gone and (aside / merged.kept).exists() and (not merged.copy or (aside / merged.copy).exists())


def _digest(data: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - brings OpenSSL with it (0.5 MiB), and few have two versions

    return sha256(data).hexdigest()


def _aside(path: Path) -> Path:
    """Where a version goes when there is one file for both."""
    return durable.free_name(path.parent / MERGED / path.name)


def _foreign_keys(data: bytes, path: Path) -> dict[str, object]:
    """What the front matter says that this program does not write and does not understand."""
    front, _, _ = split(data.decode("utf-8-sig").replace("\r\n", "\n"), path)
    return {key: value for key, value in front.items() if key not in edits.OURS}


def _notes(one: Bookmark, two: Bookmark, left_over: list[str]) -> str:
    """Both notes, the second below the first unless one holds the other, and what else has to be told."""
    if two.note in one.note:
        both = one.note
    elif one.note in two.note:
        both = two.note
    else:
        both = f"{one.note}\n\n{two.note}"
    told = [line for line in left_over if line not in both]
    return edits.tidy_note("\n\n".join(filter(None, (both, "\n".join(told)))))

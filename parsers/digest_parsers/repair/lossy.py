"""Restore the characters of damaged lines whose bytes were dropped."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import repeat
from operator import itemgetter

from digest_parsers.model import DOUBT_MARK, LOST
from digest_parsers.repair import labels, letters
from digest_parsers.repair.adapt import adapt
from digest_parsers.repair.completions import completions, residue
from digest_parsers.repair.context import PADDING, Tokens, padded, pieces
from digest_parsers.repair.damage import CP1254_LOSSY, Damage, to_bytes
from digest_parsers.repair.doubtful import Candidates
from digest_parsers.repair.entries import NO_ENTRY, Entry
from digest_parsers.repair.model import Model, shipped
from digest_parsers.repair.repeats import reconcile
from digest_parsers.repair.segment import HOLE, rejoin
from digest_parsers.repair.table import FIRST_OF_THREE, Group

#: A restored character that is less likely than this is marked as doubtful.
DOUBTFUL = 0.983
#: The share of a letter that training never met: it wins if its case and place in the word speak for it.
UNMET_SHARE = 0.001
#: How many of the characters that a doubtful one may have been are remembered.
CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A restored line.

    Attributes:
        plain: The text.
        marked: The text with a mark behind each doubtful character.
        candidates: What each of those may have been.
    """

    plain: str
    marked: str
    candidates: tuple[Candidates, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """Restored lines and what it took: see :class:`~digest_parsers.model.RepairReport`."""

    lines: tuple[Line, ...]
    damaged: int
    restored: int
    doubtful: int


@dataclass(slots=True)
class _Damaged:
    """A damaged line on its way: its bytes with labels restored, and for each hole what it becomes."""

    text: str
    data: bytes
    entry: Entry
    chars: list[str] = field(default_factory=list)
    likely: list[float] = field(default_factory=list)
    candidates: list[Candidates] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A hole to be decided: where it is, how likely each candidate is, and the tokens around it."""

    line: _Damaged
    number: int
    posterior: list[float]
    neighbours: tuple[tuple[int, int, int], ...]


def restore(
    lines: Sequence[str],
    damage: Damage,
    model: Model | None = None,
    entries: Sequence[Entry] | None = None,
) -> Restored:
    """Restore lines that were damaged in one way.

    Args:
        lines: The lines; one that holds a character that excludes damage comes back as it is.
        damage: The way in which they were damaged.
        model: The model to use instead of the shipped one.
        entries: The entry that each line belongs to, if that is known.
    """
    model = model or shipped()
    spaces, damage = damage.nbsp_as_space, replace(damage, nbsp_as_space=False)
    done: list[_Damaged] = []
    damaged = 0
    open_holes: dict[tuple[int, Sequence[str]], list[_Open]] = defaultdict(list)
    known = Tokens()
    for text, entry in zip(lines, entries or repeat(NO_ENTRY, len(lines)), strict=True):
        data = to_bytes(text) or b""
        if spaces:
            data = rejoin(data, lossless=False)
        line = _Damaged(text, labels.restore(data, damage), entry)
        damaged += len(HOLE.findall(data))
        _look_up(line, damage, model, known, open_holes)
        done.append(line)
    for (key, chars), group in open_holes.items():
        _decide(group, chars, model, key)
    finished = tuple(map(_finish, done))
    chosen = [(char, sure) for line in done for char, sure in zip(line.chars, line.likely, strict=True)]
    lost = sum(char == LOST for char, _ in chosen)
    doubtful = sum(sure < DOUBTFUL for char, sure in chosen if char != LOST)
    return Restored(finished, damaged, damaged - lost, doubtful)


def _look_up(
    line: _Damaged,
    damage: Damage,
    model: Model,
    known: Tokens,
    open_holes: dict[tuple[int, Sequence[str]], list[_Open]],
) -> None:
    """Find the holes of a line and what the model says of each."""
    cut = pieces(line.data)
    tokens = padded([known[piece] for piece in cut])
    spans: list[tuple[int, int]] = []
    for place, piece in enumerate(cut):
        if piece not in known.holes:
            continue
        key = tokens[place + PADDING]
        chars, posterior = _candidates(piece, key, tokens, place + PADDING, line.entry, damage, model)
        if piece[0] < FIRST_OF_THREE:
            spans = spans or [hole.span() for hole in HOLE.finditer(line.data)]
            posterior = _among_neighbours(line.data, spans[len(line.chars)], chars, posterior)
        line.chars.append(LOST)
        line.likely.append(0.0)
        line.candidates.append(())
        if chars:
            around = tokens[place + PADDING - 2 : place + PADDING + 3]
            open_holes[key, chars].append(_Open(line, len(line.chars) - 1, posterior, _pairs(around)))


def _pairs(around: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
    """The two tokens before the hole in the middle, those on both sides of it, and the two behind."""
    first, before, _, after, last = around
    return (-1, first, before), (0, before, after), (1, after, last)


def _candidates(
    piece: bytes, key: int, tokens: Sequence[int], at: int, entry: Entry, damage: Damage, model: Model
) -> tuple[Sequence[str], list[float]]:
    """The characters a hole can be and how likely each is: by the model if it knows any, else by usage."""
    group = model.groups.get(key)
    if group is not None and piece[0] < FIRST_OF_THREE:
        return _letters(piece, group, damage)
    if group is not None:
        posterior = model.posterior(key, tokens, at, entry)
        if damage == CP1254_LOSSY:
            return group.chars, posterior
        allowed = [index for index, char in enumerate(group.chars) if residue(char, damage) == piece]
        if allowed:
            chars = "".join(group.chars[index] for index in allowed)
            return chars, _shares([posterior[index] for index in allowed])
    found = completions(piece, damage)
    return "".join(char for char, _ in found), _shares([weight for _, weight in found])


def _letters(piece: bytes, group: Group, damage: Damage) -> tuple[Sequence[str], list[float]]:
    """What a hole of two bytes can be: letters that training met by their share, others hardly.

    The model cannot see what stands beside them, because a run of ASCII letters is one token.
    """
    shares = dict(zip(group.chars, group.prior, strict=True))
    chars = "".join(char for char, _ in completions(piece, damage))
    return chars, _shares([max(shares.get(char, 0.0), UNMET_SHARE) for char in chars])


def _shares(weights: Sequence[float]) -> list[float]:
    total = sum(weights)
    return [weight / total if total else 1 / len(weights) for weight in weights]


def _among_neighbours(
    data: bytes, span: tuple[int, int], chars: Sequence[str], posterior: Sequence[float]
) -> list[float]:
    """How likely each letter is for the hole at ``span``, with regard to the letters beside it."""
    before, after = letters.neighbours(data, *span)
    return _shares(
        [likely * letters.fitness(char, before, after) for char, likely in zip(chars, posterior, strict=True)]
    )


def _decide(group: Sequence[_Open], chars: Sequence[str], model: Model, key: int) -> None:
    """Choose the character of each hole of one group in a file."""
    posteriors = [hole.posterior for hole in group]
    if key >= FIRST_OF_THREE:
        posteriors = reconcile(posteriors, [hole.neighbours for hole in group])
    trained = model.groups.get(key)
    if trained is not None and trained.chars == chars:
        posteriors = adapt(posteriors, trained.prior)
    for hole, posterior in zip(group, posteriors, strict=True):
        likely = max(posterior)
        hole.line.chars[hole.number] = chars[posterior.index(likely)]
        hole.line.likely[hole.number] = likely
        if likely < DOUBTFUL:
            hole.line.candidates[hole.number] = _likeliest(chars, posterior)


def _likeliest(chars: Sequence[str], posterior: Sequence[float]) -> Candidates:
    return tuple(nlargest(CANDIDATES, zip(chars, posterior, strict=True), key=itemgetter(1)))


def _finish(line: _Damaged) -> Line:
    """Put the chosen characters in place; a line whose bytes are no UTF-8 even then is left alone."""
    plain, marked = iter(line.chars), iter(zip(line.chars, line.likely, strict=True))

    def with_mark(_: object) -> bytes:
        char, likely = next(marked)
        return (char + DOUBT_MARK if char != LOST and likely < DOUBTFUL else char).encode()

    if not line.data:
        return Line(line.text, line.text)
    try:
        text = HOLE.sub(lambda _: next(plain).encode(), line.data).decode("utf-8")
        marked_text = HOLE.sub(with_mark, line.data).decode("utf-8")
    except UnicodeDecodeError:
        return Line(line.text, line.text)
    return Line(text, marked_text, tuple(filter(None, line.candidates)))

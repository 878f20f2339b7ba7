"""What a profile says, read and checked: plain data and nothing else."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from digest_parsers.formats.profiles.labels import Labels
from digest_parsers.formats.profiles.pattern import PathPattern, Pattern


class Markup(StrEnum):
    """What a file is written in."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    PYTHON = "python"
    XML = "xml"


class Unit(StrEnum):
    """What one paper is."""

    LINES = "lines"  # from a line that begins one to the next such line
    ROW = "row"  # a row of a table
    FILE = "file"  # the whole file
    ITEM = "item"  # a value of JSON, or an element of XML


class DayFrom(StrEnum):
    """Where a day may stand."""

    HEADING = "heading"
    LINE = "line"
    PATH = "path"
    FRONT_MATTER = "front_matter"
    FIELD = "field"
    FILE_TIME = "file_time"


@dataclass(frozen=True, slots=True)
class DayRule:
    """One place where the day of a digest may stand.

    Attributes:
        place: What kind of place.
        pattern: The heading or line, or None.
        path: The end of the path, or None.
        key: The key of the front matter or of the JSON value, or an empty string.
    """

    place: DayFrom
    pattern: Pattern | None = None
    path: PathPattern | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Categories:
    """Where the category that a paper is filed under stands.

    Attributes:
        headings: Headings over papers; ``{category}`` is the category, ``{name}`` what counts call it.
        paths: Ends of the path that name it.
        names: Categories by what the file calls them.
    """

    headings: tuple[Pattern, ...] = ()
    paths: tuple[PathPattern, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    def of_path(self, path: str) -> str:
        """The category that a path names, or an empty string."""
        for pattern in self.paths:
            if (blanks := pattern.match(path)) is not None and blanks.get("category"):
                return self.names.get(blanks["category"], blanks["category"])
        return ""


@dataclass(frozen=True, slots=True)
class Authors:
    """How names of authors are set apart.

    Attributes:
        separator: What stands between them; an empty string for a comma of any kind or ``;``, None when the
            whole text is kept as one.
        none: Whether the format has no authors, whatever looks like them.
    """

    separator: str | None = ""
    none: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """How a score is given.

    Attributes:
        scale: The best score there is: scores are kept in hundredths of it; None keeps them as they are.
        words: Scores that are words, by the word.
    """

    scale: float | None = None
    words: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Files:
    """Which files a profile is for.

    Attributes:
        paths: Ends of the path, one of which must match; none for any path.
        ignore: Ends of the path that rule a file out.
        first_lines: For each group, one of its patterns must match one of the first lines.
        priority: Which profile is asked first; the higher one.
    """

    paths: tuple[PathPattern, ...] = ()
    ignore: tuple[PathPattern, ...] = ()
    first_lines: tuple[tuple[Pattern, ...], ...] = ()
    priority: int = 50


@dataclass(frozen=True, slots=True)
class Profile:
    """A format as a profile describes it.

    Attributes:
        name: Its name.
        source: The file that describes it.
        about: A line that tells people whose format it is.
        files: Which files it is for.
        markup: What these are written in.
        unit: What one paper is.
        starts: The lines that begin a paper.
        ends: The lines that end one, beside those that begin the next and higher headings.
        items: The key (or keys, with points between) of the papers in JSON; the element's name in XML.
        titles: What of a title is the title, when there is more.
        lines: Lines of a paper that hold several parts, or parts without a label.
        paragraphs: What the paragraphs of a paper are, in order, when they have no labels.
        labels: What its labels stand for.
        drop: Keys of parts that are not kept, such as links that lead back to the top.
        categories: Where the category stands.
        days: Where the day may stand, the strongest place first.
        authors: How authors are set apart.
        score: How scores are given.
        missing: What stands where a part could not be written.
        counts: Lines that say how many papers there are.
    """

    name: str
    source: Path
    about: str
    files: Files
    markup: Markup
    unit: Unit
    labels: Labels
    starts: tuple[Pattern, ...] = ()
    ends: tuple[Pattern, ...] = ()
    items: str = ""
    titles: tuple[Pattern, ...] = ()
    lines: tuple[Pattern, ...] = ()
    paragraphs: tuple[str, ...] = ()
    drop: frozenset[str] = frozenset()
    categories: Categories = field(default_factory=Categories)
    days: tuple[DayRule, ...] = ()
    authors: Authors = field(default_factory=Authors)
    score: Score = field(default_factory=Score)
    missing: tuple[Pattern, ...] = ()
    counts: tuple[Pattern, ...] = ()

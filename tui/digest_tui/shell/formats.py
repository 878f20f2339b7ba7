"""``digest-tui formats``: the formats that are read, and profiles for others."""

from argparse import Namespace
from pathlib import Path

from digest_parsers.sanitize import clean_line
from digest_tui import paths, profile_tools
from digest_tui.shell import OK, PROGRAM, WRONG_INPUT, WRONG_USAGE
from digest_tui.shell.output import put, say

#: The fewest and the most words behind each action.
_WORDS = {"list": (0, 0), "show": (1, 1), "check": (1, 2), "new": (1, 1)}


def run(asked: Namespace) -> int:
    """Lists, shows, checks or drafts; the exit code."""
    words: list[str] = asked.words
    fewest, most = _WORDS[asked.action]
    if not fewest <= len(words) <= most:
        much = "too many" if len(words) > most else "too few"
        say(f"formats {asked.action}: {much} words (see {PROGRAM} formats --help)")
        return WRONG_USAGE
    code = OK
    for error in profile_tools.wrong():
        say(error.one_line())
        code = WRONG_INPUT
    if asked.action == "list":
        for line in profile_tools.listed():
            put(clean_line(line))
    elif asked.action == "show":
        put(profile_tools.shown(words[0]).rstrip())
    elif asked.action == "check":
        for line in profile_tools.checked(Path(words[0]), Path(words[1]) if len(words) > 1 else None):
            put(clean_line(line))
    else:
        text, told = profile_tools.drafted(Path(words[0]))
        put(text.rstrip())
        say(f"{told}; look through it and save it in {paths.profiles_dir()}")
    return code

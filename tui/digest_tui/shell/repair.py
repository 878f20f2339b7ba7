"""``digest-tui repair``: files with damaged text, repaired."""

from argparse import Namespace

from digest_parsers.errors import DigestError
from digest_tui import mending
from digest_tui.shell import OK, WRONG_INPUT, given
from digest_tui.shell.output import put_bytes, say


def run(asked: Namespace) -> int:
    """Prints or writes the repaired files; the exit code."""
    code, limit = OK, given.settings(needed=False).max_file_bytes
    for path in asked.files:
        try:
            mended = mending.mend(path, marks=asked.marks, limit=limit)
            if asked.in_place:
                kept = mending.replace(path, mended)
                done = f"repaired, kept as {kept}" if kept else "not damaged"
            elif asked.output:
                done = f"written to {mending.write_into(asked.output, path, mended)}"
            else:
                put_bytes(mended.data)
                done = ""
        except DigestError as error:
            say(error.one_line())
            code = WRONG_INPUT
            continue
        repair = mended.repair
        counts = (
            f"{repair.restored:,} of {repair.damaged:,} characters restored, {repair.doubtful:,} in doubt"
        )
        said = (done, counts if repair.damaged else "", *mended.notes)
        if any(said):
            say(f"{path}: {'; '.join(filter(None, said))}")
    return code

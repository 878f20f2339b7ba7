"""What a program uses, from /proc: private memory, CPU time, bytes read. The program and all it started."""

import os
from pathlib import Path
from time import perf_counter, sleep

from bench.terminal import PATIENCE, NotMeasuredError

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")
#: A program that used less than a tick in this time has nothing left to do.
_AT_REST = 1.0


def session_of(leader: int) -> list[int]:
    """The processes of the session that a process leads."""
    found = []
    for folder in _PROC.iterdir():
        if folder.name.isdecimal():
            fields = _stat(int(folder.name))
            if fields and int(fields[3]) == leader:
                found.append(int(folder.name))
    return found


def private_memory(leader: int) -> float:
    """MiB that belong to the session alone."""
    kib = 0
    for pid in session_of(leader):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith(("Private_Clean:", "Private_Dirty:")):
                kib += int(line.split()[1])
    return kib / 1024


def cpu_time(leader: int) -> float:
    """Seconds of CPU time that the session has used, ended children of its processes included."""
    fields = filter(None, map(_stat, session_of(leader)))
    return sum(sum(map(int, one[11:15])) for one in fields) / _TICKS


def bytes_read(leader: int) -> int:
    """Bytes that the session has read, from whatever it was."""
    text = "\n".join((_PROC / str(pid) / "io").read_text() for pid in session_of(leader))
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("rchar:"))


def wait_at_rest(leader: int, patience: float = PATIENCE) -> float:
    """Wait until the session uses no CPU time worth naming; the CPU time used until then.

    Raises:
        NotMeasuredError: It goes on working.
    """
    end = perf_counter() + patience
    before = cpu_time(leader)
    while perf_counter() < end:
        sleep(_AT_REST)
        now = cpu_time(leader)
        if now - before <= 0.03 * _AT_REST:
            return now
        before = now
    raise NotMeasuredError("the program is never at rest")


def _stat(pid: int) -> list[str] | None:
    """The fields of a process's line behind its name, or None when it has ended."""
    try:
        text = (_PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()

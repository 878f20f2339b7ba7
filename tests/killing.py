"""SIGKILL at the first, second, … call of what writes: what is there afterwards, for each of them.

One interpreter is started, which forks a child for every moment; starting one for each would take minutes.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SWEEP = """
import ast, json, os, signal, sys
from pathlib import Path

SCRIPT, HOME = sys.argv[1], Path(sys.argv[2])

def run(moment, home, out):
    calls = 0
    def fatal(real):
        def call(*arguments, **options):
            nonlocal calls
            calls += 1
            if calls == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)
        return call
    def say(text):
        os.write(out, (text + chr(10)).encode())
    exec(compile(SCRIPT, "script", "exec"), {"HOME": home, "fatal": fatal, "say": say})

imports = [node for node in ast.parse(SCRIPT).body if isinstance(node, ast.Import | ast.ImportFrom)]
exec(compile(ast.Module(imports, []), "imports", "exec"), {})  # once, and not in every child
moment, killed = 0, True
while killed:
    moment += 1
    home = HOME / str(moment)
    home.mkdir()
    out = os.open(home / "said", os.O_CREAT | os.O_WRONLY)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            run(moment, home, out)
            code = 0
        finally:
            os._exit(code)
    os.close(out)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    assert killed or os.waitstatus_to_exitcode(status) == 0, f"the script failed at moment {moment}"
print(json.dumps(moment - 1))
"""


@dataclass(frozen=True)
class Killed:
    """What is left of one run.

    Attributes:
        moment: At which call it was killed.
        home: Its folder.
        said: The lines that it had said until then.
    """

    moment: int
    home: Path
    said: list[str]


def at_every_call(script: str, home: Path) -> list[Killed]:
    """Runs a script once for each call that it wraps, killed at that call, and once to its end.

    Args:
        script: Python that finds ``HOME`` (its folder), ``fatal`` (wraps a function whose calls count) and
            ``say`` (tells that something was acknowledged).
        home: An empty folder; each run gets one inside it.

    Returns:
        The runs, the last of which came to its end.
    """
    done = subprocess.run(
        [sys.executable, "-c", _SWEEP, script, str(home)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parent / "unit")])},
    )
    assert done.returncode == 0, done.stderr
    last = json.loads(done.stdout) + 1
    return [
        Killed(moment, home / str(moment), (home / str(moment) / "said").read_text().split("\n")[:-1])
        for moment in range(1, last + 1)
    ]

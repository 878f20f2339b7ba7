"""Feeds strangers' bytes to the targets for a while; what breaks one is kept as test data.

With atheris (Linux on x86-64) the coverage of our code guides what is tried next; elsewhere Hypothesis makes
the input. Usage: ``python -m fuzz.run SECONDS [TARGET …]`` in tests.
"""

import hashlib
import subprocess
import sys
import tempfile
import traceback
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

_HERE = Path(__file__).parent
FINDINGS = _HERE.parent / "data" / "fuzz"
#: Seconds that one input may take; none of them needs a hundredth of it.
_PATIENCE = 10
_LONGEST_INPUT = 4096
_BATCH = 200


def main(arguments: list[str]) -> int:
    """Fuzz each target for its share of the time; 1 when something was found."""
    from fuzz.targets import TARGETS

    seconds, names = int(arguments[0]), arguments[1:] or list(TARGETS)
    share = max(1, seconds // len(names))
    fuzz, means = (guided, "atheris") if find_spec("atheris") else (randomly, "Hypothesis")
    print(f"fuzzing {len(names)} targets for {share} s each with {means}")  # noqa: T201
    broken = [name for name in names if not fuzz(name, share)]
    for name in broken:
        print(f"{name}: broken; the input is in {FINDINGS / name}")  # noqa: T201
    return 1 if broken else 0


def guided(name: str, seconds: int) -> bool:
    """Fuzz in a process of its own, since atheris ends with the process; tells whether all is well."""
    from fuzz.targets import SEEDS

    FINDINGS.joinpath(name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="digest-tui-fuzz-") as corpus:
        for number, seed in enumerate(SEEDS.get(name, ())):
            Path(corpus, str(number)).write_bytes(seed.encode("utf-8"))
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "fuzz.guided",
                name,
                corpus,
                str(FINDINGS / name),
                f"-max_total_time={seconds}",
                f"-timeout={_PATIENCE}",
                f"-max_len={_LONGEST_INPUT}",
                f"-artifact_prefix={FINDINGS / name}/",
                "-verbosity=0",
                "-print_final_stats=1",
            ],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
        )
    tried = next((line.split()[-1] for line in done.stderr.split("\n") if "number_of_executed" in line), "?")
    print(f"  {name}: {tried} inputs")  # noqa: T201
    if done.returncode != 0:
        print(done.stdout[-3000:], done.stderr[-1000:])  # noqa: T201
    elif not any(FINDINGS.joinpath(name).iterdir()):
        FINDINGS.joinpath(name).rmdir()
    return done.returncode == 0


def randomly(name: str, seconds: int) -> bool:
    """Fuzz with input made by Hypothesis; tells whether all is well."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    from fuzz.targets import SEEDS, TARGETS

    scraps = sorted({piece for seed in SEEDS.get(name, ()) for piece in seed.split()})
    texts = st.text(st.characters(), max_size=300)
    if scraps:
        pieces = st.sampled_from([*scraps, "\n", " ", "\x1b[", "\u202e"]) | st.text(max_size=3)
        texts |= st.lists(pieces, max_size=60).map("".join)
    inputs = st.binary(max_size=300) | texts.map(lambda text: text.encode("utf-8", "surrogatepass"))
    last = [b""]
    tried = [0]

    @settings(max_examples=_BATCH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(inputs)
    def attempt(data: bytes) -> None:
        last[0] = data
        tried[0] += 1
        TARGETS[name](data)

    end = monotonic() + seconds
    try:
        while monotonic() < end:
            attempt()
    except Exception:  # noqa: BLE001 (whatever it is, it is a finding)
        traceback.print_exc()
        folder = FINDINGS / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"crash-{hashlib.sha1(last[0], usedforsecurity=False).hexdigest()}").write_bytes(last[0])
        return False
    print(f"  {name}: {tried[0]} inputs")  # noqa: T201
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

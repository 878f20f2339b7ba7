"""`make bench`: finds the packages of this checkout and measures; see docs/benchmarks.md."""

import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]

if __name__ == "__main__":
    # This folder itself is left out: its modules are `bench.…`, as in the tests.
    sys.path[:1] = [str(_ROOT / "tests"), str(_ROOT / "parsers"), str(_ROOT / "tui")]
    from bench.main import main

    sys.exit(main(sys.argv[1:]))

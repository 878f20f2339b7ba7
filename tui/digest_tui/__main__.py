"""Where the program starts, as ``digest-tui`` and as ``python -m digest_tui``.

Before anything else is imported Python is told not to look for garbage: what modules make stays, and to look
through it takes 3 ms of a launch. Whoever does without the reader turns that on again.
"""

import gc
import sys

gc.disable()

from digest_tui.cli import main  # noqa: E402 - that is what this module is for

if __name__ == "__main__":
    sys.exit(main())

"""Makes ``python -m digest_tui`` the same as ``digest-tui``."""

import sys

from digest_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())

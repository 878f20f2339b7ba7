"""asyncio for a program that talks to nobody: without TLS.

Its import loads OpenSSL, which takes 4 ms of a launch and 3.7 MiB. asyncio does without where Python was
built without it, so it is told that it was; whoever imports ``ssl`` later gets it.
"""

import importlib
import sys


def import_asyncio() -> None:
    """Import asyncio without ``ssl``, unless one of both has been imported already."""
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment] # an import of it fails, as is documented for None
    try:
        importlib.import_module("asyncio")
    finally:
        del sys.modules["ssl"]

"""One target under atheris: ``python -m fuzz.guided TARGET CORPUS… -option=…``."""

import sys

import atheris

with atheris.instrument_imports(include=["digest_parsers", "digest_tui"]):
    from fuzz.targets import TARGETS

name = sys.argv.pop(1)
atheris.Setup(sys.argv, TARGETS[name])
atheris.Fuzz()

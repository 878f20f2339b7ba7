"""What holds for all tests."""

from hypothesis import settings

# Machines differ; how long an example takes says nothing about whether it is right.
settings.register_profile("digest-tui", deadline=None)
settings.load_profile("digest-tui")

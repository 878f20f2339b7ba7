"""Parts of widgets, of screens and of the app: classes that are never shown by themselves."""


class Parted:
    """What is put together from parts; the first base class of a part that has no other one.

    For each class Textual gathers the styles, bindings and reactive attributes of all its base classes. A
    part (``class Moving(Desk, part=True)``) makes do with those of its base, which saves a quarter of a
    millisecond for each: 4 ms of a launch.
    """

    def __init_subclass__(cls, *, part: bool = False, **options: bool) -> None:
        """Have Textual gather what the whole has; ``options`` are those of Textual."""
        if not part:
            super().__init_subclass__(**options)

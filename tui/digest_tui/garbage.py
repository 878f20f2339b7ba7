"""When Python looks for garbage: never before the first frame, seldom while files are read, and then little.

Python looks for it each time that 700 things more have been made than thrown away. A parsed digest is ten
thousand things that all go at once, so nearly all of that is in vain, and an eighth of the time of a reading.
But what is painted meanwhile leaves rings of strips behind (a first reading of 184 digests 110,000 things,
15 MB), so there has to be some.
"""

import gc

#: While files are read: what a few digests are made of can be there at once. A look takes 2 ms.
_READING = (20_000, 10, 1000)
#: Afterwards: Python's own, but everything is looked through a hundred times less often. That holds the event
#: loop for 50 ms, twice while a first search makes its index, and finds next to nothing; what widgets leave
#: behind is young, and is found by the other searches.
_AT_REST = (700, 10, 1000)


def while_reading() -> None:
    """From the first frame on. What was made before it is never looked at again."""
    _begin(_READING)


def at_rest() -> None:
    """When everything has been read. What is there by then is never looked at again."""
    gc.collect(1)
    _begin(_AT_REST)


def _begin(thresholds: tuple[int, int, int]) -> None:
    gc.freeze()
    gc.set_threshold(*thresholds)
    gc.enable()


def give_back() -> None:
    """Give the system back what was freed, where its C library can do that.

    glibc keeps it for the next who asks: 3 MiB after a first reading, which nobody asks for again.
    """
    import ctypes  # noqa: PLC0415 - not needed for the first frame

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)

"""The cyclic garbage collector at rest while a form or a record is built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Switch the collector off, and on again if it was on.

    A large form makes hundreds of thousands of objects that all stay: the collector would walk
    them again and again and find nothing (half of the time of a load of 5,000 questions).
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

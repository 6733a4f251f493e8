"""The cyclic garbage collector at rest while a form or a record is built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Switch the collector off, and on again if it was on.

    A large form makes hundreds of thousands of objects that all stay: the collector would walk
    them again and again and find nothing (half of the time of a load of 5,000 questions). At the
    end they are put among the old objects at once (frozen and thawed, which walks nothing),
    unless somebody keeps objects frozen: those must stay so.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()

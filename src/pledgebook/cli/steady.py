"""Reading many documents in one run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (100_000, 20, 20)  # a document makes fewer objects than that, and leaves none in a cycle


@contextmanager
def steady() -> Iterator[None]:
    """While open, the collector of cycles looks seldom: dictionaries are large, documents leave no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)

"""Opening the book for a command, and reading documents into claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path

from pledgebook.cli.options import book_path
from pledgebook.errors import PledgebookError, ReadOnlyBookError
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.store import Book, open_book

_WORD = re.compile(r"[^\W\d_]+")
Reader = Callable[[Document], list[Claim]]


@contextmanager
def opened(given: Path | None, *, create: bool = False) -> Iterator[Book]:
    """The book of a command; one that cannot be written is read as it stands."""
    path = book_path(given)
    try:
        book = open_book(path, create=create, lemmas=lemmas)
    except ReadOnlyBookError:
        if create:
            raise
        book = open_book(path, readonly=True, lemmas=lemmas)
    with book:
        yield book


def reader() -> Reader:
    """What reads claims from a document."""
    try:
        from pledgebook.reader import read
    except ModuleNotFoundError as error:
        raise PledgebookError(f"found no reader ({error}); install the program again") from error
    found: Reader = read
    return found


def lemmas(text: str, language: str) -> str:
    """The dictionary forms of the words of a text, for searching."""
    if language not in _languages():
        return ""
    from pledgebook.analyse.morphology import morphology

    word_of = morphology(language).word
    words = dict.fromkeys(map(str.lower, _WORD.findall(text)))
    return " ".join(dict.fromkeys(chain.from_iterable(word_of(word).lemmas for word in words)))


@cache
def _languages() -> frozenset[str]:
    from pledgebook.packs.load import languages

    return frozenset(languages())

"""The open book behind the pages: one connection, taken in turn, with what was worked out kept until the book changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from pledgebook.model.document import Document
from pledgebook.model.entry import Entry
from pledgebook.store import Book

T = TypeVar("T")
KEPT = 24  # answers kept


@dataclass
class Library:
    """A book that many requests ask at once."""

    book: Book
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _version: str = ""
    _answers: dict[Any, Any] = field(default_factory=dict)

    @contextmanager
    def held(self) -> Iterator[Book]:
        """The book, for one at a time."""
        with self._lock:
            yield self.book

    def version(self) -> str:
        """Another text whenever the book has changed."""
        with self._lock:
            return self.book.version()

    def kept(self, key: Any, work: Callable[[], T]) -> T:
        """What work gives, kept under the key until the book changes."""
        with self._lock:
            version = self.book.version()
            if version != self._version:
                self._version = version
                self._answers.clear()
            if key not in self._answers:
                if len(self._answers) >= KEPT:
                    self._answers.pop(next(iter(self._answers)))
                self._answers[key] = work()
            found: T = self._answers[key]
            return found

    def entries(self, as_of: date | None = None) -> list[Entry]:
        """All entries, now or as of a day."""
        return self.kept(("entries", as_of), lambda: self.book.entries(as_of=as_of))

    def document(self, identity: str) -> Document:
        """One document."""
        return self.kept(("document", identity), lambda: self.book.document(identity))

"""What can go wrong outside the input: one small tree. A message says what was found and what to do next."""

from __future__ import annotations


class PledgebookError(Exception):
    """Wrong use or a broken environment; anything wrong in the input is a finding instead."""


class BookError(PledgebookError):
    """The book cannot be opened, read or written."""


class MissingBookError(BookError):
    """There is no book at the path."""


class NotABookError(BookError):
    """The file is something else than a book."""


class NewerBookError(BookError):
    """The book was written by a newer version of the program."""


class DamagedBookError(BookError):
    """The file of the book is damaged."""


class BusyBookError(BookError):
    """Another program holds the book for too long."""


class FullDiskError(BookError):
    """There is no room left to write."""


class ReadOnlyBookError(BookError):
    """The book can be read but not written."""


class UnknownIdError(BookError):
    """No document or entry has this id, or more than one begins with it."""

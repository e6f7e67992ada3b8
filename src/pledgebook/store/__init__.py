"""The book: documents, claims and entries kept in one place."""

from pledgebook.store.book import Book, open_book
from pledgebook.store.contract import Added, EntryFilter, Hit, Store

__all__ = ["Added", "Book", "EntryFilter", "Hit", "Store", "open_book"]

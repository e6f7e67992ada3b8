"""Finding a document of the book by its id, the beginning of it, or the name of its file."""

from __future__ import annotations

from pledgebook.errors import UnknownIdError
from pledgebook.present.safe import one_line
from pledgebook.store import Book


def document_id(book: Book, name: str) -> str:
    """The id of the document that is meant."""
    try:
        return book.document(name).id
    except UnknownIdError as error:
        by_file = [d.id for d in book.documents() if _is_named(d.source.file, name) or d.source.uri == name]
        if len(by_file) == 1:
            return by_file[0]
        if by_file:
            shown = ", ".join(by_file[:5])
            raise UnknownIdError(
                f"found several documents from {one_line(name)}: {shown}; name one by its id"
            ) from error
        raise


def _is_named(file: str, name: str) -> bool:
    return file == name or file.rpartition("/")[2] == name or file.rpartition("/")[2].startswith(name + "_")

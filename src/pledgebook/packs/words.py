"""Whether the words and names that a pack lists can be met in a text at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pledgebook.analyse.fold import fold
from pledgebook.analyse.morphology import morphology
from pledgebook.analyse.tokens import tokenise
from pledgebook.model.finding import Finding
from pledgebook.packs.lexicon import PARTS, WANTED
from pledgebook.packs.load import SHARED, rows, table
from pledgebook.packs.schema import LISTS, error

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "names": ("id", "role", "form"),
    "usual": ("id", "form"),
    "open": ("rule", "example"),
}


def listed(language: str) -> Iterator[Finding]:
    """Words that stand twice in a list, or that no text can meet as they are listed."""
    for group in LISTS:
        for key, data in table(language, group).items():
            for part in PARTS if isinstance(data, dict) else ():
                yield from _list(language, f"{language}/{group}/{key}: {part}", part, data.get(part, ()))


def _list(language: str, place: str, part: str, words: list[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for text in words:
        if text in seen:
            yield Finding("word-twice", f"{text} stands there twice; take one out", place)
        seen.add(text)
        split = next((piece for piece in text.split() if not _is_token(piece, language)), None)
        if split is not None:
            message = f"{text} is never met, as a text is split within {split}; put spaces where it is split"
            yield Finding("word-never-met", message, place)
        elif not _is_of_part(text, part, language):
            message = f"{text} is not read as one of the {part}; make it known as one, move it, or write ={text}"
            yield Finding("not-of-its-part", message, place)


def _is_token(piece: str, language: str) -> bool:
    """Whether a listed word is one token in a text; a clitic ('s) is one only behind its word."""
    folded = fold(piece.removeprefix("="))
    return folded.startswith("'") or len(tokenise(folded, 0, len(folded), language)) == 1


def _is_of_part(text: str, part: str, language: str) -> bool:
    if " " in text or text.startswith("="):
        return True
    return morphology(language).word(text.lower()).may_be(WANTED[part])


def names(language: str) -> Iterator[Finding]:
    """What is wrong with the rows of TSV files."""
    known = {row["id"] for row in rows(SHARED, "entities")}
    for name, columns in COLUMNS.items():
        seen: set[tuple[str, ...]] = set()
        for row in rows(language, name):
            if tuple(row) != columns or not all(row.values()):
                found = " | ".join(str(x) for x in row.values())
                expected = f"expected {len(columns)} values with tabs between: {', '.join(columns)}"
                yield error("bad-row", f"{language}/{name}", f"found {found}, {expected}")
                continue
            values = tuple(row.values())
            place = f"{language}/{name}: {' · '.join(values)}"
            if "id" in row and row["id"] not in known:
                yield error("unknown-entity", place, "shared/entities has no such id; add it there")
            if values in seen:
                yield Finding("row-twice", "the row stands there twice; take one out", place)
            seen.add(values)

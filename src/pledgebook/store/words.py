"""Searching by words, in any of the languages: what the user types is never query syntax."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from pledgebook.analyse.fold import fold, lower
from pledgebook.model.document import Document
from pledgebook.model.entry import Entry
from pledgebook.store.contract import Hit

Lemmas = Callable[[str, str], str]
_WORD = re.compile(r"\w+")
_MOST_WORDS = 32
_LONGEST_PREFIXED = 3  # a word of more letters also finds those that begin with it


def no_lemmas(text: str, language: str) -> str:
    """For a book that is searched by the forms as written."""
    return ""


def plain(text: str) -> str:
    """Folded, in lower case, and without what an index cannot hold."""
    return lower(fold(text)).encode("utf-8", "replace").decode().replace("\0", " ")


def document_words(document: Document, lemmas: Lemmas) -> str:
    """The words a document is found by: its main text as written and in dictionary form."""
    parts = [document.text[b.start : b.end] for b in document.blocks if b.is_text]
    text = "\n".join(parts) or document.text
    return plain(text) + "\n" + plain(lemmas(text, document.language))


def entry_words(entry: Entry, lemmas: Lemmas) -> str:
    """The words an entry is found by: its slots, and its evidence as written and in dictionary form."""
    text = entry_text(entry)
    return plain("\n".join([text, *(lemmas(text, language) for language in entry.languages)]))


def entry_text(entry: Entry) -> str:
    """All words of an entry's slots and evidence."""
    quotes = [q.quote for q in entry.evidence]
    quotes += [q.quote for a in entry.agreement for s in a.sides for q in s.quotes]
    return "\n".join(dict.fromkeys([*_strings(entry.slots), *quotes]))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("_", " ").replace("-", " ")
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def look_up(db: sqlite3.Connection, query: str, limit: int, lemmas: Lemmas) -> list[Hit]:
    """Hits of all words of the query, each as written or in dictionary form in one of the languages."""
    languages = [r[0] for r in db.execute("SELECT DISTINCT language FROM documents ORDER BY language LIMIT 20")]
    terms = [_term(word, languages, lemmas) for word in _WORD.findall(plain(query))[:_MOST_WORDS]]
    if not terms:
        return []
    found = [
        Hit(kind, identity, round(-score, 6))
        for kind, sql in _QUERIES.items()
        for identity, score in db.execute(sql, (" AND ".join(terms), limit))
    ]
    return sorted(found, key=lambda h: (-h.score, h.kind, h.id))[:limit]


_QUERIES = {
    "entry": "SELECT e.id, rank FROM entry_words w JOIN entries e ON e.number = w.rowid"
    " WHERE entry_words MATCH ? ORDER BY rank, e.id LIMIT ?",
    "document": "SELECT d.id, rank FROM document_words w JOIN documents d ON d.number = w.rowid"
    " WHERE document_words MATCH ? ORDER BY rank, d.id LIMIT ?",
}


def _term(word: str, languages: list[str], lemmas: Lemmas) -> str:
    forms = {word: len(word) > _LONGEST_PREFIXED}
    for language in languages:
        for lemma in _WORD.findall(plain(lemmas(word, language))):
            forms.setdefault(lemma, False)
    quoted = [f'"{form}"' + ("*" if is_prefix else "") for form, is_prefix in forms.items()]
    return "(" + " OR ".join(quoted) + ")"

"""Pages out of templates: everything from documents is escaped, and what steers the writing is shown as a mark."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from pledgebook.model.document import Document
from pledgebook.model.entry import Entry
from pledgebook.present.dates import interval
from pledgebook.present.messages import Words, languages
from pledgebook.present.names import entity_name
from pledgebook.present.safe import one_line, safe, shorten
from pledgebook.present.sentence import firmness, of_entry, sentence, slot_value


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=PackageLoader("pledgebook.web"), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "safe_text": safe,
        "one_line": one_line,
        "shorten": shorten,
        "short": lambda identity: identity[:14],
    }
    return made


class Page:
    """What the templates are given: the words of the reader's language and how to say things in it."""

    def __init__(self, words: Words, path: str, query: dict[str, str]) -> None:
        self.words = words
        self.path = path
        self.query = query
        self.language = words.language

    def render(self, template: str, **values: Any) -> str:
        """The page as HTML."""
        return environment().get_template(template).render(page=self, t=self.words, **values)

    def link(self, **changed: Any) -> str:
        """This page with other values in its address; None takes one out."""
        kept = {k: v for k, v in self.query.items() if k not in changed}
        kept |= {k: str(v) for k, v in changed.items() if v is not None}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def languages(self) -> list[tuple[str, str]]:
        """(code, name) of the languages of the pages."""
        return [(code, self.words.code("languages", code)) for code in languages()]

    def sentence(self, entry: Entry) -> str:
        """An entry as a sentence."""
        return one_line(sentence(self.words, of_entry(entry)))

    def firm(self, code: str | None, polarity: str = "positive") -> str:
        """How firm, as words."""
        return firmness(self.words, code, polarity)

    def when(self, value: Any) -> str:
        """A time, as words."""
        return interval(self.words, value)

    def name(self, value: Any) -> str:
        """Who or what, by the usual name."""
        return one_line(entity_name(self.words, value))

    def slot(self, name: str, value: Any) -> str:
        """The value of a slot, as words."""
        return one_line(slot_value(self.words, name, value))

    def source(self, document: Document) -> str:
        """Where words are from: outlet or file, and day."""
        file = one_line(document.source.file).rpartition("/")[2]
        who = self.name(document.outlet) if document.outlet else file or self.words("label.no_outlet")
        return f"{who}, {self.when(document.published.when)}"

"""A document put together from a source."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import source_id
from pledgebook.model.document import Source
from pledgebook.model.finding import Finding

TEXT = """Головна
Новини

Мальта надішле до Одеси дві швидкі

12 травня 2025, 14:30
Автор: Іван Степ

Мальта надішле до Одеси дві швидкі допомоги, сказав міністр охорони здоров'я країни.
Вони прибудуть у червні.

Читайте також:
Шторм закрив міст між островами
"""


def test_build_document() -> None:
    findings: list[Finding] = []
    document = build_document(Source(source_id(TEXT), TEXT, "x.txt"), findings=findings)
    assert document.language == "uk"
    assert document.title == "Мальта надішле до Одеси дві швидкі"
    assert document.byline == "Автор: Іван Степ"
    assert document.published.when.earliest == document.published.when.latest == date(2025, 5, 12)
    assert [b.kind for b in document.blocks if b.is_text] == ["title", "lead", "body"]
    assert findings == []
    assert document.as_json()["id"] == source_id(TEXT)


def test_metadata_give_the_title_and_the_language_of_a_doubtful_text() -> None:
    source = Source(source_id("1 2 3"), "1 2 3", metadata={"title": "Numbers", "language": "en-GB"})
    document = build_document(source, findings=[])
    assert (document.title, document.language) == ("Numbers", "en")


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_document(text: str) -> None:
    document = build_document(Source(source_id(text), text), findings=[])
    assert document == build_document(Source(source_id(text), text), findings=[])

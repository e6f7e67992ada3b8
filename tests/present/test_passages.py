"""The sentences that a search shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.model.document import Block, Document, Source
from pledgebook.present.passages import passages


def document(text: str) -> Document:
    """A document all of whose text is body."""
    return Document(Source("doc-0", text), "en", (Block("body", 0, len(text)),))


def test_the_best_sentences_in_order_of_place() -> None:
    told = document("Rain fell. Norway sends boats. Sweden sends nothing. Norway sends boats and tents to Kyiv.")
    assert passages(told, "Norway boats tents") == [
        "Norway sends boats.",
        "Norway sends boats and tents to Kyiv.",
    ]
    assert passages(told, "норвегія") == []


def test_a_sentence_with_a_word_of_its_own_is_shown() -> None:
    told = document("Aid of 40 billion comes in spring. The priorities are drones.")
    assert passages(told, "aid billion spring comes priorities") == told.text.replace(". ", ".\n").split("\n")


def test_long_sentences_are_cut_around_the_words() -> None:
    told = document("word " * 200 + "needle " + "word " * 200 + "end.")
    (found,) = passages(told, "needle")
    assert "needle" in found
    assert len(found) < 250
    assert found.startswith("…")
    assert found.endswith("…")


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_and_any_query(text: str, query: str) -> None:
    for found in passages(document(text), query):
        assert found.strip("…") in text

"""Reading as a whole: exact evidence, the same answer each time, and no text that breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import source_id
from pledgebook.model.claim import Claim
from pledgebook.model.document import Block, Document, Source
from pledgebook.packs.load import languages, table
from pledgebook.reader import read

ARTICLES = sorted((Path(__file__).parent.parent / "examples" / "articles").glob("*.txt"))


def document(text: str, language: str) -> Document:
    """A document that is all body."""
    return Document(Source(source_id(text), text), language, (Block("body", 0, len(text)),) if text else ())


def check_evidence(text: str, claims: list[Claim]) -> None:
    """Every quote of every claim and slot stands where it says."""
    for claim in claims:
        assert claim.evidence
        for e in [*claim.evidence, *(e for slot in claim.slots.values() for e in slot.evidence)]:
            assert text[e.start : e.end] == e.quote
            assert e.quote.strip() == e.quote != ""
        for slot in claim.slots.values():
            assert slot.evidence or slot.basis, (claim.kind, claim.slots)


WORDS = {
    code: sorted(
        {
            w
            for name in (
                "predicates",
                "acts",
                "stances",
                "events",
                "bodies",
                "figures",
                "conditions",
                "voices",
                "groups",
            )
            for entry in table(code, name).values()
            if isinstance(entry, dict)
            for part in ("verbs", "nouns", "adjectives", "deeds", "items", "phrases", "words")
            for w in entry.get(part, ())
        }
    )
    for code in languages()
}
MARKS = [
    ".",
    ",",
    ";",
    ":",
    "?",
    '"',
    "«",
    "»",
    "–",
    "\n",
    "30",
    "€40 billion",
    "2026",
    "UK",
    "United",
    "Greece",
    "’",
    "ʼ",
    "\u00a0",
    "\u202e",
]


@pytest.mark.parametrize("code", languages())
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_mixture_of_its_words_is_read_with_exact_evidence(code: str, data: st.DataObject) -> None:
    words = data.draw(
        st.lists(st.one_of(st.sampled_from(WORDS[code]), st.sampled_from(MARKS), st.text(max_size=6)), max_size=60)
    )
    text = " ".join(w.lstrip("=") for w in words)
    claims = read(document(text, code))
    check_evidence(text, claims)
    assert [c.id for c in claims] == [c.id for c in read(document(text, code))]


@given(text=st.text(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_text_at_all_is_read(text: str) -> None:
    for code in languages():
        check_evidence(text, read(document(text, code)))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_the_examples_are_read_with_exact_evidence(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    built = build_document(Source(source_id(text), text, path.name), findings=[])
    claims = read(built)
    assert claims
    check_evidence(text, claims)
    assert len({c.id for c in claims}) == len(claims)
    for claim in claims:
        again = Claim.from_json(json.loads(json.dumps(claim.as_json())))
        assert again == claim
        assert again.id == claim.id


@pytest.mark.parametrize("code", languages())
def test_claims_lie_in_text_blocks(code: str) -> None:
    for path in ARTICLES:
        text = path.read_bytes().decode("utf-8")
        built = build_document(Source(source_id(text), text, path.name), findings=[])
        if built.language != code:
            continue
        inside = [(b.start, b.end) for b in built.blocks if b.is_text]
        for claim in read(built):
            for e in claim.evidence:
                assert any(a <= e.start and e.end <= b for a, b in inside), e.quote


def test_a_language_without_a_pack_gives_no_claims() -> None:
    assert read(document("Norwegen sagt zu, Panzer zu liefern.", "und")) == []


@pytest.mark.slow
def test_a_long_line_and_many_sentences_are_read_in_one_pass() -> None:
    sentence = "Norway will send 200 armoured vehicles to Ukraine, and Greece refused to send troops. "
    for text in (sentence * 3000, sentence.replace(".", ",") * 3000):
        check_evidence(text, read(document(text, "en")))

"""Articles to measure speed with: of the right length, all different, always the same."""

from __future__ import annotations

from pathlib import Path

from pledgebook.quality.articles import WORDS, mixed, sentences, some
from pledgebook.quality.gold import load
from pledgebook.quality.rivals import Rival, race, rivals
from pledgebook.quality.timing import Spent, add_all, document_of, grow, new_book, pack, stages, total

from .oracle import GOLD

TEXTS = load("tuned", GOLD / "tuned", GOLD / "tuned").texts


def test_articles_differ_and_come_again() -> None:
    made = mixed(TEXTS, 900)
    assert len(set(made)) == 900
    assert mixed(TEXTS, 900) == made


def test_articles_have_about_their_words() -> None:
    for text in mixed(TEXTS, 60):
        assert WORDS <= len(text.split()) < WORDS + 80


def test_articles_are_in_their_language() -> None:
    for language in ("en", "uk", "ru"):
        assert {document_of(text).language for text in some(TEXTS, language, 5)} == {language}
        assert len(sentences(TEXTS, language)) > 50


def test_all_are_added_and_memory_is_looked_at(tmp_path: Path) -> None:
    path = pack(mixed(TEXTS, 4), tmp_path / "few.jsonl")
    points, most, took = grow(path, tmp_path, 2)
    assert [n for n, _ in points] == [2, 4]
    assert most > 0 and took.passed > 0
    with new_book(tmp_path, "own") as book:
        add_all(book, path)
        assert all(book.has(document_of(text).id) for text in mixed(TEXTS, 4))


def test_stages_stand_in_the_order_of_a_document(tmp_path: Path) -> None:
    with new_book(tmp_path, "stages") as book:
        times = stages(mixed(TEXTS, 3), book)
    assert list(times) == ["ingest", "layers", "extraction", "store", "merge"]
    assert total([Spent(1, 2), Spent(3, 4)]) == Spent(4, 6)


def test_a_race_warms_up_and_then_counts(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("pledgebook.quality.rivals.CHUNK", 2)
    seen: list[int] = []
    run = race(mixed(TEXTS, 6), lambda texts: seen.append(len(texts)), tmp_path)
    assert (run.documents, len(run.own), len(run.other), seen) == (4, 2, 2, [2, 2, 2])
    assert run.ratio >= 0


def test_rivals_name_a_language_and_a_goal() -> None:
    assert all(isinstance(one, Rival) and one.language and one.wanted > 1 for one in rivals())

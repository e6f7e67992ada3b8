"""Floors: they hold, they rise when asked, and fall only with a flag of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.errors import PledgebookError
from pledgebook.quality import __main__ as command
from pledgebook.quality import pages
from pledgebook.quality.floors import Figure, Floors, falls, figures, load_floors, moved, save_floors
from pledgebook.quality.goals import goals_table
from pledgebook.quality.gold import Expected, Found, GoldSet, gold_sets
from pledgebook.quality.results import is_language
from pledgebook.quality.score import evaluate

TEXT = "Malta will send two boats.\n"
CLAIM = {
    "kind": "commitment",
    "required": True,
    "evidence": [{"start": 0, "end": 25, "quote": TEXT[:25]}],
    "slots": {"actor": [{"id": "country:MT"}], "action": "weapons", "firmness": "pledged"},
}
NAMES = st.sampled_from(["f1 all", "precision en", "evidence", "published_days"])
REACHED = st.dictionaries(NAMES, st.builds(Figure, st.floats(0, 1), st.sampled_from((0.0, 0.02, 0.1))), min_size=1)


def _gold(digest: str = "abc") -> GoldSet:
    published = {"earliest": "2031-01-01", "latest": "2031-01-01"}
    document = {"file": "a.txt", "language": "en", "published": published, "main_text": [[0, 26]]}
    return GoldSet("tuned", (Expected("a.txt", TEXT, document, [CLAIM]),), digest)


def _score(*claims: object):  # type: ignore[no-untyped-def]
    gold = _gold()
    return evaluate(gold.texts, {"a.txt": Found(gold.texts[0].document, list(claims))})  # type: ignore[arg-type]


@given(REACHED)
def test_what_was_pinned_holds(reached: dict[str, Figure]) -> None:
    pinned = moved(Floors(), reached, digest="d", up=True, down=False)
    assert falls(pinned, reached) == []


@given(REACHED, REACHED)
def test_raising_never_lowers(first: dict[str, Figure], then: dict[str, Figure]) -> None:
    old = moved(Floors(), first, digest="d", up=True, down=False)
    new = moved(old, then, digest="d", up=True, down=False)
    for name, floor in old.figures.items():
        assert new.figures[name] <= floor if name == "published_days" else new.figures[name] >= floor


@given(REACHED, REACHED)
def test_lowering_makes_all_hold(first: dict[str, Figure], then: dict[str, Figure]) -> None:
    old = moved(Floors(), first, digest="d", up=True, down=False)
    assert falls(moved(old, then, digest="d", up=False, down=True), then) == []


def test_floors_keep_a_margin_but_evidence_has_none() -> None:
    reached = {"f1 all": Figure(0.81), "evidence": Figure(1.0, 0)}
    pinned = moved(Floors(), reached, digest="d", up=True, down=False)
    assert pinned.figures == {"f1 all": 0.79, "evidence": 1.0}


def test_a_figure_that_is_gone_falls() -> None:
    assert falls(Floors("d", {"f1 en": 0.5}), {}) == [("f1 en", 0.5, None)]


def test_floors_come_back_as_written(tmp_path: Path) -> None:
    floors = {"tuned": Floors("abc", {"f1 all": 0.79, "precision en/commitment": 0.5})}
    save_floors(tmp_path / "floors.toml", floors)
    assert load_floors(tmp_path / "floors.toml") == floors
    assert load_floors(tmp_path / "none.toml") == {}


def test_figures_leave_out_small_groups() -> None:
    found = figures(_score(CLAIM))
    assert found["f1 en"].value == found["f1 commitment"].value == found["evidence"].value == 1
    assert "f1 en/commitment" not in found


def test_the_gate_names_what_fell(tmp_path: Path) -> None:
    path, gold = tmp_path / "floors.toml", _gold()
    assert command.gate(path, [gold], {"tuned": _score(CLAIM)}, up=True) == []
    fallen = {"tuned": _score()}
    said = command.gate(path, [gold], fallen, up=True)
    assert "tuned: f1 all is 0.000, below its floor of 0.9" in said
    assert command.gate(path, [gold], fallen, down=True) == []


def test_the_gate_says_that_gold_changed(tmp_path: Path) -> None:
    path, scores = tmp_path / "floors.toml", {"tuned": _score(CLAIM)}
    command.gate(path, [_gold()], scores, up=True)
    said = command.gate(path, [_gold("other")], scores)
    assert len(said) == 1 and "digest other, pinned abc" in said[0]


def test_goals_tell_met_from_missed() -> None:
    rows = goals_table({"unseen": _score(), "tuned": _score(CLAIM)}).rows
    assert ("unseen: f1 en", "at least 0.7", "0.000", "MISSED") in rows
    assert ("tuned: evidence", "at least 1", "1.000", "met") in rows


def test_groups_that_are_languages() -> None:
    assert [g for g in ("all", "en", "body", "en/body") if is_language(g)] == ["en"]


def test_a_page_keeps_what_people_wrote(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured -->\nold\n<!-- /measured -->\nafter\n", encoding="utf-8")
    pages.put(page, "measured", "new \\1")
    once = page.read_text(encoding="utf-8")
    assert once == "before\n<!-- measured -->\n\nnew \\1\n\n<!-- /measured -->\nafter\n"
    pages.put(page, "measured", "new \\1")
    assert page.read_text(encoding="utf-8") == once
    with pytest.raises(PledgebookError, match="no place"):
        pages.put(page, "bench", "new")


def test_no_gold_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(PledgebookError, match="found no gold"):
        gold_sets(tmp_path)
    result = CliRunner().invoke(command.main, ["--gold", str(tmp_path)])
    assert result.exit_code == 1 and "found no gold texts" in result.output


def test_the_errors_of_sealed_gold_are_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    gold, score = _gold(), _score()
    command._show_errors(Console(), gold, score, 5)
    assert "Malta" in capsys.readouterr().out
    command._show_errors(Console(), GoldSet("unseen", gold.texts, "d"), score, 5)
    assert capsys.readouterr().out == ""

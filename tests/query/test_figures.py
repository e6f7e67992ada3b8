"""Values side by side."""

from __future__ import annotations

from ledger.builders import COALITION, document, figure
from ledger.test_merge import entries
from pledgebook.query import figures

MAY = document("May.", "2025-05-03", outlet="alpha")
JULY = document("July.", "2025-07-11", outlet="beta")
LATE_JULY = document("Later in July.", "2025-07-12", outlet="gamma")


def verdicts(*told: tuple[object, str]) -> list[str]:
    docs = (JULY, LATE_JULY, MAY)
    pairs = [(d, figure(d, "members", v, b, of=[{"id": COALITION}])) for d, (v, b) in zip(docs, told, strict=False)]
    (group,) = figures(entries(*pairs))
    return [relation for _, _, relation, _ in group.verdicts]


def test_compatible_and_conflicting_values_are_told_apart() -> None:
    assert verdicts((31, "exactly"), (30, "more_than")) == ["compatible"]
    assert verdicts((31, "exactly"), (39, "exactly")) == ["conflicts"]
    assert verdicts((31, "exactly"), ({"low": 30, "high": 35}, "range")) == ["compatible"]


def test_an_earlier_value_changed() -> None:
    assert sorted(verdicts((39, "exactly"), (39, "exactly"), (31, "exactly"))) == ["changed"]


def test_other_things_are_another_matter() -> None:
    pairs = [(JULY, figure(JULY, "other", 20, unit="minutes", of=text)) for text in ("length of the talks", "delay")]
    (group,) = figures(entries(*pairs))
    assert [v[2] for v in group.verdicts] == ["another matter"]


def test_each_reading_names_its_sources() -> None:
    (group,) = figures(entries((JULY, figure(JULY, "members", 31)), (MAY, figure(MAY, "members", 30, "about"))))
    assert [(r.value, r.bound, r.sources) for r in group.readings] == [
        (30, "about", ("outlet:alpha",)),
        (31, "exactly", ("outlet:beta",)),
    ]

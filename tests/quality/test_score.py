"""Our scorer: the gold scores 1, spoiled copies fall where they must, and the other scorer says the same."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest

from pledgebook.quality.gold import Expected, Found, GoldSet, gold_sets, read_all
from pledgebook.quality.score import Score, calibration, evaluate

from .oracle import GOLD, SCORER, our_numbers, their_numbers

TEXT = "Norway will send Ukraine 12 boats, and Iceland welcomed the plan. They met in Oslo on 5 May 2031.\n"
NOWHERE = [{"start": 900_000, "end": 900_005, "quote": "never"}]
NOBODY = [{"id": "country:ZZ"}]


def _claim(kind: str, words: str, **slots: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    evidence = [{"start": start, "end": start + len(words), "quote": words}]
    return {
        "kind": kind,
        "required": True,
        "evidence": evidence,
        "slots": slots,
        "attribution": [{"id": "outlet:own"}],
    }


def _expected() -> Expected:
    sends = _claim(
        "commitment",
        "Norway will send Ukraine 12 boats",
        actor=[{"id": "country:NO"}],
        action="weapons",
        firmness="pledged",
        beneficiary=[{"id": "country:UA"}],
        amount={"value": 3, "currency": "EUR", "bound": "about"},
        domains=["sea"],
        conditions=[{"code": "ceasefire"}],
    )
    iceland, day = [{"id": "country:IS"}], {"earliest": "2031-05-06", "latest": "2031-05-06"}
    welcomes = _claim("position", "Iceland welcomed the plan", holder=iceland, stance="welcome")
    met = _claim("meeting", "They met in Oslo on 5 May 2031", place=[{"id": "place:oslo"}], date="2031-05-05")
    document = {"language": "en", "published": day, "main_text": [[0, len(TEXT) - 1]]}
    return Expected("own.txt", TEXT, document, [sends, welcomes, met])


def _perfect(texts: tuple[Expected, ...]) -> dict[str, Found]:
    """What says exactly what the gold says."""
    found = {}
    for text in texts:
        blocks = [{"kind": "body", "start": s, "end": e} for s, e in text.document["main_text"]]
        claims = [{**c, "confidence": 1.0} for c in text.claims]
        found[text.file] = copy.deepcopy(Found({**text.document, "blocks": blocks}, claims))
    return found


def _changed(**change: Any) -> Score:
    """The score where each claim has these slots instead."""
    gold = _expected()
    found = _perfect((gold,))
    for claim in found[gold.file].claims:
        claim["slots"] = {**claim["slots"], **change}
    return evaluate([gold], found)


def test_gold_itself_is_perfect() -> None:
    gold = _expected()
    numbers = our_numbers(evaluate([gold], _perfect((gold,))))
    wanted = {
        k: v
        for k, v in numbers.items()
        if k.endswith(("P", "R", "F1", "contains", "meets", "exact")) or k.startswith("slot")
    }
    assert set(wanted.values()) == {1.0}
    assert (numbers["brier"], numbers["ece"], numbers["errors"], numbers["days"]) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("change", "falls", "stays"),
    [
        ({"actor": NOBODY, "holder": NOBODY}, "all default F1", "all lenient F1"),
        ({"actor": [{"id": "country:NO"}, *NOBODY]}, "slot actor", "all strict F1"),
        ({"action": "troops"}, "all default F1", "all lenient F1"),
        ({"firmness": "withdrawn"}, "all strict F1", "all default F1"),
        ({"amount": {"value": 4, "currency": "EUR", "bound": "about"}}, "all strict F1", "all default F1"),
        ({"amount": {"value": 3, "currency": "EUR", "bound": "exactly"}}, "slot bound", "all strict F1"),
        ({"beneficiary": NOBODY}, "slot beneficiary", "all strict F1"),
        ({"conditions": []}, "slot conditions", "all strict F1"),
        ({"domains": ["air"]}, "slot domains", "all strict F1"),
        ({"date": "1999"}, "slot date", "all default F1"),
        ({"place": [{"id": "place:bergen"}]}, "slot place", "all default F1"),
        ({"stance": "oppose"}, "position default F1", "commitment default F1"),
    ],
)
def test_a_wrong_slot_lowers_its_figure(change: dict[str, Any], falls: str, stays: str) -> None:
    numbers = our_numbers(_changed(**change))
    assert numbers[falls] < 1
    assert numbers[stays] == 1


def test_denied_readiness_is_a_refusal() -> None:
    gold = _expected()
    gold.claims[0]["slots"]["firmness"] = "refused"
    found = _perfect((gold,))
    found[gold.file].claims[0]["slots"]["firmness"] = "ready"
    assert our_numbers(evaluate([gold], found))["slot firmness"] == 0
    found[gold.file].claims[0]["polarity"] = "negative"
    assert our_numbers(evaluate([gold], found))["slot firmness"] == 1


def test_saying_it_twice_is_wrong() -> None:
    gold = _expected()
    found = _perfect((gold,))
    found[gold.file].claims.append(copy.deepcopy(found[gold.file].claims[0]))
    tally = evaluate([gold], found).groups["all"]["default"]
    assert (tally.hit, tally.wrong, tally.dup) == (3, 1, 1)


def test_optional_gold_counts_neither_way() -> None:
    gold = _expected()
    gold.claims[0]["required"] = False
    full, empty = _perfect((gold,)), {gold.file: Found({}, [])}
    assert evaluate([gold], full).groups["all"]["default"].optional == 1
    assert evaluate([gold], full).groups["all"]["default"].rates.f1 == 1
    assert evaluate([gold], empty).groups["all"]["default"].miss == 2


def test_evidence_elsewhere_is_neither_right_nor_exact() -> None:
    gold = _expected()
    found = _perfect((gold,))
    found[gold.file].claims[0]["evidence"] = NOWHERE
    score = evaluate([gold], found)
    assert score.evidence == (2, 3)
    assert {label for label, _, _ in score.errors} == {"miss", "wrong"}


def test_no_documents_no_numbers() -> None:
    score = evaluate([_expected()], {})
    assert score.exact is None
    assert (score.documents.read, score.documents.language) == (0, 0)
    assert score.groups["all"]["default"].rates.recall == 0


def test_calibration_of_half_sure_guesses() -> None:
    assert calibration([(0.5, True), (0.5, False)]) == calibration([(0.5, False), (0.5, True)])
    assert calibration([(0.5, True), (0.5, False)]).ece == 0
    assert calibration([(0.75, True)] * 3 + [(0.75, False)]).ece == 0
    assert calibration([(1.0, False), (None, True)]).brier == 1


def _spoiled(found: dict[str, Found], seed: int) -> dict[str, Found]:
    """A copy with some claims left out, doubled, moved, or with slots of others."""
    dice = random.Random(seed)
    out = copy.deepcopy(found)
    for one in out.values():
        claims = [c for c in one.claims if dice.random() > 0.2]
        for claim in claims:
            slots = claim["slots"]
            for name in [n for n in slots if dice.random() < 0.15]:
                other = dice.choice(claims)["slots"]
                slots[name] = other.get(name, slots[name])
            if dice.random() < 0.1:
                claim["evidence"] = [{**e, "start": e["start"] + 1} for e in claim["evidence"]]
            claim["confidence"] = round(dice.random(), 2)
        one.claims[:] = claims + [copy.deepcopy(c) for c in claims if dice.random() < 0.1]
    return out


@pytest.fixture(scope="module")
def beside() -> list[GoldSet]:
    """Gold that rules were written with, own and beside the checkout."""
    if not SCORER.is_file():
        pytest.skip("no other scorer lies beside this checkout")
    return [one for one in gold_sets(GOLD) if one.name != "unseen"]


def test_the_other_scorer_says_the_same_of_the_reader(beside: list[GoldSet]) -> None:
    for gold in beside:
        texts = gold.texts[::6]
        found = read_all(texts)
        assert our_numbers(evaluate(texts, found)) == pytest.approx(their_numbers(texts, found), nan_ok=True)


@pytest.mark.parametrize("seed", range(3))
def test_the_other_scorer_says_the_same_of_spoiled_gold(beside: list[GoldSet], seed: int) -> None:
    for gold in beside:
        found = _spoiled(_perfect(gold.texts), seed)
        ours, theirs = our_numbers(evaluate(gold.texts, found)), their_numbers(gold.texts, found)
        assert ours == pytest.approx(theirs)

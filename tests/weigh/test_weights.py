"""Weights: read, summed up, and what they may and may not do to the claims of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import source_id
from pledgebook.model.claim import Claim
from pledgebook.model.document import Source
from pledgebook.quality.train import as_lines
from pledgebook.reader import read
from pledgebook.weigh.choose import watching
from pledgebook.weigh.weights import BIAS, Model, Weights, chance, from_lines, names_of, of_names, shipped, using

names = st.text("abc ", min_size=1, max_size=6).map(str.strip).filter(bool).filter(lambda n: n != BIAS)
TEXT = (
    "OSLO, 12 May 2031. Norway is ready to send two minesweepers to the Black Sea after a ceasefire, the government"
    " said. Sweden, for its part, weighs a share in the mission. Ministers of both countries met in Bergen on Monday."
)


def claims_of(text: str) -> list[Claim]:
    return read(build_document(Source(source_id(text), text), findings=[]))


@given(st.dictionaries(names, st.integers(-999, 999).map(lambda n: n / 1000)), st.lists(names), st.lists(names))
def test_the_sum_is_that_of_all_names(single: dict[str, float], left: list[str], right: list[str]) -> None:
    pairs = {f"{a} & {b}": 0.5 for a in left for b in right}
    weights = of_names({BIAS: 0.25, **single, **pairs})
    traits = [*left, *right]
    summed = weights.bias + weights.sum(traits) + weights.met([left, right])
    named = {**single, **pairs}
    assert abs(summed - (0.25 + sum(named.get(n, 0.0) for n in names_of(traits, [left, right])))) < 1e-9


def test_a_model_is_read_as_it_was_written() -> None:
    written = as_lines(shipped())
    assert as_lines(from_lines(written.splitlines())) == written
    assert set(shipped().right) == {"commitment", "meeting", "body"}


def test_without_weights_only_rules_are_believed() -> None:
    with using(Model()):
        found = claims_of(TEXT)
    assert found
    assert {c.extractor.split()[0] for c in found} == {"pledgebook-rules"}


def test_weights_add_and_say_so() -> None:
    eager = Weights(9.0, {}, {})
    with using(Model({"commitment": eager})):
        found = claims_of(TEXT)
    added = [c for c in found if c.extractor.startswith("pledgebook-weights")]
    assert added
    for claim in added:
        assert any(r.rule == "weights/commitment" for r in claim.reasons)
        assert all(TEXT[e.start : e.end] == e.quote for e in claim.evidence)
        assert all(slot.evidence or slot.basis for slot in claim.slots.values())


def test_weights_may_veto() -> None:
    with using(Model({"meeting": Weights(-9.0, {}, {})})):
        assert not [c for c in claims_of(TEXT) if c.kind == "meeting"]
    with using(Model()):
        assert [c for c in claims_of(TEXT) if c.kind == "meeting"]


def test_what_is_possible_does_not_depend_on_the_weights() -> None:
    seen = []
    for model in (Model(), Model({"commitment": Weights(-9.0, {}, {})})):
        with using(model), watching() as possible:
            claims_of(TEXT)
        seen.append([(p.kind, p.place, p.names) for p in possible if p.kind == "commitment" and p.spot is not None])
    assert seen[0] == seen[1]


def test_chances_are_chances() -> None:
    assert chance(0) == 0.5
    assert 0 < chance(-1e9) < chance(1e9) < 1 or chance(1e9) == 1.0

"""python -m pledgebook.quality.train: learns from gold which possible claims are right, and how firm they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

import pledgebook
from pledgebook.quality.fit import fit
from pledgebook.quality.gold import Expected, Found, load, read_text
from pledgebook.quality.score import evaluate
from pledgebook.quality.tables import Table, shown
from pledgebook.quality.values import Json, code, slots
from pledgebook.weigh.choose import CODES, Possible, watching
from pledgebook.weigh.weights import BIAS, Model, Weights, of_names, using

FOLDS = 5
SEEN = 3  # possible claims that a trait must be seen in
STRENGTH = {"right": 0.1, "firmness": 1.0}  # the inverse of the penalty on squares of weights
LEAST = 0.02  # weights nearer to nothing are left out
PATH = Path(pledgebook.__file__).parent / "weigh" / "model.tsv"
HEAD = """# What is learned from gold: part, name, trait (or two that are looked at together) and weight.
# Written by python -m pledgebook.quality.train --write. Do not edit by hand.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A possible claim of a document: its traits, whether gold says it (None: it may), and how firm."""

    document: str
    kind: str
    names: list[str]
    is_right: bool | None
    firm_names: list[str]
    firmness: str | None


@click.command()
@click.option("--gold", type=click.Path(path_type=Path), default=Path("gold"), show_default=True)
@click.option("--sets", default="tuned", show_default=True, help="Folders of gold to learn from.")
@click.option("--write", is_flag=True, help=f"Write the weights into the package ({PATH.name}).")
def main(gold: Path, sets: str, write: bool) -> None:
    """Learns weights from gold; how good they are is measured on documents that they were not learned from."""
    texts = [t for name in sets.split(",") for t in load(name, gold / name, gold / name).texts]
    rows = list(rows_of(texts))
    Console().print(crossed(texts, rows).for_screen())
    if write:
        PATH.write_text(as_lines(trained(rows)), encoding="utf-8")


def rows_of(texts: Iterable[Expected]) -> Iterator[Row]:
    """Each possible claim of the gold texts."""
    for gold in texts:
        with using(Model()), watching() as seen:
            read_text(gold.text, gold.file)
        for possible in seen:
            right, firmness = _label(possible, gold.claims)
            yield Row(gold.file, possible.kind, possible.names, right, possible.firm_names, firmness)


def _label(possible: Possible, claims: Sequence[Json]) -> tuple[bool | None, str | None]:
    """Whether gold requires it (None: it may be there), and the firmness that the gold gives it."""
    told = as_claim(possible)
    met = [g for g in claims if (found := fit(g, told)) is not None and found.is_right]
    if not met:
        return False, None
    best = next((g for g in met if g.get("required")), met[0])
    return (True if best.get("required") else None), code(slots(best).get("firmness"))


def as_claim(possible: Possible) -> Json:
    """A possible claim in the form of claims.md, with what identifies it."""
    name, who = CODES[possible.kind]
    draft, spot, party = possible.draft, possible.spot, possible.party
    if draft is not None and (spot is None or party is None):
        return {
            "kind": possible.kind, "evidence": [{"start": a, "end": b} for a, b in draft.spans],
            "slots": {k: slot.value for k, slot in draft.slots.items()},
        }  # fmt: skip
    if spot is None or party is None:
        raise ValueError("a possible claim without a draft has a spot and a party")
    item = possible.item
    start, end = item.span(spot.first, spot.last)
    here = [h for h in party.holders if item.start <= h.start < item.end and h.end > h.start]
    start, end = min([start, *(h.start for h in here)]), max([end, *(h.end for h in here)])
    value, refs = spot.code, [h.ref for h in party.holders]
    return {"kind": possible.kind, "evidence": [{"start": start, "end": end}], "slots": {name: value, who: refs}}


def trained(rows: Sequence[Row]) -> Model:
    """The weights that these rows give."""
    kinds = sorted({row.kind for row in rows})
    right = {}
    for kind in kinds:
        own = [r for r in rows if r.kind == kind and r.is_right is not None]
        right[kind] = of_names(_fitted([r.names for r in own], [bool(r.is_right) for r in own], "right"))
    firm = [r for r in rows if r.firmness is not None and r.firm_names]
    codes = sorted({str(r.firmness) for r in firm})
    firmness = {
        c: of_names(_fitted([r.firm_names for r in firm], [r.firmness == c for r in firm], "firmness")) for c in codes
    }
    return Model(right, firmness)


def _fitted(names: Sequence[Sequence[str]], right: Sequence[bool], part: str) -> dict[str, float]:
    """Logistic regression with a penalty on squares (scikit-learn), the weights by name to three digits."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counter = CountVectorizer(analyzer=list, binary=True, min_df=SEEN)
    table = counter.fit_transform(names)
    found = LogisticRegression(C=STRENGTH[part], max_iter=500).fit(table, right)
    pairs = zip(counter.get_feature_names_out(), found.coef_[0], strict=True)
    kept = {str(name): round(float(w), 3) for name, w in pairs if abs(w) >= LEAST}
    return {BIAS: round(float(found.intercept_[0]), 3), **kept}


def folds(texts: Sequence[Expected], rows: Sequence[Row]) -> Iterator[tuple[list[Expected], Model]]:
    """Each part of the texts, with weights that were learned from the others."""
    for fold in range(FOLDS):
        held = [t for t in texts if _story(t.file) % FOLDS == fold]
        files = {t.file for t in held}
        yield held, trained([r for r in rows if r.document not in files])


def crossed(texts: Sequence[Expected], rows: Sequence[Row]) -> Table:
    """How well documents are read with weights that were learned from others, beside the rules alone."""
    found: dict[str, Found] = {}
    for held, learned in folds(texts, rows):
        with using(learned):
            found |= {t.file: read_text(t.text, t.file) for t in held}
    with using(Model()):
        alone = {t.file: read_text(t.text, t.file) for t in texts}
    cells = []
    for name, read in (("rules", alone), ("rules and weights", found)):
        score = evaluate(texts, read)
        for group, modes in score.groups.items():
            if group in ("all", "commitment", "position") or "/" not in group:
                rates, strict = modes["default"].rates, modes["strict"].rates
                cells.append((name, group, *(shown(x) for x in (rates.precision, rates.recall, rates.f1, strict.f1))))
    return Table("held out", ("read by", "group", "P", "R", "F1", "strict F1"), tuple(cells))


def _story(file: str) -> int:
    """The number of a text: those of one number tell the same in several languages, and are held out together."""
    return int("".join(c for c in file if c.isdigit()) or 0)


def as_lines(found: Model) -> str:
    """The model as the file that the package ships."""
    lines = [HEAD]
    for part, named in (("right", found.right), ("firmness", found.firmness)):
        for name, weights in sorted(named.items()):
            lines += [f"{part}\t{name}\t{trait}\t{weight}\n" for trait, weight in sorted(_all(weights))]
    return "".join(lines)


def _all(weights: Weights) -> Iterator[tuple[str, float]]:
    yield BIAS, weights.bias
    yield from weights.single.items()
    for first, seconds in weights.pairs.items():
        yield from ((f"{first} & {second}", weight) for second, weight in seconds.items())


if __name__ == "__main__":
    main()

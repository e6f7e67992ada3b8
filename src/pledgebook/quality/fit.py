"""How well one claim that was read fits one claim of the gold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pledgebook.quality.values import (
    Json,
    code,
    identity,
    interval,
    items,
    marked,
    meets,
    money,
    number,
    slots,
    spans,
    voice,
)

MODES = ("default", "lenient", "strict")
MAIN = {"commitment": "action", "body": "type", "figure": "measure", "position": "stance"}
UNDERTAKEN = frozenset(("ready", "pledged", "agreed", "binding"))  # denied, these are a refusal
SLACK = 7  # days that the date of a meeting may be wider than the gold's
Same = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Fit:
    """What a pair of claims of one kind with common words agrees in."""

    is_right: bool  # the identifying slots agree
    is_exact: bool  # its main code is the gold's first choice
    checks: dict[str, bool]  # right or wrong, by slot that the pair can be judged on
    overlap: float
    is_required: bool

    @property
    def rank(self) -> tuple[bool, bool, float, float, bool]:
        """What pairs are sorted by, best last."""
        share = sum(self.checks.values()) / max(len(self.checks), 1)
        return self.is_right, self.is_exact, share, self.overlap, self.is_required

    def counts(self, mode: str) -> bool:
        """Whether the pair may be made in this mode."""
        if mode == "lenient":
            return True
        firm = self.checks.get("firmness", True) and self.checks.get("amount", True)
        return self.is_right and (mode == "default" or firm)


def fit(gold: Json, read: Json) -> Fit | None:
    """How two claims fit; None if their kinds differ or no words are common."""
    kind = gold["kind"]
    common = overlap(gold, read) if read.get("kind") == kind else 0.0
    if common <= 0:
        return None
    g, r = slots(gold), slots(read)
    main = MAIN.get(kind)
    is_exact = main is None or code(g.get(main)) == code(r.get(main))
    return Fit(agrees(kind, g, r), is_exact, checks(gold, read), common, bool(gold.get("required")))


def overlap(gold: Json, read: Json) -> float:
    """The largest share of common characters that two pieces of evidence have."""
    pairs = [(a, b) for a in spans(gold["evidence"]) for b in spans(read.get("evidence"))]
    return max(
        ((min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0])) for a, b in pairs),
        default=0.0,
    )


def agrees(kind: str, g: Json, r: Json) -> bool:
    """Whether the identifying slots are the same."""
    if kind == "commitment":
        return _accepts(g, "action", code(r.get("action"))) and _share(g.get("actor"), r.get("actor"))
    if kind == "meeting":
        where, when = items(g.get("place")), interval(g.get("date"))
        is_met = _share(where, r.get("place")) or meets(when, interval(r.get("date")))
        return is_met or not (where or when)
    if kind == "body":
        return _accepts(g, "type", code(r.get("type")))
    if kind == "figure":
        value = number(g.get("value"))
        return value is not None and value == number(r.get("value")) and _accepts(g, "measure", code(r.get("measure")))
    return _accepts(g, "stance", code(r.get("stance"))) and _share(g.get("holder"), r.get("holder"))


def checks(gold: Json, read: Json) -> dict[str, bool]:
    """{slot: right or wrong} for the slots that a pair can be judged on."""
    g, r, kind = slots(gold), slots(read), gold["kind"]
    found = _undertaking(g, r) if kind == "commitment" else {}
    when, guess = interval(g.get("date")), interval(r.get("date"))
    if kind == "meeting" and when:
        found["date"] = guess is not None and meets(when, guess) and guess[1] - guess[0] <= when[1] - when[0] + SLACK
    if items(g.get("place")):
        found["place"] = _share(g.get("place"), r.get("place"))
    if kind == "body" and items(g.get("leads")):
        found["leads"] = _all_same(g.get("leads"), r.get("leads"), _same)
    told, heard = (s if kind == "figure" else s.get("amount") for s in (g, r))
    if marked(told, "bound"):
        found["bound"] = marked(heard, "bound") and code(told["bound"]) == code(heard["bound"])  # type: ignore[index]
    if items(gold.get("attribution")):
        right = {voice(v) for v in items(gold["attribution"])[:1] + items(gold.get("attribution_any"))}
        found["attribution"] = any(voice(v) in right for v in items(read.get("attribution"))[:1])
    return found


def _undertaking(g: Json, r: Json) -> dict[str, bool]:
    """The checks of a commitment alone."""
    firm = code(r.get("firmness"))
    if code(r.get("polarity")) == "negative" and firm in UNDERTAKEN:
        firm = "refused"  # "not ready"
    found = {
        "actor": _all_same(g.get("actor"), r.get("actor"), _same),
        "firmness": _accepts(g, "firmness", firm),
    }
    if not all(marked(b) for b in items(g.get("beneficiary"))):
        found["beneficiary"] = _all_same(g.get("beneficiary"), r.get("beneficiary"), _same)
    if items(r.get("conditions")) or not all(marked(c) for c in items(g.get("conditions"))):
        found["conditions"] = _all_same(g.get("conditions"), r.get("conditions"), _same_condition)
    if g.get("amount") or r.get("amount"):
        found["amount"] = money(g.get("amount")) == money(r.get("amount"))
    if items(g.get("domains")) or items(r.get("domains")):
        found["domains"] = {code(d) for d in items(g.get("domains"))} == {code(d) for d in items(r.get("domains"))}
    return found


def _same(gold: Any, read: Any) -> bool:
    """Two references; a group without a value is anyone, or if optional any group."""
    if not _is_group(gold):
        return identity(gold) is not None and identity(gold) == identity(read)
    if gold.get("value") is None:
        return _is_group(read) or not marked(gold)
    return _is_group(read) and number(read.get("value")) == number(gold["value"])


def _is_group(ref: Any) -> bool:
    return isinstance(ref, dict) and ref.get("kind") == "group"


def _same_condition(gold: Any, read: Any) -> bool:
    return code(read) in {code(gold), *(items(gold.get("code_any")) if isinstance(gold, dict) else [])}


def _share(gold: Any, read: Any) -> bool:
    return any(_same(g, r) for g in items(gold) for r in items(read) or [None])


def _all_same(gold: Any, read: Any, same: Same) -> bool:
    """Every gold entry that must be there is, and nothing is there that may not be."""
    wanted, found = items(gold), items(read)
    is_whole = all(marked(g) or any(same(g, r) for r in found) for g in wanted)
    return is_whole and all(any(same(g, r) for g in wanted) for r in found)


def _accepts(g: Json, slot: str, found: str | None) -> bool:
    return found is not None and found in {code(c) for c in [g.get(slot), *items(g.get(slot + "_any"))]}

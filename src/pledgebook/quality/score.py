"""Scores what was read against the gold.

A claim is right if a gold claim of its kind overlaps its evidence and agrees in the identifying slots; pairs
are one to one, best first. Lenient asks for kind and overlap alone, strict also for a commitment's firmness
and amount. Recall is over required gold; optional gold counts neither way; saying a claim twice is wrong.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pledgebook.quality.fit import MODES, Fit, fit
from pledgebook.quality.gold import Expected, Found
from pledgebook.quality.results import Calibration, Documents, Rates, Score, Tally, is_language, ratio
from pledgebook.quality.values import Days, Json, code, holds, interval, items, meets, number, spans

TEXT_BLOCKS = frozenset(("title", "lead", "body", "quote"))
BINS = 10


@dataclass(slots=True)
class _Sums:
    groups: dict[str, dict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    slots: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    errors: list[tuple[str, str, Json]] = field(default_factory=list)
    bets: list[tuple[Any, bool]] = field(default_factory=list)
    sound: list[bool] = field(default_factory=list)
    about: list[dict[str, Any]] = field(default_factory=list)


def evaluate(golds: Iterable[Expected], found: dict[str, Found]) -> Score:
    """The score of what was found, by file name; a document that is not there found nothing."""
    sums, read, total = _Sums(), 0, 0
    for gold in golds:
        read, total = read + (gold.file in found), total + 1
        _add(sums, gold, found.get(gold.file, Found({}, [])))
    return Score(
        groups={name: {m: Tally(**sums.groups[name][m]) for m in MODES} for name in _ordered(sums.groups)},
        slots={name: (sum(v), len(v)) for name, v in sorted(sums.slots.items())},
        documents=_documents(sums.about, total, read),
        evidence=(sum(sums.sound), len(sums.sound)),
        calibration=calibration(sums.bets),
        errors=tuple(sums.errors),
    )


def paired(gold: Sequence[Json], read: Sequence[Json], mode: str) -> tuple[dict[int, int], set[int]]:
    """{number of what was read: number of the gold claim}, and those left over that repeat a taken one."""
    return _paired(_fits(gold, read), mode)


def calibration(bets: Iterable[tuple[Any, bool]]) -> Calibration:
    """Of (confidence, right) pairs."""
    kept = [(c, y) for c, y in bets if isinstance(c, float) and 0 <= c <= 1]
    bins: dict[int, float] = defaultdict(float)
    for c, y in kept:
        bins[min(int(c * BINS), BINS - 1)] += c - y
    n = len(kept)
    return Calibration(
        n, ratio(sum((c - y) ** 2 for c, y in kept), n), ratio(sum(abs(gap) for gap in bins.values()), n)
    )


def _add(sums: _Sums, gold: Expected, found: Found) -> None:
    fits, language = _fits(gold.claims, found.claims), str(gold.document.get("language"))
    for mode in MODES:
        pairs, repeats = _paired(fits, mode)
        for label, claim in _outcomes(gold.claims, found.claims, pairs, repeats):
            kind = str(claim.get("kind"))
            for group in ("all", language, kind, f"{language}/{kind}"):
                sums.groups[group][mode][label] += 1
            if mode == "default" and label in ("miss", "wrong"):
                sums.errors.append((label, gold.file, claim))
        if mode == "default":
            sums.bets += [(number(claim.get("confidence")), i in pairs) for i, claim in enumerate(found.claims)]
            for i, j in pairs.items():
                for slot, is_right in fits[i, j].checks.items() if gold.claims[j].get("required") else ():
                    sums.slots[slot].append(is_right)
    sums.sound += exact_quotes(found.claims, gold.text)
    sums.about.append(_about(gold.document, found.document, gold.text))


def _fits(gold: Sequence[Json], read: Sequence[Json]) -> dict[tuple[int, int], Fit]:
    found = {(i, j): fit(g, r) for i, r in enumerate(read) for j, g in enumerate(gold)}
    return {place: one for place, one in found.items() if one is not None}


def _paired(fits: dict[tuple[int, int], Fit], mode: str) -> tuple[dict[int, int], set[int]]:
    able = [place for place, one in fits.items() if one.counts(mode)]
    able.sort(key=lambda place: (fits[place].rank, -place[0], -place[1]), reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in able:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs, {i for i, _ in able} - set(pairs)


def _outcomes(
    gold: Sequence[Json], read: Sequence[Json], pairs: dict[int, int], repeats: set[int]
) -> list[tuple[str, Json]]:
    taken = set(pairs.values())
    rows = [("hit" if j in taken else "miss", g) for j, g in enumerate(gold) if g.get("required")]
    for i, claim in enumerate(read):
        label = "wrong" if i not in pairs else "right" if gold[pairs[i]].get("required") else "optional"
        rows.append((label, claim))
    return rows + [("dup", read[i]) for i in sorted(repeats)]


def exact_quotes(read: Sequence[Json], text: str) -> list[bool]:
    """For each piece of evidence, whether it is the text at its place; none at all is one bad."""
    return [
        isinstance(e, dict) and bool(spans(e)) and text[e["start"] : e["end"]] == e.get("quote")
        for claim in read
        for e in items(claim.get("evidence")) or [None]
    ]


def _about(gold: Json, found: Json, text: str) -> dict[str, Any]:
    """The figures of one document, apart from its claims."""
    truth, guess = interval(gold.get("published")), interval(found.get("published"))
    about: dict[str, Any] = {
        "language": str(found.get("language")).lower().split("-")[0] == gold.get("language"),
        "chars": _main_text(items(gold.get("main_text")), found.get("blocks"), text),
    }
    if truth:
        actual = interval(gold["published"].get("actual"))
        about |= {
            "contains": holds(guess, truth) or holds(guess, actual),
            "meets": meets(guess, truth),
            "days": _width(guess),
        }
    return about


def _width(guess: Days | None) -> float:
    return guess[1] - guess[0] + 1 if guess else math.inf


def _main_text(wanted: list[Any], blocks: Any, text: str) -> tuple[int, int, int]:
    """(common, found, wanted) characters that are not white space."""
    texts = [b for b in items(blocks) if isinstance(b, dict) and code(b.get("kind")) in TEXT_BLOCKS]
    want, have = (
        {n for start, end in ranges for n in range(start, min(end, len(text))) if not text[n].isspace()}
        for ranges in (wanted, spans(texts))
    )
    return len(want & have), len(have), len(want)


def _documents(about: list[dict[str, Any]], gold: int, read: int) -> Documents:
    def share(name: str) -> float | None:
        told = [a[name] for a in about if name in a]
        return ratio(sum(told), len(told))

    widths = [a["days"] for a in about if "days" in a]
    closed = [w for w in widths if w < math.inf]
    common, have, want = (sum(a["chars"][n] for a in about) for n in range(3))
    return Documents(
        gold=gold, read=read, language=share("language"), contains=share("contains"), meets=share("meets"),
        days=statistics.median(closed) if closed else None, open=len(widths) - len(closed),
        main_text=Rates.of(common, have, want),
    )  # fmt: skip


def _ordered(groups: Iterable[str]) -> list[str]:
    """All first, then languages, kinds, and kinds within languages."""
    return sorted(groups, key=lambda g: (g != "all", "/" in g, not is_language(g), g))

"""What would be in force if some conditions held and others failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.history import BACK
from pledgebook.ledger.values import as_list
from pledgebook.model.claim import CONDITIONS
from pledgebook.model.entry import Entry, Quote

STATES = ("in_force", "waiting", "blocked", "refused", "unconditional")
# Ends of the fighting that documents name for one another: "after the war", "once there is a peace deal". An
# undertaking that names several of them comes into force with the first.
ENDS = ("ceasefire", "end_of_hostilities", "peace_agreement")
# A peace agreement ends hostilities, and where these have ended the fire has ceased.
FOLLOWS = {"peace_agreement": ("end_of_hostilities", "ceasefire"), "end_of_hostilities": ("ceasefire",)}
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one commitment stands under a scenario, and the words that make it so.

    met, missing and failed are condition codes: assumed to hold, not assumed either way, assumed to fail. missing holds
    "other" as well, which no scenario can assume: it stands for whatever the words say.
    """

    entry: str
    state: str  # one of STATES
    met: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    words: tuple[Quote, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "entry": self.entry, "state": self.state, "met": list(self.met), "missing": list(self.missing),
            "failed": list(self.failed), "words": [q.as_json() for q in self.words],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shift:
    """What one assumption more, or one turned round, would change: entries by the state they would come to."""

    condition: str
    holds: bool
    moved: dict[str, tuple[str, ...]]

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        moved = {state: list(ids) for state, ids in self.moved.items()}
        return {"condition": self.condition, "holds": self.holds, "moved": moved}


@dataclass(frozen=True, slots=True)
class Scenario:
    """The commitments of a book under assumptions. holds is what was assumed and what follows from it."""

    assumed: dict[str, bool]
    holds: dict[str, bool]
    standings: tuple[Standing, ...]
    changes: tuple[Shift, ...]

    def of(self, state: str) -> list[Standing]:
        """Those that stand so."""
        return [s for s in self.standings if s.state == state]

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "assumed": self.assumed, "holds": self.holds,
            "commitments": [s.as_json() for s in self.standings],
            "changes": [c.as_json() for c in self.changes],
        }  # fmt: skip


def scenario(entries: Iterable[Entry], assumed: Mapping[str, bool]) -> Scenario:
    """How each commitment stands if the assumptions hold. What is denied undertakes nothing and is left out.

    Raises ValueError for a condition that is no code of claims.md, and for assumptions that contradict each other.
    """
    unknown = sorted(set(assumed) - set(CONDITIONS))
    if unknown:
        raise ValueError(f"found condition {unknown[0]!r}; expected one of {', '.join(CONDITIONS)}")
    holds = closed(assumed)
    chosen = [e for e in entries if e.kind == "commitment" and e.polarity == "positive"]
    standings = tuple(sorted((standing(e, holds) for e in chosen), key=_order))
    return Scenario(dict(assumed), holds, standings, tuple(_changes(chosen, dict(assumed), standings)))


def assumptions(text: str) -> dict[str, bool]:
    """ceasefire=yes,us_support=no as a table. Raises ValueError with what was found and what was expected."""
    found: dict[str, bool] = {}
    known = [c for c in CONDITIONS if c != "other"]
    for part in (p.strip() for p in text.split(",") if p.strip()):
        code, _, answer = (p.strip() for p in part.partition("="))
        if code not in known:
            raise ValueError(f"found {code!r}, expected one of {', '.join(known)}, each =yes or =no")
        if answer.lower() not in _ANSWERS:
            raise ValueError(f"found {part!r}, expected {code}=yes or {code}=no")
        holds = _ANSWERS[answer.lower()]
        if found.setdefault(code, holds) is not holds:
            raise ValueError(f"found {code}=yes and {code}=no; leave one out")
    return found


def closed(assumed: Mapping[str, bool]) -> dict[str, bool]:
    """The assumptions with what follows: a peace agreement ends hostilities; without a ceasefire there is no peace."""
    holds = dict(assumed)
    for code, value in assumed.items():
        for other, implied in FOLLOWS.items():
            derived = implied if value and other == code else (other,) if not value and code in implied else ()
            for one in derived:
                if holds.setdefault(one, value) != value:
                    raise ValueError(
                        f"found {code}={_yes(value)} and {one}={_yes(holds[one])}, which cannot both be; change one"
                    )
    return dict(sorted(holds.items(), key=lambda pair: CONDITIONS.index(pair[0])))


def standing(entry: Entry, holds: Mapping[str, bool]) -> Standing:
    """How one commitment stands."""
    if entry.firmness in BACK:
        return Standing(entry.id, "refused", words=_words_of(entry, "firmness"))
    needs = _needs(entry)
    if not needs or entry.firmness == "delivered":
        return Standing(entry.id, "unconditional", words=_words_of(entry, "firmness"))
    met: list[str] = []
    missing: list[str] = []
    failed: list[str] = []
    for need in needs:
        if any(holds.get(code) for code in need):
            met += [code for code in need if holds.get(code)]
        elif all(holds.get(code) is False for code in need):
            failed += need
        else:
            missing += [code for code in need if code not in holds]
    state = "blocked" if failed else "waiting" if missing else "in_force"
    return Standing(entry.id, state, tuple(met), tuple(missing), tuple(failed), _words_of(entry, "conditions"))


def _needs(entry: Entry) -> list[tuple[str, ...]]:
    """What must hold: of the ends of the fighting one, of all else each."""
    codes = dict.fromkeys(c for value in _told(entry) if (c := _code(value)))
    ends = tuple(c for c in codes if c in ENDS)
    return ([ends] if ends else []) + [(c,) for c in codes if c not in ENDS]


def _told(entry: Entry) -> list[Any]:
    """The conditions of an entry; where they are in dispute, those told last."""
    value = entry.slots.get("conditions")
    if value is None:
        sides = next((a.sides for a in entry.agreement if a.slot == "conditions"), ())
        value = sides[-1].value if sides else None
    return as_list(value)


def _code(value: Any) -> str | None:
    return str(value.get("code")) if isinstance(value, dict) else str(value) if value else None


def _words_of(entry: Entry, slot: str) -> tuple[Quote, ...]:
    """The words of a slot, one quote a document; those of the whole entry where the slot has none."""
    sides = next((a.sides for a in entry.agreement if a.slot == slot), ())
    found = [q for side in sides for q in side.quotes]
    if slot == "firmness":
        found = [s.quote for s in reversed(entry.history) if s.counted] or found
    first: dict[str, Quote] = {}
    for quote in found or entry.evidence:
        first.setdefault(quote.document, quote)
    return tuple(first.values())


def _changes(entries: list[Entry], assumed: dict[str, bool], now: tuple[Standing, ...]) -> list[Shift]:
    """For each condition that some commitment depends on: what would be otherwise if it were assumed, or turned round."""
    state_now = {s.entry: s.state for s in now}
    asked = [c for c in CONDITIONS if c != "other" and any(c in (*s.missing, *s.failed, *s.met) for s in now)]
    out = []
    for code in asked:
        for value in (True, False):
            if assumed.get(code) is value:
                continue
            try:
                holds = closed(assumed | {code: value})
            except ValueError:
                continue
            moved: dict[str, list[str]] = {}
            for entry in entries:
                then = standing(entry, holds).state
                if then != state_now[entry.id]:
                    moved.setdefault(then, []).append(entry.id)
            if moved:
                ordered = {state: tuple(sorted(moved[state])) for state in STATES if state in moved}
                out.append(Shift(code, value, ordered))
    return out


def _order(one: Standing) -> tuple[int, str]:
    return STATES.index(one.state), one.entry


def _yes(value: bool) -> str:
    return "yes" if value else "no"

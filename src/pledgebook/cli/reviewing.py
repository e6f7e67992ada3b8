"""What the commands of review share: what is meant, the values of slots, decisions as lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from pledgebook.errors import UnknownIdError
from pledgebook.model.claim import ACTIONS, BOUNDS, CONDITIONS, DOMAINS, FIRMNESS, KINDS, STANCES
from pledgebook.model.entry import Entry
from pledgebook.review.decision import Decision

_ENTITIES = frozenset(("actor", "beneficiary", "target", "via", "place", "holder", "leads", "members", "chairs"))
_CODES: dict[str, tuple[str, ...]] = {
    "firmness": FIRMNESS, "action": ACTIONS, "stance": STANCES, "bound": BOUNDS, "polarity": ("positive", "negative"),
}  # fmt: skip
# The slots of each kind, as claims.md lists them.
SLOTS: dict[str, frozenset[str]] = {
    "commitment": frozenset((
        "actor", "action", "beneficiary", "target", "items", "amount", "quantity", "domains", "firmness", "conditions",
        "via", "place", "period",
    )),
    "meeting": frozenset((
        "name", "format", "ordinal", "date", "place", "mode", "chairs", "participants", "topics", "status",
    )),
    "body": frozenset((
        "name", "type", "place", "next_place", "leads", "members", "head", "level", "parent", "staff", "status",
    )),
    "figure": frozenset(("measure", "of", "value", "bound", "unit", "period")),
    "position": frozenset(("holder", "stance", "about")),
}  # fmt: skip
_NEEDED = {
    "commitment": ("actor", "action", "firmness"), "meeting": ("format",), "body": ("type",),
    "figure": ("measure", "value"), "position": ("holder", "stance"),
}  # fmt: skip


def decided(ctx: click.Context, kind: str, given: dict[str, Any], body: Callable[[Any], dict[str, Any]]) -> int:
    """Records a decision, and tells it."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen

    shown = screen(ctx, given["language"], given["as_json"])
    if not given["by"].strip():
        raise click.UsageError("found an empty name; expected --by NAME")
    with opened(given["book_path"]) as book:
        made = book.decide(kind, given["by"].strip(), given["why"], body(book))
    if given["as_json"]:
        shown.json(made.as_json())
    else:
        decision_lines(shown, made, "met")
    return 0


def decision_lines(shown: Any, decision: Decision, state: str) -> None:
    """A decision: its hash, what, who, when, why, and the words it is about."""
    from pledgebook.present.safe import one_line, shorten

    words = shown.words
    told = words.code("decision", decision.kind)
    note = "" if state == "met" else f" [{words.code('decision_state', state)}]"
    shown.say((decision.hash[:12] + "  ", "bold cyan"), (told, "bold"), f" — {one_line(decision.by)}, {decision.at[:16]}",
              (note, "yellow"), hang=4)  # fmt: skip
    if decision.why:
        shown.say(one_line(decision.why), indent=4)
    if decision.kind == "note":
        shown.say(one_line(str(decision.body.get("text", ""))), indent=4)
    if decision.kind == "undo":
        shown.say(str(decision.body["of"])[:12], indent=4)
    for name, value in decision.body.get("slots", {}).items():
        shown.say(_correction(words, name, decision.body.get("was", {}).get(name), value), indent=4)
    quotes = [b["words"][0]["quote"] for b in decision.bindings if b["words"]]
    claim = decision.body.get("claim")
    quotes += [e["quote"] for e in claim["evidence"][:1]] if claim else []
    for quote in quotes[:3]:
        shown.say((words.quoted(shorten(quote, 120)), "italic"), indent=4)


def _correction(words: Any, slot: str, was: Any, value: Any) -> str:
    from pledgebook.present.safe import one_line
    from pledgebook.present.sentence import slot_value

    before, after = (one_line(slot_value(words, slot, v)) if v is not None else "—" for v in (was, value))
    return f"{words.code('slots', slot)}: {before} → {after}"


def states(book: Any, decisions: Iterable[Decision]) -> dict[str, str]:
    """{hash: met, changed, lost or undone} of each decision."""
    from pledgebook.review.decision import in_force

    every = list(decisions)
    order = ("met", "changed", "lost")
    found = {d.hash: "undone" for d in every}
    active = {d.hash for d in in_force(every)}
    found |= {d.hash: "met" for d in every if d.kind == "undo" or d.hash in active}
    for document in sorted({x for d in every for x in d.documents}):
        for digest, state in book.judged(document).state.items():
            if digest in active:
                found[digest] = max(found[digest], state, key=order.index)
    return found


def claims_meant(book: Any, ids: Sequence[str]) -> list[str]:
    """The claims that ids of claims and entries stand for."""
    found: list[str] = []
    for identity in ids:
        try:
            found += book.entry(identity).claims if not identity.startswith("claim-") else [book.claim(identity).id]
        except UnknownIdError:
            found.append(book.claim(identity).id)
    return list(dict.fromkeys(found))


def bindings(book: Any, claims: Iterable[str]) -> list[dict[str, Any]]:
    """What a decision about these claims is bound to."""
    from pledgebook.review.binding import bound

    return [bound(book.claim(c)) for c in claims]


def entries_of_one_block(book: Any, first: str, second: str) -> tuple[Entry, Entry]:
    """Two entries that can be one: of one kind, holder and action."""
    one, other = book.entry(first), book.entry(second)
    if one.id == other.id:
        raise click.UsageError(f"found {one.id} twice; name two entries")
    if one.block != other.block:
        raise click.UsageError(
            "found entries of another kind, holder, action, measure or type; correct the claims of one of them first,"
            " so that both tell of the same"
        )
    return one, other


def the_decision(book: Any, start: str) -> Decision:
    """The decision whose hash begins so."""
    found: list[Decision] = [d for d in book.decisions() if d.hash.startswith(start)]
    if len(found) != 1:
        raise UnknownIdError(f"found {len(found)} decisions with hash {start!r}, expected one; see review log")
    return found[0]


def slots_of(kind: str, values: Sequence[str]) -> dict[str, Any]:
    """{slot: value} of SLOT=VALUE texts; complains of what is no slot, code or name."""
    out: dict[str, Any] = {}
    for text in values:
        name, sign, value = text.partition("=")
        allowed = SLOTS[kind] | {"polarity"}
        if not sign or name not in allowed:
            raise click.UsageError(f"found {text!r}, expected SLOT=VALUE with one of {', '.join(sorted(allowed))}")
        out[name] = _value(name, value.strip())
    return out


def _value(slot: str, text: str) -> Any:
    if not text:
        return None
    if slot in _CODES:
        return _one_of(slot, text, _CODES[slot])
    if slot == "conditions":
        return [{"code": _one_of(slot, c.strip(), CONDITIONS), "text": c.strip()} for c in text.split(",")]
    if slot == "domains":
        return [_one_of(slot, c.strip(), DOMAINS) for c in text.split(",")]
    if text[0] in '[{"' or text[0].isdigit() or text[0] == "-":
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            if text[0] in '[{"':
                raise click.UsageError(f"found no JSON in {slot}={text!r}: {error}") from error
    if slot in _ENTITIES:
        return [_entity(slot, name.strip()) for name in text.split(",") if name.strip()]
    return text


def _one_of(slot: str, code: str, known: Sequence[str]) -> str:
    if code not in known:
        raise click.UsageError(f"found {slot}={code!r}, expected one of {', '.join(known)}")
    return code


def _entity(slot: str, name: str) -> dict[str, Any]:
    """Who goes by a name; an id as it is; a name that nobody goes by stays a name."""
    from pledgebook.present.names import ids_of

    if ":" in name and " " not in name:
        return {"id": name, "kind": name.partition(":")[0], "name": name.partition(":")[2], "text": name}
    found = sorted(ids_of(name, is_place=slot == "place"))
    if len(found) == 1:
        return {"id": found[0], "kind": found[0].partition(":")[0], "name": name, "text": name}
    if found:
        raise click.UsageError(f"found several by the name {name!r}: {', '.join(found)}; give the id")
    raise click.UsageError(f"found nobody by the name {name!r}; give an id such as country:NO or org:some-name")


def claim_of_words(book: Any, document: str, words: str, kind: str, values: Sequence[str]) -> dict[str, Any]:
    """A claim by hand, as JSON: its words must stand in the document once."""
    from pledgebook.model.claim import Claim, Slot
    from pledgebook.model.span import Evidence

    if kind not in KINDS:
        raise click.UsageError(f"found kind {kind!r}, expected one of {', '.join(KINDS)}")
    from pledgebook.cli.documents import document_id

    found = book.document(document_id(book, document))
    times = found.text.count(words)
    if times != 1:
        raise click.UsageError(f"found these words {times} times in {found.id}; give words that stand there once")
    start = found.text.index(words)
    slots = {name: Slot(value) for name, value in slots_of(kind, values).items() if value is not None}
    polarity = slots.pop("polarity", Slot("positive")).value
    missing = [name for name in _NEEDED[kind] if name not in slots]
    if missing:
        raise click.UsageError(f"found no {missing[0]}; a {kind} needs {', '.join(_NEEDED[kind])}")
    evidence = (Evidence.of(found.text, start, start + len(words)),)
    made = Claim(kind, found.id, evidence, slots, time=found.published.when, polarity=polarity)
    return made.as_json()


def decisions_about(shown: Any, book: Any, claims: Iterable[str], documents: Iterable[str]) -> None:
    """The decisions in force or lost about some claims, under a heading; nothing where there are none."""
    wanted = set(claims)
    found: dict[str, str] = {}
    by_hash: dict[str, Decision] = {}
    for document in documents:
        folded = book.judged(document)
        touched = {h for identity, j in folded.judged.items() if identity in wanted for h in j.decisions}
        by_hash |= {d.hash: d for d in book.decisions(document) if d.hash in touched}
        found |= {h: folded.state.get(h, "met") for h in touched}
    if not found:
        return
    shown.blank()
    shown.head(shown.words("label.decisions"))
    for digest in sorted(found, key=lambda h: by_hash[h].at):
        decision_lines(shown, by_hash[digest], found[digest])

"""Which action an act is: by the words of giving and by what is given."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.analyse.reading import Layered
from pledgebook.extract.acts import GENERIC, Act
from pledgebook.extract.subjects import HEAD_REACH
from pledgebook.packs.lexicon import Hit

HOSTED = ("summit", "talks", "meeting", "conference")


UNIONS = frozenset(("org:nato", "org:eu"))
ARMY = "org:armed-forces-of-ukraine"
NEAR = 4  # tokens from a verb to its object
FOLLOWS = 6  # tokens between a qualifier and the aid or support it qualifies


# ------------------------------------------------------------ action
def actions_of(item: Layered, act: Act) -> Iterator[tuple[str, int, int]]:
    """(action code, first, last) of an act: one, or several that are coordinated."""
    hits = sorted(act.hits, key=lambda h: h.first)
    specific = [h for h in hits if h.entry.key not in GENERIC and _counts(item, h, hits)]
    money = next(((a, b) for a, b, q in item.quantities if q.kind == "money" and act.first <= a < act.last), None)
    if act.anchor is not None and act.anchor.entry.key not in GENERIC and act.anchor in specific:
        specific = [act.anchor, *[h for h in specific if h is not act.anchor and h.first > act.anchor.first]]
    if any(h.entry.key != "other" for h in specific):
        specific = [h for h in specific if h.entry.key != "other"]  # "a declaration on the deployment of troops"
    if specific:
        head = _head_of(item, specific)
        if _is_helped(item, act, head):
            yield "support", act.first, act.last
            return
        yield head.entry.key, act.first, act.last
        previous = head
        for hit in specific:
            if hit.first <= previous.first or hit.entry.key == head.entry.key:
                continue
            if not _coordinated(item, previous, hit):
                break
            yield hit.entry.key, act.first, act.last
            previous = hit
        return
    if act.anchor is not None and _is_entered(item, act.anchor):
        yield "membership", act.first, act.last
        return
    if act.anchor is not None and act.anchor.entry.key == "host":
        if any(h.entry.key in HOSTED for h in item.found("events", act.anchor.last, act.clause.last)):
            yield "mediation", act.first, act.last
        return
    if money is not None:
        yield "funding", act.first, act.last
        return
    alone = act.anchor.entry.data.get("alone", {}).get(act.anchor.entry.text) if act.anchor is not None else None
    if alone and (act.chain or not item.found("events", act.first, act.clause.last)):
        yield alone, act.first, act.last
    elif any(h.entry.key == "aid" for h in hits):
        yield "support", act.first, act.last


def of_head(item: Layered, act: Act) -> Iterator[tuple[str, int, int]]:
    """The action of a relative clause by the noun it hangs on: 'the launchers which Denmark handed over'."""
    if act.anchor is None or act.anchor.entry.key not in GENERIC or act.verb is None:
        return
    first = item.clauses[item.clauses.index(act.clause) - 1].first
    before = [
        h
        for h in item.found("acts", max(first, act.clause.first - HEAD_REACH), act.clause.first)
        if h.entry.key not in GENERIC
    ]
    things = [h for h in before if h.entry.part in ("items", "phrases", "deeds")]
    if things:
        head = min(things, key=lambda h: (h.first, h.first - h.last))
        act.hits = [*act.hits, head]
        yield head.entry.key, act.first, act.last


def _head_of(item: Layered, specific: list[Hit]) -> Hit:
    """Money with a purpose takes the purpose; otherwise the first word that tells."""
    first = specific[0]
    if first.entry.key == "funding":
        purpose = next((h for h in specific if h.entry.key != "funding"), None)
        if purpose is not None and not _coordinated(item, first, purpose):
            return purpose
    return first


def _is_helped(item: Layered, act: Act, head: Hit) -> bool:
    """Whether forces are helped, not sent: 'support Western troops', 'rebuild the Armed Forces of Ukraine'."""
    anchor = act.anchor
    if is_of_army(item, head):
        return True
    return (
        anchor is not None
        and anchor.entry.key == "aid"
        and anchor.entry.part == "verbs"
        and head.entry.key == "troops"
        and (
            head.first - anchor.last <= 3
            or not any(t.low in ("with", "by") for t in item.tokens[anchor.last : head.first])
        )
    )


def _is_entered(item: Layered, anchor: Hit) -> bool:
    """Whether what is joined is a coalition or a union of states."""
    if anchor.entry.key != "join" and anchor.entry.text not in ("join", "be part"):
        return False
    following = item.mentions_in(anchor.last, anchor.last + NEAR)
    return any(m.kind == "coalition" or m.id in UNIONS for m in following)


def is_of_army(item: Layered, hit: Hit) -> bool:
    """Whether what is rebuilt is the army of the attacked state, which is help."""
    rebuilt = hit.entry.key == "reconstruction"
    return rebuilt and any(m.id == ARMY for m in item.mentions_in(hit.last, hit.last + NEAR))


def _counts(item: Layered, hit: Hit, hits: list[Hit]) -> bool:
    if hit.entry.part != "qualifiers":
        return True
    return any(
        h.entry.key in GENERIC and 0 <= h.first - hit.last <= FOLLOWS and h.entry.part == "deeds"
        and not any(t.low == "," for t in item.tokens[hit.last : h.first])
        for h in item.hits.get("acts", ())
    )  # fmt: skip


def _coordinated(item: Layered, left: Hit, right: Hit) -> bool:
    between = item.tokens[left.last : right.first]
    if (left.entry.part == "items") != (right.entry.part == "items"):
        return False
    for n, token in enumerate(between):
        if token.low in item.enumerators:
            return len(between) - n <= 7
    if len(between) > 7:
        return False
    joint = any(t.low == "," or t.low in item.coordinators for t in between)
    return joint and not any(
        ("prep" in t.word.parts and "conj" not in t.word.parts) or t.low in (";", ":", "\u2013") for t in between
    )

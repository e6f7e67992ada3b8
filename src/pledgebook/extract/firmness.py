"""How firm the predicates over an act make it."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.analyse.verb import Verb
from pledgebook.extract.acts import Act, Link


@dataclass(slots=True)
class Firmness:
    """How firm, and whether that firmness is said or denied."""

    code: str
    polarity: str = "positive"


# ------------------------------------------------------------ firmness
_DENIED = {
    "ready": "refused",
    "plan": "refused",
    "intend": "refused",
    "consider": "refused",
    "may": "refused",
    "try": "refused",
}


_OPEN = {"agree": "considered", "decide": "considered", "refuse": "considered"}


def firmness_of(act: Act) -> Firmness | None:
    """How firm the chain and the verb of an act make it; None where it is no undertaking (a demand, a wish of others)."""
    chain = act.chain
    if any(k.data.get("demand") and not _is_answered(k, chain) for k in chain):
        return None
    bare = act.verb is None and (act.anchor is None or act.anchor.entry.part == "items")
    if bare and chain and all(k.key == "begin" for k in chain):
        return None  # "launched 20 missiles", "raised 15 million"
    settled = any(k.key in ("agree", "decide") and not k.negated for k in chain)  # "agreed that it should receive"
    if not settled and (
        any(v is not None and v.modal == "must" for v in (act.verb, act.over))
        or any(k.verb is not None and k.verb.modal == "must" for k in chain)
    ):
        return None
    if any(k.data.get("doing") for k in act.chain) and act.verb is None:
        return None  # of what others would do: a position
    if any(k.data.get("own") and not _is_own(k, act) for k in act.chain):
        return None
    doubted = any(k.data.get("negative") for k in chain)
    chain = [k for k in chain if not k.data.get("negative") and not k.data.get("recipient")]
    received = next((k.verb for k in act.chain if k.data.get("recipient")), None)
    result = _composed(act, chain) or _of_verb(received)
    if result is not None and doubted and result.polarity == "positive":
        result = Firmness(result.code, "negative")
    return result


def _is_answered(link: Link, chain: list[Link]) -> bool:
    """Whether a request is what is refused or considered: 'turned down the request for'."""
    above = chain[: chain.index(link)]
    return link.hit.entry.part == "nouns" and any(k.key in ("refuse", "reject", "consider") for k in above)


def _is_own(link: Link, act: Act) -> bool:
    """Whether what is hoped or wanted is one's own doing: 'hopes to send', or passive, 'is expected to'."""
    verb = link.verb
    if verb is None or link.hit.entry.part != "verbs" or verb.passive:
        return True
    return act.verb is not None and ((act.verb.form == "inf" and act.verb.first - verb.last <= 1) or act.verb.is_finite)


def _composed(act: Act, chain: list[Link]) -> Firmness | None:
    for link in chain:
        if link.key in ("refuse", "reject"):
            return Firmness("considered") if link.negated else Firmness("refused")
        if link.key == "halt":
            return Firmness("pledged") if link.negated else Firmness("withdrawn")
    for link in chain:
        if link.weak:
            if link.negated and link.key == "may" and any(k.key in _OPEN for k in chain):
                return Firmness("considered")  # "could not agree on"
            if link.negated and link.hit.entry.text in link.data.get("neutral", ()):
                return Firmness("considered", "negative")  # "are not discussing"
            if link.negated:
                return Firmness(_DENIED.get(link.key, "considered"), "positive" if link.key in _DENIED else "negative")
            return Firmness("considered")
    strong = [k for k in chain if not k.data.get("reports")]
    if (
        strong
        and act.verb is not None
        and act.verb.negated
        and (act.verb.form == "inf" or (act.verb.is_finite and act.verb.tense == "fut"))
    ):
        return Firmness("refused")  # "decided not to send", "promised that they will not"
    inner = [k for k in strong if act.clause.first <= k.hit.first < act.clause.last]
    if strong:
        finite = act.clause.verb
        return _of_link(
            (inner or strong)[0], finite is not None and finite.tense == "fut"
        )  # "assured that they are ready"
    own = _of_verb(act.verb)
    if not chain:
        return own
    link = chain[-1]
    said = (
        own is not None and act.verb is not None and act.verb.is_finite and act.verb is not link.verb
    )  # "maintained that it will not"
    if link.key == "begin" and not said:
        return _begun(link, chain)
    if own is not None and act.verb is not None and act.verb.is_finite:
        if own.code == "pledged" and any(k.key == "confirm" for k in chain):
            return own
        return own
    first = chain[0]
    if first.negated:
        return Firmness("pledged", "negative")
    if _is_open_verb(first.verb):
        return Firmness("considered")
    if first.key == "confirm" and act.verb is None:
        return Firmness("pledged")
    return Firmness("pledged")


def _begun(link: Link, chain: list[Link]) -> Firmness:
    verb = link.verb
    if link.negated:
        return Firmness("delivered", "negative")
    if verb is not None and (verb.tense == "fut" or verb.form == "inf" or verb.modal):
        return Firmness("considered" if verb.modal in ("may", "cond") else "pledged")
    return Firmness("delivered")


def _is_open_verb(verb: Verb | None) -> bool:
    return verb is not None and verb.modal in ("may", "cond")


def _of_link(link: Link, ahead: bool) -> Firmness:
    """What a predicate makes of an act; ahead tells whether the verb of its clause speaks of what is to come."""
    code = str(link.data.get("firmness", "pledged"))
    if link.negated:
        if link.key in _DENIED:
            return Firmness(_DENIED[link.key])
        if link.key in _OPEN:
            return Firmness(_OPEN[link.key])
        return Firmness(code, "negative")
    verb = link.verb
    if verb is None and link.key == "decide" and link.hit.entry.part == "nouns" and ahead:
        return Firmness("considered")  # "the decision will be taken by"
    if verb is not None:
        if verb.modal in ("may", "cond"):
            return Firmness("considered")
        if verb.tense == "fut" and link.hit.entry.text in link.data.get("undecided", ()):
            return Firmness("considered")  # "will decide on"
        coming = verb.tense == "fut" or (verb.form == "inf" and link.hit.entry.part == "verbs")
        if coming and code in ("agreed", "binding", "delivered"):
            return Firmness("pledged")
    return Firmness(code)


def _of_verb(verb: Verb | None) -> Firmness | None:
    """The firmness that an act's own finite verb gives."""
    if verb is None or not verb.is_finite:
        return None
    if verb.modal in ("may", "cond"):
        return Firmness("refused" if verb.negated else "considered")
    if verb.modal == "would":
        return Firmness("refused" if verb.negated else "pledged")
    if verb.tense == "fut":
        return Firmness("refused" if verb.negated else "pledged")
    if verb.negated:
        return Firmness("refused") if verb.tense == "pres" else Firmness("delivered", "negative")
    return Firmness("delivered")

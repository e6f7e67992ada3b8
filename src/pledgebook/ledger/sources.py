"""How many independent sources stand behind an entry, and who is its origin."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from pledgebook.analyse.fold import fold, lower
from pledgebook.ledger.statement import Statement, Told
from pledgebook.ledger.values import entity_key
from pledgebook.model.entry import Origin

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_LONG = 6
_KEPT = 64
_FEWEST = 12  # a shorter sketch says nothing
_ALIKE = 0.5
_FEW = 8  # documents that are compared one by one
_LONGEST = 200_000


def sketch(text: str) -> frozenset[int]:
    """A bottom-k sketch of the word shingles that begin with a long word: copies share most of it."""
    words = _WORD.findall(lower(fold(text[:_LONGEST])))
    starts = [k for k, word in enumerate(words[: 1 - _SHINGLE]) if len(word) >= _LONG]
    found = {zlib.crc32(" ".join(words[k : k + _SHINGLE]).encode("utf-8", "surrogatepass")) for k in starts}
    return frozenset(sorted(found)[:_KEPT])


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether at least about half of what two texts say together is word for word in both."""
    if min(len(one), len(other)) < _FEWEST:
        return False
    size = min(_KEPT, max(len(one), len(other)))
    shared = one & other
    if len(shared) < _ALIKE * size:
        return False
    return sum([h in shared for h in sorted(one | other)[:size]]) >= _ALIKE * size


def independent_sources(statements: Sequence[Statement]) -> int:
    """The groups that are left when documents that copy each other or lean on the same voice count once."""
    if len(statements) == 1:
        return 1
    voices: dict[str, set[str]] = {}
    told: dict[str, Told] = {}
    for one in statements:
        voices.setdefault(one.told.document, set()).update(_leans_on(one))
        told[one.told.document] = one.told
    parent = {document: document for document in told}
    for a, b in _linked(voices, told, parent):
        parent[_root(parent, a)] = _root(parent, b)
    return len({_root(parent, d) for d in parent})


def _linked(voices: dict[str, set[str]], told: dict[str, Told], parent: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Pairs that stand together; by parent, which the caller keeps up to date, those that do so already."""
    by_voice: dict[str, str] = {}
    for document in sorted(voices):
        for voice in voices[document]:
            yield document, by_voice.setdefault(voice, document)
    seen: list[str] = []
    holding: dict[int, list[str]] = {}  # by hash, where there are many documents
    for document in sorted(told):
        mine = told[document].sketch
        for other in _alike(mine, holding) if len(told) > _FEW else seen:
            theirs = told[other].sketch
            if _root(parent, other) == _root(parent, document) or _lowest(mine).isdisjoint(_lowest(theirs)):
                continue
            if are_copies(mine, theirs):
                yield document, other
        seen.append(document)
        for h in mine if len(told) > _FEW else ():
            holding.setdefault(h, []).append(document)


def _alike(sketch: frozenset[int], holding: dict[int, list[str]]) -> list[str]:
    """The documents that share enough hashes to be copies, in order."""
    shared = Counter(chain.from_iterable([holding[h] for h in sketch if h in holding]))
    fewest = _ALIKE * min(_KEPT, len(sketch))
    return sorted([document for document, count in shared.items() if count >= fewest])


@lru_cache(maxsize=1 << 12)
def _lowest(sketch: frozenset[int]) -> frozenset[int]:
    return frozenset(sorted(sketch)[: _KEPT // 2])


def _root(parent: dict[str, str], one: str) -> str:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


def _leans_on(statement: Statement) -> set[str]:
    """The named voices a claim rests on: all it cites, or else the outlet itself."""
    chain = [entity_key(v) for v in statement.claim.attribution]
    named = [v for v in chain if v not in ("anonymous", "document")]
    own = own_outlet(statement)
    cited = {v for v in named if v != own}
    return cited or ({own} if own else {statement.told.document})


def own_outlet(statement: Statement) -> str | None:
    """The outlet of the claim's document; by the contract the chain ends with it."""
    if statement.told.outlet:
        return statement.told.outlet
    chain = statement.claim.attribution
    last = entity_key(chain[-1]) if chain else ""
    return last if last.startswith("outlet:") else None


def origin(statements: Sequence[Statement]) -> Origin | None:
    """The voice nearest the fact: a named one before an anonymous one, an outlet last; the shortest way."""
    ranked = [(_rank(one), one) for one in statements if one.claim.attribution]
    if not ranked:
        return None
    rank, best = min(ranked, key=lambda r: (r[0], r[1].claim_id))
    return Origin(dict(best.claim.attribution[0]), rank[1])


def _rank(statement: Statement) -> tuple[int, int]:
    chain = [entity_key(v) for v in statement.claim.attribution]
    first = chain[0]
    kind = 2 if first.startswith("outlet:") else 1 if first in ("anonymous", "document") else 0
    outlet = statement.told.outlet
    steps = len(chain) - (1 if kind < 2 else 0) + (1 if outlet and outlet not in chain else 0)
    return kind, steps

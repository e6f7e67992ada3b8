"""Heads of noun phrases: which nouns of a stretch are its subject."""

from __future__ import annotations

from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.names import Mention
from pledgebook.analyse.nominals import Nominal
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.tokens import Token


class Heads:
    """Finds the heads of phrases by order, prepositions, case and apposition; needs no memory."""

    def __init__(self, g: Grammar) -> None:
        self.g = g

    def _is_relative(self, item: Layered, n: Nominal) -> bool:
        """Whether a group is named by what it is to a state: 'Ukraine's partners'."""
        return any(
            h.entry.key == "relative" and h.last == n.last and h.entry.part == "nouns"
            for h in item.hits.get("groups", ())
        )

    def _heads(self, item: Layered, zone: list[Nominal], start: int, first_only: bool = False) -> list[Nominal]:
        """The nominals that head the subject phrase: not governed by a preposition or another noun, coordinated ones all."""
        heads: list[Nominal] = []
        status: dict[int, bool] = {}
        previous: Nominal | None = None
        for n in zone:
            joined = previous is not None and self._is_joined(item, previous, n)
            if (
                joined
                and previous is not None
                and previous.first in status
                and not self._starts_anew(item, previous, n, zone, status)
            ):
                fine = status[previous.first]
            else:
                fine = self._is_free(item, n, start, previous)
            status[n.first] = fine
            if fine:
                if heads and not joined and not self._is_apposed(item, heads[-1], n):
                    if first_only:
                        break
                    heads = [] if self._breaks(item, heads[-1], n) else heads
                heads.append(n)
            previous = n
        return self._merge_appositions(item, heads)

    def _starts_anew(
        self, item: Layered, left: Nominal, n: Nominal, zone: list[Nominal], status: dict[int, bool]
    ) -> bool:
        """Whether only a comma joins a nominal to one that is no subject: 'in the words of Starmer, London will ...'."""
        if status[left.first] or self.g.articles or "nom" not in n.cases:
            return False
        if any(self.g.has("coordinators", t.low) for t in item.tokens[left.last : n.first]):
            return False
        following = next((x for x in zone if x.first >= n.last), None)
        return following is None or not self._is_joined(item, n, following)

    def _breaks(self, item: Layered, left: Nominal, right: Nominal) -> bool:
        """Whether a comma or a verb parts two nominals, so that the later one is the subject."""
        if right.kind == "pronoun" and self.g.articles:
            return True
        return any(t.low in (",", "\u2013", "(", ")") for t in item.tokens[left.last : right.first])

    def _is_joined(self, item: Layered, left: Nominal, right: Nominal) -> bool:
        between = item.tokens[left.last : right.first]
        if not between or len(between) > 4:
            return False
        joint = [t for t in between if t.low == "," or self.g.has("coordinators", t.low)]
        loose = [
            t for t in between if t not in joint and not t.word.parts & {"det", "adj", "adv", "part"} and t.low != "the"
        ]
        return bool(joint) and not loose

    def _is_apposed(self, item: Layered, left: Nominal, right: Nominal) -> bool:
        between = item.tokens[left.last : right.first]
        if right.kind == "pronoun":
            return False
        return not between or all(t.low in (",",) or t.word.parts & {"adj", "det", "noun"} for t in between)

    def _merge_appositions(self, item: Layered, heads: list[Nominal]) -> list[Nominal]:
        """An office beside a name is one holder: the name stays."""
        kept: list[Nominal] = []
        for n in heads:
            if kept:
                last = kept[-1]
                between = item.tokens[last.last : n.first]
                beside = not any(t.low == "," or self.g.has("coordinators", t.low) for t in between)
                if (
                    beside
                    and last.kind == "mention"
                    and n.kind == "group"
                    and self._is_relative(item, n)
                    and self.g.articles
                ):
                    kept[-1] = n  # "Kyiv's partners"
                    continue
                if (
                    beside
                    and last.kind in ("office", "group", "country", "anonymous")
                    and n.kind == "mention"
                    and n.mention
                    and n.mention.kind == "person"
                ):
                    kept[-1] = n
                    continue
                if beside and last.kind == "mention" and n.kind in ("office", "group", "country", "anonymous"):
                    # "UK Defence Secretary": the state modifies the office
                    kept[-1] = n
                    continue
                if (
                    beside
                    and last.kind == "mention"
                    and n.kind == "mention"
                    and n.mention
                    and n.mention.kind == "person"
                ):
                    kept[-1] = n
                    continue
                if beside and last.kind == "country" and n.kind == "office" and self.g.articles:
                    kept[-1] = n  # "Foreign Ministry spokeswoman"
                    continue
                if beside and last.kind == "office" and n.kind in ("office", "country"):
                    kept[-1] = last
                    continue
            kept.append(n)
        return kept

    def _is_free(self, item: Layered, n: Nominal, start: int, previous: Nominal | None) -> bool:
        tokens = item.tokens
        g = self.g
        if not g.articles:
            if n.cases and "nom" not in n.cases:
                return False
            k = n.first - 1
            while (
                k >= start
                and tokens[k].word.parts & {"adj", "det", "num"}
                and not tokens[k].word.parts & {"prep", "verb"}
            ):
                k -= 1
            if k >= start and "prep" in tokens[k].word.parts and tokens[k].word.readings[0].pos == "prep":
                return False
            if n.kind in ("mention", "coalition", "country", "group") and k >= start and k == n.first - 1:
                left = tokens[k].word
                genitive = not n.cases or "gen" in n.cases
                if (
                    genitive
                    and left.readings
                    and left.readings[0].pos == "noun"
                    and (
                        previous is None
                        or previous.last != n.first
                        or previous.kind in ("office", "group", "country", "coalition")
                    )
                ):
                    nominal_left = previous is not None and previous.last == n.first
                    if (
                        nominal_left
                        and previous is not None
                        and previous.kind == "office"
                        and n.mention
                        and n.mention.kind == "person"
                    ):
                        return "nom" in n.cases or not n.cases
                    beside = n.mention is not None and n.mention.kind == "person" and "nom" in n.cases
                    return beside and "nom" in left.cases()
            return True
        k = n.first - 1
        if n.kind == "pronoun":
            return k < start or "prep" not in tokens[k].word.parts
        dated = {x for a, b, _ in item.times for x in range(a, b)}
        while k >= start:
            token = tokens[k]
            if k in dated:
                return True  # "in 2024 Ottawa spent"
            if g.has("of", token.low) and self._is_quantified(tokens, k, start):
                k -= 1
                continue
            if "prep" in token.word.parts or token.low == "to" or g.has("exceptions", token.low):
                return False
            if self._is_excepted(tokens, k, start):
                return False
            if any(v.head == k and not v.is_finite for v in item.verbs):
                return False
            m = next((x for x in item.mentions if x.first <= k < x.last and x.role != "adjective"), None)
            if m is not None and tokens[m.last].low == "'s":
                k = m.first - 1  # "at the meeting of Ukraine's allies"
                continue
            if m is not None and m.last < n.first and m.kind != "person":
                k = m.first - 1  # "with NATO Secretary General Mark Rutte": what governs the whole
                continue
            if m is not None:
                return True
            if token.low in (",", "\u2013", '"', "(", ")") or g.has("coordinators", token.low):
                return True
            if (
                token.word.parts & {"det", "adj", "noun", "num", "adv", "pron"}
                or token.low == "'s"
                or token.low[0].isdigit()
            ):
                if token.word.parts & {"det"} and token.low not in ("all",):
                    k -= 1
                    if self._is_excepted(tokens, k, start):
                        return False
                    if k >= start and ("prep" in tokens[k].word.parts or tokens[k].low == "to"):
                        return False
                    return True
                k -= 1
                continue
            return True
        return True

    def _is_excepted(self, tokens: list[Token], k: int, start: int) -> bool:
        """Whether a phrase of exception ends at a token: 'other than France'."""
        phrases = self.g.phrases.get("exceptions", ())
        return any(
            k - len(x) + 1 >= start and tuple(t.low for t in tokens[k - len(x) + 1 : k + 1]) == x for x in phrases
        )

    def _is_quantified(self, tokens: list[Token], k: int, start: int) -> bool:
        """Whether 'of' stands behind a word of quantity: 'a number of countries', 'most of the allies'."""
        n = k - 1
        while n >= start and tokens[n].low == '"':
            n -= 1
        return n >= start and any(self.g.has("quantifiers", x) for x in (tokens[n].low, *tokens[n].word.lemmas))

    def _is_nominative(self, noun: Token, m: Mention) -> bool:
        return "nom" in noun.word.cases() and (not m.cases or "nom" in m.cases)

    def _word_before(self, item: Layered, n: int, start: int) -> frozenset[str]:
        k = n - 1
        while k >= start and item.tokens[k].word.parts <= {"det", "adj", "num"}:
            k -= 1
        return item.tokens[k].word.parts if k >= start else frozenset()

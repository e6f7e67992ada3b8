"""Voices: on whose word each claim rests, from the one nearest the fact to the outlet."""

from __future__ import annotations

from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.names import entities
from pledgebook.analyse.nominals import Nominal
from pledgebook.analyse.offices import office_state, state_of_organ
from pledgebook.analyse.reading import Layered, Reading
from pledgebook.extract.draft import Draft

Voice = dict[str, Any]
CREDIT = 25  # tokens of a sentence that says no more than where a report is from


class Voices:
    """The voices of a document: found once over all sentences, then asked for each claim."""

    def __init__(self, reading: Reading, resolver: Resolver) -> None:
        self.reading = reading
        self.resolver = resolver
        self._said: dict[int, list[tuple[int, list[Voice]]]] = {}  # sentence: (clause, voices) of its words of saying
        self._according: dict[int, list[Voice]] = {}
        self._quoted: dict[int, int] = {}  # sentence inside a quotation: the sentence that names its speaker
        for item in reading.sentences:
            self._listen(item)
        self._pair_quotes()
        self._pair_dashes()
        self.origin = self._origin()
        self._issuer = self._who_issues()
        heads = [
            v for item in reading.sentences[:2] for v in self._documents(item, 0, self._opening(item), subject=True)
        ]
        self._paper = heads[0] if heads else None  # a declaration or statement that is the text itself
        self._last: Holder | None = None

    def _opening(self, item: Layered) -> int:
        """Up to where a sentence may name the paper that the text itself is: before its verb."""
        return next((v.first for v in item.verbs if v.is_finite), len(item.tokens))

    # ------------------------------------------------------------ hearing
    def _listen(self, item: Layered) -> None:
        said = []
        for hit in item.found("voices"):
            if hit.entry.key == "say":
                number = item.clause_at[hit.first]
                clause = item.clauses[number]
                verb = next((v for v in clause.verbs if hit.first <= v.head < hit.last and v.is_finite), None)
                if verb is None or (verb.passive and self.resolver.g.articles):
                    continue
                voices = self._subject_voices(item, clause, verb)
                if voices:
                    said.append((number, voices))
            elif hit.entry.key == "according":
                voices = self._after(item, hit.last)
                if voices:
                    self._according.setdefault(item.number, []).extend(voices)
        if said:
            self._said[item.number] = said

    def _subject_voices(self, item: Layered, clause: Clause, verb: Any) -> list[Voice]:
        zone = [n for n in self.resolver.nominals(item) if clause.first <= n.first < clause.last]
        heads = self.resolver._heads(item, [n for n in zone if n.last <= verb.first], clause.first + clause.opener)
        if not heads and clause.kind == "coord" and clause.parent is not None and self.resolver.g.articles:
            outer = item.clauses[clause.parent]
            stop = outer.verb.first if outer.verb else outer.last
            heads = self.resolver._heads(
                item,
                [n for n in self.resolver.nominals(item) if outer.first <= n.first and n.last <= stop],
                outer.first + outer.opener,
            )
        if not heads:
            after = [n for n in zone if n.first >= verb.last]
            heads = self.resolver._heads(item, after, verb.last, first_only=True)[:1]
        out = [v for n in heads[-2:] for v in self._voices_of(item, n)]
        return out or self._documents(item, clause.first, clause.last)[:1]

    def _after(self, item: Layered, first: int) -> list[Voice]:
        stop = item.clause_of(min(first, len(item.tokens) - 1)).last
        out: list[Voice] = []
        near = [
            n for n in self.resolver.nominals(item) if first <= n.first < max(stop, first + 8) and n.first - first <= 8
        ]
        for n, following in zip(near, [*near[1:], None], strict=False):
            if (
                following is not None
                and n.kind in ("office", "group")
                and following.mention is not None
                and (following.mention.kind == "person" and following.first - n.last <= 3)
            ):
                continue  # the office of the person behind it
            out += self._voices_of(item, n)
            break
        documents = self._documents(item, first, min(first + 5, len(item.tokens)))
        return documents[:1] + out if documents else out

    def _documents(self, item: Layered, first: int, last: int, *, subject: bool = False) -> list[Voice]:
        text = self.reading.text
        by_case = subject and not self.resolver.g.articles
        return [
            {"kind": "document", "text": text[slice(*item.span(h.first, h.last))]}
            for h in item.found("voices", first, last)
            if h.entry.key == "document" and not (by_case and "nom" not in item.tokens[h.first].word.cases())
            and not any(v.head == h.first for v in item.verbs)
        ]  # fmt: skip

    def _voices_of(self, item: Layered, n: Nominal) -> list[Voice]:
        text = self.reading.text
        words = text[slice(*item.span(n.first, n.last))]
        if n.kind == "mention" and n.mention is not None:
            m = n.mention
            return [{"id": m.id, "kind": m.kind, "name": m.name, "text": words}]
        if n.kind == "anonymous":
            return [{"kind": "anonymous", "text": words}]
        if n.kind == "pronoun" and self.resolver.g.pronouns[n.key].kind in ("speaker", "thing"):
            return []
        if n.kind == "pronoun" and self.resolver.g.articles and self.resolver.g.pronouns[n.key].number == "pl":
            return self._many_before(item)
        if n.kind == "pronoun" or (n.kind in ("office", "country") and not self.resolver._modifiers(item, n)):
            officer = self.resolver._officer(item, n) if n.kind == "office" else None
            if officer is not None:
                return [{"id": officer.id, "kind": "person", "name": officer.name, "text": words}]
            memory = self._person_before(item)
            return [memory] if memory else []
        return [
            {k: v for k, v in h.ref.items() if k in ("id", "kind", "name")} | {"text": words}
            for h in self.resolver.holders(item, n) if h.ref.get("id")
        ][:1] or ([{"kind": "anonymous", "text": words}] if n.kind in ("group",) else [])  # fmt: skip

    def _many_before(self, item: Layered) -> list[Voice]:
        """For whom a plural pronoun stands: the last group named in the sentences just before."""
        for number in range(item.number - 1, max(item.number - 3, -1), -1):
            for n in reversed(self.resolver.nominals(self.reading.sentences[number])):
                if n.kind in ("group", "coalition"):
                    return self._voices_of(self.reading.sentences[number], n)
        return []

    def _person_before(self, item: Layered) -> Voice | None:
        for number in range(item.number - 1, max(item.number - 15, -1), -1):
            spoke = [v for _, vs in self._said.get(number, []) for v in vs if v.get("kind") == "person"]
            if spoke and not self.resolver.g.articles:
                return spoke[-1]
            for m in reversed(self.reading.sentences[number].mentions):
                if m.kind == "person":
                    return {"id": m.id, "kind": "person", "name": m.name, "text": m.name}
        return None

    def _pair_quotes(self) -> None:
        """Sentences inside one quotation share the speaker that its first or last sentence names."""
        opened: int | None = None
        for item in self.reading.sentences:
            marks = [t.low for t in item.tokens].count('"')
            if opened is None and marks % 2:
                opened = item.number
            elif opened is not None:
                if marks % 2:
                    speaker = next(
                        (
                            n
                            for n in (item.number, opened, item.number + 1, *self._introduced(opened))
                            if n in self._said
                        ),
                        None,
                    )
                    if speaker is not None:
                        for n in range(opened, item.number + 1):
                            self._quoted[n] = speaker
                    opened = None
                elif item.number - opened > 12:
                    opened = None

    def _pair_dashes(self) -> None:
        """Speech that a dash opens, up to the sentence that names its speaker; or whose speaker a dash opens after it."""
        opened: int | None = None
        all_ = self.reading.sentences
        for item in all_:
            n = item.number
            if item.tokens[0].low in ("\u2013", "-") and len(item.tokens) > 2:
                opened = None if n in self._said else n
                says = any(h.entry.key == "say" and h.first <= 2 for h in item.found("voices"))
                if says and n in self._said and n and all_[n - 1].tokens[-1].low == ",":
                    first = n - 1
                    while first and all_[first - 1].sentence.block is all_[n - 1].sentence.block:
                        first -= 1
                    self._quoted.update(dict.fromkeys(range(first, n), n))
            elif opened is not None:
                if item.sentence.block is not all_[opened].sentence.block or n - opened > 12:
                    opened = None
                elif n in self._said and any(t.low in ("\u2013", "-") for t in item.tokens):
                    self._quoted.update(dict.fromkeys(range(opened, n + 1), n))
                    opened = None

    def _introduced(self, opened: int) -> list[int]:
        """The sentence before a quotation, if it ends with a colon."""
        before = self.reading.sentences[opened - 1] if opened else None
        return [opened - 1] if before is not None and before.tokens[-1].low == ":" else []

    def _origin(self) -> list[Voice]:
        """Whom the document as a whole goes back to: a short sentence that says where all this is from."""
        own = self.reading.document.outlet
        nearest: list[Voice] = []
        outlets: list[Voice] = []
        for item in self.reading.sentences[:8]:
            at = min((h.first for h in item.found("voices") if h.entry.key == "according"), default=99)
            pronoun = any(
                "pron" in t.word.parts and t.low in self.reading.grammar.pronouns for t in item.tokens[at : at + 4]
            )
            credited = at <= 2 and not pronoun and len(item.tokens) <= CREDIT
            papers = at <= 2 and not pronoun
            for voice in self._according.get(item.number, []) + [
                v for _, vs in self._said.get(item.number, []) for v in vs
            ]:
                if voice.get("kind") == "outlet":
                    outlets += [voice] if voice.get("id") != own else []
                elif (credited and voice.get("kind") in ("person", "org", "country", "anonymous")) or (
                    papers and voice.get("kind") in ("document", "org")
                ):
                    nearest.append(voice)
        return nearest[:1] + outlets[:1]

    # ------------------------------------------------------------ telling
    def speaker(self, item: Layered) -> Holder | None:
        """For whom 'we' stands: whoever is quoted here, or was last, or issues the document."""
        heard = self._speaker_here(item)
        if heard is not None:
            self._last = heard
        self.resolver.memory.heard = heard or (self._issuer if self._paper or self._is_first_person(item) else None)
        return heard or self._issuer or self._last

    def _who_issues(self) -> Holder | None:
        """The state or body in the title or lead of a text that speaks of itself as 'we' outside of quotations."""
        ours = self.reading.grammar.words.get("reflexive_we", frozenset())
        speaks = sum(
            1
            for item in self.reading.sentences
            if self._is_first_person(item)
            for n, t in enumerate(item.tokens)
            if t.low in ours and not any(a <= n < b for a, b in item.quoted)
        )
        if speaks < 2:
            return None
        for item in self.reading.sentences[:3]:
            for m in item.mentions:
                if (
                    m.kind in ("person", "country", "org", "coalition")
                    and m.role not in ("adjective", "seat")
                    and m.id not in ("country:RU",)
                ):
                    state = (office_state(m.id) or m.id) if m.kind == "person" else m.id
                    entity = entities().get(state)
                    ref = {"id": state, "kind": state.split(":")[0], "name": entity.name if entity else m.name}
                    return Holder(ref, m.start, m.end, -1, m.id if m.kind == "person" else None, "who issues it")
        return None

    def _speaker_here(self, item: Layered) -> Holder | None:
        """For whom 'we' stands in a sentence: the state or body of whoever is quoted in it."""
        voices = self._quote_voices(item.number) or [v for _, vs in self._said.get(item.number, []) for v in vs]
        for voice in voices:
            id_ = voice.get("id")
            if not id_ or voice.get("kind") == "outlet":
                continue
            state = (office_state(id_) or id_) if voice["kind"] == "person" else state_of_organ(id_)
            entity = entities().get(state)
            ref = {
                "id": state,
                "kind": state.split(":")[0],
                "name": entity.name if entity else voice.get("name", state),
                "text": voice.get("text", ""),
            }
            return Holder(ref, item.start, item.start, -1, id_ if voice["kind"] == "person" else None, "the speaker")
        return None

    def _quote_voices(self, number: int) -> list[Voice]:
        at = self._quoted.get(number)
        return [v for _, vs in self._said.get(at, []) for v in vs] if at is not None else []

    def chain(self, draft: Draft) -> list[Voice]:
        """The voices of a claim, the nearest first, the document's own outlet last."""
        item = draft.item
        voices: list[Voice] = []
        quoted = self._quote_voices(item.number)
        said = self._said.get(item.number, [])
        if quoted:
            voices += quoted[:1]
        elif said:
            own = [vs for number, vs in said if self._is_under(draft, item, number)]
            if own:
                voices += [v for v in own[0][:1] if not _is_of_itself(v, draft)]
        if not voices and item.number in self._according:
            voices += self._according[item.number][:2]
        if not voices and self._issuer is not None and self._is_first_person(item):
            id_ = self._issuer.person or self._issuer.key
            voices.append({"id": id_, "kind": id_.split(":")[0], "text": self._issuer.ref.get("name", "")})
        if not voices and draft.persons:
            entity = entities().get(draft.persons[0])
            voices.append({"id": draft.persons[0], "kind": "person", "name": entity.name if entity else None})
        voices += [v for v in self.origin if v not in voices and (not voices or v.get("kind") == "outlet")]
        outlet = self.reading.document.outlet
        if outlet:
            voices.append({"id": outlet, "kind": "outlet"})
        if not voices and self._paper:
            voices.append(self._paper)
        seen: set[str] = set()
        out = []
        for v in voices:
            key = str(v.get("id") or (v.get("kind"), v.get("text")))
            if key not in seen:
                seen.add(key)
                out.append({k: x for k, x in v.items() if x is not None})
        return out

    def _is_first_person(self, item: Layered) -> bool:
        ours = self.reading.grammar.words.get("reflexive_we", frozenset())
        return not ours.isdisjoint([t.low for t in item.tokens])

    def _is_under(self, draft: Draft, item: Layered, number: int) -> bool:
        """Whether a claim stands in what a word of saying introduces, or in the words it closes."""
        if draft.clause is None:
            return True
        own = item.clauses.index(draft.clause)
        if own == number:
            return draft.kind == "commitment" or draft.kind == "position"
        if own > number:
            apart = item.clauses[own].kind == "main" and item.clauses[own].opener > 0
            return not apart or number in _above(item, own)
        opening = item.tokens[item.clauses[number].first].low
        before = item.tokens[item.clauses[number].first - 1].low
        turned = item.clauses[number].kind == "main" and item.clauses[number].opener > 0
        return not turned or opening in _CLOSES or before in _CLOSES


_CLOSES = (",", '"', "\u2013", "-", "\u2014")


def _above(item: Layered, number: int) -> list[int]:
    """The clauses that a clause hangs on, the nearest first."""
    found: list[int] = []
    at = item.clauses[number].parent
    while at is not None and at not in found:
        found.append(at)
        at = item.clauses[at].parent
    return found


def _is_of_itself(voice: Voice, draft: Draft) -> bool:
    """Whether a state or coalition is said to tell of its own undertaking: then the teller is the document."""
    if voice.get("kind") not in ("country", "coalition", "group"):
        return False
    slot = draft.slots.get("actor") or draft.slots.get("holder")
    return slot is not None and any(r.get("id") == voice.get("id") for r in slot.value or ())

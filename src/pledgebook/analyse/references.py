"""Noun phrases turned into references: states, organisations, coalitions, persons, groups."""

from __future__ import annotations

from pledgebook.analyse.memory import Holder
from pledgebook.analyse.named import Named
from pledgebook.analyse.names import Mention, entities
from pledgebook.analyse.nominals import REGIONS, Nominal, head_at
from pledgebook.analyse.offices import latest_office, office_kinds, office_state, offices_of
from pledgebook.analyse.reading import Layered
from pledgebook.model.mention import Quantity

OFFICE_REACH = 8  # sentences back to who holds the office that is named alone


class References(Named):
    """Tells whom a nominal stands for, with the memory of what went before."""

    def holders(self, item: Layered, n: Nominal) -> list[Holder]:
        """The holders that a nominal stands for."""
        if n.kind == "mention" and n.mention is not None:
            return self._of_mention(item, n)
        if n.kind == "pronoun":
            return self._of_pronoun(item, n)
        if n.kind == "alliance":
            return self._made(item, n, "org:nato" if n.key == "the_alliance" else self._bloc())
        states = self._modifiers(item, n)
        if n.kind == "group" and self._is_relative(item, n) and all(h.ref.get("kind") == "country" for h in states):
            states = []  # Ukraine's allies are not Ukraine
        if n.kind == "coalition":
            if states:
                return states
            return self._made(item, n, self.memory.coalition) if self.memory.coalition else []
        if states:
            return states
        if (
            n.kind == "group"
            and n.number == "pl"
            and any(self.g.has("parties", x) for x in item.tokens[n.last - 1].word.lemmas)
        ):
            met = self._met(item, n)
            if met:
                return met
        if n.first and self.g.has("both", item.tokens[n.first - 1].low):
            return self._both(item, n)
        if n.kind in ("office", "country"):
            if n.number == "pl":
                return self._group(item, n, "person" if n.kind == "office" else "country")
            officer = self._officer(item, n) if n.kind == "office" else None
            if officer is not None:
                return self._state_of(item, officer, n.first, n.last)
            if self.memory.state is not None:
                back = self.memory.state
                start, end = item.span(n.first, n.last)
                return [Holder(back.ref, start, end, n.first, back.person, "goes back to " + back.key)]
            return []
        if n.kind == "anonymous":
            return []
        return self._group(item, n, "person" if n.key == "officials" else "country")

    def _officer(self, item: Layered, n: Nominal) -> Mention | None:
        """Who is meant by an office alone ('the premier said'): the last one named who holds such an office."""
        wanted = office_kinds(self.g.language, item.tokens[head_at(item.tokens, n.first, n.last, self.g)].word.lemmas)
        person = self.memory.person
        if wanted and not self.g.articles and person is not None and latest_office(person.id) in wanted:
            return person
        if wanted:
            for number in range(item.number, max(item.number - OFFICE_REACH, -1), -1):
                for m in reversed(self.reading.sentences[number].mentions):
                    if m.kind == "person" and (number < item.number or m.last <= n.first) and wanted & offices_of(m.id):
                        return m
        return self.memory.person

    def _both(self, item: Layered, n: Nominal) -> list[Holder]:
        """The two states that were subjects last: 'both countries'."""
        start, end = item.span(n.first, n.last)
        found: dict[str, Holder] = {}
        for _, _, subjects in reversed(self.memory.trail):
            for h in subjects:
                if h.ref.get("kind") == "country" and len(found) < 2:
                    found.setdefault(h.key, Holder(h.ref, start, end, n.first, None, "goes back to " + h.key))
        return list(found.values()) if len(found) == 2 else []

    def _of_pronoun(self, item: Layered, n: Nominal) -> list[Holder]:
        pronoun = self.g.pronouns[n.key]
        start, end = item.span(n.first, n.last)

        def back(holder: Holder) -> Holder:
            ref = {**holder.ref, "text": self.reading.text[start:end]}
            return Holder(ref, start, end, n.first, holder.person, "goes back to " + holder.key)

        if pronoun.kind == "speaker":
            if self.memory.speaker is not None:
                return [back(self.memory.speaker)]
            return []
        if pronoun.number == "pl":
            many = [
                h
                for h in self.memory.subjects
                if h.ref.get("kind") in ("coalition", "group") or len(self.memory.subjects) > 1
            ]
            if many:
                return [back(h) for h in many]
            if self.memory.coalition and (self.memory.coalition_acted or not self.memory.subjects):
                return self._made(item, n, self.memory.coalition)
            return [back(h) for h in self.memory.subjects]
        for h in self.memory.subjects:
            if pronoun.kind == "person" and h.person is None:
                continue
            if (
                pronoun.kind == "any"
                and h.person is None
                and (h.ref.get("kind") == "group" or self._is_rather_a_person(pronoun.gender))
            ):
                continue
            if (
                pronoun.kind == "thing"
                and h.person is not None
                and self.g.articles
                and item.start <= h.start < item.end
            ):
                continue  # "Rutte welcomed the decision, saying it would help"
            return [back(h)]
        if pronoun.kind in ("person", "any") and self.memory.person is not None:
            return [
                Holder(h.ref, start, end, n.first, h.person, "goes back to " + h.key)
                for h in self._state_of(item, self.memory.person, n.first, n.last)
            ]
        return []

    def _modifiers(self, item: Layered, n: Nominal) -> list[Holder]:
        """States in the adjectives, possessives and genitives of a noun."""
        tokens, text = item.tokens, self.reading.text
        found: list[Mention] = []
        k = n.first - 1
        while k >= 0 and n.first - k < 7:
            m = next((x for x in item.mentions if x.first <= k < x.last), None)
            token = tokens[k]
            if m is not None:
                usable = m.role == "adjective" or (
                    self.g.articles
                    and (
                        m.last == n.first
                        or tokens[m.last].low == "'s"
                        or (
                            m.role in ("abbreviation", "name", "inhabitant")
                            and m.kind in ("country", "org", "coalition")
                        )
                    )
                )
                if usable and m.kind in ("country", "org", "coalition", "person"):
                    found.insert(0, m)
                    k = m.first - 1
                    continue
                break
            if self.g.has("possessives", token.low) and not found:
                return self._possessor(item, k)
            if (
                token.low == "'s"
                or (self.g.has("coordinators", token.low) and found)
                or (token.word.parts & {"adj", "noun"} and not token.word.is_finite and (found or token.low != ","))
            ):
                k -= 1
                continue
            break
        j = n.last
        if self.g.articles:
            while (
                j < len(tokens)
                and tokens[j].word.parts & {"noun"}
                and not tokens[j].word.has_verb
                and not tokens[j].capital
            ):
                j += 1
            if j < len(tokens) and (
                self.g.has("of", tokens[j].low)
                or (n.kind in ("office", "group") and self.g.has("place_from", tokens[j].low))
            ):
                found += self._run_of_mentions(item, j + 1)
        else:
            while (
                j < len(tokens)
                and j - n.last < 6
                and not any(x.first == j for x in item.mentions)
                and (
                    "gen" in tokens[j].word.cases()
                    or tokens[j].low[0].isdigit()
                    or (tokens[j].low == '"' and tokens[j - 1].low != '"')
                )
            ):
                j += 1
            if any(x.first == j and x.role != "adjective" for x in item.mentions):
                found += [m for m in self._run_of_mentions(item, j) if not m.cases or "gen" in m.cases]
        out = []
        for m in found:
            if m.id in REGIONS and n.kind == "group":
                start, end = item.span(n.first, m.last)
                ref = {
                    "kind": "group",
                    "of": "country",
                    "value": None,
                    "bound": None,
                    "region": m.id,
                    "text": text[start:end],
                }
                out.append(Holder(ref, start, end, n.first))
            elif m.kind in ("country", "org", "coalition"):
                out.append(Holder({**m.reference(text)}, m.start, m.end, m.first))
            elif m.kind == "person":
                out += self._state_of(item, m, m.first, m.last)
        if not out:
            return []
        unique: dict[str, Holder] = {}
        for h in out:
            unique.setdefault(h.key + str(h.ref.get("region", "")), h)
        return list(unique.values())

    def _possessor(self, item: Layered, at: int) -> list[Holder]:
        """Whose 'their soldiers' are: the subject last named before."""
        if (
            self.g.pronouns.get(item.tokens[at].low) is not None
            and self.g.pronouns[item.tokens[at].low].kind == "speaker"
        ):
            return [self.memory.speaker] if self.memory.speaker is not None else []
        for number, first, holders in reversed(self.memory.trail):
            if number < item.number or (number == item.number and first < at):
                return holders if number >= item.number - 1 else []
        return []

    def _run_of_mentions(self, item: Layered, j: int) -> list[Mention]:
        """Coordinated mentions from token j on: of A, B and C."""
        tokens = item.tokens
        found: list[Mention] = []
        while j < len(tokens):
            if tokens[j].low in ("the",):
                j += 1
                continue
            m = next((x for x in item.mentions if x.first == j and x.role != "adjective"), None)
            if m is None:
                break
            found.append(m)
            j = m.last
            if j < len(tokens) and (tokens[j].low == "," or self.g.has("coordinators", tokens[j].low)):
                j += 1
                if j < len(tokens) and self.g.has("coordinators", tokens[j].low):
                    j += 1
                continue
            break
        return found

    def _group(self, item: Layered, n: Nominal, of: str) -> list[Holder]:
        """A group without a name: the coalition in hand if its members are meant, else a group, counted if it is."""
        start, end = item.span(n.first, n.last)
        counted = next(
            (q for a, b, q in item.quantities if q.kind == "count" and b <= n.first and n.first - b <= 2), None
        )
        counted = self._part(item, counted) if counted is not None else None
        if counted is not None:
            ref = {
                "kind": "group",
                "of": of,
                "value": counted.json_value,
                "bound": counted.bound,
                "text": self.reading.text[counted.start : end],
            }
            return [Holder(ref, counted.start, end, n.first)]
        vague = any(
            h.entry.key == "few" and h.last <= n.first and n.first - h.last <= 2 for h in item.hits.get("groups", ())
        )
        if n.number == "sg" and n.kind == "group":
            return []
        if self.memory.coalition and not vague and n.key in ("coalition_members",):
            return self._made(item, n, self.memory.coalition)
        ref = {"kind": "group", "of": of, "value": None, "bound": None, "text": self.reading.text[start:end]}
        return [Holder(ref, start, end, n.first)]

    def _part(self, item: Layered, whole: Quantity) -> Quantity:
        """'six of the 30 members': the number that is meant."""
        at = next(a for a, _, q in item.quantities if q is whole)
        for _, b, q in item.quantities:
            if q.kind == "count" and 1 <= at - b <= 2 and self.g.has("of", item.tokens[b].low):
                return q
        return whole

    def _counted(self, item: Layered, start: int, stop: int) -> list[Holder]:
        """'26 countries', 'many of them', 'several' as a subject of their own."""
        for a, b, q in item.quantities:
            if q.kind == "count" and start <= a and b <= stop:
                nominal = next(
                    (
                        h
                        for h in item.hits.get("figures", ())
                        if b <= h.first <= b + 2
                        and h.entry.data.get("unit") in ("countries", "leaders", "delegations", "participants")
                        and h.last <= stop
                    ),
                    None,
                )
                prep = a > start and "prep" in item.tokens[a - 1].word.parts and item.tokens[a - 1].end < q.start
                if nominal is not None and not prep:
                    q = self._part(item, q)
                    states = nominal.entry.data["unit"] in ("countries", "delegations") or (
                        nominal.entry.data["unit"] == "participants"
                        and any(
                            h.entry.key == "coalition_members" and h.first <= nominal.first < h.last
                            for h in item.hits.get("groups", ())
                        )
                    )
                    of = "country" if states else "person"
                    end = item.tokens[nominal.last - 1].end
                    ref = {
                        "kind": "group",
                        "of": of,
                        "value": q.json_value,
                        "bound": q.bound,
                        "text": self.reading.text[q.start : end],
                    }
                    return [Holder(ref, q.start, end, a)]
        for h in item.hits.get("groups", ()):
            if h.entry.key == "few" and start <= h.first and h.last <= stop:
                word = item.tokens[h.first].word
                nominative = self.g.articles or "nom" in word.cases() or not word.cases()
                before = item.tokens[h.first - 1] if h.first > start else None
                if (
                    nominative
                    and not (before is not None and "prep" in before.word.parts)
                    and self._of_states(item, h.last)
                ):
                    s, e = item.span(h.first, h.last)
                    return [
                        Holder(
                            {
                                "kind": "group",
                                "of": "country",
                                "value": None,
                                "bound": None,
                                "text": self.reading.text[s:e],
                            },
                            s,
                            e,
                            h.first,
                        )
                    ]
        return []

    def _of_states(self, item: Layered, at: int) -> bool:
        """Whether 'some' stands alone or means states: 'some of the allies', not 'some of the instructors'."""
        keys = ("coalition_members", "countries", "officials")
        if at < len(item.tokens) and not self.g.articles:
            noun = next(
                (n for n in range(at, min(at + 3, len(item.tokens))) if "adj" not in item.tokens[n].word.parts), at
            )
            if item.tokens[noun].word.readings[0].pos == "noun":  # "several days" are no states
                return any(h.entry.key in keys and h.first <= noun < h.last for h in item.hits.get("groups", ()))
        if at >= len(item.tokens) or not self.g.has("of", item.tokens[at].low):
            return True
        return any(h.entry.key in keys and at < h.first <= at + 4 for h in item.hits.get("groups", ())) or any(
            t.low in self.g.pronouns for t in item.tokens[at + 1 : at + 2]
        )

    def _bloc(self) -> str:
        """Which union of states 'the bloc' is: the one that the document names more."""
        counts = self.reading.counts
        return "org:nato" if counts["org:nato"] > counts["org:eu"] else "org:eu"

    def _met(self, item: Layered, n: Nominal) -> list[Holder]:
        """The two states named last in one sentence: 'the parties' to what it tells of."""
        start, end = item.span(n.first, n.last)
        for number in range(item.number - 1, max(item.number - 4, -1), -1):
            found: dict[str, Holder] = {}
            for m in self.reading.sentences[number].mentions:
                id_ = (office_state(m.id) or "") if m.kind == "person" else m.id
                if id_.startswith("country:") and (m.kind == "person" or m.role != "adjective"):
                    entity = entities().get(id_)
                    ref = {
                        "id": id_,
                        "kind": "country",
                        "name": entity.name if entity else id_,
                        "text": self.reading.text[start:end],
                    }
                    found.setdefault(id_, Holder(ref, start, end, n.first, None, "goes back to " + id_))
            if len(found) == 2:
                return list(found.values())
        return []

    def _is_rather_a_person(self, gender: str) -> bool:
        """Whether a pronoun of a gender may mean the person named last, whom it means sooner than a state."""
        person = self.memory.person
        return not self.g.articles and person is not None and gender in ("m", "f") and person.gender == gender

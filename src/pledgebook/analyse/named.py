"""Names turned into references: a person with an office stands for a state, an organ for its own."""

from __future__ import annotations

from pledgebook.analyse.heads import Heads
from pledgebook.analyse.memory import Holder, Memory
from pledgebook.analyse.names import Mention, entities
from pledgebook.analyse.nominals import REGIONS, Nominal, nominals
from pledgebook.analyse.offices import office_state, own_voices, state_behind
from pledgebook.analyse.reading import Layered, Reading


class Named(Heads):
    """Tells whom a name stands for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        super().__init__(reading.grammar)
        self.memory = Memory()
        ranked = [(n, c) for c, n in reading.counts.items() if c.startswith("coalition:")]
        self.memory.coalition = max(ranked)[1] if ranked else None
        self._nominals: dict[int, list[Nominal]] = {}
        self._speaks_for: dict[str, str] = {}  # persons nobody listed, by the office they were named with

    def nominals(self, item: Layered) -> list[Nominal]:
        """The nominals of a sentence, found once."""
        if item.number not in self._nominals:
            self._nominals[item.number] = nominals(item, self.g)
        return self._nominals[item.number]

    def _made(self, item: Layered, n: Nominal, id_: str | None) -> list[Holder]:
        if not id_:
            return []
        entity = entities().get(id_)
        start, end = item.span(n.first, n.last)
        ref = {
            "id": id_,
            "kind": id_.split(":")[0],
            "name": entity.name if entity else id_,
            "text": self.reading.text[start:end],
        }
        return [Holder(ref, start, end, n.first)]

    def _of_mention(self, item: Layered, n: Nominal) -> list[Holder]:
        m = n.mention
        assert m is not None
        if m.kind == "person":
            return self._state_of(item, m, n.first, n.last)
        if m.kind in ("outlet", "place"):
            if m.kind == "place" and m.id in REGIONS:
                start, end = item.span(n.first, n.last)
                return [
                    Holder(
                        {
                            "kind": "group",
                            "of": "country",
                            "value": None,
                            "bound": None,
                            "region": m.id,
                            "text": self.reading.text[start:end],
                        },
                        start,
                        end,
                        n.first,
                    )
                ]
            return []
        entity = entities().get(m.id)
        state = entity.attributes.get("state") if entity and entity.attributes.get("organ") else None
        if state:
            own = entities().get(state)
            ref = {
                "id": state,
                "kind": "country",
                "name": own.name if own else state,
                "text": self.reading.text[m.start : m.end],
            }
            return [Holder(ref, m.start, m.end, n.first, None, f"an organ of the state: {m.name}")]
        return [Holder(m.reference(self.reading.text), m.start, m.end, n.first)]

    def _state_of(self, item: Layered, person: Mention, first: int, last: int) -> list[Holder]:
        start, end = item.span(first, last)
        own = Holder(
            {"id": person.id, "kind": "person", "name": person.name, "text": self.reading.text[start:end]},
            start,
            end,
            first,
            person.id,
        )
        state = office_state(person.id)
        if state is None and (person.id in own_voices() or self._is_private(item, first)):
            return [own]
        above = entities().get(state) if state else None
        if above is not None and above.attributes.get("state"):
            state = above.attributes["state"]  # a ministry's spokesperson speaks for the state
        if state is None and item is not None:
            state = self._apposed_state(item, first)
            state = state_behind(state) if state else None
        if state is None:
            return [own]
        entity = entities().get(state)
        ref = {
            "id": state,
            "kind": state.split(":")[0],
            "name": entity.name if entity else state,
            "text": self.reading.text[start:end],
        }
        return [Holder(ref, start, end, first, person.id, f"speaks for it: {person.name}")]

    def _is_private(self, item: Layered, first: int) -> bool:
        """Whether the words before a name tell that it speaks for itself: 'opposition leader', 'former president'."""
        return any(h.entry.key == "own_voice" and 0 <= first - h.last <= 1 for h in item.hits.get("groups", ()))

    def _apposed_state(self, item: Layered, first: int) -> str | None:
        """The state in an office just before a name: 'the foreign minister of Latvia X'."""
        k = first - 1
        has_office = False
        while k >= 0 and first - k < 9:
            token = item.tokens[k]
            if token.low in (",", ";", '"', "\u2013") or (token.word.is_finite and not token.word.parts & {"noun"}):
                break
            office = any(h.first <= k < h.last and h.entry.key == "office" for h in item.hits.get("groups", ()))
            has_office = has_office or office
            m = next((x for x in item.mentions if x.first <= k < x.last), None)
            if (
                m is not None
                and m.kind in ("country", "org")
                and (has_office or m.role in ("adjective", "name", "abbreviation"))
            ):
                rest = any(
                    h.entry.key == "office" and m.first - 6 <= h.first <= first for h in item.hits.get("groups", ())
                )
                return m.id if rest else None
            if m is not None and m.kind == "person":
                return None
            k -= 1
        return None

"""Ways of speaking that news uses: who undertakes what, how firmly, in sentences of their own."""

from __future__ import annotations

import pytest

from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import source_id
from pledgebook.model.claim import Claim
from pledgebook.model.document import Source
from pledgebook.reader import read


def claims_of(text: str, kind: str = "commitment") -> list[Claim]:
    document = build_document(Source(source_id(text), text), findings=[])
    return [c for c in read(document) if c.kind == kind]


def told(text: str) -> set[tuple[str, str, str]]:
    """(actor, action, firmness) of all commitments; a group by its kind; what is denied with a minus."""
    return {
        (str(ref.get("id", ref.get("kind"))), c.value("action"), ("-" if c.polarity == "negative" else "") + c.value("firmness"))
        for c in claims_of(text)
        for ref in c.value("actor")
    }  # fmt: skip


SAID = [
    # An adjective that goes with its noun demands nothing.
    ("Норвегія та Данія надають необхідну підтримку Україні.", {
        ("country:NO", "support", "delivered"), ("country:DK", "support", "delivered"),
    }),
    ("Швеция предоставит Украине необходимую поддержку.", {("country:SE", "support", "pledged")}),
    ("Португалія передасть потрібні ракети Україні.", {("country:PT", "weapons", "pledged")}),
    ("Болгария передала Украине две батареи С-300.", {("country:BG", "air_defence", "delivered")}),
    # What is guarded tells the action of guarding.
    ("Norway offered to secure Estonia's skies and ports.", {
        ("country:NO", "air_security", "ready"), ("country:NO", "maritime_security", "ready"),
    }),
    ("Туреччина готова забезпечити безпеку судноплавства.", {("country:TR", "maritime_security", "ready")}),
    ("Швеция готова обеспечить защиту воздушного пространства Украины.", {("country:SE", "air_security", "ready")}),
    # An infinitive goes on after an inserted clause.
    ("Canada reaffirmed its readiness to deploy a brigade once the fighting stops, and to train Ukrainian pilots.", {
        ("country:CA", "troops", "ready"), ("country:CA", "training", "ready"),
    }),
    # One's own part is refused, not opposed.
    ("Austria rejected Austria's participation in a force on the ground.", {("country:AT", "troops", "refused")}),
    # A list behind a group tells who is meant.
    ("Дві країни – Латвія і Литва – вирішили передати Україні гаубиці.", {
        ("country:LV", "weapons", "agreed"), ("country:LT", "weapons", "agreed"),
    }),
    ("Two states (Latvia and Lithuania) pledged howitzers to Ukraine.", {
        ("country:LV", "weapons", "pledged"), ("country:LT", "weapons", "pledged"),
    }),
    # A part consists in something.
    ("Роль Естонії полягатиме в навчанні саперів.", {("country:EE", "training", "pledged")}),
    ("Belgium's role will be demining.", {("country:BE", "demining", "pledged")}),
    # Passives of possibility.
    ("Солдаты могут быть направлены на Украину Данией.", {("country:DK", "troops", "considered")}),
    ("Солдати могли б бути направлені в Україну Данією.", {("country:DK", "troops", "considered")}),
    # What is decided at a meeting is decided by those who met.
    ("На саміті ЄС було ухвалено рішення про кредит на 5 млрд євро.", {("org:eu", "funding", "agreed")}),
    # A purpose takes the money.
    ("Japan pledged 200 million dollars to rebuild Ukrainian hospitals.", {("country:JP", "reconstruction", "pledged")}),
    # A complement of an aside is not refused with the rest.
    ("Словения исключила отправку солдат, подчеркнув, что ей важна дипломатия.", {("country:SI", "troops", "refused")}),
    # Thinking of an act by a pronoun.
    ("Литва думает над тем, чтобы отправить сапёров в Украину.", {("country:LT", "demining", "considered")}),
    ("Латвія розмірковує над тим, щоб відправити в Україну військових.", {("country:LV", "troops", "considered")}),
    # Joining a coalition is no sending of soldiers.
    ("Мальта планує приєднатися до коаліції охочих.", {("country:MT", "membership", "pledged")}),
    # Freezing takes nothing back of assets.
    ("The EU agreed to maintain the freeze on Russian assets.", {("org:eu", "reparations", "agreed")}),
    # What must be, once agreed.
    ("Denmark and Norway agreed that Ukraine should get four radars.", {
        ("country:DK", "air_defence", "agreed"), ("country:NO", "air_defence", "agreed"),
    }),
    # Plans are shelved.
    ("The Netherlands is shelving plans to send tanks to Ukraine.", {("country:NL", "weapons", "withdrawn")}),
    # Not discussing is no refusal.
    ("Финляндия не обсуждает отправку солдат на Украину.", {("country:FI", "troops", "-considered")}),
    ("Варшава не предполагает отправить на Украину солдат.", {("country:PL", "troops", "refused")}),
    # A declaration is but the paper.
    ("Румунія і Франція підписали декларацію про розміщення військ в Україні.", {
        ("country:RO", "troops", "agreed"), ("country:FR", "troops", "agreed"),
    }),
    # Each gerund with its own subject.
    ("The meeting ended with Berlin promising launchers and with Paris offering pilot training.", {
        ("country:DE", "weapons", "pledged"), ("country:FR", "training", "ready"),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_is_read(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text) == expected


NOTHING = [
    "Орбан висловив незгоду з присутністю військ Данії в Україні.",  # to object is to undertake nothing
    "Україні необхідні ракети, наголосив прем'єр Данії.",
    "Estonia described the strikes on the power grid as terror.",
    "Ірландія пояснила це атаками на енергетичну інфраструктуру.",
    "The new sensors are designed to monitor ships.",
    "Combat readiness of the brigade and production of shells were praised in Oslo.",
    "Країни домовилися про зустріч міністрів щодо гарантій безпеки.",
    "Греція підтримала надання Україні гарантій безпеки.",
    "A conference devoted to aid for Ukraine was held in Riga.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_is_no_undertaking(text: str) -> None:
    assert told(text) == set()


def test_that_a_coalition_works_is_no_news_of_a_body() -> None:
    assert claims_of("The group works in parallel with the coalition.", "body") == []


def test_an_infinitive_is_no_gathering() -> None:
    assert claims_of("В Австрии не собираются отправлять солдат в Украину.", "meeting") == []


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("Egypt will send 300 police officers to Haiti.", "country:HT"),  # the end of a sentence is no noun
        ("Qatar pledged 500 million dollars to Lebanon.", "country:LB"),
        ("Qatar will send 20 tents for Lebanon veterans.", None),
    ],
)
def test_who_receives(text: str, receiver: str | None) -> None:
    (claim,) = claims_of(text)
    assert [ref["id"] for ref in claim.value("beneficiary") or ()] == ([receiver] if receiver else [])


def test_what_is_held_necessary_is_demanded() -> None:
    (claim,) = claims_of("Макрон считает необходимым усилить санкции против России.", "position")
    assert claim.value("stance") == "demand"


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (
            "Germany will send missiles to Ukraine, officials said.",
            "officials",
        ),  # not Ukraine's: a comma stands between
        ("Germany will send missiles to Ukraine, Ukrainian officials said.", "country:UA"),
        ("French, British and German officials said Norway would send missiles to Ukraine.", "country:FR"),
    ],
)
def test_whose_officials_speak(text: str, voice: str) -> None:
    (claim,) = claims_of(text)
    assert claim.attribution[0].get("id", claim.attribution[0]["text"]) == voice

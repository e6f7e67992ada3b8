"""The language of texts, of short sentences, and of pages whose menus are in another language."""

from __future__ import annotations

import pytest

from pledgebook.analyse.fold import fold, lower
from pledgebook.ingest.language import UNKNOWN, detect, detect_passage, profiles

TABLE = (
    ("en", "Malta will send two ambulances"),
    ("en", "Minister rules out ground troops"),
    ("en", "Aid package agreed at night"),
    ("en", "Who pays for the bridge?"),
    ("uk", "Мальта надішле дві швидкі допомоги"),
    ("uk", "Канада надала нову допомогу"),
    ("uk", "Франція та Польща домовилися про навчання"),
    ("uk", "Президент прибув до столиці Норвегії"),
    ("uk", "Хто заплатить за новий міст?"),
    ("ru", "Мальта отправит две машины скорой помощи"),
    ("ru", "Канада предоставила новую помощь"),
    ("ru", "Франция и Польша договорились об обучении"),
    ("ru", "Президент прибыл в столицу Норвегии"),
    ("ru", "Кто заплатит за новый мост?"),
    (UNKNOWN, "Polska wyśle do Ukrainy tysiąc żołnierzy, powiedział wczoraj minister obrony w Warszawie."),
    (UNKNOWN, "Die Bundesregierung hat gestern beschlossen, zwei weitere Systeme an die Ukraine zu liefern."),
    (UNKNOWN, "Le gouvernement français a décidé hier de livrer deux systèmes supplémentaires à l'Ukraine."),
    (UNKNOWN, "Влада Србије је јуче одлучила да пошаље помоћ, рекао је министар одбране у Београду."),
    (UNKNOWN, "2025-09-04 14:30 +380"),
    (UNKNOWN, ""),
)  # fmt: skip


def _low(text: str) -> str:
    return lower(fold(text))


@pytest.mark.parametrize(("expected", "text"), TABLE)
def test_detect(expected: str, text: str) -> None:
    assert detect(_low(text))[0] == expected


def test_confidence_is_a_share() -> None:
    assert all(0 <= detect(_low(text))[1] <= 1 for _, text in TABLE)


def test_menus_of_another_language_weigh_little() -> None:
    menu = "Home\nNews\nPolitics\nWorld\nSubscribe to our channel\nSign in\nAbout us\n" * 3
    text = "Мальта надішле до Одеси дві машини швидкої допомоги, повідомив міністр охорони здоров'я країни.\n" * 2
    assert detect(_low(menu + text + menu))[0] == "uk"


def test_a_passage_may_differ_from_its_document() -> None:
    text = "Міністр сказав коротко: We will not send any troops to the front. Більше він не додав нічого."
    start = text.index("We will")
    end = text.index("Більше")
    assert detect_passage(_low(text), start, end, "uk")[0] == "en"
    assert detect_passage(_low(text), 0, start, "uk")[0] == "uk"


def test_a_doubtful_passage_takes_the_language_of_its_document() -> None:
    assert detect_passage("парад", 0, 5, "ru")[0] == "ru"
    assert detect_passage("парад", 0, 5, "uk")[0] == "uk"
    assert detect_passage("123", 0, 3, "uk")[0] == "uk"


def test_profiles_have_what_they_need() -> None:
    for profile in profiles():
        assert len(profile.words) > 60
        assert profile.script in ("latin", "cyrillic")

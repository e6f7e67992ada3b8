"""Whose text it is: an outlet that names itself, not one that is cited."""

from __future__ import annotations

import pytest

from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import source_id
from pledgebook.ingest.outlets import outlets
from pledgebook.model.document import Source

LEAD = "Malta will send two ambulances to Odesa, the health minister said on Monday morning."
UK = "Мальта дасть дві швидкі\n\nМальта надішле до Одеси дві швидкі"
RU = "Мальта даст две скорые\n\nМальта отправит в Одессу две скорые"
EN = f"Malta sends ambulances\n\n{LEAD}"
TABLE = (
    # the text names itself
    (f"{EN} This was reported by Sky News, writes UNN.", "outlet:unn"),
    (f"{EN}\n\nEarlier, Ukrinform reported that a bridge had been closed.", "outlet:ukrinform"),
    (f"Malta sends ambulances\n\nKyiv • UNN\n\n{LEAD}", "outlet:unn"),
    (f"{UK}. Про це повідомляє «Главком» з посиланням на міністра.", "outlet:glavcom"),
    (f"{UK}, пише Європейська правда, посилаючись на Reuters.", "outlet:european-pravda"),
    (f"{RU}, сообщает УНИАН со ссылкой на министра страны.", "outlet:unian"),
    # only cited
    (f"{EN} Politico writes this, citing three diplomats.", None),
    (f"{UK}, пише Reuters із посиланням на дипломатів країни.", None),
    (f"{RU}, сообщает The Telegraph со ссылкой на источники.", None),
    # the page names it
    (f"Malta sends ambulances\n\nVALLETTA, May 3 (Reuters) - {LEAD}", "outlet:reuters"),
    (f"The Ferry Courier\nHome  News  Sport  Jobs\n\n{EN}", "outlet:the-ferry-courier"),
    (f"{EN}\n\n© 2025 Ferry Courier. All rights reserved", "outlet:ferry-courier"),
    (f"Home  News  Sport  Jobs\n\n{EN}", None),
)  # fmt: skip


def _outlet(text: str, uri: str | None = None, **metadata: str) -> str | None:
    return build_document(Source(source_id(text), text, "x", uri, metadata=dict(metadata)), findings=[]).outlet


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_outlet_of_a_text(text: str, expected: str | None) -> None:
    assert _outlet(text) == expected


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("https://www.ukrinform.net/rubric-defense/1.html", "outlet:ukrinform"),
        ("http://news.sky.com/story/1", "outlet:sky-news"),
        ("https://www.bbc.com/ukrainian/articles/1", "outlet:bbc-ukrainian"),
        ("https://www.bbc.com/news/1", "outlet:bbc"),
        ("https://nowhere.example/1", None),
        ("http://[broken", None),
    ],
)
def test_outlet_of_an_address(uri: str, expected: str | None) -> None:
    assert _outlet(LEAD, uri) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("UNN", "outlet:unn"),
        ("Українська правда", "outlet:ukrainska-pravda"),
        ("outlet:x-y", "outlet:x-y"),
        ("politico.eu", "outlet:politico"),
        ("Ferry Courier", "outlet:ferry-courier"),
    ],
)
def test_outlet_of_metadata(named: str, expected: str) -> None:
    assert _outlet(LEAD, outlet=named) == expected


def test_the_list_of_outlets() -> None:
    assert len(outlets()) >= 120
    assert all(o.languages for o in outlets().values())

"""Ways of speaking of English news: who undertakes what, and what is no undertaking."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import read_sources
from pledgebook.reader import read

LEAD = "Oslo, 10 June 2025. Ministers spoke of help for Ukraine on Tuesday.\n\n"


def undertakings(text: str, folder: Path) -> set[tuple[str, str, str]]:
    """(actor, action, firmness) of every commitment of a text."""
    file = folder / "news.txt"
    file.write_text(LEAD + text + "\n", "utf-8")
    source = next(iter(read_sources([file], findings=[])))
    claims = [c.as_json()["slots"] for c in read(build_document(source, findings=[])) if c.kind == "commitment"]
    return {
        (str(r.get("id") or r.get("value")), s["action"]["value"], s["firmness"]["value"])
        for s in claims for r in s["actor"]["value"]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. will send 20 howitzers to Ukraine.", ("country:US", "weapons", "pledged")),
        ("Belgium to send 12 tanks to Ukraine.", ("country:BE", "weapons", "pledged")),
        ("Norway will allocate NOK3 billion to Ukraine.", ("country:NO", "funding", "pledged")),
        ("The Netherlands imposed sanctions on two Russian banks.", ("country:NL", "sanctions", "delivered")),
        ("Portugal has maintained that it will not send combat troops.", ("country:PT", "troops", "refused")),
    ],
)
def test_told(text: str, expected: tuple[str, str, str], tmp_path: Path) -> None:
    assert expected in undertakings(text, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "Russia has sent 200 drones into Ukraine since Monday.",
        "Old tankers are used by Russia to bypass sanctions.",
        "The minister voiced frustration at the debate around sending peacekeepers.",
        "Austria threatened to suspend military aid.",
        "He stressed the importance of military aid from Sweden.",
    ],
)
def test_not_told(text: str, tmp_path: Path) -> None:
    assert not undertakings(text, tmp_path)

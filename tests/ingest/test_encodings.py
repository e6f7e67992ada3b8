"""Encodings told from the bytes alone."""

from __future__ import annotations

import codecs

import pytest

from pledgebook.ingest.encodings import decode, is_binary

UK = "Данія передасть Україні сорок човнів, повідомило міністерство. Ґрунт їхніх рішень – угода.\r\n"
RU = "Дания передаст Украине сорок катеров, сообщило министерство. Решение объявили в среду, чтобы успеть.\r\n"
EN = "Denmark will give forty boats – “the first six” are on their way, the ministry’s café said.\r\n"
TABLE = (
    ("utf-8", UK), ("utf-8", RU), ("utf-8", EN), ("utf-16-le", UK), ("utf-16-be", RU), ("utf-16-le", EN),
    ("cp1251", UK), ("cp1251", RU), ("koi8-u", UK), ("koi8-r", RU), ("iso8859-5", RU), ("cp866", RU),
    ("mac-cyrillic", RU), ("cp1252", EN),
)  # fmt: skip
SAME_FOR_RUSSIAN = {"koi8-r": {"koi8-r", "koi8-u"}}


def _plain(text: str, encoding: str) -> str:
    """Without the characters that the encoding lacks."""
    return text.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize(("encoding", "text"), TABLE, ids=[f"{e}-{t[:6]}" for e, t in TABLE])
@pytest.mark.parametrize("times", [1, 12])
def test_decode(encoding: str, text: str, times: int) -> None:
    text = _plain(text * times, encoding)
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.encoding in SAME_FOR_RUSSIAN.get(encoding, {encoding})
    assert 0 < decoded.sure <= 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_is_no_part_of_the_text(encoding: str) -> None:
    decoded = decode(UK.encode(encoding))
    assert decoded is not None
    assert decoded.text == UK
    assert decoded.sure == 1.0


def test_a_few_damaged_bytes_leave_it_utf8() -> None:
    data = (UK * 5).encode().replace("угода".encode(), b"\xff\xfe", 1)
    decoded = decode(data)
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.damaged >= 1
    assert decoded.text.startswith("Данія")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        bytes(range(32)) * 9,
    ],
)
def test_binary(data: bytes) -> None:
    assert is_binary(data)
    assert decode(data) is None


def test_empty_bytes_are_an_empty_text() -> None:
    decoded = decode(b"")
    assert decoded is not None
    assert decoded.text == ""
    assert decode(codecs.BOM_UTF8) == decoded

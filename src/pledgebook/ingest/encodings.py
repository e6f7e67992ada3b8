"""Text from bytes: the encoding found, and how sure that is. A byte order mark is no part of the text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pledgebook.analyse.fold import fold, lower
from pledgebook.ingest.language import UNKNOWN, detect, share_of_words

CANDIDATES = ("cp1251", "koi8_u", "koi8_r", "iso8859_5", "cp866", "cp1252", "mac_cyrillic")
SAMPLE = 20_000  # bytes by which a legacy encoding is judged
DAMAGE = 0.02  # of the bytes beyond ASCII: UTF-8 with so many errors is still UTF-8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes((*range(1, 9), *range(14, 27), *range(28, 32), 127))
_ODD = re.compile(
    r"[\u0080-\u009f\u2500-\u259f\u00a4-\u00aa\u00ac-\u00b0\u00b2-\u00bf\u0402\u0403\u0409-\u040c\u040f\u0452\u0453\u0459-\u045c\u045f\u2020\u2021\u2030\u221a\u2248\u2260-\u2265\ufffd]"
)
_MIXED = re.compile(r"[a-z\u0430-\u044f\u0456\u0457\u0454][A-Z\u0410-\u042f]")
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, its encoding, how sure that is (1 where the bytes prove it) and how much did not fit."""

    text: str
    encoding: str
    sure: float = 1.0
    damaged: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of some bytes; None where they are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide:
        return _replacing(data, wide)
    if is_binary(data):
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    damaged = _replacing(data, "utf-8")
    beyond = sum(c > "\x7f" for c in damaged.text)
    if damaged.damaged <= max(1, DAMAGE * beyond) and beyond > 2 * damaged.damaged:
        return damaged
    return _legacy(data)


def is_binary(data: bytes) -> bool:
    """Whether the bytes are those of an image, an archive or a program: NULs, or many control characters."""
    head = data[:8192]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in head or controls > 0.05 * len(head)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte is one of few."""
    head = data[:4000]
    if len(head) < 8 or len(data) % 2:
        return None
    highs = {"utf-16-le": head[1::2], "utf-16-be": head[0::2]}
    for encoding, high in highs.items():
        lows = highs["utf-16-be" if encoding == "utf-16-le" else "utf-16-le"]
        few = sum(high.count(c) for c in (0x00, 0x04, 0x20))
        if few > 0.95 * len(high) and high.count(0) and lows.count(0) < 0.05 * len(lows):
            return encoding
    return None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, 1.0, text.count("\ufffd"))


def _legacy(data: bytes) -> Decoded:
    """The one-byte encoding in which the bytes read best."""
    sample = data[:SAMPLE]
    scored = sorted(((_reads(sample, c), -n, c) for n, c in enumerate(CANDIDATES)), reverse=True)
    best, _, encoding = scored[0]
    if best < 0.35:
        guess = from_bytes(sample, cp_isolation=list(CANDIDATES)).best()
        encoding = guess.encoding if guess else encoding
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding.replace("_", "-"), round(max(0.0, min(0.99, best)), 2), text.count("\ufffd"))


def _reads(sample: bytes, encoding: str) -> float:
    """How well the bytes read: frequent words of one language, few odd signs, no capitals within words."""
    text = sample.decode(encoding, errors="replace")
    letters = _LETTER.findall(text)
    low = lower(fold(text))
    language, sure = detect(low)
    words = min(1.0, 5 * share_of_words(low, language)) if language != UNKNOWN else 0.0
    odd = len(_ODD.findall(text)) / (sum(b > 0x7F for b in sample) or 1)
    mixed = (len(_MIXED.findall(text)) + len(_SCRIPTS.findall(text))) / (len(letters) or 1)
    capitals = sum(map(str.isupper, letters)) / (len(letters) or 1)
    return 0.4 * sure + 0.6 * words - 2 * odd - 3 * mixed - 0.3 * (capitals > 0.5)

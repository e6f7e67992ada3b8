"""Terms of a text: words and numbers with the classes that a language's packs give them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

LANGUAGES = Path(__file__).parent.parent / "languages"
CHUNK = 60_000
_PIECES_KEPT = 50_000
_SIGNS = "$€£¥₴₽₺₹₩"
_MARKS = {
    ",": "comma", ".": "dot", "-": "dash", "\u2013": "dash", "%": "percent", "(": "open", ")": "close",
    "/": "slash", "\n": "line", ";": "stop", "!": "stop", "?": "stop", ":": "colon", "+": "plus",
    "~": "tilde", '"': "quote", **dict.fromkeys(_SIGNS, "sign"),
}  # fmt: skip
_TERM = re.compile(
    r" *+(?:(?P<word>(?:usd|eur|gbp|uah|sek|nok|dkk|pln|czk|chf|jpy|cad|aud)(?=\d)|[^\W\d_]\w*+(?![-'.:$])|(?!https?:|www\.|[a-z]{1,2}\$)[^\W\d_]+(?:['-][^\W_]+)*[\w]*)"
    r"|(?P<iso>\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2}(?![\d/-]|\.\d))"
    r"|(?P<local>\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/)(?:\d{4}|\d{2})(?![\d./]\d|\d)"
    r"|\d{1,2}-\d{1,2}-(?:19|20)\d\d(?![\d-]))"
    r"|(?P<other>\d+(?:\.\d+){2,}|\+\d[\d ()-]{6,24}\d|\d{1,4}(?:-\d{1,4}){2,8}(?!\d)"
    r"|https?://\S+|www\.\S+|[@#]\w+)"
    r"|(?P<clock>\d{1,3}:\d{1,2}(?::\d{2})?(?!\d))|(?P<sign>[a-z]{1,2}\$)"
    r"|(?P<number>(?:\d{1,3}(?: \d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d+)*)(?!\d))"
    r"(?P<suffix>-?[^\W\d_]+(?:[-'][^\W\d_]+)*\d*)?"
    r"|(?P<mark>[^\w ])|(?P<rest>\w)|\Z)"
)
_PIECE = re.compile(re.sub(r"\(\?P<\w+>", "(?:", _TERM.pattern))  # the same without groups
_ALIKE = {  # the pieces of a kind that no other kind can be
    "word": re.compile(r" *(?:[^a-z]|..)"),  # a letter alone may be left of an address
    "number": re.compile(r" +\d+\Z"),
    "clock": re.compile(""),
    "mark": re.compile(""),
}
_HEAD = re.compile(r"[^\W\d_]+(?:['-][^\W_]+)*\w*")  # the first word of a phrase

Classes = dict[str, Any]
Term = tuple[int, int, str, Classes]  # start, end, the character of its set of classes, a value a class
_DULL: Classes = {"other": None}


class Piece(NamedTuple):
    """A stretch of text with the spaces before it, and its terms, counted from its start."""

    begins: int  # after the spaces
    is_word: bool
    phrases: re.Pattern[str] | None  # that begin with it
    terms: list[Term]


_NOTHING = Piece(0, False, None, [])


@dataclass(frozen=True)
class Lexicon:
    """The words of a few packs of one language, by form; and one character for each set of classes."""

    forms: Mapping[str, Classes]
    phrases: Mapping[str, re.Pattern[str]]  # first word -> its phrases, the longest first
    suffixes: Mapping[str, str]  # what follows the digits of a number -> its class
    decimal: str
    codes: dict[frozenset[str], str] = field(default_factory=dict)
    coded: dict[str, tuple[str, Classes]] = field(default_factory=dict)  # form -> its code and classes
    pieces: dict[str, Piece] = field(default_factory=dict)  # those met that read the same in any place

    def code(self, classes: Mapping[str, Any]) -> str:
        """The character that stands for exactly these classes."""
        key = frozenset(classes)
        found = self.codes.get(key)
        if found is None:
            found = self.codes[key] = chr(0xE000 + len(self.codes))
        return found

    def members(self, name: str) -> str:
        """The characters of all sets that hold a class."""
        return "".join(sorted(code for key, code in self.codes.items() if name in key))


@cache
def load_pack(language: str, name: str) -> Mapping[str, Any]:
    """A TOML pack of one language, empty where the language has none."""
    path = LANGUAGES / language / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def load_lexicon(language: str, names: tuple[str, ...]) -> Lexicon:
    """The words of these packs of a language together."""
    forms: dict[str, Classes] = {}
    suffixes: dict[str, str] = {}
    decimal = "."
    for name in names:
        for owner in ("shared", language):
            pack = load_pack(owner, name)
            decimal = pack.get("decimal", decimal)
            for kind, endings in pack.get("suffixes", {}).items():
                suffixes.update(dict.fromkeys(endings, kind))
            for form, kind, value in _entries(pack):
                forms.setdefault(form, {})[kind] = value
    phrases: dict[str, list[str]] = {}
    for form in forms:
        head = _HEAD.match(form)
        if head and head.group() != form:
            phrases.setdefault(head.group(), []).append(form)
    return _coded(Lexicon(forms, {head: _either(found) for head, found in phrases.items()}, suffixes, decimal))


def _either(phrases: list[str]) -> re.Pattern[str]:
    """The longest of these phrases that stands somewhere."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return re.compile(f"(?:{'|'.join(map(re.escape, ordered))})(?![^\\W_])")


def _coded(lexicon: Lexicon) -> Lexicon:
    for name in ("other", *sorted(set(_MARKS.values()))):
        lexicon.code({name: None})
    for extra in ({}, {"day": 1}, {"year": 1}):
        for whole in ({}, {"whole": 1}):
            lexicon.code({"num": 1, **whole, **extra})
    for key in ({"clock": 1}, {"isodate": 1}, {"decade": 1}, {"ordinal": 1}, {"ordinal": 1, "ordyear": 1}):
        lexicon.code(key)
    for form in sorted(lexicon.forms):
        lexicon.coded[form] = lexicon.code(lexicon.forms[form]), lexicon.forms[form]
    return lexicon


def _entries(pack: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    endings = pack.get("endings", {})
    for kind, forms in pack.get("words", {}).items():
        table = forms if isinstance(forms, dict) else {"": forms}
        for value, texts in table.items():
            for text in texts:
                for form in expand(text, endings):
                    yield form, kind, _value(value)


def _value(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text or True
    return int(number) if number.is_integer() else number


def expand(text: str, endings: Mapping[str, list[str]]) -> list[str]:
    """All forms of a pack entry: "a(b|c)d" is abd and acd, "a{name}" takes the endings of that name."""
    out = [""]
    for piece in re.findall(r"\{\w+\}|\([^)]*\)|[^({]+", text):
        if piece.startswith("{"):
            tails = list(endings[piece[1:-1]])
        elif piece.startswith("("):
            tails = piece[1:-1].split("|")
        else:
            tails = [piece]
        out = [head + tail for head in out for tail in tails]
    return out


def chunks(low: str) -> Iterator[tuple[int, int]]:
    """The text in pieces of bounded size, cut at line ends, or else at spaces."""
    start, size = 0, len(low)
    while size - start > CHUNK:
        cut = low.rfind("\n", start, start + CHUNK)
        cut = cut if cut > start else low.rfind(" ", start, start + CHUNK)
        cut = cut + 1 if cut > start else start + CHUNK
        yield start, cut
        start = cut
    yield start, size


def split_terms(low: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> list[Term]:
    """The terms of low[start:end], in order."""
    out: list[Term] = []
    pieces, stop = lexicon.pieces, len(low) if end is None else end
    done = at = start
    for text in _PIECE.findall(low, start, stop):
        first, at = at, at + len(text)
        if text[-1:] == "\n" and _is_wrap(low, at - 1):
            continue
        begins, is_word, phrases, terms = pieces.get(text) or _read_piece(low, first, stop, lexicon)
        if first < done and (at <= done or (is_word and first + begins < done)):
            continue
        if phrases and (phrase := phrases.match(low, first + begins)):
            done = phrase.end()
            out.append((first + begins, done, *lexicon.coded[phrase.group()]))
        else:
            for a, b, code, classes in terms:
                out.append((first + a, first + b, code, classes))
    return out


def _read_piece(low: str, at: int, stop: int, lexicon: Lexicon) -> Piece:
    """The piece that begins here; it is kept where it reads the same in any place."""
    found = _TERM.match(low, at, stop)
    if found is None or found.lastgroup is None:
        return _NOTHING
    kind, text = found.lastgroup, found.group()
    begins, terms = len(text) - len(text.lstrip(" ")), _terms(found, lexicon)
    phrases = lexicon.phrases.get(text[begins:]) if kind == "word" else None
    piece = Piece(begins, kind == "word", phrases, [(a - at, b - at, c, values) for a, b, c, values in terms])
    if kind in _ALIKE and _ALIKE[kind].match(text):
        if len(lexicon.pieces) >= _PIECES_KEPT:
            lexicon.pieces.clear()
        lexicon.pieces[text] = piece
    return piece


def _terms(found: re.Match[str], lexicon: Lexicon) -> list[Term]:
    kind, low, end = found.lastgroup, found.string, found.end()
    if kind == "word":
        return _word(found[kind], found.start(kind), lexicon)
    if kind == "mark":
        return [_term(end - 1, end, _mark(low[end - 1], lexicon), lexicon)]
    if kind == "sign":
        return [(*found.span(kind), *lexicon.coded.get(found[kind], lexicon.coded["$"]))]
    return _digits(found, lexicon)


def _word(text: str, start: int, lexicon: Lexicon) -> list[Term]:
    entry = lexicon.coded.get(text)
    if entry is None and not text.isalpha():
        return _compound(text, start, lexicon)
    return [(start, start + len(text), *(entry or (lexicon.code(_DULL), _DULL)))]


def _mark(text: str, lexicon: Lexicon) -> Classes:
    """The classes of a punctuation mark."""
    return lexicon.forms.get(text) or {_MARKS.get(text, "other"): text}


def _is_wrap(low: str, at: int) -> bool:
    """Whether a line end is only where a long line was broken."""
    if not low[at + 1 : at + 2].isalnum() or low[at - 1] in '.!?:;"':
        return False
    before = low.rfind("\n", max(0, at - 130), at)
    return 60 <= at - before - 1 <= 125 and before >= 0


def _compound(text: str, start: int, lexicon: Lexicon) -> list[Term]:
    """The parts of a hyphened word, where all of them are known; else one term."""
    if text.endswith("'s") and text[:-2] in lexicon.forms:
        return [_term(start, start + len(text) - 2, lexicon.forms[text[:-2]], lexicon)]
    parts = text.split("-")
    known = [lexicon.forms.get(p) or (_number_classes(p, lexicon) if p.isdecimal() else None) for p in parts]
    if len(parts) < 2 or not all(known) or parts[0] not in lexicon.forms:
        return [_term(start, start + len(text), {"other": None}, lexicon)]
    out = []
    for number, (part, classes) in enumerate(zip(parts, known, strict=True)):
        if number:
            out.append(_term(start - 1, start, {"dash": "-"}, lexicon))
        out.append(_term(start, start + len(part), classes or {}, lexicon))
        start += len(part) + 1
    return out


def _term(start: int, end: int, classes: Classes, lexicon: Lexicon) -> Term:
    return start, end, lexicon.code(classes), classes


def _digits(found: re.Match[str], lexicon: Lexicon) -> list[Term]:
    text = found.group().lstrip(" ")
    start, end = found.end() - len(text), found.end()
    if found["iso"] or found["local"]:
        parts = [int(p) for p in re.split(r"[-./]", text)]
        if found["local"]:
            parts = [parts[2] + (2000 if parts[2] < 100 else 0), parts[1], parts[0]]
        return [_term(start, end, {"isodate": tuple(parts)}, lexicon)]
    if found["clock"]:
        return [_term(start, end, {"clock": text}, lexicon)]
    if not found["number"] or (start and found.string[start - 1] == "_"):
        return [_term(start, end, {"other": None}, lexicon)]
    return _number(found, lexicon)


def _number(found: re.Match[str], lexicon: Lexicon) -> list[Term]:
    start, end = found.start("number"), found.end()
    classes = _number_classes(found["number"], lexicon)
    suffix = found["suffix"]
    if not suffix:
        return [_term(start, end, classes, lexicon)]
    middle = found.end("number")
    kind, word = lexicon.suffixes.get(suffix), suffix.lstrip("-")
    if kind == "split":
        return [_term(start, middle, classes, lexicon)]
    if kind is not None and "num" in classes:
        made: Classes = {kind: classes["num"][0]}
        if kind == "ordinal" and "year" in classes:
            made["ordyear"] = classes["year"]
        return [_term(start, end, made, lexicon)]
    if word in lexicon.forms and (len(word) > 1 or suffix == word):
        out = [_term(start, middle, classes, lexicon)]
        if suffix != word:
            out.append(_term(middle, middle + 1, {"dash": "-"}, lexicon))
        return [*out, _term(end - len(word), end, lexicon.forms[word], lexicon)]
    return [_term(start, end, {"other": None}, lexicon)]


def _number_classes(text: str, lexicon: Lexicon) -> Classes:
    """What digits may be: a number (with and without a scale word after it), a day, a year."""
    if len(text) > 18:
        return {"other": None}
    plain, scaled = read_digits(text, lexicon.decimal)
    classes: Classes = {"num": (plain, scaled)}
    if text.isdecimal():
        classes["whole"] = plain
        if len(text) <= 2 and 1 <= plain <= 31:
            classes["day"] = int(plain)
        elif len(text) == 4 and 1900 <= plain <= 2100:
            classes["year"] = int(plain)
    return classes


def read_digits(text: str, decimal: str) -> tuple[float, float]:
    """The number of digits with separators, as it stands and as read before a scale word (1.250 billion)."""
    text = text.replace(" ", "")
    marks = [c for c in text if c in ".,"]
    if not marks:
        return float(int(text)), float(int(text))
    pieces = re.split(r"[.,]", text)
    groups = all(len(p) == 3 for p in pieces[1:]) and 1 <= len(pieces[0]) <= 3 and pieces[0] != "0"
    point = _float("".join(pieces[:-1]) + "." + pieces[-1])
    joined = float(int("".join(pieces)))
    if len(set(marks)) == 2:
        return point, point
    if len(marks) > 1:
        return (joined, joined) if groups else (point, point)
    if not groups:
        return point, point
    if marks[0] == decimal:
        return (joined, point) if decimal == "," else (point, point)
    return joined, (joined if marks[0] == "," else point)


def _float(text: str) -> float:
    return float(text)

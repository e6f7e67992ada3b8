"""Tokens and sentences, with exact spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pledgebook.analyse.fold import lower
from pledgebook.analyse.morphology import Word, morphology
from pledgebook.model.document import Block
from pledgebook.packs.load import table

LONGEST_SENTENCE = 400  # tokens; a longer run without an end is cut, so that no text makes reading slow
FORMS_KEPT = 50_000

_TOKEN = re.compile(
    r"[^\W\d_]+(?:\u0301?['\-]?[^\W\d_\u0301]+)*\u0301?"  # words, with inner apostrophes and hyphens
    r"|\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)?"  # numbers, 19-th
    r"|\.\.\.|[^\w\s]|_+"
)
_POSSESSIVE = re.compile(r"^(.+)('s|n't|'ll|'re|'ve)$")


class Token:
    """A word, number or mark: its span, lower-case form, letter case and readings."""

    __slots__ = ("capital", "end", "low", "start", "upper", "word")

    def __init__(self, start: int, end: int, low: str, capital: bool, upper: bool, word: Word) -> None:
        self.start = start
        self.end = end
        self.low = low
        self.capital = capital
        self.upper = upper
        self.word = word

    def __repr__(self) -> str:
        return f"<{self.low}>"


class Sentence:
    """A run of tokens of one block."""

    __slots__ = ("block", "end", "start", "tokens")

    def __init__(self, tokens: list[Token], block: Block) -> None:
        self.tokens = tokens
        self.block = block
        self.start = tokens[0].start
        self.end = tokens[-1].end


Form = tuple[int, str, bool, bool, Word]  # length, lower case, capital, upper, word


def tokenise(folded: str, start: int, end: int, language: str) -> list[Token]:
    """The tokens of folded[start:end]; clitics (n't, 's) are tokens of their own where the language has them."""
    forms = _forms(language)
    found = []
    for match in _TOKEN.finditer(folded, start, end):
        at, stop = match.span()
        written = folded[at:stop]
        parts = forms.get(written)
        if parts is None:
            if len(forms) >= FORMS_KEPT:
                forms.clear()
            parts = forms[written] = _parts(written, language)
        for length, low, capital, upper, word in parts:
            found.append(Token(at, at + length, low, capital, upper, word))
            at += length
    return found


@cache
def _forms(language: str) -> dict[str, tuple[Form, ...]]:
    """The tokens that words, numbers and marks give, by how they are written; those met lately."""
    return {}


def _parts(written: str, language: str) -> tuple[Form, ...]:
    low = lower(written)
    if "'" in low and table(language, "grammar").get("articles") and (split := _POSSESSIVE.match(low)):
        middle = split.end(1)
        return _form(written[:middle], language), _form(written[middle:], language)
    return (_form(written, language),)


def _form(written: str, language: str) -> Form:
    low, size = lower(written), len(written)
    upper = size > 1 and written[0].isupper() and written.isupper()
    return size, low, written[0].isupper(), upper, morphology(language).word(low)


@cache
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    data = table(language, "grammar").get("abbreviations", {})
    before = frozenset(data.get("before_name", ()))
    anywhere = frozenset(piece for x in data.get("anywhere", ()) for piece in (x, x.split(".")[-1].strip()))
    return before, anywhere


def sentences(folded: str, blocks: Sequence[Block], language: str) -> list[Sentence]:
    """The sentences of all blocks that are text, in order; a line break ends one."""
    found: list[Sentence] = []
    for block in blocks:
        if not block.is_text:
            continue
        start = block.start
        while start < block.end:
            stop = folded.find("\n", start, block.end)
            stop = block.end if stop < 0 else stop
            tokens = tokenise(folded, start, stop, language)
            found.extend(Sentence(part, block) for part in _split(tokens, folded, language))
            start = stop + 1
    return found


_MAY_END = frozenset((".", "!", "?", "...", "\u2026", '"'))


def _split(tokens: list[Token], folded: str, language: str) -> list[list[Token]]:
    parts: list[list[Token]] = []
    start = 0
    for n, token in enumerate(tokens):
        is_long = n - start + 1 >= LONGEST_SENTENCE
        if not is_long and token.low not in _MAY_END:
            continue
        following = tokens[n + 1] if n + 1 < len(tokens) else None
        if is_long or _ends(tokens, n, folded, following, language):
            if following is not None and following.low == '"' and token.low in ".!?..." and _closes(folded, following):
                continue
            parts.append(tokens[start : n + 1])
            start = n + 1
    if start < len(tokens):
        parts.append(tokens[start:])
    return parts


def _closes(folded: str, quote: Token) -> bool:
    """Whether a quotation mark stands at the end of what it quotes."""
    before = folded[quote.start - 1 : quote.start]
    return bool(before) and not before.isspace()


def _ends(tokens: list[Token], n: int, folded: str, following: Token | None, language: str) -> bool:
    token = tokens[n]
    if token.low == '"' and n and tokens[n - 1].low in (".", "!", "?", "...", "\u2026") and _closes(folded, token):
        return following is None or following.capital or following.low == '"'
    if token.low in ("!", "?", "...", "\u2026"):
        return following is None or following.capital or following.low in ('"', "\u2013", "-")
    if token.low != ".":
        return False
    if following is None:
        return True
    gap = following.start > token.end
    if not gap or not (following.capital or following.low in '"(\u2013-\u2022' or following.low[0].isdigit()):
        return False
    if n == 0:
        return False
    before = tokens[n - 1]
    named, anywhere = _abbreviations(language)
    if before.capital and before.end - before.start == 1:
        return False  # an initial
    if before.low in named:
        return False
    if before.low in anywhere:
        return following.capital and not following.upper and n + 2 < len(tokens) and before.low not in _ALWAYS
    return True


_ALWAYS = frozenset(("e.g", "i.e", "u.s"))

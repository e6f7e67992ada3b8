"""Quantities of a text: counts, money, percents, multiples and ordinals, with their bounds and ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pledgebook.analyse.cascade import Grammar, Maker, Values, compile_grammar
from pledgebook.analyse.lexicon import Term, chunks, load_pack
from pledgebook.analyse.numerals import nothing, numeral_value
from pledgebook.model.mention import Quantity

_LEAST_ORDINAL_IN_WORDS = 3  # "first" and "second" seldom count anything
_YEARS = range(2010, 2036)  # bare digits that are rather a year


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in the making; factor is of its scale word, the span without the words of the bound."""

    value: float | None
    start: int
    end: int
    kind: str = "count"
    bound: str = "exactly"
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    factor: float = 1
    is_said: bool = False
    is_bare: bool = False  # digits alone


def find_quantities(low: str, language: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The quantities of a folded, lower-cased text, in order, outside the spans that are taken."""
    grammar = _grammar(language)
    spans = sorted(taken)
    out: list[Quantity] = []
    for start, end in chunks(low):
        inside = [s for s in spans if s[0] < end and s[1] > start] if spans else []
        for term in grammar.read(low, start, end, inside):
            if "amount" in term[3]:
                out.extend(_mention(term))
    return out


def _mention(term: Term) -> list[Quantity]:
    start, end, _, values = term
    figure: Figure = values["amount"]
    if figure.is_bare and figure.value in _YEARS:
        return []
    return [
        Quantity(
            start, end, figure.kind, figure.value, figure.bound, values["rule"], figure.low, figure.high,
            figure.currency, figure.is_said, figure.start, figure.end,
        )
    ]  # fmt: skip


# ------------ what rules make of their words
def _figure(v: Values, value: float, **more: Any) -> Figure:
    return Figure(value, *v["span"], **more)


def _number(v: Values) -> Figure:
    held = v["count"]
    return _figure(v, numeral_value(held), is_bare=isinstance(held, tuple))


def _scaled(v: Values) -> Figure | None:
    """A number and its scale words: 40.5 billion, two and a half million."""
    first = numeral_value(v["count"], is_scaled=True) if "count" in v else 1.0
    first += 0.5 if "halfmore" in v else 0
    factor = float(v.get("scale") or v["onescale"])
    value = first * factor
    if "scale2" in v:
        if v["scale2"] >= factor:
            return None
        value += numeral_value(v["n"] if "n" in v else v["num"]) * v["scale2"]
    if "count2" in v:
        value += numeral_value(v["count2"])
    elif "n" in v and "scale2" not in v:
        value += numeral_value(v["n"])
    return _figure(v, round(value, 6), factor=factor)


def _fixed(v: Values) -> Figure:
    value = v["fixed"] if "fixed" in v else v["genscale"]
    return _figure(v, float(value) * float(v.get("scale", 1)), factor=float(v.get("scale", 1)))


def _grouped(v: Values) -> Figure:
    """Two dozen, a dozen, a hundred."""
    value = numeral_value(v["count"]) * v["group"] if "count" in v else float(v["onegroup"])
    return _figure(v, value * float(v.get("scale", 1)), factor=float(v.get("scale", 1)))


def _vague(v: Values) -> Figure:
    """The lowest reading of a vague count: several thousand, dozens, hundreds of thousands."""
    factor = next((v[name] for name in ("scale", "group", "hundred") if name in v), 1)
    low = v["many"] if "many" in v else v["several"]
    return _figure(v, float(low * factor), bound="at_least", is_said=True)


def _money(v: Values) -> Figure | None:
    amount: Figure = v["amount"]
    if amount.kind != "count":
        return None
    code = v.get("currencysign") or v.get("currencycode")
    if code is None:
        code = _currency(v["currency"], v.get("curradj"))
    return replace(amount, kind="money", currency=code, start=v["span"][0], end=v["span"][1], is_bare=False)


def _currency(name: str, country: str | None) -> str | None:
    table: Mapping[str, Mapping[str, str]] = load_pack("shared", "quantities")["currencies"]
    return table[name].get(country or "default", table[name].get("default"))


def _percent(v: Values) -> Figure | None:
    amount: Figure = v["amount"]
    if amount.kind != "count":
        return None
    return replace(amount, kind="percent", start=v["span"][0], end=v["span"][1], is_bare=False)


def _range(v: Values) -> Figure | None:
    """Two amounts; the first takes the scale and the currency that only the second tells."""
    one, two = v["amount"], v["amount2"]
    if one.bound != "exactly" or two.bound != "exactly" or one.value is None or two.value is None:
        return None
    low = one.value * two.factor if one.factor == 1 and one.value <= two.value / two.factor else one.value
    kinds = {one.kind, two.kind} - {"count"}
    if low >= two.value or len(kinds) > 1 or "ordinal" in kinds or (v.get("near") and two.value > 100 * low):
        return None
    kind = kinds.pop() if kinds else "count"
    currency = two.currency or one.currency
    return _figure(v, 0, low=low, high=two.value, bound="range", kind=kind, currency=currency, is_said=True)


def _bounded(v: Values) -> Figure | None:
    amount: Figure = v["amount"]
    bound = v.get("bound") or v.get("afterbound") or v.get("plusbound")
    if bound in (None, "none") or amount.kind == "ordinal" or (amount.bound == "range" and bound != "about"):
        return None
    if amount.bound == "range":
        return amount
    if amount.bound == "at_least" and bound == "about":
        bound = "at_least"
    return replace(amount, bound=bound, is_said=True, is_bare=False)


def _multiple(v: Values) -> Figure | None:
    if "multiple" in v:
        return _figure(v, float(v["multiple"]), kind="multiple")
    amount: Figure = v["amount"]
    if amount.kind != "count":
        return None
    return replace(amount, kind="multiple", is_bare=False, end=v["span"][1])


def _share(v: Values) -> Figure | None:
    """A part of a whole in words: two-thirds, half."""
    if "fractionone" in v:
        return _figure(v, 1 / v["fractionone"], kind="share")
    value = numeral_value(v["n"]) / v["fractionnoun"]
    return _figure(v, value, kind="share") if 0 < value < 1 else None


def _share_of(v: Values) -> Figure | None:
    """So many of so many: one in five."""
    value = numeral_value(v["n"]) / numeral_value(v["n2"])
    return _figure(v, value, kind="share") if 0 < value < 1 else None


def _share_each(v: Values) -> Figure | None:
    """Every fifth."""
    return _figure(v, 1 / v["ordword"], kind="share") if v["ordword"] > 1 else None


def _ordinal(v: Values) -> Figure | None:
    value = float(v["ordinal"] if "ordinal" in v else v["ordword"])
    in_words = "ordword" in v or v.get("tens") is not None
    return None if in_words and value < _LEAST_ORDINAL_IN_WORDS else _figure(v, value, kind="ordinal")


_MAKERS: dict[str, Maker] = {
    "nothing": nothing, "number": _number, "scaled": _scaled, "fixed": _fixed, "grouped": _grouped,
    "vague": _vague, "money": _money, "percent": _percent, "range": _range, "bounded": _bounded,
    "multiple": _multiple, "ordinal": _ordinal, "share": _share, "share_of": _share_of, "share_each": _share_each,
}  # fmt: skip


@cache
def _grammar(language: str) -> Grammar:
    return compile_grammar(language, "quantities", _MAKERS)

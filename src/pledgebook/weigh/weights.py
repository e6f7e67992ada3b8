"""Weights learned from gold: how likely a possible claim is right, and how firm it is told."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

BIAS = "bias"
PAIR = " & "  # between two traits that are looked at together
STEEPEST = 30.0


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: a weight for each trait and for each pair of traits. As in logistic regression."""

    bias: float
    single: Mapping[str, float]
    pairs: Mapping[str, Mapping[str, float]]

    def sum(self, traits: Iterable[str]) -> float:
        """The weights of single traits, summed up."""
        single = self.single
        return sum([single[trait] for trait in traits if trait in single])

    def met(self, groups: Sequence[Sequence[str]]) -> float:
        """The weights of the pairs that traits of different groups make, summed up."""
        total = 0.0
        for n, left in enumerate(groups):
            for first in left:
                seconds = self.pairs.get(first)
                if seconds:
                    for right in groups[n + 1 :]:
                        total += sum([seconds[second] for second in right if second in seconds])
        return total


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of each part: by kind of claim whether it is right, and by code of firmness how firm it is."""

    right: Mapping[str, Weights] = field(default_factory=dict)
    firmness: Mapping[str, Weights] = field(default_factory=dict)


_model: ContextVar[Model | None] = ContextVar("model", default=None)


def model() -> Model:
    """The model in use: the one that the package ships, or the one that is being tried."""
    return _model.get() or shipped()


@contextmanager
def using(tried: Model) -> Iterator[None]:
    """While open, possible claims are weighed with another model."""
    token = _model.set(tried)
    try:
        yield
    finally:
        _model.reset(token)


@cache
def shipped() -> Model:
    """The model that training wrote into the package; without one nothing is weighed."""
    path = files("pledgebook") / "weigh" / "model.tsv"
    return from_lines(path.read_text("utf-8").splitlines()) if path.is_file() else Model()


def from_lines(lines: Iterable[str]) -> Model:
    """A model from rows of part, name, trait and weight, such as 'right, commitment, no verb, -0.31'."""
    told: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for line in lines:
        if line and not line.startswith("#"):
            part, name, trait, weight = line.split("\t")
            told[part][name][trait] = float(weight)
    return Model(*({name: of_names(w) for name, w in told[part].items()} for part in ("right", "firmness")))


def of_names(named: Mapping[str, float]) -> Weights:
    """Weights by trait and by pair of traits."""
    pairs: dict[str, dict[str, float]] = defaultdict(dict)
    single = {}
    for name, weight in named.items():
        first, joined, second = name.partition(PAIR)
        if joined:
            pairs[first][second] = weight
        else:
            single[name] = weight
    return Weights(single.pop(BIAS, 0.0), single, dict(pairs))


def names_of(traits: Sequence[str], groups: Sequence[Sequence[str]]) -> list[str]:
    """The names under which the score of such traits is summed up: what training counts."""
    found = list(traits)
    for n, left in enumerate(groups):
        for right in groups[n + 1 :]:
            found += [f"{a}{PAIR}{b}" for a in left for b in right]
    return found


def chance(score: float) -> float:
    """The logistic of a score."""
    return 1 / (1 + math.exp(-min(max(score, -STEEPEST), STEEPEST)))

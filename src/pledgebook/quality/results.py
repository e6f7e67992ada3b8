"""Numbers of a measurement: rates, tallies by group, calibration, documents."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.model.claim import KINDS
from pledgebook.quality.values import Json


def is_language(group: str) -> bool:
    """Whether a group of claims is a language."""
    return group != "all" and group not in KINDS and "/" not in group


def ratio(part: float, whole: float) -> float | None:
    """A share; None of nothing."""
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean."""

    precision: float | None
    recall: float | None
    f1: float | None

    @classmethod
    def of(cls, hit: float, found: float, wanted: float) -> Rates:
        """From how many are common, found and wanted."""
        return cls(ratio(hit, found), ratio(hit, wanted), ratio(2 * hit, found + wanted))


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a group: required gold is hit or missed; what was read is right, optional or wrong."""

    hit: int = 0
    miss: int = 0
    right: int = 0
    optional: int = 0
    wrong: int = 0
    dup: int = 0  # of the wrong ones, those that say again what is taken

    @property
    def gold(self) -> int:
        """Required claims of the gold."""
        return self.hit + self.miss

    @property
    def read(self) -> int:
        """Claims that were read."""
        return self.right + self.optional + self.wrong

    @property
    def rates(self) -> Rates:
        """Precision, recall, F1."""
        return Rates.of(self.hit, self.hit + self.wrong, self.gold)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidences are from what came true: mean squared error, calibration error in ten bins."""

    n: int
    brier: float | None
    ece: float | None


@dataclass(frozen=True, slots=True)
class Documents:
    """What was found out of whole documents, as shares of them."""

    gold: int
    read: int
    language: float | None
    contains: float | None
    meets: float | None
    days: float | None  # median width of the closed intervals
    open: int
    main_text: Rates


@dataclass(frozen=True, slots=True)
class Score:
    """All the figures of one set of gold. Groups are "all", a language, a kind, or "language/kind"."""

    groups: dict[str, dict[str, Tally]]
    slots: dict[str, tuple[int, int]]  # right, judged
    documents: Documents
    evidence: tuple[int, int]  # exact, all
    calibration: Calibration
    errors: tuple[tuple[str, str, Json], ...]  # (miss or wrong, file, claim) in default mode

    @property
    def exact(self) -> float | None:
        """The share of evidence that is word for word the text at its place."""
        return ratio(*self.evidence)

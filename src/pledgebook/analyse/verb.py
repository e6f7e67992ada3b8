"""A verb group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Verb:
    """A verb group at tokens first to last (last excluded); head is the token of the main verb."""

    first: int
    last: int
    head: int
    form: str  # fin inf ger part
    tense: str = ""  # past pres fut perfect
    negated: bool = False
    passive: bool = False
    modal: str = ""  # may must cond
    number: str = ""
    person: str = ""
    gender: str = ""
    aspect: str = ""
    copula: bool = False
    going_on: bool = False  # is doing
    reflexive: bool = False

    @property
    def is_finite(self) -> bool:
        """Whether it makes a clause."""
        return self.form == "fin"

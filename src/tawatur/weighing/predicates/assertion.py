"""One claim that is no number: what a sentence says of something, and whether it says so."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tawatur.weighing.predicates.clauses import Thing

__all__ = ["Assertion", "Family"]

Family = Literal["control", "fate", "flight", "making", "blame", "cause"]


class Assertion(NamedTuple):
    """An answer that one sentence gives to one question.

    ``family`` is the kind of question, ``about`` what it is asked of, ``answers`` the answer (ids
    of which one must be shared for two answers to be one), ``held`` false where the sentence says
    that it is not so, ``claimed`` true where the doer says it himself, ``sentence`` the id of the
    sentence.
    """

    family: Family
    article: str
    start: int
    end: int
    sentence: str
    about: Thing
    answers: frozenset[str]
    held: bool = True
    claimed: bool = False

    @property
    def key(self) -> str:
        """An id, unique among the statements of a pile."""
        return f"{self.article}#a{self.family}{self.start}-{self.end}-{min(self.about.ids)}"

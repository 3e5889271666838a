"""What is known of a simulated world: lines, statements, claims, disputes, relations."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.records import Article

__all__ = [
    "Episode",
    "Relation",
    "TrueArticle",
    "TrueClaim",
    "TrueDispute",
    "TrueLine",
    "TrueStatement",
    "World",
]

Class = Literal["none", "partially", "wholly"]
Stratum = Literal["copy", "statement", "reworded", "background", "same_event"]
Course = Literal["growth", "correction", "contradiction", "mistake"]


class TrueLine(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of an article and where it comes from."""

    start: int
    end: int
    unit: str
    """Id of the sentence as its author wrote it; copies of it share the id."""
    role: str
    author: str
    """Name of the agency or outlet that wrote it."""
    path: tuple[str, ...] = ()
    """Ids of the articles and dispatches that it passed through, the author's first."""
    statement: str | None = None
    """Id of the official's own words that it quotes; two authors may quote the same."""
    reworded: bool = False
    """A desk wrote the sentence anew, so that the text no longer shows where it is from."""


class TrueArticle(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="true_article"):
    """What is known of one article."""

    id: str
    episode: str
    lines: tuple[TrueLine, ...]
    sources: tuple[str, ...]
    """Names of the agencies and outlets that its text was taken from."""
    credited: tuple[str, ...]
    """Those of them that it names."""


class TrueStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a claim is made: the figure's offsets, and the origin behind it."""

    article: str
    start: int
    end: int
    origin: str
    origin_kind: str
    attributed: bool
    """The sentence itself says whose figure it is."""


class TrueClaim(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="true_claim"):
    """One value of one question with all its statements."""

    id: str
    question: str
    what: str
    value: int
    statements: tuple[TrueStatement, ...]

    @property
    def origins(self) -> frozenset[str]:
        """Ids of the independent origins."""
        return frozenset(statement.origin for statement in self.statements)

    @property
    def n_origins(self) -> int:
        """Number of independent origins."""
        return len(self.origins)

    @property
    def recoverable(self) -> bool:
        """Whether the sentence of some carrier says of every origin that the figure is its."""
        return self.origins == {s.origin for s in self.statements if s.attributed}


class TrueDispute(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="true_dispute"):
    """Claims of one question that cannot all hold."""

    claims: tuple[str, ...]
    course: Course
    resolved_by: Literal["time"] | None


class Relation(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="true_pair"):
    """How two articles are related: METER's class both ways round, and the direction."""

    a: str
    b: str
    b_from_a: Class
    a_from_b: Class
    direction: Literal["a>b", "b>a", "common"] | None
    stratum: Stratum


class Episode(msgspec.Struct, frozen=True, kw_only=True):
    """One event with its articles and their truth."""

    id: str
    kind: str
    articles: tuple[Article, ...]
    lines: tuple[TrueArticle, ...]
    claims: tuple[TrueClaim, ...]
    disputes: tuple[TrueDispute, ...]
    relations: tuple[Relation, ...]


class World(msgspec.Struct, frozen=True, kw_only=True):
    """A whole simulated world."""

    episodes: tuple[Episode, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, by episode."""
        return tuple(article for episode in self.episodes for article in episode.articles)

    @property
    def claims(self) -> tuple[TrueClaim, ...]:
        """All true claims."""
        return tuple(claim for episode in self.episodes for claim in episode.claims)

    @property
    def disputes(self) -> tuple[TrueDispute, ...]:
        """All true disputes."""
        return tuple(dispute for episode in self.episodes for dispute in episode.disputes)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All pairs of articles of one event."""
        return tuple(relation for episode in self.episodes for relation in episode.relations)

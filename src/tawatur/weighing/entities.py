"""Entities across articles (being written)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawatur.records import Annotation, Article

__all__ = ["unify"]


def unify(
    articles: Sequence[Article], annotations: Mapping[str, Sequence[Annotation]]
) -> dict[str, tuple[Annotation, ...]]:
    """Return the annotations with entities."""
    return {article.id: tuple(annotations.get(article.id, ())) for article in articles}

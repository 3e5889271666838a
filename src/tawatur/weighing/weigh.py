"""The step over the collection that makes a situation of annotations and lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tawatur.records import Annotation, Article, Claim, Dispute, Quote, Time
from tawatur.tracing import Trace
from tawatur.weighing.carried import aligned, by_article
from tawatur.weighing.claims import figure_claims, quote_claims
from tawatur.weighing.context import Context, Contexts
from tawatur.weighing.date_claims import date_claims
from tawatur.weighing.dated import Dated, dated_statements, gather_dates
from tawatur.weighing.denials import denial_disputes
from tawatur.weighing.disputes import figure_disputes, with_status
from tawatur.weighing.entities import entities
from tawatur.weighing.origins import Origins, Said
from tawatur.weighing.questions import gather_questions
from tawatur.weighing.series import figure_series
from tawatur.weighing.situation import Situation
from tawatur.weighing.sources import credited_sources
from tawatur.weighing.timeline import timeline
from tawatur.weighing.utterances import gather_utterances

__all__ = ["weigh"]


def weigh(
    articles: Sequence[Article],
    annotations: Mapping[str, Sequence[Annotation]],
    trace: Trace,
) -> Situation:
    """Return the situation of a pile.

    Args:
        articles: the articles, in any order.
        annotations: all annotations by article id, entities shared (see
            :func:`tawatur.weighing.unify`).
        trace: the lineage of the same articles.
    """
    ordered = tuple(sorted(articles, key=lambda article: article.id))
    by_id = {article.id: article for article in ordered}
    contexts = [
        context
        for article in ordered
        for context in Contexts(article, annotations[article.id]).all()
    ]
    quotes = {
        record.id: record
        for article in ordered
        for record in annotations[article.id]
        if isinstance(record, Quote)
    }
    origins = Origins(ordered, annotations, credited_sources(ordered), trace.families)
    dated = [
        one for article in ordered for one in dated_statements(article, annotations[article.id])
    ]
    said = _said(origins, contexts, quotes.values(), dated)
    places = by_article((s.article, s.start, s.end, s.record) for s in said.values())
    carried = sorted(set(aligned(trace.reuse, places)))
    origins.settle(carried, said)

    counted = {context.quantity.id for context in contexts}
    speakers = {
        key: "" if origins.bare(statement) else statement.node
        for key, statement in said.items()
        if key in counted
    }
    gathered = gather_questions(contexts, carried, speakers)
    questions = figure_claims(gathered, by_id, origins, said)
    utterances = gather_utterances(list(quotes.values()), said, origins, carried)
    words = quote_claims(utterances, by_id, origins, said)
    dates, date_disputes = date_claims(gather_dates(dated, carried), by_id, origins, said)
    disputes = [
        *date_disputes,
        *figure_disputes(questions, by_id),
        *denial_disputes(words, quotes, by_id),
    ]
    disputes.sort(key=lambda d: (-_weight(d), d.about, d.id))
    figures = [claim for question in questions for claim in question.claims]
    claims = sorted(with_status([*figures, *dates, *words], disputes), key=_claim_order)
    times = by_article(
        (record.article, record.start, record.end, record.id)
        for article in ordered
        for record in annotations[article.id]
        if isinstance(record, Time)
    )
    return Situation(
        articles=ordered,
        annotations={article.id: tuple(annotations[article.id]) for article in ordered},
        trace=trace,
        entities=entities(ordered, annotations),
        claims=tuple(claims),
        disputes=tuple(disputes),
        timeline=timeline(ordered, annotations, sorted(set(aligned(trace.reuse, times)))),
        figures=figure_series(questions, by_id),
    )


def _said(
    origins: Origins,
    contexts: Sequence[Context],
    quotes: Iterable[Quote],
    dated: Iterable[Dated],
) -> dict[str, Said]:
    """Take in every figure, date of a happening and quote as a statement, by record id."""
    said: dict[str, Said] = {}
    for context in contexts:
        quantity = context.quantity
        said[quantity.id] = origins.say(quantity.id, quantity.article, quantity.start, quantity.end)
    for one in dated:
        said[one.record] = origins.say(one.record, one.article, one.start, one.end)
    for quote in quotes:
        start = min(piece.start for piece in quote.content)
        end = max(piece.end for piece in quote.content)
        chain = origins.attributions(quote.article).chain(quote)
        said[quote.id] = origins.say_by(quote.id, quote.article, start, end, chain)
    return said


def _weight(dispute: Dispute) -> int:
    return sum(len(value.origins) for value in dispute.values)


def _claim_order(claim: Claim) -> tuple[int, int, int, str, str]:
    return (
        -claim.n_outlets,
        -claim.n_origins,
        claim.what == "quote",
        claim.about,
        claim.id,
    )

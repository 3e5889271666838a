"""The step over the collection that makes a situation of annotations and lineage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tawatur.records import Annotation, Article, Claim, Dispute, Quote, Time
from tawatur.tracing import Trace
from tawatur.weighing.agreement import Judge
from tawatur.weighing.areas import area_claims
from tawatur.weighing.assertions import assertion_claims
from tawatur.weighing.carried import aligned, by_article
from tawatur.weighing.claims import figure_claims, quote_claims
from tawatur.weighing.combined import combined_disputes
from tawatur.weighing.context import Context, Contexts
from tawatur.weighing.date_claims import date_claims
from tawatur.weighing.dated import Dated, dated_statements, gather_dates
from tawatur.weighing.denials import denial_disputes
from tawatur.weighing.disputes import figure_disputes, with_status
from tawatur.weighing.entities import entities
from tawatur.weighing.kinds import settle_kinds
from tawatur.weighing.likeness import Likeness
from tawatur.weighing.loci import place_names
from tawatur.weighing.origins import Origins, Said
from tawatur.weighing.placement import elsewhere, placed
from tawatur.weighing.predicates import Assertion, assertions
from tawatur.weighing.questions import gather_questions
from tawatur.weighing.series import figure_series
from tawatur.weighing.situation import Situation
from tawatur.weighing.sources import credited_sources
from tawatur.weighing.timeline import timeline
from tawatur.weighing.utterances import gather_utterances
from tawatur.weighing.values import value_key

__all__ = ["weigh"]


def weigh(
    articles: Sequence[Article],
    annotations: Mapping[str, Sequence[Annotation]],
    trace: Trace,
    judge: Judge | None = None,
) -> Situation:
    """Return the situation of a pile.

    Args:
        articles: the articles, in any order.
        annotations: all annotations by article id, entities shared (see
            :func:`tawatur.weighing.unify`).
        trace: the lineage of the same articles.
        judge: decides whether two statements agree where their words leave it open.
    """
    ordered = tuple(sorted(articles, key=lambda article: article.id))
    by_id = {article.id: article for article in ordered}
    names = place_names(article.text for article in ordered)
    contexts, gave_way = settle_kinds(
        [
            context
            for article in ordered
            for context in Contexts(article, annotations[article.id], names).all()
        ],
        by_id,
    )
    links = _links(trace)
    origins = Origins(ordered, annotations, credited_sources(ordered), trace.families, links)
    quotes = {
        quote.id: quote for article in ordered for quote in origins.attributions(article.id).quotes
    }
    dated = [
        one for article in ordered for one in dated_statements(article, annotations[article.id])
    ]
    asserted = [one for article in ordered for one in assertions(article, annotations[article.id])]
    said = _said(origins, contexts, quotes.values(), dated, asserted)
    places = by_article((s.article, s.start, s.end, key) for key, s in said.items())
    where = {context.quantity.id: context for context in placed(contexts)}
    carried = sorted(
        pair
        for pair in set(aligned(trace.reuse, places))
        if not (pair.a in where and pair.b in where and elsewhere(where[pair.a], where[pair.b]))
    )
    origins.settle(carried, said)

    speakers = _speakers(contexts, origins, said)
    likeness = Likeness(
        contexts, {key: who for key, who in speakers.items() if key not in gave_way}, links
    )
    gathered = gather_questions(contexts, carried, speakers, gave_way, likeness)
    questions = figure_claims(gathered, by_id, origins, said, gave_way, carried)
    utterances = gather_utterances(list(quotes.values()), said, origins, carried)
    words = quote_claims(utterances, by_id, origins, said)
    dates, date_disputes = date_claims(gather_dates(dated, carried), by_id, origins, said)
    sizes, size_disputes = area_claims(contexts, questions, by_id, origins, said)
    others, other_disputes = assertion_claims(asserted, carried, by_id, origins, said)
    disputes = [
        *date_disputes,
        *other_disputes,
        *size_disputes,
        *combined_disputes(contexts, questions, by_id, likeness),
        *figure_disputes(questions, by_id),
        *denial_disputes(words, quotes, by_id, judge),
    ]
    disputes.sort(key=lambda d: (-_weight(d), d.about, d.id))
    figures = [claim for question in questions for claim in question.claims]
    claims = sorted(
        with_status([*figures, *sizes, *dates, *others, *words], disputes), key=_claim_order
    )
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


def _speakers(
    contexts: Sequence[Context], origins: Origins, said: Mapping[str, Said]
) -> dict[str, str]:
    """Return who gives each figure, by its id; the empty string where the article itself does.

    A headline that gives the figure of a holder whom its article names speaks for him.
    """
    named: dict[tuple[str, str, object], str] = {}
    for context in contexts:
        quantity = context.quantity
        if not origins.bare(said[quantity.id]):
            key = (quantity.article, quantity.what, value_key(quantity))
            named.setdefault(key, origins.speaker(said[quantity.id]))
    return {
        quantity.id: named.get((quantity.article, quantity.what, value_key(quantity)), "")
        if origins.bare(said[quantity.id])
        else origins.speaker(said[quantity.id])
        for quantity in (context.quantity for context in contexts)
    }


def _links(trace: Trace) -> dict[str, frozenset[str]]:
    """Return, by article, those that have more than a formula in common with it."""
    links: dict[str, set[str]] = defaultdict(set)
    for pair in trace.derivations:
        if not pair.boilerplate:
            links[pair.a].add(pair.b)
            links[pair.b].add(pair.a)
    return {article: frozenset(others) for article, others in links.items()}


def _said(
    origins: Origins,
    contexts: Sequence[Context],
    quotes: Iterable[Quote],
    dated: Iterable[Dated],
    asserted: Iterable[Assertion],
) -> dict[str, Said]:
    """Take in every figure, date, quote and assertion as a statement, by its own key."""
    said: dict[str, Said] = {}
    for context in contexts:
        quantity = context.quantity
        start, end = quantity.start, quantity.end
        chain = origins.attributions(quantity.article).of_figure(start, end)
        said[quantity.id] = origins.say_by(quantity.id, quantity.article, start, end, chain)
    for one in dated:
        said[one.record] = origins.say(one.record, one.article, one.start, one.end)
    for claim in asserted:
        chain = origins.attributions(claim.article).behind(claim.start, claim.start + 1)
        said[claim.key] = origins.say_by(
            claim.sentence, claim.article, claim.start, claim.end, chain
        )
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

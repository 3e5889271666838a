"""What a trace may use, and where its lines are drawn."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

__all__ = ["TraceSettings"]


class TraceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Limits and thresholds of a trace; ``docs/lineage.md`` has the measurement behind each."""

    memory_limit: Annotated[
        str, Meta(description="Memory of the engine; beyond it, it spills.")
    ] = "1GB"
    threads: Annotated[int, Meta(ge=1, description="Threads of the engine.")] = 2
    processes: Annotated[
        int | None,
        Meta(description="Processes of the Python work of large collections; null: one a core."),
    ] = None
    gram: Annotated[int, Meta(ge=3, description="Words of a gram.")] = 5
    stem_gram: Annotated[int, Meta(ge=2, description="Content stems of a stem gram.")] = 3
    common_gram: Annotated[
        int, Meta(ge=2, description="Articles beyond which a gram of words is a set phrase.")
    ] = 40
    first_articles: Annotated[
        int,
        Meta(ge=0, description="Articles with a set phrase that all others with it are put to."),
    ] = 3
    rare_gram: Annotated[
        int,
        Meta(ge=1, description="Articles up to which a gram of words counts in full."),
    ] = 10
    common_stem_gram: Annotated[
        int, Meta(ge=2, description="Articles beyond which a gram of stems is a set phrase.")
    ] = 20
    shared_grams: Annotated[
        int, Meta(ge=1, description="Grams of words that make two articles worth aligning.")
    ] = 2
    shared_stem_grams: Annotated[
        int, Meta(ge=1, description="Grams of stems that make two articles worth aligning.")
    ] = 2
    shared_rare: Annotated[
        int,
        Meta(ge=1, description="Rare stems shared with an article of the outlet that is named."),
    ] = 6
    rare_stem: Annotated[
        int, Meta(ge=2, description="Articles beyond which a stem is no longer rare.")
    ] = 25
    collection: Annotated[
        int,
        Meta(
            ge=1, description="Articles from which on a collection has a say in what words weigh."
        ),
    ] = 1000
    counted: Annotated[
        int, Meta(ge=1, description="Articles, the earliest, whose words are counted for that.")
    ] = 8000
    translations: Annotated[
        bool,
        Meta(description="Look for two translations of one text, where the encoder works."),
    ] = True
    days: Annotated[
        int | None,
        Meta(description="Articles further apart than this are not compared; null for no limit."),
    ] = None
    passage_words: Annotated[int, Meta(description="Least equal words of a passage.")] = 6
    passage_score: Annotated[
        float, Meta(description="Least share of equal words of a passage.")
    ] = 0.45
    passage_weight: Annotated[
        float, Meta(description="Least weight of the equal words of a passage.")
    ] = 1.75
    passage_evidence: Annotated[
        float, Meta(description="Least evidence of a passage that is listed.")
    ] = 1.0
    formula_words: Annotated[
        int, Meta(description="Least equal words of a formula that is listed.")
    ] = 10
    pair_weight: Annotated[
        float, Meta(description="Least weight of all that two articles share.")
    ] = 3.9
    wholly: Annotated[
        float, Meta(description="Share of the content found elsewhere that makes 'wholly'.")
    ] = 0.72
    missing_sentence: Annotated[
        float,
        Meta(description="Share of the content that one sentence not found elsewhere may hold."),
    ] = 0.1
    wholly_named: Annotated[
        float, Meta(description="The same where the article names the outlet it took from.")
    ] = 0.55

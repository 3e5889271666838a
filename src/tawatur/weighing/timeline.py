"""What happened when, as far as the articles place it on days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tawatur.records import Annotation, Article, Furniture, Passage, Sentence, Time
from tawatur.weighing.carried import Carried
from tawatur.weighing.situation import TimelineEntry
from tawatur.weighing.unionfind import DisjointSets

__all__ = ["timeline"]

# What is placed less closely than this is background, not a point on a timeline.
_WIDEST_DAYS = 7
_LONGEST_SHOWN = 400


def timeline(
    articles: Sequence[Article],
    annotations: Mapping[str, Sequence[Annotation]],
    carried: Iterable[Carried],
) -> tuple[TimelineEntry, ...]:
    """Return the sentences that name a day, those of one text as one entry, by day.

    ``carried`` are pairs of time records that stand in the same place of the same text.
    """
    by_id = {article.id: article for article in articles}
    times = {}
    sentence_of = {}
    for article in articles:
        for time, sentence in _placed(annotations.get(article.id, ())):
            times[time.id] = time
            sentence_of[time.id] = sentence
    sets = DisjointSets(times)
    for pair in carried:
        if pair.a in times and pair.b in times and _same_day(times[pair.a], times[pair.b]):
            sets.join(pair.a, pair.b)
    # Two times of one day in one sentence are one entry.
    first: dict[tuple[str, str | None, str | None], str] = {}
    for key in sorted(times):
        place = sentence_of[key].id, times[key].earliest, times[key].latest
        sets.join(key, first.setdefault(place, key))
    entries = [
        _entry([times[key] for key in members], sentence_of, by_id) for members in sets.sets()
    ]
    return tuple(sorted(entries, key=lambda e: (e.earliest, e.latest, e.times)))


def _placed(annotations: Sequence[Annotation]) -> Iterable[tuple[Time, Sentence]]:
    furniture = [(r.start, r.end) for r in annotations if isinstance(r, Furniture)]
    sentences = [r for r in annotations if isinstance(r, Sentence)]
    starts = [sentence.start for sentence in sentences]
    for record in annotations:
        if not isinstance(record, Time) or record.earliest is None or record.latest is None:
            continue
        if any(a <= record.start and record.end <= b for a, b in furniture):
            continue
        width = date.fromisoformat(record.latest) - date.fromisoformat(record.earliest)
        index = bisect_right(starts, record.start) - 1
        if width.days < _WIDEST_DAYS and index >= 0 and record.end <= sentences[index].end:
            yield record, sentences[index]


def _same_day(a: Time, b: Time) -> bool:
    return (a.earliest, a.latest) == (b.earliest, b.latest)


def _entry(
    times: Sequence[Time], sentence_of: Mapping[str, Sentence], articles: Mapping[str, Article]
) -> TimelineEntry:
    sentences: dict[str, Sentence] = {}
    order: dict[str, tuple[bool, str, str]] = {}
    for time in times:
        sentence = sentence_of[time.id]
        sentences[sentence.id] = sentence
        published = articles[sentence.article].published
        # The earliest report that is not too long to read says it best.
        order[sentence.id] = (len(sentence.text) > _LONGEST_SHOWN, published or "9", sentence.id)
    ranked = sorted(sentences.values(), key=lambda s: order[s.id])
    return TimelineEntry(
        earliest=str(times[0].earliest),
        latest=str(times[0].latest),
        text=ranked[0].text,
        passages=tuple(Passage(article=s.article, start=s.start, end=s.end) for s in ranked),
        times=tuple(sorted(time.id for time in times)),
        outlets=tuple(sorted({articles[s.article].outlet or s.article for s in ranked})),
    )

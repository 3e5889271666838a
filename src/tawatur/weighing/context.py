"""What surrounds a figure: the features by which two figures answer one question."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tawatur.language import tokenize
from tawatur.language.stems import is_function_word, stem
from tawatur.records import (
    Annotation,
    Article,
    Furniture,
    Mention,
    Quantity,
    Quote,
    Sentence,
    Time,
)
from tawatur.weighing.loci import loci_of
from tawatur.weighing.surroundings import (
    bodies_of,
    body_named_last,
    classes_of,
    country_entities,
    country_stems,
    generic,
    is_part_word,
    is_period_word,
    lands_of,
    links,
    one_spelling,
    others,
    stems_of,
)

__all__ = ["Context", "Contexts"]

# A clause reaches about this many words to either side of a figure.
_REACH = 16
# A figure over more days than this is a count over a period, not of one happening.
_PERIOD_DAYS = 14
# A time this many characters off the figure still dates it.
_NEAR_TIME = 110
# A dateline is no longer than this many characters before and behind its place.
_DATELINE = 30
# Two figures joined by «and» stand this many characters apart at most.
_JOINED = 14
# Characters before a figure in which those whom «among them» means are named.
_REACHED = 240
# What is told with injuries that are no infections.
_VIOLENT = frozenset({"attack", "clash", "protest", "accident", "arrest"})
# The phrase that says whose the counted are seldom reaches further behind them.
_WHOSE = 7


class Context(NamedTuple):
    """The surroundings of one quantity.

    ``counted`` are the stems of the thing counted, ``words`` those of the clause, ``wider`` those
    of the sentence before it, ``entities`` the entities named in both, ``places`` the places
    smaller than a country that are nearest, ``countries`` those named in both sentences,
    ``sides`` the stems that say whose the counted are, ``classes`` the classes of happening,
    ``days`` the interval of days that the sentence names (ISO), or ``None``, ``part`` whether the
    figure is a part of the one before it (بينهم …), ``lands`` the countries that the sentence is
    about (by name, adjective or place; else those of the sentence before, else of the lead),
    ``period`` whether the figure is counted over weeks or more (this year, since 1984), ``bodies``
    the classes of :file:`sides.tsv` that the counted belong to, ``loci`` the stems of unlisted
    names that stand where the sentence, the one before or the lead says where, ``topic_days`` the
    interval that the headline or the lead names.
    """

    quantity: Quantity
    sentence: str
    counted: frozenset[str]
    words: frozenset[str]
    wider: frozenset[str]
    entities: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    sides: frozenset[str]
    classes: frozenset[str]
    days: tuple[str, str] | None
    part: bool
    lands: frozenset[str] = frozenset()
    period: bool = False
    bodies: frozenset[str] = frozenset()
    loci: frozenset[str] = frozenset()
    topic_days: tuple[str, str] | None = None


class Contexts:
    """The contexts of the quantities of one article."""

    def __init__(
        self,
        article: Article,
        annotations: Sequence[Annotation],
        names: frozenset[str] = frozenset(),
    ) -> None:
        """Take an article, its annotations, and the names of places that the pile knows."""
        self._article = article
        self._names = names
        furniture = [(r.start, r.end) for r in annotations if isinstance(r, Furniture)]
        self._sentences = [
            record
            for record in annotations
            if isinstance(record, Sentence)
            and not any(a <= record.start and record.end <= b for a, b in furniture)
        ]
        self._starts = [sentence.start for sentence in self._sentences]
        self._loci_of: dict[str, frozenset[str]] = {}
        self._holders = sorted(
            {
                (holder.start, holder.end)
                for record in annotations
                if isinstance(record, Quote)
                for holder in record.chain
            }
        )
        self._mentions = [record for record in annotations if isinstance(record, Mention)]
        # Whose somebody is, a name or the adjective of a nation says; what they did, no side.
        self._named = (
            frozenset(
                one
                for mention in self._mentions
                for one in stems_of(mention.text)
                if not bodies_of(mention.text)
            )
            | country_stems()
        )
        self._all_times = sorted(
            (record for record in annotations if isinstance(record, Time)),
            key=lambda time: (time.start, time.end, time.id),
        )
        self._time_starts = [time.start for time in self._all_times]
        self._times = self._happening_times()
        self._quantities = [record for record in annotations if isinstance(record, Quantity)]

    def all(self) -> Iterable[Context]:
        """Yield the context of every quantity that stands in a sentence of the article."""
        before: Context | None = None
        for quantity in self._quantities:
            index = bisect_right(self._starts, quantity.start) - 1
            if index >= 0 and quantity.end <= self._sentences[index].end:
                context = self._context(quantity, index)
                if before is not None and before.sentence == context.sentence:
                    if context.counted <= others():
                        # «وقتل 10 آخرين»: of the kind of those counted before them.
                        context = context._replace(counted=before.counted)
                        context = _of_side(context, before)
                    elif quantity.start - before.quantity.end <= _JOINED:
                        # «80 قتيلا و120 جريحا»: of the side of those before them.
                        context = _of_side(context, before)
                before = context
                yield context

    def _context(self, quantity: Quantity, index: int) -> Context:
        sentence = self._sentences[index]
        before = self._sentences[index - 1] if index else None
        clause = _clause(sentence, quantity)
        since = before.start if before is not None else sentence.start
        near = [m for m in self._mentions if since <= m.start and m.end <= sentence.end]
        counted_from, counted_to = _counted_span(quantity)
        counted = frozenset(stems_of(self._article.text[quantity.end : counted_to])) | frozenset(
            stems_of(self._article.text[counted_from : quantity.start])
        )
        owners = self._whose(sentence, counted_to)
        whose = counted | {one_spelling(stem(word)) for word in owners}
        phrase = self._article.text[counted_from:counted_to]
        names = {m.entity for m in near if m.entity and m.type != "LOC"}
        return Context(
            quantity=quantity,
            sentence=sentence.id,
            counted=counted or frozenset(stems_of(quantity.unit or "")),
            words=frozenset(stems_of(clause)),
            wider=frozenset(stems_of(before.text)) if before is not None else frozenset(),
            entities=frozenset(names),
            places=self._places(sentence)
            or (self._places(before) if before else frozenset())
            or self._topic_places(),
            countries=frozenset(
                m.entity for m in near if m.entity and (m.entity in country_entities())
            ),
            sides=(whose & self._named) - generic(),
            classes=_told(classes_of(clause) or classes_of(sentence.text)),
            days=self._days(sentence, quantity),
            topic_days=self._topic_days(quantity),
            part=self._is_part(sentence, quantity),
            lands=self._lands(sentence)
            or (self._lands(before) if before is not None else frozenset())
            or self._topic_lands(),
            period=self._over_period(sentence, quantity),
            bodies=bodies_of(f"{phrase} {' '.join(owners)}")
            or body_named_last(
                self._article.text[max(sentence.start, counted_from - _REACHED) : counted_from]
            ),
            loci=self._loci(sentence)
            or (self._loci(before) if before else frozenset())
            or self._topic_loci(),
        )

    def _loci(self, sentence: Sentence) -> frozenset[str]:
        found = self._loci_of.get(sentence.id)
        if found is None:
            # Places of the gazetteer are compared by themselves.
            listed = frozenset().union(
                *(
                    stems_of(m.text)
                    for m in self._mentions
                    if m.type == "LOC" and sentence.start <= m.start < sentence.end
                )
            )
            first = bisect_left(self._holders, (sentence.start, 0))
            last = bisect_left(self._holders, (sentence.end, 0))
            held = [(a - sentence.start, b - sentence.start) for a, b in self._holders[first:last]]
            found = self._loci_of[sentence.id] = frozenset(
                name
                for name in loci_of(sentence.text, held, self._names)
                if not listed & set(name.split())
            )
        return found

    def _topic_days(self, quantity: Quantity) -> tuple[str, str] | None:
        """Return the day that the headline or the lead names: when the article's matter was."""
        found = (self._days(sentence, quantity) for sentence in self._sentences[:2])
        return next(filter(None, found), None)

    def _topic_loci(self) -> frozenset[str]:
        return frozenset().union(*(self._loci(sentence) for sentence in self._sentences[:2]))

    def _places(self, sentence: Sentence) -> frozenset[str]:
        """Return the places named in a sentence, whole countries left out."""
        return frozenset(
            m.entity
            for m in self._mentions
            if m.entity
            and m.type == "LOC"
            and sentence.start <= m.start < sentence.end
            and m.entity not in country_entities()
            and not self._heads_line(m)
        )

    def _heads_line(self, mention: Mention) -> bool:
        """Tell whether a place is that of a dateline (where it was written, not what happened)."""
        return self._dateline(mention) is not None

    def _dateline(self, mention: Mention) -> tuple[int, int] | None:
        """Return the span of the dateline that a place begins, its day included, or ``None``."""
        text = self._article.text
        first = max(0, mention.start - _DATELINE)
        line = text.rfind("\n", first, mention.start) + 1
        if first and not line:
            return None
        end = mention.end
        at = bisect_left(self._time_starts, end)
        if at < len(self._time_starts):
            time = self._all_times[at]
            if time.start - end < _JOINED and not text[end : time.start].strip(" ،,"):
                end = time.end
        behind = text[end : end + _DATELINE].lstrip()
        if behind[:1] == "(":
            # «… (رويترز) - »
            behind = behind.partition(")")[2].lstrip() or behind
        heads = behind[:1] in tuple("-–—") or (behind[:1] in tuple(":(،/") and ":" in behind)
        return (line, end) if heads else None

    def _happening_times(self) -> list[Time]:
        """Return the times with an interval; the day of a dateline is that of the report."""
        spans = [self._dateline(m) for m in self._mentions if m.type == "LOC"]
        datelines = sorted(span for span in spans if span is not None)
        starts = [start for start, _ in datelines]
        found = []
        for time in self._all_times:
            at = bisect_right(starts, time.start) - 1
            if time.earliest and time.latest and (at < 0 or time.end > datelines[at][1]):
                found.append(time)
        return found

    def _topic_places(self) -> frozenset[str]:
        """Return the places of the headline and the lead: where the article's matter is."""
        return frozenset().union(*(self._places(sentence) for sentence in self._sentences[:2]))

    def _lands(self, sentence: Sentence) -> frozenset[str]:
        """Return the countries of a sentence: by mention, by place, by adjective."""
        named = {
            m.country
            for m in self._mentions
            if m.country and m.type == "LOC" and sentence.start <= m.start < sentence.end
        }
        return frozenset(named) | lands_of(sentence.text)

    def _topic_lands(self) -> frozenset[str]:
        return frozenset().union(*(self._lands(sentence) for sentence in self._sentences[:2]))

    def _over_period(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Tell whether the nearest time of the sentence is a stretch that is counted over."""
        inside = [
            t
            for t in self._all_times
            if sentence.start <= t.start
            and t.end <= sentence.end
            and _gap(t, quantity) <= _NEAR_TIME
        ]
        if not inside:
            return False
        nearest = min(inside, key=lambda t: (_gap(t, quantity), t.id))
        if nearest.type == "SET":
            return True
        if nearest.earliest and nearest.latest:
            width = date.fromisoformat(nearest.latest) - date.fromisoformat(nearest.earliest)
            if width.days >= _PERIOD_DAYS:
                return True
        lead = tokenize(self._article.text[sentence.start : nearest.start]).text[-1:]
        first = tokenize(nearest.text).text[:1]
        if not any(map(is_period_word, (*lead, *first))):
            return False
        if nearest.earliest is None:
            return not (nearest.value or "").startswith("PT")
        published = self._article.published
        return published is not None and (
            (date.fromisoformat(published[:10]) - date.fromisoformat(nearest.earliest)).days
            >= _PERIOD_DAYS
        )

    def _whose(self, sentence: Sentence, counted_to: int) -> list[str]:
        """Return the words of the phrase that says whose the counted are (من …، في صفوف …)."""
        tokens = tokenize(self._article.text[counted_to : sentence.end])
        found: list[str] = []
        # «خمسة من رجال المقاومة والجيش»: the phrase goes on behind the thing counted.
        linked = bool(tokens.text) and tokens.text[0].startswith("وال")
        for word, kind in zip(tokens.text[:_WHOSE], tokens.kind[:_WHOSE], strict=True):
            # «قتل 21 وجرح 24 من …» says of both whose they are, so that numbers do not stop it.
            if word in "،.؛:" or classes_of(word):
                # Behind a happening stand those who met in it (مواجهات بين …).
                break
            if word in links():
                linked = True
            elif linked and kind == "word" and not is_function_word(word):
                found.append(word)
        return found

    def _is_part(self, sentence: Sentence, quantity: Quantity) -> bool:
        before = tokenize(self._article.text[sentence.start : quantity.start]).text[-2:]
        return any(is_part_word(word) for word in before)

    def _days(self, sentence: Sentence, quantity: Quantity) -> tuple[str, str] | None:
        inside = [t for t in self._times if sentence.start <= t.start and t.end <= sentence.end]
        if not inside:
            return None
        nearest = min(
            inside,
            key=lambda t: (_gap(t, quantity), t.id),
        )
        return str(nearest.earliest), str(nearest.latest)


def _told(classes: frozenset[str]) -> frozenset[str]:
    """Return classes of happening, «إصابات» read as injuries where something else happened."""
    return classes - {"disease"} if classes & _VIOLENT else classes


def _of_side(context: Context, before: Context) -> Context:
    """Return a context with the sides of the figure before it, where it names none."""
    if context.sides or context.bodies:
        return context
    return context._replace(sides=before.sides, bodies=before.bodies)


def _gap(time: Time, quantity: Quantity) -> int:
    return min(abs(time.start - quantity.end), abs(quantity.start - time.end))


def _counted_span(quantity: Quantity) -> tuple[int, int]:
    if quantity.of is None:
        return quantity.start, quantity.end
    return min(quantity.start, quantity.of.start), max(quantity.end, quantity.of.end)


def _clause(sentence: Sentence, quantity: Quantity) -> str:
    """Return the words of the sentence around the quantity, without the quantity itself."""
    tokens = tokenize(sentence.text)
    first = tokens.at(quantity.start - sentence.start)
    last = tokens.at(quantity.end - sentence.start)
    start = tokens.start[max(0, first - _REACH)] if len(tokens) else 0
    end = tokens.end[min(len(tokens) - 1, last + _REACH)] if len(tokens) else 0
    at, until = quantity.start - sentence.start, quantity.end - sentence.start
    return f"{sentence.text[start:at]} {sentence.text[until:end]}"

"""When it happened: times that the articles attach to one happening, and where they disagree."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, tokenize
from tawatur.language.verbs import Verbs, load_verbs
from tawatur.records import Annotation, Article, Furniture, Mention, Sentence, Time
from tawatur.weighing.carried import Carried
from tawatur.weighing.surroundings import country_entities, is_since_word
from tawatur.weighing.unionfind import DisjointSets
from tawatur.weighing.values import Interval

__all__ = ["ANOTHER", "Dated", "dated_statements", "gather_dates"]

# Words between a time and the verb that it dates.
_REACH = 8
# The place to which something happened stands this many characters behind the words at most.
_OBJECT = 40
ANOTHER = 24.0
"""Two datings more hours apart than this speak of two happenings, not of one in dispute."""
# Hours of the parts of a day. Where two parts meet, neither excludes the other.
_PARTS = {"TMO": (3, 12), "TAF": (12, 17), "TEV": (17, 24), "TNI": (18, 30), "TDT": (5, 19)}
# Days of a unit of length, and how far «weeks» without a number reaches.
_UNITS = {"D": 1.0, "W": 7.0, "MO": 30.0, "Y": 365.0}
_SEVERAL = (2.0, 9.0)


# Forms that report nothing done: wishes, and participles that name a doer (داخل، قاتل).
_NO_REPORT = frozenset({"subjunctive", "jussive", "active participle"})


# Share that two stretches have in common from which they are one answer.
_SAME_LENGTH = 0.7


class Dated(NamedTuple):
    """A time that an article attaches to a happening.

    ``class_`` and ``kind`` are those of :file:`dated_happenings.tsv`, ``places`` the entities of
    the places it is said of, ``hours`` the interval in which it lies or began (hours since the
    first day of the calendar), ``since`` whether the time says how long it has lasted.
    """

    record: str
    article: str
    start: int
    end: int
    class_: str
    kind: str
    places: frozenset[str]
    hours: Interval
    since: bool


@cache
def _happenings() -> Verbs:
    return load_verbs("dated_happenings")


@cache
def _reporting() -> frozenset[str]:
    """Folded perfects of the verbs of saying, which a time beside them dates instead."""
    verbs = (row["lemma"] for row in lexicon.load("reporting_verbs").rows)
    return frozenset(form for lemma in map(fold_text, verbs) for form in (lemma, f"{lemma}ت"))


def _reports(word: str) -> bool:
    return word in _reporting() or (word[:1] in ("و", "ف") and word[1:] in _reporting())


@cache
def _openers() -> frozenset[str]:
    """Folded words that open a clause of their own."""
    rows = lexicon.load("clause_words").rows
    words = {fold_text(r["form"]) for r in rows if r["kind"] in ("relative", "clause")}
    return frozenset(words | {f"و{word}" for word in words})


@cache
def _lengths() -> Mapping[str, str]:
    return {fold_text(row["form"]): row["unit"] for row in lexicon.load("time_units").rows}


def dated_statements(article: Article, annotations: Sequence[Annotation]) -> Iterator[Dated]:
    """Yield the times of an article that date a happening at a place, in the order of the text."""
    furniture = [(r.start, r.end) for r in annotations if isinstance(r, Furniture)]
    sentences = [r for r in annotations if isinstance(r, Sentence)]
    starts = [sentence.start for sentence in sentences]
    places = [
        m
        for m in annotations
        if isinstance(m, Mention)
        and m.type == "LOC"
        and m.entity
        and m.entity not in country_entities()
    ]
    topic = frozenset(
        m.entity for m in places if m.entity and sentences[1:] and m.start < sentences[1].end
    )
    for time in annotations:
        if not isinstance(time, Time) or any(a <= time.start < b for a, b in furniture):
            continue
        index = bisect_right(starts, time.start) - 1
        if index < 0 or time.end > sentences[index].end:
            continue
        sentence = sentences[index]
        lead = tokenize(article.text[sentence.start : time.start]).text[-1:]
        since = any(map(is_since_word, (*lead, *tokenize(time.text).text[:1])))
        hours = _began(time, article.published) if since else _when(time)
        trigger = _trigger(article.text, sentence, time, since=since)
        if hours is None or trigger is None:
            continue
        class_, kind, start, end = trigger
        start, end = min(start, time.start), max(end, time.end)
        named = _named(places, sentence, end, since=since)
        if not named and not since:
            # Where nothing says to what it happened, two dates are two happenings.
            kind = "often"
        if named or topic:
            yield Dated(time.id, article.id, start, end, class_, kind, named or topic, hours, since)


def _named(
    places: Sequence[Mention], sentence: Sentence, end: int, *, since: bool
) -> frozenset[str]:
    """Return the places to which it happens: the one behind the words, of a state any."""
    inside = [m for m in places if sentence.start <= m.start < sentence.end]
    if since:
        return frozenset(m.entity for m in inside if m.entity)
    behind = [m for m in inside if end <= m.start <= end + _OBJECT]
    return frozenset(m.entity for m in behind[:1] if m.entity)


def _trigger(
    text: str, sentence: Sentence, time: Time, *, since: bool
) -> tuple[str, str, int, int] | None:
    """Return class, kind and span of the happening nearest to a time, or ``None``.

    A verb of saying that is nearer is dated instead.
    """
    best: tuple[int, str, str, int, int] | None = None
    for side, base in ((text[sentence.start : time.start], sentence.start), (None, time.end)):
        piece = side if side is not None else text[time.end : sentence.end]
        tokens = tokenize(piece)
        order = range(len(tokens) - 1, -1, -1) if side is not None else range(len(tokens))
        steps = 0
        for at in order:
            word = tokens.text[at]
            if tokens.kind[at] != "word":
                if word in ".؛:!؟":
                    break
                continue
            steps += 1
            if steps > _REACH or (not since and _reports(word)):
                break
            if side is None and word in _openers():
                # «منذ أسابيع وأن العمليات التي بدأت …»: another clause has another time.
                break
            found = _class_of(word, since=since)
            if found is not None:
                span = base + tokens.start[at], base + tokens.end[at]
                if best is None or steps < best[0]:
                    best = (steps, *found, *span)
                break
    return best[1:] if best is not None else None


def _class_of(word: str, *, since: bool) -> tuple[str, str] | None:
    for reading in _happenings().read(word):
        tense = reading.form.tense
        if tense == "masdar" and reading.prefix.endswith("ال"):
            # A name or a state, not what was done: ميدان التحرير، قوات الاحتلال.
            continue
        # A passive participle describes (المفقودة); only of a state it says that it lasts.
        if tense not in _NO_REPORT and (since or tense != "passive participle"):
            return reading.lexeme.row["class"], reading.lexeme.row["kind"]
    return None


def _when(time: Time) -> Interval | None:
    """Return the hours in which something dated lies: a day, or a part of one."""
    if time.earliest is None or time.earliest != time.latest or time.mod is not None:
        return None
    first = date.fromisoformat(time.earliest).toordinal() * 24.0
    part = (time.value or "")[10:]
    if part in _PARTS:
        low, high = _PARTS[part]
        return Interval(first + low, first + high)
    if len(part) >= 3 and part[1:3].isdigit():
        hour = float(part[1:3])
        return Interval(first + hour - 1, first + hour + 2)
    return Interval(first, first + 24)


def _began(time: Time, published: str | None) -> Interval | None:
    """Return when something began that has lasted since a day, or for a length."""
    if published is None:
        return None
    now = date.fromisoformat(published[:10]).toordinal() * 24.0
    if time.earliest is not None and time.latest is not None:
        first = date.fromisoformat(time.earliest).toordinal() * 24.0
        return Interval(first, date.fromisoformat(time.latest).toordinal() * 24.0 + 24)
    words = tokenize(time.text).text
    unit = next((_UNITS.get(_lengths()[word]) for word in words if word in _lengths()), None)
    if unit is None:
        return None
    number = "".join(c for c in time.value or "" if c.isdigit())
    days = unit * 24
    if time.value is None or not number or len(number) > 3:
        low, high = _SEVERAL
    elif time.mod in ("MORE_THAN", "AFTER"):
        low, high = float(number), 2 * float(number)
    else:
        low, high = 0.75 * float(number), 1.25 * float(number) + 1
    return Interval(now - high * days, now - low * days)


def gather_dates(dated: Iterable[Dated], carried: Iterable[Carried]) -> list[list[list[Dated]]]:
    """Return the dated statements by question, then by answer, in a fixed order.

    Statements answer one question when they date happenings of one class at a place that they
    share, no more than a day apart; «since» and «on» are two questions. Carried statements
    give one answer.
    """
    questions: dict[tuple[str, bool, str], list[Dated]] = defaultdict(list)
    for one in _one_text(dated, carried):
        for place in sorted(one.places):
            questions[one.class_, one.since, place].append(one)
    taken: set[str] = set()
    found = []
    # The place that most statements share is the place of the happening.
    for _, group in sorted(questions.items(), key=lambda item: (-len(item[1]), item[0])):
        rest = [one for one in group if one.record not in taken]
        rest.sort(key=lambda d: (d.hours, d.article, d.start))
        for cluster in _runs(rest):
            taken.update(one.record for one in cluster)
            found.append(_answers(cluster))
    return found


def _answers(cluster: Sequence[Dated]) -> list[list[Dated]]:
    """Return statements by answer; lengths that are nearly one («weeks» of two days) are one."""
    answers: list[list[Dated]] = []
    for one in cluster:
        had = answers[-1][0].hours if answers else None
        same = had is not None and (
            _shared(had, one.hours) >= _SAME_LENGTH if one.since else had == one.hours
        )
        if same:
            answers[-1].append(one)
        else:
            answers.append([one])
    return answers


def _shared(a: Interval, b: Interval) -> float:
    both = min(a.high, b.high) - max(a.low, b.low)
    return max(0.0, both) / max(1.0, max(a.high, b.high) - min(a.low, b.low))


def _one_text(dated: Iterable[Dated], carried: Iterable[Carried]) -> list[Dated]:
    """Return the statements in order, those of one text with the places and the date of the first.

    «Weeks ago» printed a day later is no other date.
    """
    by_id = {one.record: one for one in dated}
    sets = DisjointSets(by_id)
    for pair in carried:
        if pair.a in by_id and pair.b in by_id and by_id[pair.a].class_ == by_id[pair.b].class_:
            sets.join(pair.a, pair.b)
    found = []
    for members in sets.sets():
        group = sorted((by_id[key] for key in members), key=lambda d: (d.article, d.start))
        places = frozenset().union(*(one.places for one in group))
        for one in group:
            hours = group[0].hours if one.since and group[0].since else one.hours
            found.append(one._replace(places=places, hours=hours))
    return sorted(found, key=lambda d: (d.article, d.start, d.record))


def _runs(group: Sequence[Dated]) -> Iterator[list[Dated]]:
    """Yield statements in runs of time; what has lasted makes one run however long."""
    run: list[Dated] = []
    for one in group:
        if run and not one.since and one.hours.low - run[-1].hours.high > ANOTHER:
            yield run
            run = []
        run.append(one)
    if run:
        yield run

"""Times of Arabic news: extents, and values resolved against the day of publication.

>>> from datetime import date
>>> times = find_times("قال المتحدث أمس إن الجولة تبدأ في 20 أغسطس/آب المقبل", date(2021, 7, 26))
>>> [(time.value, time.anchor) for time in times]
[('2021-07-25', 'published'), ('2021-08-20', 'published')]

Values are those of TIMEX3 (ISO 8601). An expression that cannot be resolved keeps its extent and
type, has no value, and says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tawatur.language.times.anchors import calibrate, named_days
from tawatur.language.times.model import Draft, TimeMatch, Value
from tawatur.language.times.pairs import in_year, range_of, share_years
from tawatur.language.times.reader import Reader
from tawatur.language.times.resolve import Earlier, Resolver
from tawatur.language.times.scan import scan
from tawatur.language.times.tense import Tense, tense
from tawatur.language.tokens import Tokens, tokenize
from tawatur.records import TimeType

__all__ = ["Tense", "TimeMatch", "find_times", "named_days", "verb_tense"]


def find_times(
    text: str | Tokens,
    anchor: date | None = None,
    *,
    furniture: Sequence[tuple[int, int]] = (),
) -> list[TimeMatch]:
    """Return the expressions of time in ``text``, in order and without overlap.

    Args:
        text: A text, or its tokens.
        anchor: The day of publication, against which relative expressions are resolved. Without
            it they have no value.
        furniture: Spans of the page that are no part of the article. Times in them are returned,
            but nothing is resolved against them.
    """
    tokens = tokenize(text) if isinstance(text, str) else text
    reader, drafts = scan(tokens)
    spans = [_span(tokens, draft) for draft in drafts]
    share_years(reader, drafts)
    inside = _covered(spans, furniture)
    own = [draft for draft, covered in zip(drafts, inside, strict=True) if not covered]
    today, moved = (None, None) if anchor is None else calibrate(anchor, own)

    def way(draft: Draft) -> Tense | None:
        return tense(reader, draft.first, draft.last)

    def close(draft: Draft, last: int) -> bool:
        return reader.one_sentence(last, draft.first)

    for draft in drafts:
        draft.since = reader.before(draft.first, "since")
    resolver = Resolver(today, way, close, any(draft.shift == -1 for draft in own))
    earlier = Earlier()
    found: list[TimeMatch] = []
    for index, (draft, (start, end)) in enumerate(zip(drafts, spans, strict=True)):
        value = resolver.resolve(draft, earlier)
        if index and range_of(reader, drafts[index - 1], draft):
            _order(resolver, earlier, drafts[index - 1], found, value)
        if draft.today and _nowadays(reader, draft):
            value = Value("PRESENT_REF", anchor=value.anchor, vague=True)
        if moved is not None and value.anchor == "published" and not (value.why or value.vague):
            value = value._replace(why=moved)
        if draft.shape == "year" and draft.mod is None and value.latest is not None:
            value = _open(reader, draft, value)
        found.append(_match(start, end, draft, value))
        if not inside[index]:
            earlier.note(index, draft, value)
    return found


def _covered(spans: Sequence[tuple[int, int]], furniture: Sequence[tuple[int, int]]) -> list[bool]:
    """Return for each span, in order, whether a piece of furniture covers it."""
    pieces = sorted(furniture)
    found: list[bool] = []
    at, reach = 0, -1
    for start, end in spans:
        while at < len(pieces) and pieces[at][0] <= start:
            reach = max(reach, pieces[at][1])
            at += 1
        found.append(end <= reach)
    return found


def _order(
    resolver: Resolver, earlier: Earlier, draft: Draft, found: list[TimeMatch], second: Value
) -> None:
    """Move the first date of a range before the second: بين نوفمبر ويناير."""
    first = found[-1]
    if first.earliest is None or second.earliest is None or first.earliest <= second.earliest:
        return
    moved = in_year(draft, second.earliest.year - (first.earliest.year == second.earliest.year))
    if moved:
        value = resolver.resolve(draft, earlier)._replace(anchor=first.anchor)
        found[-1] = _match(first.start, first.end, draft, value)


def verb_tense(tokens: Tokens, match: TimeMatch) -> Tense | None:
    """Return the tense of the verb that ``match`` hangs on, as far as its form shows it."""
    return tense(Reader(tokens), match.draft.first, match.draft.last)


def _span(tokens: Tokens, draft: Draft) -> tuple[int, int]:
    start = tokens.start[draft.first] if draft.start is None else draft.start
    return start, tokens.end[draft.last]


def _match(start: int, end: int, draft: Draft, value: Value) -> TimeMatch:
    return TimeMatch(
        start,
        end,
        _type(draft, value),
        value.value,
        None if value.vague else value.earliest,
        None if value.vague else value.latest,
        value.mod or draft.mod,
        value.anchor,
        value.vague,
        value.why or draft.why,
        draft,
    )


def _type(draft: Draft, value: Value) -> TimeType:
    if draft.shape == "set" or (value.value or "").startswith("XXXX"):
        return "SET"
    if draft.shape == "length" or (
        (value.value or "").startswith("P1") and draft.shape == "decade"
    ):
        return "DURATION"
    if draft.shape == "clock" or draft.part is not None:
        return "TIME"
    if draft.shape == "ago" and draft.unit in ("H", "M", "S") and draft.amount is not None:
        return "TIME"
    return "DATE"


def _open(reader: Reader, draft: Draft, value: Value) -> Value:
    """Open the interval of «ما بعد عام 2015» and «ما قبل عام 2011» to one side."""
    side = reader.word(draft.first - 1)
    if not reader.word(draft.first - 2).endswith("ما") or value.earliest is None:
        return value
    if side == "بعد" and value.latest is not None and value.latest < date.max:
        after = value.latest + timedelta(days=1)
        return value._replace(earliest=after, latest=None, mod="AFTER")
    if side == "قبل" and value.earliest > date.min:
        before = value.earliest - timedelta(days=1)
        return value._replace(earliest=None, latest=before, mod="BEFORE")
    return value


def _nowadays(reader: Reader, draft: Draft) -> bool:
    """Tell whether a bare «اليوم» means nowadays: inside quoted words, or after «حتى»."""
    if reader.before(draft.first, "today_now_before"):
        return True
    opened = 0
    for at in range(draft.first - 1, max(-1, draft.first - 120), -1):
        word = reader.text[at]
        if reader.line_break(at + 1) and at + 1 < draft.first:
            break
        if word in "»”":
            opened -= 1
        elif word in "«“":
            opened += 1
            if opened > 0:
                return True
        elif word == ":":
            return True
    return False

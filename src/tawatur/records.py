"""The nouns of Tawatur: every record that a stage reads or writes.

All records are frozen :mod:`msgspec` structs, tagged by ``kind``. Offsets are Unicode code
points, half open, into ``Article.text``; ``article.text[start:end]`` is exactly the ``text`` of
the record or span. What is not known is ``None``, never a guess.

The descriptions of the fields are part of the types: the JSON Schema and the reference page in
``docs/`` are made from them (see :mod:`tawatur.schema`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

__all__ = [
    "Annotation",
    "AnyRecord",
    "Article",
    "Claim",
    "ClaimOrigin",
    "Coded",
    "Derivation",
    "Dispute",
    "DisputeValue",
    "Edit",
    "Event",
    "Family",
    "Figure",
    "Furniture",
    "Holder",
    "Mention",
    "Option",
    "Participant",
    "Passage",
    "Position",
    "Quantity",
    "Quote",
    "Record",
    "Reuse",
    "Sentence",
    "Span",
    "Statement",
    "Time",
    "decode_line",
    "decode_lines",
    "encode_line",
    "span_of",
]

Number: TypeAlias = int | float

PublishedFrom = Literal["metadata", "dateline", "text", "option"]
MentionType = Literal["PER", "LOC", "ORG", "MISC"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal["APPROX", "START", "MID", "END", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN"]
QuantityWhat = Literal[
    "killed",
    "injured",
    "arrested",
    "troops",
    "attacks",
    "money",
    "percent",
    "count",
    "distance",
    "other",
]
QuoteMode = Literal["direct", "indirect", "mixed"]
QuoteVerb = Literal[
    "say", "claim", "deny", "confirm", "warn", "demand", "announce", "hint", "other"
]
HolderType = Literal["named", "role", "anonymous", "organisation", "document", "media", "pronoun"]
EventStatus = Literal[
    "asserted", "negated", "future", "hypothetical", "demanded", "denied", "historical"
]
Stance = Literal["demand", "support", "reject", "offer", "concede", "threaten", "promise"]
Direction = Literal["a>b", "b>a", "common"]
OriginKind = Literal["agency", "official", "document", "witness", "anonymous", "outlet", "unknown"]
ClaimStatus = Literal["stands", "superseded", "disputed", "denied", "open"]
DisputeKind = Literal["figure", "date", "actor", "denial"]

_Start = Annotated[int, Meta(ge=0, description="First code point, counted from 0.")]
_End = Annotated[int, Meta(ge=0, description="Code point after the last one.")]


def _about(text: str) -> Meta:
    return Meta(description=text)


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an article's text inside a record."""

    start: _Start
    end: _End
    text: Annotated[str, _about("The characters themselves, as written.")]


class Holder(Span, frozen=True, kw_only=True):
    """One link of a chain of attribution: somebody or something whose words are passed on."""

    type: Annotated[HolderType, _about("How the text names the holder.")]
    entity: Annotated[str | None, _about("Entity id of the mention inside the span, or null.")] = (
        None
    )
    implicit: Annotated[
        bool, _about("True when the clause drops the holder and the span is the last mention.")
    ] = False


class Participant(Span, frozen=True, kw_only=True):
    """One source or target of an event."""

    entity: Annotated[str | None, _about("Entity id of the mention, or null.")] = None
    actor: Annotated[str | None, _about("CAMEO actor code, or null.")] = None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a named article."""

    article: Annotated[str, _about("Id of the article.")]
    start: _Start
    end: _End


class Record(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Anything that is written as one line of JSON."""


class Article(Record, frozen=True, kw_only=True, tag="article"):
    """One text as it was read, with what is known about its publication."""

    id: Annotated[str, _about("The file's stem, or the input's own id.")]
    text: Annotated[str, _about("The text that all offsets point into.")]
    title: Annotated[str | None, _about("Headline, or null.")] = None
    outlet: Annotated[str | None, _about("Who published it, or null.")] = None
    url: Annotated[str | None, _about("Address it was published at, or null.")] = None
    published: Annotated[
        str | None, _about("ISO date or date-time of publication, or null when not known.")
    ] = None
    published_from: Annotated[
        PublishedFrom | None,
        _about("Where the date comes from: metadata, dateline, text or option."),
    ] = None
    published_why: Annotated[
        str | None,
        _about("Why that date, or why none was found; null when the metadata gave it."),
    ] = None
    byline: Annotated[str | None, _about("Author line given beside the text, or null.")] = None
    language: Annotated[str | None, _about("ISO 639-1 code of the text's language.")] = None
    sha256: Annotated[str, _about("SHA-256 of the input's bytes, hexadecimal.")] = ""


class Annotation(Record, frozen=True, kw_only=True):
    """A record over a span of one article."""

    id: Annotated[str, _about("Unique: the article's id, '#', a letter and a number.")]
    article: Annotated[str, _about("Id of the article.")]
    start: _Start
    end: _End
    text: Annotated[str, _about("Equals article.text[start:end].")]


class Furniture(Annotation, frozen=True, kw_only=True, tag="furniture"):
    """A span that belongs to the page, not to the article."""

    role: Annotated[
        str,
        _about("What it is: repeated_title, breadcrumb, share, render_date, photo_caption ..."),
    ]


class Sentence(Annotation, frozen=True, kw_only=True, tag="sentence"):
    """A sentence, heading or other line that stands by itself."""


class Mention(Annotation, frozen=True, kw_only=True, tag="mention"):
    """A name of a person, place, organisation or other thing."""

    type: Annotated[MentionType, _about("PER, LOC, ORG or MISC.")]
    entity: Annotated[
        str | None, _about("Id shared by the variants of one name across articles.")
    ] = None
    name: Annotated[str | None, _about("Canonical form of the name.")] = None
    role: Annotated[Span | None, _about("Title or office beside the name, or null.")] = None
    country: Annotated[str | None, _about("ISO 3166 alpha-3 code, or null.")] = None


class Time(Annotation, frozen=True, kw_only=True, tag="time"):
    """An expression of time, resolved against its article (TIMEX3)."""

    type: Annotated[TimeType, _about("DATE, TIME, DURATION or SET.")]
    value: Annotated[
        str | None, _about("TIMEX3 value such as 2021-07-26, 2020-08, P3M; null if unresolved.")
    ] = None
    earliest: Annotated[
        str | None, _about("First day it can denote (ISO), null for durations.")
    ] = None
    latest: Annotated[str | None, _about("Last day it can denote (ISO), null for durations.")] = (
        None
    )
    mod: Annotated[TimeMod | None, _about("TIMEX3 modifier, or null.")] = None
    anchor: Annotated[
        str | None,
        _about("Id of the record it was resolved against, 'published', or null."),
    ] = None
    vague: Annotated[bool, _about("True for PRESENT_REF, PXD and the like.")] = False
    why: Annotated[str | None, _about("Reason for a null or a judged value.")] = None


class Quantity(Annotation, frozen=True, kw_only=True, tag="quantity"):
    """A number of things, exact or vague, as an interval."""

    low: Annotated[Number | None, _about("Least value meant, null when open.")] = None
    high: Annotated[Number | None, _about("Greatest value meant, null when open.")] = None
    best: Annotated[Number | None, _about("The value meant; null for vague words.")] = None
    approx: Annotated[bool, _about("True when the text says about, nearly, tens of.")] = False
    what: Annotated[QuantityWhat, _about("What kind of thing is counted.")] = "other"
    unit: Annotated[str | None, _about("Counted noun or measure as written, or null.")] = None
    of: Annotated[Span | None, _about("The thing counted, or null.")] = None
    age: Annotated[bool, _about("True when it is somebody's age.")] = False
    singular: Annotated[
        bool, _about("True when a bare singular noun means one (a soldier was killed).")
    ] = False


class Quote(Annotation, frozen=True, kw_only=True, tag="quote"):
    """Words or beliefs given as somebody's, with the chain they came through."""

    mode: Annotated[QuoteMode, _about("direct, indirect or mixed.")]
    content: Annotated[tuple[Span, ...], _about("What was said, in one or more pieces.")]
    cue: Annotated[Span | None, _about("Reporting verb or phrase, or null.")] = None
    verb: Annotated[QuoteVerb, _about("Class of the reporting word.")] = "other"
    chain: Annotated[
        tuple[Holder, ...], _about("Holders, from the one whose words they are outwards.")
    ] = ()


class Event(Annotation, frozen=True, kw_only=True, tag="event"):
    """A political event in PLOVER and CAMEO terms, with its status."""

    code: Annotated[str, _about("PLOVER event type, e.g. ASSAULT.")]
    mode: Annotated[str | None, _about("PLOVER mode, or null.")] = None
    cameo: Annotated[str | None, _about("CAMEO code, or null.")] = None
    quad: Annotated[str, _about("Quad class, e.g. 'material conflict'.")]
    trigger: Annotated[Span, _about("The word that names the act.")]
    source: Annotated[tuple[Participant, ...], _about("Who acts.")] = ()
    target: Annotated[tuple[Participant, ...], _about("Who is acted upon.")] = ()
    place: Annotated[str | None, _about("Id of the mention that is the place, or null.")] = None
    when: Annotated[str | None, _about("Id of the time record, or null.")] = None
    status: Annotated[EventStatus, _about("How the text holds the event.")] = "asserted"


class Position(Annotation, frozen=True, kw_only=True, tag="position"):
    """A stance that somebody takes towards something."""

    holder: Annotated[Holder, _about("Who takes the stance.")]
    stance: Annotated[Stance, _about("demand, support, reject, offer ...")]
    about: Annotated[Span, _about("What the stance is about.")]
    toward: Annotated[Span | None, _about("The party addressed or opposed, or null.")] = None


class Option(Annotation, frozen=True, kw_only=True, tag="option"):
    """One course of action open to somebody, as an author lays it out."""

    holder: Annotated[Holder | None, _about("Whose option it is, or null.")] = None
    action: Annotated[Span | None, _about("The course of action.")] = None
    condition: Annotated[Span | None, _about("Under what condition, or null.")] = None
    consequence: Annotated[Span | None, _about("What would follow, or null.")] = None
    group: Annotated[str | None, _about("Shared by options that exclude each other.")] = None


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between two aligned passages."""

    op: Annotated[
        str,
        _about(
            "added, dropped, substituted, number_changed, name_changed, attribution_changed, "
            "hedged, hardened, respelled or reordered."
        ),
    ]
    a: Annotated[tuple[int, int] | None, _about("Offsets in a, or null when added.")] = None
    b: Annotated[tuple[int, int] | None, _about("Offsets in b, or null when dropped.")] = None


class Reuse(Record, frozen=True, kw_only=True, tag="reuse"):
    """Two passages in two articles that are the same text."""

    id: Annotated[str, _about("Unique id of the aligned pair of passages.")]
    a: Annotated[Passage, _about("Passage in the one article.")]
    b: Annotated[Passage, _about("Passage in the other.")]
    score: Annotated[float, _about("Share of the aligned words that are equal, 0 to 1.")]
    edits: Annotated[tuple[Edit, ...], _about("Differences, in the order of a.")] = ()
    direction: Annotated[
        Direction | None, _about("a>b: b took it from a; common: both from a third; null.")
    ] = None
    why: Annotated[str | None, _about("Reason for the direction or for none.")] = None


class Derivation(Record, frozen=True, kw_only=True, tag="derivation"):
    """How one article's text derives from another's, or from a text common to both."""

    a: Annotated[str, _about("Article id.")]
    b: Annotated[str, _about("Article id; the class is about b given a.")]
    derivation: Annotated[Literal["wholly", "partially"], _about("METER's classes for b given a.")]
    direction: Annotated[Direction | None, _about("Which way, common, or null.")] = None
    share_a: Annotated[float, _about("Share of a's words inside aligned passages.")] = 0.0
    share_b: Annotated[float, _about("Share of b's words inside aligned passages.")] = 0.0
    credit_a: Annotated[str | None, _about("Source that a names, or null.")] = None
    credit_b: Annotated[str | None, _about("Source that b names, or null.")] = None
    boilerplate: Annotated[
        bool, _about("True when what is shared is a formula, not news copy.")
    ] = False
    why: Annotated[str | None, _about("Reason for class and direction.")] = None


class Family(Record, frozen=True, kw_only=True, tag="family"):
    """One text living in several articles."""

    id: Annotated[str, _about("Unique id of the family.")]
    members: Annotated[tuple[Passage, ...], _about("The passages.")]
    origin: Annotated[
        Passage | str | None,
        _about("The passage it began with, the agency's name, or null when not known."),
    ] = None
    credited: Annotated[tuple[str, ...], _about("Articles that name the origin.")] = ()
    uncredited: Annotated[tuple[str, ...], _about("Articles that do not.")] = ()


class Statement(Passage, frozen=True, kw_only=True):
    """One place where a claim is made."""

    text: Annotated[str, _about("The characters themselves.")]
    record: Annotated[str, _about("Id of the annotation that states it.")]
    origin: Annotated[str, _about("Id of the origin that the statement goes back to.")]


class ClaimOrigin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a statement enters the record."""

    id: Annotated[str, _about("Id of the origin, shared across claims.")]
    kind: Annotated[OriginKind, _about("What sort of origin it is.")]
    name: Annotated[str | None, _about("Name of the origin as the texts give it.")] = None
    via: Annotated[tuple[str, ...], _about("Carriers between origin and readers.")] = ()


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """What the convention of a codebook makes of a figure."""

    convention: Annotated[str, _about("acled or ucdp.")]
    low: Annotated[Number | None, _about("Low estimate, or null where it gives none.")] = None
    best: Annotated[Number | None, _about("The number coded, or null where it gives none.")] = None
    high: Annotated[Number | None, _about("High estimate, or null where it gives none.")] = None
    rule: Annotated[str, _about("The rule that gave the numbers.")]


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The value of a claim: an interval of numbers, a date, or words."""

    low: Annotated[Number | None, _about("Least value, or null.")] = None
    high: Annotated[Number | None, _about("Greatest value, or null.")] = None
    best: Annotated[Number | None, _about("The value, or null.")] = None
    approx: Annotated[bool, _about("True when given as approximate.")] = False
    unit: Annotated[
        str | None, _about("Counted noun or measure as most statements write it, or null.")
    ] = None
    text: Annotated[str | None, _about("The value in words, where it is no number.")] = None
    coded: Annotated[
        Coded | None,
        _about("What the convention of a codebook makes of it, where one was asked for."),
    ] = None


class Claim(Record, frozen=True, kw_only=True, tag="claim"):
    """One answer to one question, with everybody who gives it."""

    id: Annotated[str, _about("Unique id.")]
    about: Annotated[str, _about("The question that the claim answers.")]
    what: Annotated[str | None, _about("Kind of quantity, actor, date, quote or other.")] = None
    value: Annotated[Figure, _about("The answer.")]
    statements: Annotated[tuple[Statement, ...], _about("Every place that states it.")]
    outlets: Annotated[tuple[str, ...], _about("Outlets (or articles where not known).")]
    origins: Annotated[tuple[ClaimOrigin, ...], _about("Independent origins.")]
    n_origins: Annotated[int, _about("Number of independent known origins.")]
    n_outlets: Annotated[int, _about("Number of outlets.")]
    status: Annotated[ClaimStatus, _about("How the claim stands among the articles.")]
    first: Annotated[str | None, _about("Earliest publication among them, or null.")] = None
    last: Annotated[str | None, _about("Latest publication among them, or null.")] = None


class DisputeValue(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a dispute."""

    claim: Annotated[str, _about("Id of the claim.")]
    value: Annotated[Figure, _about("What it says.")]
    origins: Annotated[tuple[str, ...], _about("Ids of its origins.")]
    dates: Annotated[tuple[str, ...], _about("Days on which it was published.")]


class Dispute(Record, frozen=True, kw_only=True, tag="dispute"):
    """Claims that cannot all hold."""

    id: Annotated[str, _about("Unique id.")]
    claims: Annotated[tuple[str, ...], _about("Ids of the claims.")]
    about: Annotated[str, _about("The question they answer differently.")]
    values: Annotated[tuple[DisputeValue, ...], _about("Each answer with its origins.")]
    type: Annotated[
        DisputeKind,
        _about("figure, date, actor or denial ('kind' is taken by the record's own kind)."),
    ]
    resolved_by: Annotated[
        Literal["time"] | None, _about("'time' when a later report supersedes, or null.")
    ] = None
    why: Annotated[str | None, _about("Why they conflict, and why time settles it or not.")] = None


AnyRecord: TypeAlias = (
    Article
    | Furniture
    | Sentence
    | Mention
    | Time
    | Quantity
    | Quote
    | Event
    | Position
    | Option
    | Reuse
    | Derivation
    | Family
    | Claim
    | Dispute
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)


def encode_line(record: Record) -> bytes:
    """Return ``record`` as one line of JSON in UTF-8, with the newline."""
    return _encoder.encode(record) + b"\n"


def decode_line(line: bytes | str) -> AnyRecord:
    """Return the record written on ``line``.

    Raises :class:`msgspec.ValidationError` when a field is missing or of the wrong type and
    :class:`msgspec.DecodeError` when the line is not JSON.
    """
    return _decoder.decode(line)


def decode_lines(lines: Iterable[bytes | str]) -> Iterator[AnyRecord]:
    """Yield the records of JSON Lines, passing over blank lines."""
    return (decode_line(line) for line in lines if line.strip())


def span_of(article: Article, start: int, end: int) -> Span:
    """Return the span of ``article`` from ``start`` to ``end`` with its text."""
    return Span(start=start, end=end, text=article.text[start:end])

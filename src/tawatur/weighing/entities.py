"""Entities: which mentions, in all the articles, name the same person, place or organisation.

Precision comes first. Full names are joined where one is a shorter form of the other and of no
third; a lone family name goes to the person who bears it in the same article, else to the only
one in the pile. Two people are never joined because they share a family name. All steps are
look-ups by parts of a name, so that the work grows with the number of mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from tawatur.annotating.mentions.gazetteer import index, org_heads
from tawatur.annotating.mentions.naming import has_father, name_key, slug
from tawatur.annotating.mentions.words import analyse
from tawatur.language import fold_text, tokenize
from tawatur.language.lexicon import load
from tawatur.language.stems import stem
from tawatur.records import Annotation, Article, Event, Holder, Mention, Participant, Quote
from tawatur.weighing.names import Joined, Key, Name, join_people, join_spellings
from tawatur.weighing.situation import Entity

__all__ = ["entities", "unify"]


def unify(
    articles: Sequence[Article], annotations: Mapping[str, Sequence[Annotation]]
) -> dict[str, tuple[Annotation, ...]]:
    """Return the annotations, by article, with entities.

    Mentions get ``entity``, ``name`` and, where the entity's other mentions tell it, ``country``;
    holders of quotes and participants of events get the entity of the one mention in their span.
    ``entity`` stays null where a lone name fits several people of the pile.
    """
    order = sorted(articles, key=lambda article: article.id)
    found = {
        article.id: [
            record for record in annotations.get(article.id, ()) if isinstance(record, Mention)
        ]
        for article in order
    }
    texts = {article.id: article.text for article in order}
    names = _join(found, texts)
    given = _assign(found, names)
    labels = _labels(found, given, names)
    return {
        article.id: _rewritten(annotations.get(article.id, ()), given, labels) for article in order
    }


def _name_of(mention: Mention) -> Name:
    if mention.entity is not None and mention.type != "PER":
        return Name(mention.type, (mention.entity,))
    key = name_key(_alone(mention))
    return Name(mention.type, key or (fold_text(mention.text),))


def _alone(mention: Mention) -> str:
    """Return the mention as it is written without ل before it: لليمن is found as ليمن."""
    text = mention.text
    if len(text) < 4 or not text.startswith("ل"):
        return text
    bare, restored = tokenize(text).text, tokenize("ا" + text).text
    known = index()
    if known.get(tuple(restored)) is not None and known.get(tuple(bare)) is None:
        return "ا" + text
    # لكاظمي is الكاظمي, لافروف is Lavrov: a family name with the article ends in ي.
    word = analyse(restored[0])
    family = word.surname is not None or (len(bare) == 1 and text[-1] in "يى")
    return "ا" + text if family and analyse(bare[0]).surname is None else text


def _join(found: Mapping[str, Sequence[Mention]], texts: Mapping[str, str]) -> Joined:
    joined = Joined()
    people: set[Key] = set()
    fathers: set[Key] = set()
    offices: dict[Key, set[str]] = {}
    for key, curated in _listed_people():
        if len(key) > 1:
            joined.add(Name("PER", key), curated)
    for article in sorted(found):
        mentions = found[article]
        for mention in mentions:
            name = _name_of(mention)
            joined.add(name, mention.entity)
            if mention.type == "PER" and len(name.key) > 1:
                people.add(name.key)
                offices.setdefault(name.key, set()).update(_offices(mention))
                if has_father(mention.text):
                    fathers.add(name.key)
        _join_brackets(joined, mentions, texts[article])
        _join_openings(joined, mentions)
    join_people(joined, people, fathers)
    join_spellings(joined, offices)
    return joined


def _offices(mention: Mention) -> set[str]:
    """Return the stems of the offices in the title beside a name."""
    if mention.role is None:
        return set()
    return {form for word in tokenize(mention.role.text).text if (form := stem(word)) in _office()}


@cache
def _office() -> frozenset[str]:
    rows = load("roles").rows
    return frozenset(stem(fold_text(row["form"])) for row in rows if row["kind"] == "office")


def _listed_people() -> Iterable[tuple[Key, str]]:
    for row in load("people").rows:
        for form in row["names"].split("|"):
            yield name_key(form), "p:" + row["id"]


def _join_brackets(joined: Joined, mentions: Sequence[Mention], text: str) -> None:
    """Join a name with the other name in brackets behind it: «… (داعش)»."""
    for before, after in pairwise(mentions):
        between = text[before.end : after.start].strip()
        if before.type != after.type or before.type == "PER" or len(between) > 3:
            continue
        if between.lstrip("\"»”'’ ") in ("(", "(«", '("') and text[after.end :][:1] in ')»"':
            joined.join(_name_of(before), _name_of(after))


def _join_openings(joined: Joined, mentions: Sequence[Mention]) -> None:
    """Join, in one article, an organisation with the only longer name that begins like it."""
    keys = {name.key for mention in mentions if (name := _name_of(mention)).type == "ORG"}
    longer: dict[Key, set[Key]] = {}
    for key in keys:
        for size in range(2, len(key)):
            if key[:size] in keys:
                longer.setdefault(key[:size], set()).add(key)
    for key in keys:
        # حركة عهد الريف, عهد الريف; صحيفة الأفق القرماني, الأفق.
        if len(key) > 2 and key[0] in org_heads() and key[1:] in keys:
            longer.setdefault(key[1:], set()).add(key)
        if len(key) > 1 and key[:1] in keys and key[0] not in org_heads():
            longer.setdefault(key[:1], set()).add(key)
    for short, longs in sorted(longer.items()):
        if len(longs) == 1:
            joined.join(Name("ORG", short), Name("ORG", next(iter(longs))))


class _Bearers:
    """People by the part of their name that may stand alone."""

    def __init__(self, joined: Joined) -> None:
        self._joined = joined
        self._by_part: dict[str, dict[Name, Name]] = {}

    def add(self, name: Name, text: str) -> None:
        """Enter a person by first name and, unless that is the father's, by last name."""
        root = self._joined.root(name)
        parts = {name.key[0]} if has_father(text) else {name.key[0], name.key[-1]}
        for part in sorted(parts):
            self._by_part.setdefault(part, {})[root] = root

    def only(self, part: str) -> Name | None:
        """Return the one person whose name has the part, or ``None`` for none or several."""
        people = self._by_part.get(part, {})
        return next(iter(people)) if len(people) == 1 else None

    def root(self, name: Name) -> Name:
        """Return the name that stands for a person."""
        return self._joined.root(name)

    def one_of(self, part: str, name: Name) -> bool:
        """Tell whether the person of ``name`` bears it."""
        return self._joined.root(name) in self._by_part.get(part, {})

    def some(self, part: str) -> bool:
        """Tell whether anybody bears it."""
        return part in self._by_part


def _assign(found: Mapping[str, Sequence[Mention]], joined: Joined) -> dict[str, Name]:
    """Return, by the mention's id, the name that stands for its entity; absent where unknown."""
    given: dict[str, Name] = {}
    pile = _Bearers(joined)
    local: dict[str, _Bearers] = {}
    for article in sorted(found):
        local[article] = _Bearers(joined)
        for mention in found[article]:
            name = _name_of(mention)
            if mention.type != "PER" or len(name.key) > 1:
                given[mention.id] = joined.root(name)
            if mention.type == "PER" and len(name.key) > 1:
                local[article].add(name, mention.text)
                pile.add(name, mention.text)
    known = _known_by()
    for article in sorted(found):
        near = local[article]
        before: list[Mention] = []
        for mention in found[article]:
            if mention.id in given:
                if mention.type == "PER":
                    before.append(mention)
                continue
            part = _name_of(mention).key[0]
            person: Name | None
            if near.some(part):
                person = near.only(part) or _latest(before, mention, part, near)
            elif pile.some(part):
                person = pile.only(part)
            else:
                person = joined.root(Name("PER", known.get(part, (part,))))
            if person is not None:
                given[mention.id] = person
    return given


# A lone name that several people of its article bear is the one's who was named in full last, if
# that was no farther back than this many characters: some two sentences.
_NEAR = 400


def _latest(before: Sequence[Mention], mention: Mention, part: str, near: _Bearers) -> Name | None:
    for full in reversed(before):
        if mention.start - full.end > _NEAR:
            return None
        name = _name_of(full)
        if near.one_of(part, name):
            return near.root(name)
    return None


def _known_by() -> Mapping[str, Key]:
    """Return the people whom newspapers name by one word alone, by that word."""
    found: dict[str, Key] = {}
    for row in load("people").rows:
        forms = [name_key(form) for form in row["names"].split("|")]
        for form in forms:
            if len(form) == 1:
                found.setdefault(form[0], forms[0])
    return found


class _Label(NamedTuple):
    """What all mentions of an entity carry."""

    id: str
    name: str
    country: str | None


def _labels(
    found: Mapping[str, Sequence[Mention]], given: Mapping[str, Name], joined: Joined
) -> dict[Name, _Label]:
    forms: dict[Name, Counter[str]] = {}
    countries: dict[Name, Counter[str]] = {}
    canonical: dict[Name, str] = {}
    for mentions in found.values():
        for mention in mentions:
            name = given.get(mention.id)
            if name is None:
                continue
            forms.setdefault(name, Counter())[_alone(mention)] += 1
            if mention.country is not None:
                countries.setdefault(name, Counter())[mention.country] += 1
            if mention.entity is not None and mention.name is not None:
                canonical.setdefault(name, mention.name)
    listed = {"p:" + row["id"]: row for row in load("people").rows}
    labels: dict[Name, _Label] = {}
    taken: Counter[str] = Counter()
    for name in sorted(forms):
        curated = joined.curated(name)
        row = listed.get(curated or "")
        best = row["names"].split("|")[0] if row else canonical.get(name) or _fullest(forms[name])
        ident = curated
        if ident is None:
            ident = f"{name.type[0].lower()}:{slug(best)}"
            taken[ident] += 1
            if taken[ident] > 1:
                ident = f"{ident}-{taken[ident]}"
        votes = countries.get(name)
        country = (row["iso3"] or None) if row else votes and _first(votes)
        labels[name] = _Label(ident, best, country or None)
    return labels


def _first(votes: Counter[str]) -> str:
    return min(votes, key=lambda value: (-votes[value], value))


def _fullest(forms: Counter[str]) -> str:
    """Return the most frequent of the forms with more than one word, else of all."""
    full = [form for form in forms if " " in form] or list(forms)
    return min(full, key=lambda form: (-forms[form], -len(form), form))


def _rewritten(
    records: Iterable[Annotation], given: Mapping[str, Name], labels: Mapping[Name, _Label]
) -> tuple[Annotation, ...]:
    rewritten: list[Annotation] = []
    for record in records:
        if isinstance(record, Mention):
            name = given.get(record.id)
            label = labels[name] if name is not None else None
            rewritten.append(
                msgspec.structs.replace(
                    record,
                    entity=label.id if label else None,
                    name=label.name if label else record.name,
                    country=(label.country if label else None) or record.country,
                )
            )
        else:
            rewritten.append(record)
    mentions = sorted(
        (record for record in rewritten if isinstance(record, Mention)),
        key=lambda mention: (mention.start, mention.end),
    )
    starts = [mention.start for mention in mentions]

    def inside(start: int, end: int, old: str | None) -> str | None:
        held = [
            mention
            for mention in mentions[bisect_left(starts, start) : bisect_left(starts, end)]
            if mention.end <= end
        ]
        return held[0].entity if len(held) == 1 else old

    def holder(one: Holder) -> Holder:
        return msgspec.structs.replace(one, entity=inside(one.start, one.end, one.entity))

    def participant(one: Participant) -> Participant:
        return msgspec.structs.replace(one, entity=inside(one.start, one.end, one.entity))

    for at, record in enumerate(rewritten):
        if isinstance(record, Quote):
            rewritten[at] = msgspec.structs.replace(record, chain=tuple(map(holder, record.chain)))
        elif isinstance(record, Event):
            rewritten[at] = msgspec.structs.replace(
                record,
                source=tuple(map(participant, record.source)),
                target=tuple(map(participant, record.target)),
            )
    return tuple(rewritten)


def entities(
    articles: Sequence[Article], annotations: Mapping[str, Sequence[Annotation]]
) -> tuple[Entity, ...]:
    """Return the entities of annotations that :func:`unify` has been through, by id."""
    groups: dict[str, list[Mention]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        for record in annotations.get(article.id, ()):
            if isinstance(record, Mention) and record.entity is not None:
                groups.setdefault(record.entity, []).append(record)
    found: list[Entity] = []
    for ident in sorted(groups):
        mentions = groups[ident]
        forms = Counter(_alone(mention) for mention in mentions)
        roles = Counter(mention.role.text for mention in mentions if mention.role is not None)
        found.append(
            Entity(
                id=ident,
                type=mentions[0].type,
                name=mentions[0].name or mentions[0].text,
                names=_ranked(forms),
                roles=_ranked(roles),
                country=mentions[0].country,
                mentions=tuple(mention.id for mention in mentions),
                articles=tuple(dict.fromkeys(mention.article for mention in mentions)),
            )
        )
    return tuple(found)


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

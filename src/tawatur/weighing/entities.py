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
from itertools import pairwise
from typing import NamedTuple

import msgspec

from tawatur.annotating.mentions.gazetteer import index
from tawatur.annotating.mentions.naming import has_father, name_key, slug, sound_key
from tawatur.annotating.mentions.words import analyse
from tawatur.language import fold_text, tokenize
from tawatur.language.lexicon import load
from tawatur.records import Annotation, Article, Event, Holder, Mention, Participant, Quote
from tawatur.weighing.situation import Entity

__all__ = ["entities", "unify"]

# With more full names than this between one first and one last part (محمد … أحمد) shorter forms
# say nothing, and comparing them all would cost its square.
_CROWD = 100

_Key = tuple[str, ...]


class _Name(NamedTuple):
    """Type and key of a name: what mentions must share to be one at least."""

    type: str
    key: _Key


class _Joined:
    """Disjoint sets of names; a set has at most one id of a gazetteer."""

    def __init__(self) -> None:
        self._parent: dict[_Name, _Name] = {}
        self._curated: dict[_Name, str] = {}

    def add(self, name: _Name, curated: str | None) -> None:
        """Enter a name, with the gazetteer's id where it has one."""
        root = self.root(name)
        if curated is not None:
            self._curated.setdefault(root, curated)

    def root(self, name: _Name) -> _Name:
        """Return the name that stands for the set of ``name``."""
        parent = self._parent.setdefault(name, name)
        while parent != name:
            grand = self._parent[parent]
            self._parent[name] = grand
            name, parent = parent, grand
        return name

    def join(self, a: _Name, b: _Name) -> None:
        """Make two sets one, unless gazetteers hold them for different things."""
        a, b = sorted((self.root(a), self.root(b)))
        if a == b:
            return
        mine, theirs = self._curated.get(a), self._curated.get(b)
        if mine is not None and theirs is not None and mine != theirs:
            return
        self._parent[b] = a
        if mine is None and theirs is not None:
            self._curated[a] = theirs

    def curated(self, name: _Name) -> str | None:
        """Return the gazetteer's id of the set of ``name``."""
        return self._curated.get(self.root(name))


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


def _name_of(mention: Mention) -> _Name:
    if mention.entity is not None and mention.type != "PER":
        return _Name(mention.type, (mention.entity,))
    key = name_key(_alone(mention))
    return _Name(mention.type, key or (fold_text(mention.text),))


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


def _join(found: Mapping[str, Sequence[Mention]], texts: Mapping[str, str]) -> _Joined:
    joined = _Joined()
    people: set[_Key] = set()
    fathers: set[_Key] = set()
    for key, curated in _listed_people():
        if len(key) > 1:
            joined.add(_Name("PER", key), curated)
    for article in sorted(found):
        mentions = found[article]
        for mention in mentions:
            name = _name_of(mention)
            joined.add(name, mention.entity)
            if mention.type == "PER" and len(name.key) > 1:
                people.add(name.key)
                if has_father(mention.text):
                    fathers.add(name.key)
        _join_brackets(joined, mentions, texts[article])
        _join_openings(joined, mentions)
    _join_people(joined, people, fathers)
    return joined


def _listed_people() -> Iterable[tuple[_Key, str]]:
    for row in load("people").rows:
        for form in row["names"].split("|"):
            yield name_key(form), "p:" + row["id"]


def _join_brackets(joined: _Joined, mentions: Sequence[Mention], text: str) -> None:
    """Join a name with the other name in brackets behind it: «… (داعش)»."""
    for before, after in pairwise(mentions):
        between = text[before.end : after.start].strip()
        if before.type != after.type or before.type == "PER" or len(between) > 3:
            continue
        if between.lstrip("\"»”'’ ") in ("(", "(«", '("') and text[after.end :][:1] in ')»"':
            joined.join(_name_of(before), _name_of(after))


def _join_openings(joined: _Joined, mentions: Sequence[Mention]) -> None:
    """Join, in one article, an organisation with the only longer name that begins like it."""
    keys = {name.key for mention in mentions if (name := _name_of(mention)).type == "ORG"}
    longer: dict[_Key, set[_Key]] = {}
    for key in keys:
        for size in range(2, len(key)):
            if key[:size] in keys:
                longer.setdefault(key[:size], set()).add(key)
    for short, longs in sorted(longer.items()):
        if len(longs) == 1:
            joined.join(_Name("ORG", short), _Name("ORG", next(iter(longs))))


def _join_people(joined: _Joined, people: set[_Key], fathers: set[_Key]) -> None:
    """Join full names of which one is a shorter form of the other, and of no third.

    A shorter form has the same first and last part (علي صالح), or leaves off the end of a row of
    fathers (محمد بن نايف). A name's end is not a shorter form: it is the father's name.
    """
    ends: dict[tuple[str, str], list[_Key]] = {}
    starts: dict[_Key, list[_Key]] = {}
    sounds: dict[_Key, list[_Key]] = {}
    for key in sorted(people):
        ends.setdefault((key[0], key[-1]), []).append(key)
        for size in range(2, len(key)):
            if key[:size] in fathers:
                starts.setdefault(key[:size], []).append(key)
        sound = sound_key(key)
        if sound is not None:
            sounds.setdefault(sound, []).append(key)
    for key in sorted(people):
        group = ends[key[0], key[-1]]
        longer = [
            other
            for other in (group if len(group) <= _CROWD else ())
            if len(other) > len(key) and _within(key, other)
        ]
        longer += starts.get(key, ())
        if longer and _one_line(longer):
            for other in longer:
                joined.join(_Name("PER", key), _Name("PER", other))
    for group in sounds.values():
        for other in group[1:]:
            joined.join(_Name("PER", group[0]), _Name("PER", other))


def _within(short: _Key, long: _Key) -> bool:
    """Tell whether ``short`` is ``long`` with parts left out."""
    rest = iter(long)
    return all(part in rest for part in short)


def _one_line(keys: Sequence[_Key]) -> bool:
    """Tell whether of the names each is a shorter form of the next: no two people."""
    line = sorted(set(keys), key=lambda key: (len(key), key))
    return all(_within(a, b) for a, b in pairwise(line))


class _Bearers:
    """People by the part of their name that may stand alone."""

    def __init__(self, joined: _Joined) -> None:
        self._joined = joined
        self._by_part: dict[str, dict[_Name, _Name]] = {}

    def add(self, name: _Name, text: str) -> None:
        """Enter a person by first name and, unless that is the father's, by last name."""
        root = self._joined.root(name)
        parts = {name.key[0]} if has_father(text) else {name.key[0], name.key[-1]}
        for part in sorted(parts):
            self._by_part.setdefault(part, {})[root] = root

    def only(self, part: str) -> _Name | None:
        """Return the one person whose name has the part, or ``None`` for none or several."""
        people = self._by_part.get(part, {})
        return next(iter(people)) if len(people) == 1 else None

    def some(self, part: str) -> bool:
        """Tell whether anybody bears it."""
        return part in self._by_part


def _assign(found: Mapping[str, Sequence[Mention]], joined: _Joined) -> dict[str, _Name]:
    """Return, by the mention's id, the name that stands for its entity; absent where unknown."""
    given: dict[str, _Name] = {}
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
        for mention in found[article]:
            if mention.id in given:
                continue
            part = _name_of(mention).key[0]
            near = local[article]
            if near.some(part):
                person = near.only(part)
            elif pile.some(part):
                person = pile.only(part)
            else:
                person = joined.root(_Name("PER", known.get(part, (part,))))
            if person is not None:
                given[mention.id] = person
    return given


def _known_by() -> Mapping[str, _Key]:
    """Return the people whom newspapers name by one word alone, by that word."""
    found: dict[str, _Key] = {}
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
    found: Mapping[str, Sequence[Mention]], given: Mapping[str, _Name], joined: _Joined
) -> dict[_Name, _Label]:
    forms: dict[_Name, Counter[str]] = {}
    countries: dict[_Name, Counter[str]] = {}
    canonical: dict[_Name, str] = {}
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
    labels: dict[_Name, _Label] = {}
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
    records: Iterable[Annotation], given: Mapping[str, _Name], labels: Mapping[_Name, _Label]
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

"""Names that a noun announces: حزب, جامعة, شركة before organisations, مدينة, مطار before places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import index, left_off
from tawatur.annotating.mentions.ordinary import ARTICLE, plain_nouns
from tawatur.annotating.mentions.people import chain_at
from tawatur.annotating.mentions.proposals import Proposal
from tawatur.annotating.mentions.words import Word
from tawatur.language import fold_text
from tawatur.language.lexicon import load

__all__ = ["Heads"]

_LONGEST = 7
_WHOLE, _LISTED, _PROPER, _PLAIN = 0.97, 0.92, 0.72, 0.55


@cache
def _heads() -> Mapping[str, Mapping[str, str]]:
    heads: dict[str, Mapping[str, str]] = {}
    for lexicon in ("org_heads", "place_heads"):
        for row in load(lexicon).rows:
            heads.setdefault(
                fold_text(row["form"]), {**row, "type": "ORG" if lexicon == "org_heads" else "LOC"}
            )
    return heads


class Heads:
    """Proposes what stands after a head noun, with the head where it is part of the name."""

    name = "heads/1"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield one proposal a head noun with a name behind it."""
        heads = _heads()
        for at, word in enumerate(context.words):
            for skip, form in word.readings:
                row = heads.get(form)
                if row is None:
                    if form.startswith(ARTICLE) and (whole := heads.get(form[2:])) is not None:
                        found = _definite(context, at, skip, whole)
                        if found is not None:
                            yield found._replace(source=self.name)
                        break
                    continue
                found = (
                    _place(context, at, skip, row)
                    if row["type"] == "LOC"
                    else _organisation(context, at, skip, row)
                )
                if found is not None:
                    yield found._replace(source=self.name)
                break


def _quoted(context: Context, at: int, most: int = 6) -> tuple[int, int] | None:
    """Return the tokens between quotation marks that open at ``at``, if few."""
    if not context.opens(at) or context.text[at] in "([<":
        return None
    for last in range(at + 1, min(at + most + 1, len(context))):
        if context.breaks[last]:
            return None
        if context.closes(last):
            return (at + 1, last) if last > at + 1 else None
    return None


def _titled(context: Context, at: int, *, office: bool = False) -> bool:
    """Tell whether a definite title stands at a token: اللجنة … المهندس فلان."""
    role = context.words[at].role
    return (
        role is not None
        and role[1].definite
        and not role[1].plural
        and (role[1].kind in ("title", "rank") or (office and role[1].kind == "office"))
    )


def _place(context: Context, at: int, skip: int, row: Mapping[str, str]) -> Proposal | None:
    inside = row["mode"] == "inside"
    word = context.word(at + 1)
    if word is None:
        return None
    quoted = _quoted(context, at + 1)
    if quoted is not None:
        return Proposal(quoted[0], quoted[1], 0, "LOC", _PROPER, "")
    first = at + 1
    listed = index().thing(context, first)
    if listed is not None and listed[1] == 0:
        entry = listed[2]
        if entry.type == "ORG" and not entry.cued:
            return None
        last = listed[0]
        if inside:
            last = _adjectives(context, last)
            return Proposal(at, last, skip, "LOC", _LISTED, "", country=entry.country)
        if entry.type == "LOC":
            return Proposal(first, last, 0, "LOC", _LISTED, "", entry.id, entry.name, entry.country)
    chain = chain_at(context, first)
    if inside and chain is not None and chain.skip == 0 and row["person"]:
        return Proposal(at, _adjectives(context, chain.last), skip, "LOC", _PROPER, "")
    if chain is not None and chain.skip == 0 and chain.parts > 1 and not row["person"]:
        return None
    if (
        (word.unknown and not word.derived)
        or (_proper(word) and word.text.startswith(ARTICLE))
        or word.given
        or word.surname
    ):
        if word.role is not None or word.verb:
            return None
        last = first + 1
        more = context.word(last)
        while (
            more is not None
            and more.unknown
            and not word.text.startswith(ARTICLE)
            and last < first + 3
            and more.text[0] not in "وفبل"
        ):
            last += 1
            more = context.word(last)
        if inside:
            return Proposal(at, _adjectives(context, last), skip, "LOC", _PROPER, "")
        return Proposal(first, last, 0, "LOC", _PROPER, "")
    return None


def _adjectives(context: Context, last: int) -> int:
    """Take adjectives of kind after a place: قاعدة العند الجوية, مطار بغداد الدولي."""
    words = _tails()
    word = context.word(last)
    while word is not None and word.text in words:
        last += 1
        word = context.word(last)
    return last


@cache
def _tails() -> frozenset[str]:
    return _class("tail")


@cache
def _class(sort: str) -> frozenset[str]:
    rows = load("name_tails").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["class"] == sort)


def _proper(word: Word) -> bool:
    return not word.common and word.adjective is None and word.role is None


def _organisation(context: Context, at: int, skip: int, row: Mapping[str, str]) -> Proposal | None:
    inside = row["mode"] == "inside"
    first = at + 1
    word = context.word(first)
    if word is None:
        return None
    quoted = _quoted(context, first)
    if quoted is not None:
        head = next(form for size, form in context.words[at].readings if size == skip)
        words = tuple(context.text[quoted[0] : quoted[1]])
        found = index().get((head, *words)) or index().get(words)
        if found is None or found.type != "ORG":
            return Proposal(quoted[0], quoted[1], 0, "ORG", _LISTED, "")
        return Proposal(*quoted, 0, "ORG", _LISTED, "", found.id, found.name, found.country)
    if not skip and inside and context.opens(at - 1) and not context.closes_pair(at - 1):
        # «جمعية الأمل في القرية»: what is quoted whole is the name.
        whole = _quoted(context, at - 1, most=12)
        if whole is not None:
            return Proposal(at, whole[1], 0, "ORG", _WHOLE, "")
    names = index()
    listed = names.thing(context, first)
    if (
        listed is not None
        and listed[1] == 0
        and listed[2].type == "ORG"
        and (row["mode"] == "media" or not (listed[2].cued and listed[2].kind == "media"))
    ):
        entry = listed[2]
        if inside and not left_off(context, at, listed[0], skip):
            return Proposal(
                at, listed[0], skip, "ORG", _LISTED, "", entry.id, entry.name, entry.country
            )
        return Proposal(
            first, listed[0], 0, "ORG", _LISTED, "", entry.id, entry.name, entry.country
        )
    if row["mode"] == "quoted":
        return None
    if row["mode"] == "media":
        return _medium(context, first)
    if row["mode"] == "outside":
        return _bearing(context, first) or _bare(context, first)
    if row["generic"] and _heads().get(word.text, row)["type"] == "LOC":
        # مركز محافظة لحج is a place in it.
        return None
    last, proper, definite, country = _extent(context, first, generic=bool(row["generic"]))
    if last == first or not (definite or proper):
        return None
    if not proper and row["generic"]:
        return None
    weight = (
        _WHOLE
        if _listed_inside(context, first, last)
        else _LISTED
        if proper
        else _PLAIN
        if not row["generic"]
        else 0.3
    )
    if not proper and last == first + 1 and row["plain"] != "yes":
        weight = 0.3
    return Proposal(at, last, skip, "ORG", weight, "", country=country)


def _definite(context: Context, at: int, skip: int, row: Mapping[str, str]) -> Proposal | None:
    """Return a name that begins with a definite noun: الصندوق الوطني للبحوث.

    The noun, at least one adjective, and a purpose with ل make it a name.
    """
    if row["type"] != "ORG" or row["mode"] != "inside":
        return None
    last = at + 1
    country: str | None = None
    while (word := context.word(last)) is not None and word.definite:
        text = word.text
        if text.startswith("لل") or _ends(text) or _titled(context, last):
            break
        if not text.startswith((ARTICLE, "وال")):
            break
        country = country or word.adjective
        last += 1
    purpose = context.word(last)
    if last == at + 1 or last > at + 4 or purpose is None or not purpose.text.startswith("ل"):
        return None
    text = purpose.text
    if not text.startswith("لل") and text[1:] not in plain_nouns():
        return None
    last += 1
    while (word := context.word(last)) is not None and last < at + _LONGEST:
        if not word.definite or word.particle or _ends(word.text) or word.verb:
            break
        if _titled(context, last, office=True):
            break
        last += 1
    return Proposal(at, last, skip, "ORG", 0.6, "", country=country)


def _medium(context: Context, first: int) -> Proposal | None:
    """Return what follows صحيفة, قناة and the like: one definite word, or unknown ones."""
    word = context.word(first)
    if word is None or word.particle or word.verb or word.adjective is not None:
        return None
    if word.text.startswith(ARTICLE):
        if word.common and not word.text.endswith(("ه", "ان")) and len(word.text) < 5:
            return None
        last = first + 1
        listed = index().get((word.text,))
        known = listed is not None and listed.type == "ORG"
        weight = _LISTED if known else 0.4 if word.common else _PROPER
        return Proposal(first, last, 0, "ORG", weight, "")
    return _bare(context, first)


def _bearing(context: Context, first: int) -> Proposal | None:
    """Return a company that bears a person's name: شركة محمد بن فلان القابضة."""
    chain = chain_at(context, first)
    if chain is None or chain.skip or chain.parts < 2 or chain.strength < 2:
        return None
    last = _adjectives(context, chain.last)
    return Proposal(first, last, 0, "ORG", _WHOLE, "")


def _bare(context: Context, first: int) -> Proposal | None:
    """Return a run of unknown words, as names of companies and clubs are."""
    last = first
    while last < first + 4:
        word = context.word(last)
        if word is None or context.tokens.kind[last] != "word":
            break
        listed = index().thing(context, last)
        known = listed is not None and listed[1] == 0 and listed[0] == last + 1
        if not (
            (word.unknown and not word.definite)
            or (known and last == first)
            or (word.given and word.given[0] == 0 and last > first)
        ):
            break
        last += 1
    if last == first:
        return None
    return Proposal(first, last, 0, "ORG", _PROPER, "")


def _extent(context: Context, first: int, *, generic: bool) -> tuple[int, bool, bool, str | None]:
    """Return where an organisation's name ends, whether a proper name or a definite word is in it.

    Definite words and what is coordinated or joined with them belong to it; the first words may
    be indefinite (مركز دراسات الوحدة), and listed names count as proper.
    """
    names = index()
    last, proper, definite = first, False, False
    country: str | None = None
    while last < min(first + _LONGEST, len(context)):
        word = context.word(last)
        if word is None or context.tokens.kind[last] != "word":
            break
        listed = names.thing(context, last)
        if (
            listed is not None
            and not listed[2].cued
            and not listed[1]
            and (not definite or word.text.startswith(ARTICLE))
        ):
            last, proper, definite = listed[0], True, True
            country = country or listed[2].country
            continue
        text = word.text
        if (word.verb and not word.definite) or (last > first and _titled(context, last)):
            break
        if proper and word.definite and word.role is not None and not word.role[1].plural:
            # اتحاد قرمان الباحث عن اللقب: what describes a proper name is no part of it.
            break
        if definite and last > first and text.startswith(ARTICLE) and _object(text):
            # تبنت حركة فلان الهجوم: a noun behind a definite one is not of the name.
            break
        if text.startswith(ARTICLE) and len(text) > 3 and not _ends(text) and not word.particle:
            definite = True
            proper = proper or (_proper(word) and not generic)
            country = country or word.adjective
            last += 1
            continue
        if definite and text.startswith(("وال", "لل")) and len(text) > 5:
            after = context.word(last + 1)
            if (
                text.startswith("لل")
                or (after is not None and after.text.startswith(ARTICLE))
                or last == first + 1
                or context.text[last - 1].startswith("لل")
            ):
                last += 1
                continue
            break
        if not definite or word.role is None:
            # جامعة الملك فهد, مركز فلان: a person's name ends it.
            titled = last > first and (context.words[last - 1].role is not None)
            chain = chain_at(context, last) if titled or not definite else None
            if chain is not None and chain.skip == 0 and (chain.parts > 1 or not word.common):
                return chain.last, True, True, country
        if not definite:
            if word.unknown:
                last, proper = last + 1, True
                definite = True
                continue
            plain = word.text in plain_nouns() or (word.role is not None and not word.role[0])
            if plain and not word.particle and last < first + 2:
                last += 1
                continue
        break
    if not definite:
        return first, False, False, None
    while last > first and not _may_end(context, last - 1):
        last -= 1
    return last, proper, definite, country


def _object(text: str) -> bool:
    """Tell whether a definite word is the name of an act, or a noun that is no adjective too."""
    return text[2:] in _acts()


@cache
def _acts() -> frozenset[str]:
    return frozenset(fold_text(row["form"]) for row in load("event_nouns").rows)


def _ends(text: str) -> bool:
    """Tell whether a definite word ends a name: a relative pronoun, حالي, إرهابي and the like."""
    return text in _class("never")


def _listed_inside(context: Context, first: int, last: int) -> bool:
    """Tell whether a listed organisation stands inside a name: بعثة الأمم المتحدة."""
    return any(
        entry.type == "ORG" and not entry.cued and not skip and end <= last
        for at in range(first, last)
        for end, skip, entry in index().match(context, at)
    )


def _may_end(context: Context, at: int) -> bool:
    return not context.words[at].particle

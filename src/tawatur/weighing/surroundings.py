"""Word lists by which the surroundings of a figure are read: sides, lands, parts, periods."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.stems import is_function_word, stem

__all__ = [
    "bodies_of",
    "body_named_last",
    "classes_of",
    "country_entities",
    "country_stems",
    "generic",
    "is_part_word",
    "is_period_word",
    "is_since_word",
    "lands_of",
    "links",
    "one_spelling",
    "others",
    "stems_of",
    "things_of",
]


# Words between «among them» and the figure.
_THEM = 5


@cache
def _happenings() -> Mapping[str, str]:
    return {fold_text(row["form"]): row["class"] for row in lexicon.load("event_nouns").rows}


def classes_of(text: str) -> frozenset[str]:
    """Return the classes of happening that the nouns of ``text`` name."""
    return frozenset(filter(None, map(_class_of, set(tokenize(text).text))))


@lru_cache(maxsize=16_384)
def _class_of(word: str) -> str | None:
    known = _happenings()
    for way in peel(word):
        form = way.stem.removeprefix("ال")
        if form in known or form.removesuffix("ا") in known:
            return known.get(form) or known[form.removesuffix("ا")]
    return None


@cache
def links() -> frozenset[str]:
    """Return the words between the counted and those whose they are (من، بين، صفوف)."""
    return frozenset(map(fold_text, lexicon.load("part_links").column("form")))


@cache
def _part_words() -> frozenset[str]:
    return frozenset(map(fold_text, lexicon.load("part_words").column("form")))


def is_part_word(word: str) -> bool:
    """Tell whether a figure behind ``word`` is a part of the one before it (بينهم)."""
    return word in _part_words()


@cache
def _period_words() -> frozenset[str]:
    words = set(map(fold_text, lexicon.load("period_words").column("form")))
    return frozenset(words | {f"و{word}" for word in words})


def is_period_word(word: str) -> bool:
    """Tell whether a time behind ``word`` is counted over from end to end (منذ، خلال)."""
    return word in _period_words()


@cache
def _since_words() -> frozenset[str]:
    rows = lexicon.load("period_words").rows
    words = {fold_text(row["form"]) for row in rows if row["gloss"] == "since"}
    return frozenset(words | {f"و{word}" for word in words})


def is_since_word(word: str) -> bool:
    """Tell whether a time behind ``word`` is when something began (منذ)."""
    return word in _since_words()


@cache
def country_entities() -> frozenset[str]:
    """Return the entity ids of whole countries."""
    return frozenset(f"l:{row['id']}" for row in lexicon.load("countries").rows if row.get("id"))


@cache
def country_stems() -> frozenset[str]:
    """Return what :func:`one_spelling` makes of countries and their adjectives."""
    return frozenset(_countries().values())


@cache
def generic() -> frozenset[str]:
    """Return stems of nouns that say what kind is counted and nothing more (شخص، قتيل)."""
    return frozenset(
        stem(fold_text(form)) for form in lexicon.load("generic_counts").column("form")
    )


@lru_cache(maxsize=4096)
def things_of(counted: frozenset[str]) -> frozenset[str]:
    """Return stems of counted nouns with the groups of nouns that desks put for each other."""
    groups = _synonyms()
    return counted | {group for word in counted for group in groups.get(word, ())}


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicon.load("counted_synonyms").rows:
        for word in dict.fromkeys(stem(fold_text(form)) for form in row["words"].split()):
            found[word] = (*found.get(word, ()), f"={row['group']}")
    return found


@cache
def others() -> frozenset[str]:
    """Return the stems of «others», who are of the kind of those counted before them."""
    return frozenset(stem(form) for form, side in _bodies().items() if side == "others")


@cache
def _bodies() -> Mapping[str, str]:
    return {fold_text(row["form"]): row["class"] for row in lexicon.load("sides").rows}


def bodies_of(text: str) -> frozenset[str]:
    """Return on which sides the counted stood: force, rebel, civilian.

    The words are compared as written, not by stem: القوات المسلحة are no مسلح.
    """
    known, found = _bodies(), set()
    for word in tokenize(text).text:
        bare = word.removeprefix("و").removeprefix("لل").removeprefix("ال")
        found.add(known.get(word) or known.get(bare) or known.get(bare.removesuffix("ا"), ""))
    return frozenset(found - {"", "others", "them"})


def body_named_last(text: str) -> frozenset[str]:
    """Return the side that ``text`` names last, if it goes on to «among them»."""
    known = _bodies()
    words = tokenize(text).text
    if not any(known.get(word) == "them" for word in words[-_THEM:]):
        return frozenset()
    return next((side for word in reversed(words) if (side := bodies_of(word))), frozenset())


def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of the content words of ``text``, countries in one spelling."""
    tokens = tokenize(text)
    return tuple(
        one_spelling(stem(word))
        for word, kind in zip(tokens.text, tokens.kind, strict=True)
        if kind == "word" and not is_function_word(word)
    )


def one_spelling(form: str) -> str:
    """Return one stem for a country and its adjective in all spellings (أميركي، أمريكي)."""
    return _countries().get(form, form)


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.load("countries").rows:
        for name in (*row["names"].split("|"), *row["adjectives"].split("|")):
            if name and " " not in name:
                found.setdefault(stem(fold_text(name)), row["id"])
    return found


@cache
def _iso() -> Mapping[str, str]:
    return {row["id"]: row["iso3"] for row in lexicon.load("countries").rows if not row["cued"]}


def lands_of(text: str) -> frozenset[str]:
    """Return the countries that ``text`` names by noun or adjective, ISO 3166 alpha-3.

    Names that are ordinary words as well (مالي) need the mention that vouches for them, and are
    left to it.
    """
    iso = _iso()
    return frozenset(iso[word] for word in stems_of(text) if word in iso)

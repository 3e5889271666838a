"""What the words of a short stretch name, as far as the lexicons know.

Tracing compares texts without their mentions; the words that two desks exchange are few, so that
looking them up is enough to tell an exchanged name from an exchanged word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from tawatur.annotating.mentions.roles import role_forms
from tawatur.language import fold_text, lexicon

__all__ = ["Naming", "is_given", "is_ordinary", "naming"]

Naming = Literal["name", "medium", "people", "role", ""]
"""A proper name, the name of a medium, an adjective of nationality, a title or the like."""

_LONGEST = 6
_CLITICS = ("", "و", "ف", "ل", "ب", "ك", "ول", "وب", "فل", "فب")
_ENDINGS = ("", "ه", "ون", "ين", "ان", "ات", "تان", "تين")
_ARTICLE = "ال"
# The names of a lexicon with fewer letters are words of other kinds too often (بن, قم).
_SHORTEST = 3


def _split(form: str) -> tuple[str, ...]:
    return tuple(fold_text(form).replace(".", " ").replace("-", " ").split())


@cache
def _ordinary() -> frozenset[str]:
    forms = lexicon.load("common_words").column("form")
    return frozenset(fold_text(form) for form in forms)


@cache
def _phrases(*, ambiguous: bool) -> dict[str, list[tuple[tuple[str, ...], Naming]]]:
    """Return the names by first word, the longest first; of the ``ambiguous`` ones media alone."""
    found: dict[str, dict[tuple[str, ...], Naming]] = {}

    def enter(form: str, kind: Naming) -> None:
        words = _split(form)
        plain = len(words) == 1 and (len(words[0]) < _SHORTEST or words[0] in _ordinary())
        if words and not plain:
            found.setdefault(words[0], {}).setdefault(words, kind)

    for name in ("agencies", "media"):
        for row in lexicon.load(name).rows:
            if bool(row["ambiguous"]) == ambiguous:
                enter(row["form"], "medium")
    for name in () if ambiguous else ("people", "organisations", "places", "countries"):
        for row in lexicon.load(name).rows:
            forms = row["names"].split("|")
            # داعش, طالبان: a bare word that is mostly something else needs a sign beside it.
            bare = not row.get("cued")
            for form in forms:
                if bare or " " in form:
                    enter(form, "name")
    for name, flag in () if ambiguous else (("surnames", "cued"), ("given_names", "common")):
        for row in lexicon.load(name).rows:
            if not row[flag]:
                enter(row["form"], "name")
    return {
        first: sorted(forms.items(), key=lambda item: (-len(item[0]), item[0]))
        for first, forms in found.items()
    }


@cache
def _nationalities() -> frozenset[str]:
    cells = lexicon.load("countries").column("adjectives")
    return frozenset(fold_text(word) for cell in cells for word in cell.split("|") if word)


@cache
def _titles() -> frozenset[str]:
    single = {key[0] for key in role_forms() if len(key) == 1}
    forms = lexicon.load("org_heads").column("form")
    heads = {fold_text(form) for form in forms if " " not in form}
    heads |= {fold_text(form) for form in lexicon.load("place_heads").column("form")}
    media = {
        fold_text(row["form"])
        for row in lexicon.load("holder_nouns").rows
        if row["kind"] in ("media", "organisation") and " " not in row["form"]
    }
    return frozenset(single | heads | media)


@lru_cache(maxsize=1 << 15)
def _alone(word: str) -> Naming:
    """Return what one word is that no longer name holds."""
    for bare in _bare(word):
        if bare in _titles() or (
            bare.startswith(_ARTICLE) and bare.removeprefix(_ARTICLE) in _titles()
        ):
            return "role"
        stem = bare.removeprefix(_ARTICLE)
        for ending in _ENDINGS:
            if stem.endswith(ending) and stem[: len(stem) - len(ending)] in _nationalities():
                return "people"
    return ""


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> tuple[str, ...]:
    return tuple(_without_clitics(word))


def _without_clitics(word: str) -> Iterable[str]:
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) > len(clitic) + 1:
            yield word[len(clitic) :]
            rest = word[len(clitic) :]
            if clitic.endswith("ل") and rest.startswith("ل"):
                # للجزيرة
                yield _ARTICLE + rest[1:]


@cache
def _given() -> frozenset[str]:
    return frozenset(fold_text(form) for form in lexicon.load("given_names").column("form"))


def is_given(word: str) -> bool:
    """Tell whether a folded word can be a given name, though it may be another word as well."""
    return word in _given()


def is_ordinary(word: str) -> bool:
    """Tell whether a folded word is an ordinary word of newspapers, with or without the article."""
    bare = word.removeprefix(_ARTICLE)
    return bool({word, bare, bare.removesuffix("ه")} & _ordinary())


def naming(words: Sequence[str], marked: Sequence[bool] = ()) -> list[Naming]:
    """Return what each of the folded ``words`` names, or belongs to the name of.

    ``marked`` tells of each word whether a quotation mark stands before it; names of media that
    are also ordinary words («الحياة») count only there.
    """
    return list(_naming(tuple(words), tuple(marked)))


# Copies of one text differ in the same stretches from pair to pair.
@lru_cache(maxsize=1 << 15)
def _naming(words: tuple[str, ...], marked: tuple[bool, ...]) -> tuple[Naming, ...]:
    kinds: list[Naming] = [""] * len(words)
    at = 0
    while at < len(words):
        size, kind = _longest(words, at, at < len(marked) and marked[at])
        if size:
            kinds[at : at + size] = [kind] * size
        else:
            kinds[at] = _alone(words[at])
        at += max(1, size)
    return tuple(kinds)


def _longest(words: Sequence[str], at: int, marked: bool) -> tuple[int, Naming]:
    best: tuple[int, Naming] = (0, "")
    tables = [_phrases(ambiguous=False)]
    if marked:
        tables.append(_phrases(ambiguous=True))
    for bare in _bare(words[at]):
        for table in tables:
            for form, kind in table.get(bare, ()):
                size = len(form)
                fits = best[0] < size <= _LONGEST
                if fits and tuple(words[at + 1 : at + size]) == form[1:]:
                    best = size, kind
                    break
    return best

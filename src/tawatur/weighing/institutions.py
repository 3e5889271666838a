"""Which institution speaks when a minister, a spokesman or «وزارة» itself is quoted."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, tokenize
from tawatur.language.stems import is_function_word, stem
from tawatur.weighing.unionfind import DisjointSets

__all__ = ["Institution", "gather_institutions", "institution_of"]

# A name of an institution seldom has more content words than this; what follows is a person's
# name or the next phrase.
_LONGEST = 5


class Institution(NamedTuple):
    """An institution by the stem of its head noun and the stems that tell it from others."""

    head: str
    rest: frozenset[str]

    @property
    def key(self) -> str:
        """A readable key, the same for the same words in any order."""
        return "_".join([self.head, *sorted(self.rest)])


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {
        stem(fold_text(row["form"])): (row["kind"], stem(fold_text(row["institution"])))
        for row in lexicon.load("institutions").rows
    }


@cache
def _titles() -> frozenset[str]:
    """Ranks and titles, with and without the article: a person's name follows them."""
    forms = {
        fold_text(form)
        for row in lexicon.load("roles").rows
        if row["kind"] in ("rank", "title")
        for form in (row["form"], row["feminine"])
        if form and " " not in form
    }
    return frozenset(forms | {f"ال{form}" for form in forms})


@cache
def _listeners() -> frozenset[str]:
    """Return stems of those who are told: «لوكالة …»، «للصحافيين» are no part of who tells."""
    rows = lexicon.load("holder_nouns").rows
    media = {fold_text(row["form"]) for row in rows if row["kind"] == "media"}
    reporters = {fold_text(form) for form in lexicon.load("reporters").column("form")}
    return frozenset(
        {f"ل{form}" for form in media if " " not in form} | {f"لل{form}" for form in reporters}
    )


def institution_of(text: str) -> Institution | None:
    """Return the institution that a holder, title or office speaks for, or ``None``.

    ``text`` is the phrase without the person's name. An office without a complement (الوزير) and
    a voice without one (المتحدث) name no institution.
    """
    tokens = tokenize(text)
    nouns = _nouns()
    head = ""
    rest: list[str] = []
    needs_complement = definite = False
    for word, kind in zip(tokens.text, tokens.kind, strict=True):
        if kind != "word":
            if head:
                break
            continue
        form = stem(word)
        if not head:
            if word in _titles() and word.startswith("ال"):
                # «اللواء …» before a name is a rank, not a brigade that speaks.
                continue
            known = nouns.get(form) or nouns.get(stem(word[1:]) if len(word) > 3 else "")
            if known is None or known[0] == "voice":
                continue
            head = known[1] or form
            # A definite noun (الوزارة) takes no complement; definite adjectives may follow.
            definite = word.startswith("ال") and not known[1]
            needs_complement = known[0] == "office"
        elif not is_function_word(word):
            if (
                word in _titles()
                or word in _listeners()
                or (definite and not word.startswith("ال"))
            ):
                break
            rest.append(form)
            if len(rest) == _LONGEST:
                break
    if not head or (needs_complement and not rest):
        return None
    return Institution(head, frozenset(rest))


def gather_institutions(found: set[Institution]) -> dict[Institution, str]:
    """Return for each institution the key that it shares with its other namings.

    A shorter naming (وزارة الصحة) is the longer one (وزارة الصحة في بلد) when it is contained in
    exactly one longest naming of the pile; when several contain it, it stays by itself.
    """
    sets = DisjointSets(institution.key for institution in found)
    by_head: dict[str, list[Institution]] = {}
    for institution in sorted(found, key=lambda one: (one.head, -len(one.rest), one.key)):
        by_head.setdefault(institution.head, []).append(institution)
    for group in by_head.values():
        for short in group:
            longer = [other for other in group if short.rest < other.rest]
            longest = [a for a in longer if not any(a.rest < b.rest for b in longer)]
            if len(longest) == 1:
                sets.join(short.key, longest[0].key)
    return {institution: sets.find(institution.key) for institution in found}

"""Where it happened, by the words of the text: names of villages and hills that no list holds.

A gazetteer knows towns. Small places, which tell two happenings of one kind apart, stand behind
the same few words (في، قرب، شمالي); what stands there and is no ordinary word of newspapers is
taken for a name. It is only ever compared with what stands there elsewhere in the pile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from tawatur.language import fold_text, lexicon, tokenize
from tawatur.language.stems import is_function_word, stem

__all__ = ["loci_of", "shared_loci"]

# A name begins right behind the locative word, at most after a noun or two (بلدات قرب دير …).
_REACH = 4
# A stem that stands in more sentences of news than this names no small place.
_ORDINARY = 30
# What stands behind a locative word in one article only is no name that could be compared.
_ARTICLES = 2
# What most articles of a pile name does not tell them apart.
_MOST = 0.4


@cache
def _locatives() -> frozenset[str]:
    forms = {fold_text(form) for form in lexicon.load("locative_words").column("form")}
    return frozenset(forms | {f"{joint}{form}" for joint in "وفب" for form in forms})


@cache
def _ordinary() -> frozenset[str]:
    """Return the stems of words that newspapers use of anything."""
    words = {stem(fold_text(form)) for form in lexicon.load("common_words").column("form")}
    counts = lexicon.load("news_words").rows
    return frozenset(words | {row["stem"] for row in counts if int(row["count"]) >= _ORDINARY})


def loci_of(text: str, held: Sequence[tuple[int, int]] = ()) -> frozenset[str]:
    """Return the stems of the rare words that stand where a text says where.

    ``held`` are spans of holders: «قائد الدفاع المدني في …» says where an office is.
    """
    tokens = tokenize(text)
    found: set[str] = set()
    for at, word in enumerate(tokens.text):
        if word not in _locatives() or any(a <= tokens.start[at] < b for a, b in held):
            continue
        for ahead in range(at + 1, min(at + 1 + _REACH, len(tokens))):
            if tokens.kind[ahead] != "word":
                break
            form = tokens.text[ahead]
            if not is_function_word(form) and stem(form) not in _ordinary():
                found.add(stem(form))
    return frozenset(found)


def shared_loci(loci: Iterable[tuple[str, frozenset[str]]]) -> frozenset[str]:
    """Return those of the loci, given by article, that tell articles apart.

    They stand in several articles, and not in most of the pile: a pile on one village says
    nothing by naming it.
    """
    articles: dict[str, set[str]] = defaultdict(set)
    pile = set()
    for article, found in loci:
        pile.add(article)
        for locus in found:
            articles[locus].add(article)
    return frozenset(
        locus for locus, where in articles.items() if _ARTICLES <= len(where) <= _MOST * len(pile)
    )

"""Where it happened, by the words of the text: names of villages and hills that no list holds.

A gazetteer knows towns. Small places, which tell two happenings of one kind apart, stand behind
the same few words (في، قرب، شمالي); what stands there and is no ordinary word of newspapers is
taken for a name. Many such names begin with a common noun (تل، عين، كفر), and share the rest:
«تل …» and «عين …» of one word are two places. A name is only ever compared with what stands
there elsewhere in the pile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache

from tawatur.language import Tokens, fold_text, lexicon, tokenize
from tawatur.language.stems import is_function_word, stem
from tawatur.weighing.surroundings import classes_of

__all__ = ["loci_of", "named_as_place", "past_place", "place_names", "shared_loci"]

# A name begins right behind the locative word, at most after a noun or two (بلدات قرب دير …).
_REACH = 5
# A stem that stands in more sentences of news than this names no small place.
_ORDINARY = 30
# What stands behind a locative word in one article only is no name that could be compared.
_ARTICLES = 2
# What most articles of a pile name does not tell them apart.
_MOST = 0.4
_DATELINE_SIGNS = frozenset("-–—(")
# A naming goes on with a place for so many characters at most.
_BEHIND = 80


@cache
def _locatives() -> frozenset[str]:
    forms = {fold_text(form) for form in lexicon.load("locative_words").column("form")}
    return frozenset(forms | {f"{joint}{form}" for joint in "وفب" for form in forms})


@cache
def _kinds_of_place() -> frozenset[str]:
    """Return nouns behind which a name stands without them: مدينة، بلدات."""
    rows = lexicon.load("place_heads").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["mode"] == "outside")


@cache
def _heads() -> Mapping[str, bool]:
    """Return the nouns with which names begin, and whether they make any noun a name."""
    rows = lexicon.load("toponym_heads").rows
    return {fold_text(row["form"]): row["sure"] == "yes" for row in rows}


@cache
def _ordinary() -> frozenset[str]:
    """Return the stems of words that newspapers use of anything."""
    words = {stem(fold_text(form)) for form in lexicon.load("common_words").column("form")}
    counts = lexicon.load("news_words").rows
    return frozenset(words | {row["stem"] for row in counts if int(row["count"]) >= _ORDINARY})


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(fold_text, lexicon.load("given_names").column("form")))


def _makes_name(head: str, behind: str) -> bool:
    """Tell whether two words are the name of a place: the first is one with which names begin."""
    if head not in _heads() or is_function_word(behind):
        return False
    return _heads()[head] or _is_rare(behind) or behind in _given_names()


def _is_rare(form: str) -> bool:
    return not is_function_word(form) and stem(form) not in _ordinary()


@cache
def _masdars() -> frozenset[str]:
    """Return what is done, which is no place (في خروج قطار عن سكته)."""
    rows = lexicon.load("verbs").rows
    return frozenset(fold_text(form) for row in rows for form in row["masdars"].split())


def loci_of(
    text: str, held: Sequence[tuple[int, int]] = (), names: Set[str] = frozenset()
) -> frozenset[str]:
    """Return the names that stand where a text says where: stems, a space between two.

    ``held`` are spans of holders: «قائد الدفاع المدني في …» says where an office is. ``names`` of
    two words are known for names of places wherever they stand (حصيلة تل …).
    """
    tokens = tokenize(text)
    found: set[str] = set()
    # «دير … 5-2-2024 (الوكالة) - » says where it was written.
    dated = len(tokens) > 2 and (tokens.kind[2] == "number" or tokens.text[2] in _DATELINE_SIGNS)
    first = 2 if dated and tokens.text[0] in _heads() else 0
    for at, word in enumerate(tokens.text):
        if (
            at < first
            or word not in _locatives()
            or any(a <= tokens.start[at] < b for a, b in held)
        ):
            continue
        # «تل» and «جسر» say where by themselves and begin names as well.
        name = _name_at(tokens, at if word in _heads() else at + 1)
        if name:
            found.add(name)
    for at, word in enumerate(tokens.text[:-1]):
        if names and at >= first and word in _heads():
            name = f"{stem(word)} {stem(tokens.text[at + 1])}"
            if name in names and not any(a <= tokens.start[at] < b for a, b in held):
                found.add(name)
    return frozenset(found)


def place_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of two words that several texts give where they say where."""
    counts: Counter[str] = Counter()
    heads = {stem(head) for head in _heads()}
    for text in texts:
        counts.update(name for name in loci_of(text) if name.partition(" ")[0] in heads)
    return frozenset(name for name, n in counts.items() if " " in name and n >= _ARTICLES)


def _name_at(tokens: Tokens, at: int) -> str:
    """Return the name that begins at a token, at most behind one noun of another thing.

    «قرب حاجز …» names the place by its checkpoint; a definite noun ends the phrase.
    """
    passed = False
    limit = min(len(tokens), at + _REACH)
    while at < limit and tokens.kind[at] == "word":
        form = tokens.text[at]
        behind = tokens.text[at + 1] if at + 1 < len(tokens) else ""
        if behind and tokens.kind[at + 1] != "word":
            behind = ""
        if behind and _makes_name(form, behind):
            return f"{stem(form)} {stem(behind)}"
        if form not in _locatives() and form not in _kinds_of_place():
            if is_function_word(form):
                return ""
            if _is_rare(form):
                if classes_of(form) or form in _masdars():
                    return ""
                whole = behind.startswith("ال") and not form.startswith("ال") and _is_rare(behind)
                return f"{stem(form)} {stem(behind)}" if whole else stem(form)
            if passed or form.startswith("ال") or classes_of(form):
                return ""
            passed = True
        at += 1
    return ""


def named_as_place(text: str, name: str) -> bool:
    """Tell whether a text says of a name that something happened there (في تل …).

    Only of names that begin as those of places do: «مصدر في …» is said of organisations too.
    """
    words = tuple(tokenize(name).text)
    if len(words) < 2 or words[0] not in _heads():
        return False
    tokens = tokenize(text)
    size = len(words)
    return any(
        tokens.text[at] in _locatives() and tuple(tokens.text[at + 1 : at + 1 + size]) == words
        for at in range(len(tokens) - size)
    )


def past_place(text: str, end: int, people: Mapping[int, int]) -> int:
    """Return where somebody's naming ends that goes on with a place, or ``end``.

    «مدير مستشفى عين …»: the first word of a place may be a verb as well. ``people`` are names of
    persons, by start, with their ends.
    """
    line = text[end : end + _BEHIND].partition("\n")[0]
    if not line[:1].isspace():
        return end
    tokens = tokenize(line)
    if len(tokens) < 2 or tokens.kind[0] != "word" or tokens.kind[1] != "word":
        return end
    if not _makes_name(tokens.text[0], tokens.text[1]):
        return end
    at = 2
    while at < len(tokens) and tokens.kind[at] == "word" and tokens.text[at].startswith("ال"):
        at += 1
    if at < len(tokens) and end + tokens.start[at] in people:
        return people[end + tokens.start[at]]
    return end + tokens.end[at - 1]


def shared_loci(loci: Iterable[tuple[str, Set[str]]]) -> dict[str, str]:
    """Return those of the loci, given by article, that tell articles apart, each with its name.

    They stand in several articles, and not in most of the pile: a pile on one village says
    nothing by naming it. The second word of a name alone is that name where the pile has one
    that ends in it; where it has several, nobody knows which is meant.
    """
    articles: dict[str, set[str]] = defaultdict(set)
    pile = set()
    for article, found in loci:
        pile.add(article)
        for locus in found:
            articles[locus].add(article)
    whole: dict[str, set[str]] = defaultdict(set)
    for locus in articles:
        if " " in locus:
            whole[locus.partition(" ")[2]].add(locus)
    names = {locus: locus for locus in articles}
    for last, full in whole.items():
        if last in names:
            if len(full) == 1:
                names[last] = next(iter(full))
            else:
                del names[last]
    where: dict[str, set[str]] = defaultdict(set)
    for locus, name in names.items():
        where[name] |= articles[locus]
    return {
        locus: name
        for locus, name in names.items()
        if _ARTICLES <= len(where[name]) <= _MOST * len(pile)
    }

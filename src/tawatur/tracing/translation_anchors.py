"""What of a sentence survives translation: names by their sound, figures, and rare words.

Two desks that put one foreign sentence into Arabic choose other words and spell its names in
their own way (تورفالد, ثورفالد); its figures and most of its rare words stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from babel.core import get_global
from babel.languages import get_official_languages

from tawatur.language import fold_text, lexicon
from tawatur.language.numbers import find_numbers, is_number_word
from tawatur.tracing.credits import is_cue, is_medium
from tawatur.tracing.stems import behind_clitics
from tawatur.tracing.texts import TracedText, Vocabulary
from tawatur.tracing.weights import synonym

__all__ = ["Cited", "Telling", "Told", "cite_one", "cited", "sound", "told"]

# A stem below this weight says nothing about what happened; one of that weight may be a name.
_CONTENT, _NAME = 0.3, 0.5
# Smaller figures are no evidence: every report has twos and threes.
_FIGURE = 10
_YEARS, _YEAR_WEIGHT = range(1900, 2100), 0.3
# Sentences that are compared, which all are with all, and the longest that is still a sentence.
_MOST_SENTENCES, _LONGEST = 80, 200
# Words between صحيفة and البريطانية.
_NAME_OF_SOURCE = 6
# Consonants of a name: fewer are none, up to so many it is short.
_SHORTEST_NAME, _SHORT_NAME = 3, 4
_OPEN, _CLOSE = frozenset('«"“'), frozenset('»"”')
_ARTICLE = "ال"
_FEMININE = "ه"
_ARABIC = "ar"


class Telling(NamedTuple):
    """What one sentence tells that another rendering of it must tell, too."""

    sentence: int
    words: int
    anchors: Mapping[str, float]
    """Keys of names, figures and rare words, with their weights."""
    figures: frozenset[float]
    """Its exact figures of ten and more, years left out."""


class Cited(NamedTuple):
    """The foreign sources of an article."""

    known: frozenset[str]
    """Agencies and media of the lexicons that it credits, by their canonical names."""
    described: tuple[str, ...]
    """Media that no lexicon has, by the sounds of their names."""

    def __bool__(self) -> bool:
        return bool(self.known or self.described)


class Told(NamedTuple):
    """What an article tells, sentence by sentence of its news text."""

    sentences: tuple[Telling, ...]
    numbers: frozenset[float]
    """All numbers of the text, cardinal, ordinal or fraction."""


@cache
def _sounds() -> tuple[Mapping[int, str], tuple[tuple[str, str], ...]]:
    rows = [(row["letters"], row["sound"]) for row in lexicon.load("name_sounds").rows]
    single = {ord(letters): heard for letters, heard in rows if len(letters) == 1}
    return single, tuple(row for row in rows if len(row[0]) > 1)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return what a folded word sounds like: its consonants, those that desks exchange made one.

    Empty where less than two consonants remain, which would be like many a word.
    """
    bare = _consonants((word,))
    return bare if len(bare) > 1 else ""


def _consonants(words: Iterable[str]) -> str:
    """Return the consonants of words in a row, none twice, however the words are parted."""
    single, longer = _sounds()
    joined = "".join(words).translate(single)
    for letters, heard in longer:
        joined = joined.replace(letters, heard)
    return "".join(letter for letter, _ in groupby(joined))


def told(text: TracedText, vocabulary: Vocabulary) -> Told:
    """Return what ``text`` tells, worked out once."""
    known = text.told
    if not isinstance(known, Told):
        known = text.told = _told(text, vocabulary)
    return known


def _told(text: TracedText, vocabulary: Vocabulary) -> Told:
    sentences: list[Telling] = []
    numbers: set[float] = set()
    whole = text.article.text
    for number in text.body():
        part = text.sentences[number]
        if len(sentences) == _MOST_SENTENCES:
            break
        if part.last - part.first > _LONGEST:
            continue
        anchors: dict[str, float] = {}
        figures: set[float] = set()
        for match in find_numbers(whole[text.start[part.first] : text.end[part.last - 1]]):
            value = float(match.value)
            numbers.add(value)
            if match.kind != "fraction" and value >= _FIGURE:
                anchors[f"#{value!r}"] = _YEAR_WEIGHT if value in _YEARS else 1.0
                if match.kind == "cardinal" and value not in _YEARS:
                    figures.add(value)
        for at in range(part.first, part.last):
            word = vocabulary.text_of[text.words[at]]
            stem = text.stems[at]
            weight = vocabulary.weight[stem]
            if weight < _CONTENT or word[0].isdigit() or is_number_word(word):
                continue
            key = synonym(vocabulary.stem_text[stem])
            if weight < _NAME:
                anchors[key] = weight
                continue
            # A name keeps its sound, a rare word its stem.
            heard = sound(behind_clitics(word))
            anchors[key] = weight if not heard else weight / 2
            if heard:
                anchors[f"~{heard}"] = weight / 2
        sentences.append(Telling(number, part.last - part.first, anchors, frozenset(figures)))
    return Told(tuple(sentences), frozenset(numbers))


# Foreign sources


def cited(text: TracedText, vocabulary: Vocabulary) -> Cited:
    """Return the foreign sources that ``text`` names, worked out once."""
    known = text.cited
    if not isinstance(known, Cited):
        words = [vocabulary.text_of[number] for number in text.words]
        names = {*text.credits.names, *text.credits.byline}
        known = text.cited = Cited(
            _foreign_names() & names, tuple(dict.fromkeys(_described(text, words)))
        )
    return known


def cite_one(a: TracedText, b: TracedText, vocabulary: Vocabulary) -> bool:
    """Tell whether both texts name one foreign source, in whatever spelling."""
    one, other = cited(a, vocabulary), cited(b, vocabulary)
    if one.known & other.known:
        return True
    return any(
        _names(there, name, vocabulary)
        for here, there in ((one, b), (other, a))
        for name in here.described
    )


def _names(text: TracedText, name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text has a name, by its sound, however its words are parted."""
    words = [vocabulary.text_of[number] for number in text.words]
    if len(name) > _SHORT_NAME:
        return name in _consonants(words)
    # So few consonants stand side by side in many a text: words of their own are asked for.
    return any(
        name == _consonants((first, *words[at + 1 : at + size]))
        for at, word in enumerate(words)
        for first in {word, behind_clitics(word)}
        for size in (1, 2)
    )


@cache
def _foreign_names() -> frozenset[str]:
    return frozenset(
        row["name"]
        for table in ("agencies", "media")
        for row in lexicon.load(table).rows
        if row["country"] and not _speaks_arabic(row["country"])
    )


@cache
def _foreign_nationalities() -> frozenset[str]:
    return frozenset(
        fold_text(form)
        for row in lexicon.load("countries").rows
        if not _speaks_arabic(row["iso3"])
        for form in row["adjectives"].split("|")
        if form
    )


@cache
def _speaks_arabic(country: str) -> bool:
    """Tell whether Arabic is the foremost official language of a country (ISO 3166 code)."""
    codes = get_global("territory_aliases").get(country, [country])
    # Babel orders them by their speakers.
    return any(get_official_languages(code, de_facto=True)[:1] == (_ARABIC,) for code in codes)


def _described(text: TracedText, words: Sequence[str]) -> Iterator[str]:
    """Yield, as they sound, the names of media that a foreign nationality follows.

    صحيفة «س» الألمانية, and بحسب «س» الألمانية where the name stands in quotation marks: clubs,
    companies and towns stand in marks too, and nothing is taken from them.
    """
    whole, start, end = text.article.text, text.start, text.end
    for last, word in enumerate(words):
        if not last or not _is_foreign(word):
            continue
        quoted = whole[end[last - 1] : start[last]].strip()[:1] in _CLOSE
        lowest = max(-1, last - 1 - _NAME_OF_SOURCE)
        for first in range(last - 1, lowest, -1):
            opened = quoted and whole[max(0, start[first] - 1) : start[first]] in _OPEN
            before = words[first - 1] if first else ""
            if is_medium(before) or (opened and is_cue(before)):
                name = _consonants(words[first:last])
                if len(name) >= _SHORTEST_NAME:
                    yield name
                break


@lru_cache(maxsize=1 << 12)
def _is_foreign(word: str) -> bool:
    bare = word.removeprefix(_ARTICLE)
    return bare != word and bool({bare, bare.removesuffix(_FEMININE)} & _foreign_nationalities())

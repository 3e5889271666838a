"""What a short stretch of one text does that the other does not: numbers, sources, names, reserve.

A stretch stands between words that are equal in both texts; it may be empty on one side.
"""

from __future__ import annotations

from functools import cache, lru_cache

from tawatur.annotating.quotes.words import describe, split_forms, words_for
from tawatur.language import fold_text, lexicon, tokenize
from tawatur.language.numbers import is_number_word, number_at, parse_number
from tawatur.language.verbs import load_verbs
from tawatur.tracing.naming import Naming, is_given, is_ordinary, naming
from tawatur.tracing.stems import stem
from tawatur.tracing.texts import TracedText, Vocabulary

__all__ = ["Side", "attributes", "figures", "hedges", "informed", "renamed", "same_name"]

# Words on either side of a stretch that are looked at: «تنظيم» before «داعش».
_CONTEXT = 4
# هامبورغ, هامبورج, هامبورك: one foreign sound; vowels come and go.
_SPELLED = str.maketrans({"غ": "ج", "ق": "ج", "ك": "ج", "ا": "", "و": "", "ي": "", "ه": ""})
_COMMAS = frozenset("،,")
_MARKS = frozenset("\"'«»“”„‟″()[]")
# A word of this weight is none that texts have in common: it may be a name that no list knows.
_RARE = 0.9
# A name with its titles, exchanged for another.
_LONGEST_NAME = 6
# Words between a title and a name: وزير النقل فلان.
_OFFICE = 3
# Written onto a number in words, a word of its own before digits.
_AND = frozenset({"و", "ف"})


class Side:
    """The words ``first``..``last`` of a text, between ``lowest`` and ``highest`` of a passage."""

    def __init__(
        self,
        text: TracedText,
        vocabulary: Vocabulary,
        first: int,
        last: int,
        lowest: int,
        highest: int,
    ) -> None:
        self.text, self.vocabulary = text, vocabulary
        self.first, self.last = first, last
        self.low = max(lowest, first - _CONTEXT)
        self.high = min(highest, last + _CONTEXT)

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def stems(self) -> list[int]:
        """The stems of the words, credits as one stem of their own."""
        return self.text.stems[self.first : self.last]

    @property
    def words(self) -> list[str]:
        """The folded words."""
        return [self.word(at) for at in range(self.first, self.last)]

    def word(self, at: int) -> str:
        """Return the folded word at a place of the text, or an empty string beyond the passage."""
        if not self.low <= at < self.high:
            return ""
        return self.vocabulary.text_of[self.text.words[at]]

    def names(self) -> list[Naming]:
        """Return what the words name, read together with those around them."""
        around = [self.word(at) for at in range(self.low, self.high)]
        whole = self.text.article.text
        marked = [
            whole[self.text.start[at] - 1 : self.text.start[at]] in _MARKS
            and self.text.start[at] > 0
            for at in range(self.low, self.high)
        ]
        return naming(around, marked)

    def enclosed(self) -> bool:
        """Tell whether commas part the words from the rest of their sentence."""
        whole, last = self.text.article.text, self.last - 1
        before = whole[: self.text.start[self.first]][-3:].strip()
        return before[-1:] in _COMMAS and whole[self.text.end[last] :][:1] in _COMMAS

    def written(self, first: int, last: int) -> str:
        """Return words as they are written."""
        return self.text.article.text[self.text.start[first] : self.text.end[last - 1]]


# Numbers


@lru_cache(maxsize=1 << 12)
def _numeric(word: str) -> bool:
    """Tell whether a folded word is a number or a part of one; أحد and الأحد are none."""
    if not word or word[0].isdigit() or not is_number_word(word):
        return word[:1].isdigit()
    match = number_at(tokenize(word), 0, vague=True)
    # اثني is none without عشر.
    return match is None or (match.kind != "ordinal" and match.high != 1)


def figures(one: Side, other: Side) -> str | None:
    """Return ``number_changed`` or ``respelled`` where both stretches are numbers, or ``None``.

    A part of a number (خمسة, خمسة عشر) is one where the rest of it stands beside it.
    """
    if not all(_numeric(word) or word in _AND for word in (*one.words, *other.words)):
        return None
    if not any(map(_numeric, (*one.words, *other.words))):
        return None
    if not (len(one) and len(other)):
        given = one if len(one) else other
        beside = given.word(given.first - 1), given.word(given.last)
        return "number_changed" if any(map(_numeric, beside)) else None
    values = _value(one), _value(other)
    return "respelled" if None not in values and values[0] == values[1] else "number_changed"


def _value(side: Side) -> int | float | None:
    """Return the number that the stretch is, or is a part of."""
    first, last = side.first, side.last
    while first < last - 1 and side.word(first) in _AND:
        first += 1
    low, high = first, last
    while low == side.first and _numeric(side.word(low - 1)):
        low -= 1
        while _numeric(side.word(low - 1)):
            low -= 1
    while _numeric(side.word(high)):
        high += 1
    whole = parse_number(side.written(low, high))
    return whole if whole is not None else parse_number(side.written(first, last))


# Reserve


@cache
def _hedges() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in lexicon.load("hedges").rows:
        words = split_forms(row["form"])
        found.setdefault(words[0], []).append((words, row["beside"]))
    return found


def hedges(side: Side) -> int:
    """Return how many words of reserve stand in the stretch."""
    count = 0
    for at in range(side.first, side.last):
        word = side.word(at)
        for bare in (word, word[1:]) if word[:1] in ("و", "ف") else (word,):
            for words, beside in _hedges().get(bare, ()):
                rest = tuple(side.word(at + k) for k in range(1, len(words)))
                if rest == words[1:] and _beside(side, at, at + len(words), beside):
                    count += 1
                    break
    return count


def _beside(side: Side, first: int, last: int, wanted: str) -> bool:
    if wanted == "number":
        near = side.word(last), side.word(first - 1), side.word(first - 2)
        return any(map(_numeric, near))
    if wanted == "imperfect":
        readings = load_verbs("reporting_verbs", "verbs").read(side.word(last))
        tenses = {reading.form.tense for reading in readings if reading.finite}
        return "imperfect" in tenses and "perfect" not in tenses
    return True


# Sources


@cache
def _attributing() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in lexicon.load("reporting_phrases").column("form"):
        words = split_forms(form)
        if words[-1] in ("ل", "ب") and len(words) > 1:
            words = words[:-1]
        found.setdefault(words[0], []).append(words)
    return found


def attributes(one: Side, other: Side) -> bool:
    """Tell whether the stretches differ in who is said to say something."""
    said = _says(one), _says(other)
    if not (len(one) and len(other)):
        return any(said)
    if len(one) == len(other) > 1 and any(map(_exchanged, one.words, other.words)):
        # أمس. وأوضح for الثلاثاء. وقال: word by word, and one of them reports.
        return False
    ours, theirs = _reports(one), _reports(other)
    if ours & theirs:
        # ونقلت, وأمس نقلت: one verb, the rest is not about the source.
        return False
    return bool(ours and theirs) or (any(said) and max(len(one), len(other)) > 1)


def _exchanged(a: str, b: str) -> bool:
    return _is_report(a) and _is_report(b)


def _reports(side: Side) -> set[str]:
    """Return the reporting verbs whose forms stand in the stretch."""
    return {lemma for word in side.words if (lemma := _report(word))}


def _is_report(word: str) -> bool:
    return bool(_report(word))


@lru_cache(maxsize=1 << 14)
def _report(word: str) -> str:
    """Return the reporting verb that a folded word is a form of, or an empty string."""
    known = describe(word)
    if known.kind or not (known.verbal or known.accusative):
        return ""
    return next((r.lexeme.lemma for r in known.reports if not r.suffix), "")


def _says(side: Side) -> bool:
    """Tell whether the stretch says by itself whose the words around it are."""
    for at in range(side.first, side.last):
        if _phrase(side, at):
            return True
        if not _is_report(side.word(at)):
            continue
        if fold_text("كما") in (side.word(at - 1), side.word(at - 1)[1:]):
            return True
        ahead = range(at + 1, side.last + 1)
        if any(describe(word).complementizer for k in ahead if (word := side.word(k))):
            return True
        kinds = side.names()[at + 1 - side.low : side.last - side.low]
        if at == side.first and kinds and (all(kinds) or side.enclosed()):
            # ، قال الوزير، يقول الباعة،
            return True
    return False


def _phrase(side: Side, at: int) -> bool:
    """Tell whether بحسب, وفق ما and the like begin at a word, with somebody behind them."""
    word = side.word(at)
    for bare in (word, word[1:]) if word[:1] in ("و", "ف") else (word,):
        for words in _attributing().get(bare, ()):
            end = at + len(words)
            if tuple(side.word(at + k) for k in range(1, len(words))) != words[1:]:
                continue
            after = side.word(end)
            known = describe(after) if after else None
            kinds = naming([after]) if after else []
            somebody = known is not None and (known.heads or known.role or known.reports)
            if somebody or any(kinds) or after in ("ما", "لما") or end >= side.last:
                return True
    return False


# Names


def informed(side: Side) -> bool:
    """Tell whether a medium is named as the one spoken to (لقناة ...), not as a source."""
    kinds = _named(side)
    if not kinds or "medium" not in kinds or not all(kind in ("medium", "role") for kind in kinds):
        return False
    # The noun of the medium may be equal on both sides: مع صحيفة, لقناة.
    near = [side.word(side.first - back) for back in range(3)]
    to = words_for("speaking")
    return any(word[:1] == "ل" or word in to for word in near)


def same_name(one: Side, other: Side) -> bool:
    """Tell whether two stretches are spellings or forms of one name (هامبورغ, هامبورج; لمصر)."""
    if not (len(one) and len(other)) or max(len(one), len(other)) > _LONGEST_NAME:
        return False
    if "".join(one.words) == "".join(other.words):
        # عبد العزيز, عبدالعزيز
        return True
    if not (all(_named(one)) and all(_named(other))):
        return False
    return _skeleton(one.words) == _skeleton(other.words)


def _skeleton(words: list[str]) -> str:
    """Return the consonants of a name, what newsrooms spell by turns made one."""
    return stem("".join(words)).translate(_SPELLED)


def renamed(one: Side, other: Side, *, proper: bool = False) -> bool:
    """Tell whether one name gives way to another or to a description, comes or goes.

    With ``proper``, descriptions do not count: a word of a longer exchange is seldom one.
    """
    if max(len(one), len(other)) > _LONGEST_NAME:
        return False
    ours, theirs = _named(one), _named(other)
    if not (len(one) and len(other)):
        side, kinds = (one, ours) if len(one) else (other, theirs)
        if not all(kinds):
            return False
        return "medium" in kinds or ("name" in kinds and _beside_name(side))
    if all(ours) and all(theirs):
        names = [{"name", "medium"} & {*kinds} for kinds in (ours, theirs)]
        named = all(names) if proper else any(names)
        return named or (ours == theirs == ["people"] * len(ours))
    return _unlisted(one, ours) and _unlisted(other, theirs)


def _named(side: Side) -> list[Naming]:
    return side.names()[side.first - side.low : side.last - side.low]


def _beside_name(side: Side) -> bool:
    kinds = side.names()
    before, after = side.first - 1 - side.low, side.last - side.low
    near = [kinds[at] for at in (before, after) if 0 <= at < len(kinds)]
    return any(kind in ("name", "role") for kind in near)


def _unlisted(side: Side, kinds: list[Naming]) -> bool:
    """Tell whether the stretch looks like a name that no list knows: rare words behind a title."""
    before = side.first - side.low
    if not {"name", "role"} & set(side.names()[max(0, before - _OFFICE) : before]):
        return False
    vocabulary, named = side.vocabulary, False
    for at, kind in zip(range(side.first, side.last), kinds, strict=True):
        word = vocabulary.text_of[side.text.words[at]]
        if kind in ("name", "medium") or is_given(word):
            named = True
            continue
        known = describe(word)
        if known.kind or known.finite or known.heads or known.role or is_ordinary(word):
            return False
        # Behind a given name any other word is his family's.
        if not named and vocabulary.weight[vocabulary.stem_of[side.text.words[at]]] < _RARE:
            return False
    return True

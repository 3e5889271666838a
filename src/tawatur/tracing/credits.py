"""The sources that a text names: agencies and outlets it says it took something from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from tawatur.language import Tokens, fold_text, lexicon, tokenize
from tawatur.records import Article

__all__ = [
    "Credit",
    "Credits",
    "SourceNames",
    "find_credits",
    "is_agency",
    "is_cue",
    "is_medium",
    "outlet_name",
    "words_of_name",
]

_PAREN = re.compile(r"\s*\([^()]*\)$")
# Words before a name among which a cue is looked for, and words of a text's head and foot in
# which a name with a dash or colon beside it is a dateline or a credit line.
_BEFORE, _NEAR, _HEAD, _FOOT = 7, 3, 12, 10
_PROCLITICS = ("و", "ب", "ل", "ول", "وب")
# Before a mark the preposition stands by itself: تصريح ل«...».
_TO = frozenset({"ل", "ول"})
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_QUOTES = frozenset("\"«“'")
_RULES = frozenset("-:/|،_")
# Marks inside a name (أ.ف.ب, صحيفة «...»), and tokens that a name may spread over.
_BETWEEN, _SPREAD = _QUOTES | {"."}, 12


class Credit(NamedTuple):
    """A source that is named: its canonical name, place in the text, and how it was known."""

    name: str
    start: int
    end: int
    how: str


class Credits(NamedTuple):
    """What an article says of its sources, in the text and in the author line."""

    text: tuple[Credit, ...]
    byline: tuple[str, ...]
    own: bool
    """The text speaks of its own outlet as the one that was told or has learned something."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the sources in the order of the text, each once."""
        return tuple(dict.fromkeys(credit.name for credit in self.text))


class _Form(NamedTuple):
    words: tuple[str, ...]
    names: tuple[str, ...]
    ambiguous: bool
    agency: bool


def _plain(name: str) -> str:
    return _PAREN.sub("", name)


_Found = dict[tuple[str, ...], list[tuple[str, bool, bool]]]


class SourceNames:
    """The names of agencies and outlets: those of the lexicons and those of a collection.

    Raises nothing; an outlet that the lexicons do not know goes by its name in the metadata.
    """

    def __init__(self, outlets: Iterable[str] = ()) -> None:
        """Take the canonical names of the outlets of a collection."""
        found: _Found = {words: list(entries) for words, entries in _lexicon_names().items()}
        known = {name for entries in found.values() for name, _, _ in entries}
        for outlet in sorted(set(outlets) - known):
            words = tuple(token.text for token in tokenize(outlet) if token.kind != "mark")
            if words:
                agency = words[0] in _slot("agency")
                found.setdefault(words, []).append((outlet, False, agency))
                core = _core(words)
                if core and core != words:
                    found.setdefault(core, []).append((outlet, True, agency))
        self._forms = _by_first_word(found)
        self._openings: dict[str, tuple[tuple[_Form, bool], ...]] = {}

    def openings(self, word: str) -> tuple[tuple[_Form, bool], ...]:
        """Return the names that ``word`` may open, and whether a preposition is written onto it."""
        found = self._openings.get(word)
        if found is None:
            forms = self._forms
            found = self._openings[word] = tuple(
                (form, peeled) for head, peeled in _heads(word) for form in forms.get(head, ())
            )
        return found


@cache
def _lexicon_names() -> _Found:
    found: _Found = {}
    for table in ("agencies", "media"):
        for row in lexicon.load(table).rows:
            words = tuple(token.text for token in tokenize(row["form"]) if token.kind != "mark")
            if not words:
                continue
            name, agency = _plain(row["name"]), table == "agencies"
            found.setdefault(words, []).append((name, bool(row["ambiguous"]), agency))
            if len(words) > 1 and words[0] in _slot("medium") and not agency:
                # صحيفة س is also written as plain س, which may be another outlet's name too.
                found.setdefault(words[1:], []).append((name, True, agency))
    return found


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without the words that say what kind of source it is."""
    rest = words[1:] if words[0] in _slot("medium") else words
    return rest[1:] if rest != words and rest and rest[0] in _slot("agency_tail") else rest


def words_of_name(outlet: str) -> tuple[str, ...]:
    """Return what stands, folded, in every text that names ``outlet``, in whatever form."""
    words = tuple(token.text for token in tokenize(outlet) if token.kind != "mark")
    # The first letter of a word may be lost to a preposition: للوكالة.
    return tuple(word.removeprefix("ا") for word in (_core(words) or words)) if words else ()


def _by_first_word(found: _Found) -> dict[str, tuple[_Form, ...]]:
    """Return the forms by their first word, longest first."""
    forms: dict[str, list[_Form]] = {}
    for words, entries in found.items():
        names = tuple(dict.fromkeys(name for name, _, _ in entries))
        short = len(words[0]) == 1 or (len(words) == 1 and len(words[0]) <= 2)
        ambiguous = short or all(entry[1] for entry in entries)
        forms.setdefault(words[0], []).append(_Form(words, names, ambiguous, entries[0][2]))
    return {
        word: tuple(sorted(group, key=lambda form: (-len(form.words), form.words)))
        for word, group in forms.items()
    }


@cache
def _lexicon() -> SourceNames:
    return SourceNames()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_plain(row["name"]) for row in lexicon.load("agencies").rows)


@lru_cache(maxsize=1 << 12)
def is_agency(name: str | None) -> bool:
    """Tell whether a canonical name is that of a news agency."""
    if name is None:
        return False
    return name in _agencies() or fold_text(name).split()[:1] in ([w] for w in _slot("agency"))


@cache
def _slot(name: str) -> frozenset[str]:
    rows = lexicon.load("credits").rows
    return frozenset(fold_text(row["form"]).split()[0] for row in rows if row["slot"] == name)


@cache
def _platforms() -> frozenset[str]:
    return frozenset(
        row["form"] for row in lexicon.load("credits").rows if row["slot"] == "platform"
    )


@cache
def _outlets() -> dict[str, str]:
    return {row["code"]: row["name"] for row in lexicon.load("outlets").rows}


def outlet_name(article: Article) -> str | None:
    """Return the canonical name of an article's outlet, or what the metadata say, or ``None``."""
    outlet = article.outlet or _host(article.url)
    return _canonical(outlet) if outlet else None


# A collection has many articles of few outlets.
@lru_cache(maxsize=1 << 14)
def _canonical(outlet: str) -> str:
    known = _outlets().get(outlet.strip().lower().removeprefix("www."))
    if known:
        return known
    words = tuple(token.text for token in tokenize(outlet) if token.kind != "mark")
    for form, peeled in _lexicon().openings(words[0]) if words else ():
        if form.words == words and not peeled:
            return form.names[0]
    return outlet


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def find_credits(article: Article, tokens: Tokens, names: SourceNames | None = None) -> Credits:
    """Return the sources that ``article`` names.

    A name counts as a credit when it stands in brackets, in a dateline or a credit line, behind
    a sourcing word (نقلا عن, بحسب ما أوردت) or as the one who was told (لوكالة ...). The
    article's own outlet is no credit. ``names`` adds the outlets of a collection to the lexicons.
    """
    names = names or _lexicon()
    own = outlet_name(article)
    found: list[Credit] = []
    spoke = False
    for first, last, form, peeled in _names(tokens, names):
        how = _sign(tokens, first, last, form, peeled)
        if how is None:
            continue
        name = form.names[0]
        if name in _platforms():
            # Where something was posted is not who reported it.
            continue
        if own is not None and own in form.names:
            spoke = spoke or how in ("sourced", "told")
            continue
        found.append(Credit(name, tokens.start[first], tokens.end[last - 1], how))
    byline = _byline(article.byline, own, names)
    return Credits(tuple(found), byline, spoke)


def _names(tokens: Tokens, names: SourceNames) -> Iterable[tuple[int, int, _Form, bool]]:
    """Yield the tokens ``first``..``last`` that spell a name, longest match first."""
    at, size = 0, len(tokens)
    text, kind = tokens.text, tokens.kind
    while at < size:
        step = 1
        if kind[at] == "word":
            for form, peeled in names.openings(text[at]):
                end = _match(tokens, at, form.words)
                if end is not None:
                    yield at, end, form, peeled
                    step = end - at
                    break
        at += step


def _heads(word: str) -> Iterable[tuple[str, bool]]:
    yield word, False
    for proclitic in _PROCLITICS:
        if word.startswith(proclitic) and len(word) - len(proclitic) >= 3:
            rest = word[len(proclitic) :]
            told = proclitic.endswith("ل")
            yield rest, told
            if told and rest.startswith("ل"):
                yield "ا" + rest, True


def _match(tokens: Tokens, at: int, words: tuple[str, ...]) -> int | None:
    """Return the token behind ``words`` when they stand at ``at``, dots and quotes between."""
    here = at + 1
    for word in words[1:]:
        while here < len(tokens) and tokens.text[here] in _BETWEEN and here - at < _SPREAD:
            here += 1
        if here >= len(tokens) or tokens.text[here] != word:
            return None
        here += 1
    return here


def _sign(tokens: Tokens, first: int, last: int, form: _Form, told: bool) -> str | None:
    text, kind = tokens.text, tokens.kind
    before = text[first - 1] if first else ""
    after = text[last] if last < len(tokens) else ""
    medium = form.words[0] in _slot("medium") or _peeled_in(before, "medium")
    quoted = before in _QUOTES
    if quoted and first > 1:
        medium = medium or _peeled_in(text[first - 2], "medium")
    if before in _OPEN and after in _CLOSE and not (form.ambiguous and not form.agency):
        return "brackets"
    ruled = before in _RULES or after in _RULES
    if first < _HEAD and ruled and _line_head(tokens, first) and (form.agency or medium):
        return "dateline"
    if (
        last > len(tokens) - _FOOT
        and (form.agency or medium or quoted)
        and _line_short(tokens, first, last)
    ):
        return "foot"
    if len(form.words[0]) == 1:
        return None
    cue = _cue(tokens, first)
    if form.ambiguous and not medium and not (quoted and cue):
        return None
    if told and (form.agency or medium or quoted):
        return "told"
    if cue is not None:
        return cue
    if medium and kind[first] == "word" and _told_medium(text[first], before):
        return "told"
    return None


def is_medium(word: str) -> bool:
    """Tell whether a folded word says what kind of source the name behind it is: صحيفة."""
    return _peeled_in(word, "medium")


def is_cue(word: str) -> bool:
    """Tell whether what stands behind a folded word is where words were taken from: نقلا عن."""
    return word in _TO or _peeled_in(word, "sourced")


@lru_cache(maxsize=1 << 16)
def _peeled_in(word: str, slot: str) -> bool:
    forms = _slot(slot)
    return word in forms or any(head in forms for head, _ in _heads(word)) if word else False


def _told_medium(word: str, before: str) -> bool:
    return any(head in _slot("medium") and told for w in (word, before) for head, told in _heads(w))


def _cue(tokens: Tokens, first: int) -> str | None:
    """Return the kind of the sourcing word shortly before a name, in the same line."""
    seen = 0
    floor = tokens.start[first]
    line = tokens.folded.original.rfind("\n", 0, floor)
    for at in range(first - 1, -1, -1):
        if tokens.start[at] < line or tokens.text[at] in (".", "؟", "!", "؛"):
            return None
        if tokens.kind[at] != "word":
            continue
        word = tokens.text[at]
        seen += 1
        if seen > _BEFORE:
            return None
        if _peeled_in(word, "sourced"):
            return "sourced"
        if seen <= _NEAR and _peeled_in(word, "told"):
            return "told"
    return None


def _line_head(tokens: Tokens, first: int) -> bool:
    """Tell whether a token stands among the first words of its line."""
    original = tokens.folded.original
    line = original.rfind("\n", 0, tokens.start[first]) + 1
    return first - tokens.at(line) <= _HEAD // 2


def _line_short(tokens: Tokens, first: int, last: int) -> bool:
    original = tokens.folded.original
    line = original.rfind("\n", 0, tokens.start[first]) + 1
    end = original.find("\n", tokens.end[last - 1])
    end = len(original) if end < 0 else end
    return tokens.at(end) - tokens.at(line) <= _FOOT


def _byline(byline: str | None, own: str | None, known: SourceNames) -> tuple[str, ...]:
    """Return the sources in an author line: every name there counts."""
    if not byline:
        return ()
    tokens = tokenize(byline)
    names = (
        form.names for _, _, form, _ in _names(tokens, known) if form.agency or not form.ambiguous
    )
    return tuple(dict.fromkeys(group[0] for group in names if own is None or own not in group))

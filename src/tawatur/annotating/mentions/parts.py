"""Parts of names: what a single word can be in one, and the words that announce it."""

from __future__ import annotations

from functools import cache

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import index
from tawatur.annotating.mentions.ordinary import ARTICLE, plain_nouns, plain_words
from tawatur.annotating.mentions.words import Word, analyse
from tawatur.language import fold_text
from tawatur.language.lexicon import load

__all__ = [
    "arabic_names",
    "faiths",
    "family_alone",
    "foreign_names",
    "foreign_shape",
    "is_lord",
    "is_strange",
    "listed_family",
    "may_be_family",
    "name_particles",
    "reporting_verbs",
    "said_before",
    "splits",
]


@cache
def name_particles() -> dict[str, str]:
    """Return the words that join name parts, with their class."""
    return {fold_text(row["form"]): row["class"] for row in load("name_particles").rows}


def is_lord(word: Word) -> bool:
    """Tell whether a word may stand behind عبد."""
    return word.text.startswith(ARTICLE) or word.text in _lords()


@cache
def _lords() -> frozenset[str]:
    return frozenset(form for form, sort in name_particles().items() if sort == "lord")


@cache
def faiths() -> frozenset[str]:
    """Return the words that end a compound name: الدين, الله."""
    return frozenset(form for form, sort in name_particles().items() if sort == "faith")


def foreign_shape(word: Word) -> bool:
    """Tell whether a word counts as ordinary only because letters were taken off its front.

    كورودا is no ك with a noun where a foreign name stands before it.
    """
    text = word.text
    if text[0] != "ك" or len(text) < 5 or word.definite or word.role is not None:
        return False
    return (
        word.common and text not in plain_words() and text[-1] in "اوي" and not text.endswith("ها")
    )


@cache
def _of_origin(origin: str) -> frozenset[str]:
    return frozenset(
        fold_text(row["form"])
        for lexicon in ("given_names", "surnames")
        for row in load(lexicon).rows
        if row["origin"] == origin
    )


def arabic_names() -> frozenset[str]:
    """Return the folded Arabic names of the lists."""
    return _of_origin("arabic")


@cache
def foreign_names() -> frozenset[str]:
    """Return the folded foreign names of the lists."""
    return _of_origin("foreign") - _of_origin("arabic")


def listed_family(word: Word) -> bool:
    """Tell whether a definite word is a family name of the lists, or made of a listed name."""
    return word.surname is not None or word.text[2:] in arabic_names()


def may_be_family(word: Word) -> bool:
    """Tell whether a definite word can be a family name: not an ordinary word or nationality."""
    if word.adjective is not None or word.role is not None or word.verb:
        return False
    if word.text[2:] in arabic_names() and word.text[2:] not in plain_nouns():
        # السلامة, الفهد, العلي: a family is called by a given name.
        return True
    if word.text.endswith("ي"):
        # الخطابي, السعدي: made of ordinary words; السياسي, الإعلامي are such words themselves.
        return word.text[2:] not in plain_words()
    if word.common:
        return False
    place = index().get((word.text,))
    if place is not None and place.type == "LOC" and not place.cued:
        return False
    # المتحالف, المنتشر: participles, which follow a name as its description.
    return not word.text.startswith("الم")


def splits(word: Word) -> bool:
    """Tell whether an unknown word more likely is a clitic and a word."""
    text = word.text
    return (text[0] in "وف" and len(text) > 4) or text.startswith(("لل", "بال", "كال"))


# No word of a name is longer: the longest of the lists has 12 letters.
_LONGEST = 20


def is_strange(text: str) -> bool:
    """Tell whether an unknown word looks like no Arabic verb, or noun with clitics."""
    if len(text) > _LONGEST or text.endswith(("ها", "هم", "هن", "هما", "كم")) or text[0] in "لبكفو":
        return False
    if text.endswith("ا") and analyse(text[:-1]).common:
        return False
    return len(text) > 6 or text[0] not in "ستينم"


def family_alone(word: Word) -> bool:
    """Tell whether a word has the shape of a family name in ي that can stand alone."""
    text = word.text
    shape = len(text) > 5 and text.startswith(ARTICLE) and text.endswith("ي")
    return shape and may_be_family(word)


def said_before(context: Context, at: int) -> bool:
    """Tell whether a verb of saying stands right before, so that a name is expected."""
    return at > 0 and not context.breaks[at] and context.text[at - 1] in _sayings()


# Classes of reporting verbs before which a lone unknown word mostly is who says it.
_SAYING = frozenset({"say", "announce", "confirm", "deny", "warn"})


@cache
def reporting_verbs() -> frozenset[str]:
    """Return the folded reporting verbs, third person of the perfect."""
    return frozenset(fold_text(row["lemma"]) for row in load("reporting_verbs").rows)


@cache
def _sayings() -> frozenset[str]:
    rows = load("reporting_verbs").rows
    past = [fold_text(row["lemma"]) for row in rows if row["class"] in _SAYING]
    forms = {form + ending for form in past for ending in ("", "ت")}
    spelt = {before + form for form in forms for before in ("", "و", "ف")}
    # بين is a preposition before it is a verb.
    return frozenset(form for form in spelt if not analyse(form).particle)

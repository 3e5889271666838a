"""Whom a sentence speaks of: a person by name, the holder of an office, a group by its nation."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.annotating.mentions.roles import role_forms
from tawatur.language import peel
from tawatur.language.stems import is_function_word, stem
from tawatur.weighing.predicates.clauses import Clause, Thing, words_of
from tawatur.weighing.surroundings import generic, lands_of

__all__ = ["people"]

# Words behind an office that say which it is (القائد العسكري لقاعدة …).
_OFFICE = 7
# An office is one when its noun and this many words beside it agree.
_AGREE = 3
# A name stands right behind the title or its adjective.
_NAMED = 4


def people(
    clause: Clause, start: int, stop: int, *, backwards: bool = False
) -> Iterator[tuple[Thing, int, int]]:
    """Yield those named in a run of tokens, the nearest of each kind, with first and last token.

    A person is one entity; the holder of an office is known by the office and what stands beside
    it; a group (Iranian experts) by noun and nation.
    """
    order = range(max(0, start), min(stop, len(clause.tokens)))
    tokens = order[::-1] if backwards else order
    seen: set[str] = set()
    for at in tokens:
        for kind, named in (
            ("person", _person(clause, at)),
            ("group", _group(clause, at)),
            ("office", _office(clause, at)),
        ):
            if named is not None and kind not in seen:
                seen.add(kind)
                thing, last = named
                yield thing, at, last


def _person(clause: Clause, at: int) -> tuple[Thing, int] | None:
    found = clause.mention_from(at, at + 1, ("PER",))
    if found is None:
        return None
    mention, _ = found
    if clause.is_joined(at) or not _stands_alone(clause, at):
        return None
    last = clause.tokens.at(mention.end - clause.sentence.start) - 1
    return Thing(frozenset({str(mention.entity)}), mention.text), max(at, last)


def _stands_alone(clause: Clause, at: int) -> bool:
    """Tell whether a name is no part of another phrase (قوات فلان، أنصار فلان).

    Titles and definite adjectives may stand before it.
    """
    texts, kinds = clause.tokens.text, clause.tokens.kind
    back = at - 1
    while back >= 0 and kinds[back] == "word" and _titles(texts[back]):
        back -= 1
    if back < 0 or kinds[back] != "word" or is_function_word(texts[back]):
        return True
    # A verb may stand there, a noun that the name completes may not.
    return clause.is_verb(back)


def _titles(word: str) -> bool:
    return word.startswith("ال") or any(
        (way.stem,) in role_forms() for way in peel(word, suffixes=False)
    )


def _group(clause: Clause, at: int) -> tuple[Thing, int] | None:
    """Return a noun and the adjective of a nation behind it."""
    tokens = clause.tokens
    if at + 1 >= len(tokens) or tokens.kind[at] != "word" or tokens.kind[at + 1] != "word":
        return None
    lands = lands_of(tokens.text[at + 1])
    noun = stem(tokens.text[at])
    if not lands or noun in generic() or is_function_word(tokens.text[at]) or lands_of(noun):
        return None
    if not tokens.text[at].endswith(tuple(words_of("plural"))):
        # Sides and institutions (القوات السعودية) are many; those who meet one fate are few.
        return None
    ids = frozenset({f"~{noun}", *(f"~{land}" for land in lands)})
    return Thing(ids, clause.text(at, at + 1), 2), at + 1


def _office(clause: Clause, at: int) -> tuple[Thing, int] | None:
    tokens = clause.tokens
    role = next(
        (
            role
            for way in peel(tokens.text[at], suffixes=False)
            if (role := role_forms().get((way.stem,))) is not None
        ),
        None,
    )
    if role is None or role.kind != "office" or role.plural or clause.is_joined(at):
        return None
    stems = {f"~{stem(role.lemma)}"}
    stop = at + 1
    while stop < min(at + 1 + _OFFICE, len(tokens)) and tokens.kind[stop] == "word":
        word = tokens.text[stop]
        if word in words_of("that"):
            break
        if not is_function_word(word):
            stems |= {f"~{stem(way.stem)}" for way in peel(word, suffixes=False)}
        stop += 1
    named = clause.mention_from(at + 1, at + _NAMED, ("PER",))
    if len(stems) < _AGREE or (named is not None and " " in named[0].text):
        # Who has a name is known by it.
        return None
    return Thing(frozenset(stems), clause.text(at, stop - 1), _AGREE), max(at, stop - 1)

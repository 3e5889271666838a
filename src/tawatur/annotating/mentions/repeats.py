"""Second mentions: the family name, the short form or the quoted form of a name met before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import (
    index,
    org_heads,
    place_words,
    strippable,
)
from tawatur.annotating.mentions.ordinary import ARTICLE, plain_words
from tawatur.annotating.mentions.parts import name_particles, said_before
from tawatur.annotating.mentions.proposals import Proposal

__all__ = ["repeats"]

# After these a family name stands by itself (عبد الله صالح, محمد السادس).
_ENDS = ("ordinal", "faith", "lord")


def repeats(context: Context, standing: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield further mentions of the names that stand already.

    Of a person it looks for the family name (a last part that is no ordinary word, or that is a
    listed name); of an organisation or place found by its noun, for the same words.
    """
    whole: dict[tuple[str, ...], Proposal] = {}
    # Names that are ordinary words too: only behind a preposition of place, behind a title or a
    # verb of saying, or in quotation marks.
    placed: dict[tuple[str, ...], Proposal] = {}
    announced: dict[tuple[str, ...], Proposal] = {}
    quoted: dict[tuple[str, ...], Proposal] = {}
    for one in standing:
        words = tuple(_words(context, one))
        if not words or not words[0]:
            continue
        if one.type == "PER":
            for alias in _aliases(context, one, words):
                whole.setdefault(alias, one)
            if one.last - one.first > 1 and _doubtful(context, one):
                announced.setdefault(words[-1:], one)
        elif one.type == "ORG" and one.entity is not None and len(words) > 1:
            # تنظيم القاعدة, وكالة الأناضول للأنباء; then القاعدة, الأناضول alone.
            rest = index().get(words[1:2])
            base = words[1][2:] in context.vocabulary
            if words[0] in strippable() and rest is not None and rest.cued and not base:
                whole.setdefault(words[1:2], one)
        elif one.type != "MISC" and one.source.startswith(("heads", "titles")):
            last = context.words[one.last - 1]
            if one.last - one.first > 1 or not last.common:
                whole.setdefault(words, one)
            elif one.type == "LOC":
                placed.setdefault(words, one)
        elif one.type == "LOC" and len(words) == 1 and _is_cued(words):
            placed.setdefault(words, one)
        if one.type == "ORG" and one.entity is None and one.source.startswith("heads"):
            # حركة عهد الريف; then عهد الريف, which is no name of anything else in the article.
            if len(words) > 2 and words[0] in org_heads():
                whole.setdefault(words[1:], one)
            elif len(words) > 1 and words[0] in org_heads():
                quoted.setdefault(words[1:], one)
        if one.type == "ORG" and one.source.startswith("datelines"):
            quoted.setdefault(words[:1], one)
    yield from _cued(context, placed, _is_placed)
    yield from _cued(context, announced, _is_announced)
    yield from _cued(context, quoted, _is_quoted)
    if not whole:
        return
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for alias in sorted(whole, key=lambda words: (-len(words), words)):
        firsts.setdefault(alias[0], []).append(alias)
    for at, word in enumerate(context.words):
        if word.particle:
            continue
        for skip, form in word.readings:
            found = firsts.get(form)
            if not found:
                continue
            for alias in found:
                end = at + len(alias)
                if tuple(context.text[at + 1 : end]) == alias[1:] and not any(
                    context.breaks[at + 1 : end]
                ):
                    one = whole[alias]
                    yield one._replace(
                        first=at,
                        last=end,
                        skip=skip,
                        weight=0.65,
                        source="repeats/1",
                        role=None,
                    )
                    break
            break


def _cued(
    context: Context,
    names: Mapping[tuple[str, ...], Proposal],
    cue: Callable[[Context, int, int], bool],
) -> Iterator[Proposal]:
    """Yield the further mentions of names of one word that have their cue."""
    if not names:
        return
    for at, word in enumerate(context.words):
        for skip, form in word.readings:
            one = names.get((form,))
            if one is not None and cue(context, at, skip):
                yield one._replace(
                    first=at, last=at + 1, skip=skip, weight=0.6, source="repeats/1", role=None
                )
                break


def _is_cued(words: tuple[str, ...]) -> bool:
    listed = index().get(words)
    return listed is not None and listed.cued in ("yes", "prep")


def _is_placed(context: Context, at: int, skip: int) -> bool:
    clitic = context.text[at][skip - 1] if skip else ""
    if clitic == "ب":
        return True
    before = context.text[at - 1] if at and not context.breaks[at] else ""
    return not skip and (before in place_words() or not context.words[at].common)


def _is_announced(context: Context, at: int, skip: int) -> bool:
    if skip or not at or context.breaks[at]:
        return False
    before = context.words[at - 1]
    role = before.role
    titled = (
        role is not None and role[1].kind in ("title", "rank", "office") and not (role[1].plural)
    )
    after = context.word(at + 1)
    described = after is not None and after.definite and after.common
    return (titled and role is not None and role[1].definite) or (
        said_before(context, at) and not described
    )


def _is_quoted(context: Context, at: int, skip: int) -> bool:
    return not skip and context.opens(at - 1) and context.closes(at + 1)


def _doubtful(context: Context, one: Proposal) -> bool:
    """Tell whether a person's last name is a nationality or an ordinary definite word too."""
    last = context.words[one.last - 1]
    if last.particle or last.role is not None or not last.text.startswith(ARTICLE):
        return False
    if last.text in name_particles():
        return False
    return last.adjective is not None or last.common


def _words(context: Context, one: Proposal) -> list[str]:
    words = list(context.text[one.first : one.last])
    for skip, form in context.words[one.first].readings:
        if skip == one.skip and (len(words[0]) - skip == len(form) or form.startswith("ال")):
            words[0] = form
    return words


def _aliases(context: Context, one: Proposal, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(words) > 1:
        yield words
    last = context.words[one.last - 1]
    family = words[-1]
    particles = name_particles()
    if len(words) > 2 and words[-2] in particles and particles[words[-2]] not in _ENDS:
        yield words[-2:]
        return
    if len(words) > 1 and particles.get(family) == "faith":
        yield words[-2:]
        return
    listed = index().get((family,))
    if listed is not None and not listed.cued and len(words) > 1:
        return
    if (
        last.role is not None
        or len(family) < 3
        or particles.get(family)
        or one.last - one.first == 1
    ):
        return
    if last.particle or last.adjective is not None:
        return
    listed_name = last.given is not None or last.surname is not None
    if not last.common or listed_name or (family not in plain_words() and not last.definite):
        yield (family,)

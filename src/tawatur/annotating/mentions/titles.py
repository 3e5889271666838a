"""Titles and offices beside a name: where they begin and end, and the names they announce."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import index
from tawatur.annotating.mentions.people import Chain, chain_at
from tawatur.annotating.mentions.proposals import Proposal
from tawatur.annotating.mentions.roles import Role, role_forms
from tawatur.annotating.mentions.words import ARTICLE
from tawatur.language import fold_text
from tawatur.language.lexicon import load

__all__ = ["Titles", "following"]

# From the head of a title to its name: ولي ولي العهد النائب الثاني لرئيس مجلس الوزراء وزير
# الدفاع السعودي الأمير is fourteen words, the longest of the development set.
_REACH = 16
_SURE = 0.93


def _links() -> frozenset[str]:
    return frozenset(
        fold_text(row["form"]) for row in load("title_links").rows if row["class"] == "link"
    )


class Titles:
    """Proposes the names that stand after a title, with the title as their role."""

    name = "titles/1"

    def __init__(self) -> None:
        self._links = _links()

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield one proposal a name that a title leads to."""
        met: dict[int, int] = {}
        for at, word in enumerate(context.words):
            if word.role is None:
                continue
            found = self._follow(context, at)
            if found is None:
                continue
            start, chain, country = found
            # The farthest head that reaches the name makes the whole role.
            if start in met:
                continue
            met[start] = at
            weight = _SURE if chain.known or chain.parts > 1 else 0.75
            yield Proposal(
                start,
                chain.last,
                chain.skip,
                "PER",
                weight,
                self.name,
                country=country,
                role=(at, self._end(context, start)),
            )

    def _end(self, context: Context, start: int) -> int:
        last = start
        while context.tokens.kind[last - 1] == "mark":
            last -= 1
        return last

    def _follow(self, context: Context, at: int) -> tuple[int, Chain, str | None] | None:
        """Return the name that the title at token ``at`` leads to: start, chain, country."""
        word = context.words[at]
        if word.role is None:
            return None
        role, last = _head(context, at, word.role[1])
        names = index()
        closed = role.definite or role.kind in ("title", "rank")
        country: str | None = None
        links = False
        here = last
        while here < min(at + _REACH, len(context)):
            word_here = context.word(here)
            if word_here is None:
                return None
            text = word_here.text
            if context.tokens.kind[here] == "mark":
                if (
                    not closed
                    or text not in ('"', "«", "'", "،", "(")
                    or (text == "،" and (links or here + 1 >= len(context)))
                ):
                    return None
                chain = self._name(context, here + 1, adjacent=False, closed=True)
                if chain is None or (text == "،" and chain.known == 0):
                    return None
                return here + 1, chain, country
            if context.tokens.kind[here] == "number":
                return None
            listed = next(names.match(context, here), None)
            if listed is not None and (listed[2].cued or (listed[1] and not closed)):
                listed = None
            if (
                listed is not None
                and listed[2].type == "ORG"
                or (listed is not None and word_here.given is None and word_here.surname is None)
            ):
                here, country = listed[0], country or listed[2].country
                closed = True
                continue
            chain = self._name(context, here, adjacent=here == last, closed=closed)
            if chain is not None:
                return here, chain, country
            if word_here.role is not None and word_here.role[0] == 0 and closed:
                inner, after = _head(context, here, word_here.role[1])
                closed = closed or inner.definite
                here = after
                continue
            if word_here.adjective is not None and text[0] != "و":
                country = word_here.adjective
                closed = True
                here += 1
                continue
            if text in self._links:
                links = True
                closed = False
                here += 1
                continue
            if word_here.verb and not word_here.definite:
                return None
            if word_here.definite:
                closed = True
                here += 1
                continue
            if word_here.particle:
                return None
            if word_here.common and (not closed or _described(text)):
                here += 1
                continue
            return None
        return None

    def _name(self, context: Context, at: int, *, adjacent: bool, closed: bool) -> Chain | None:
        """Return the name chain at ``at`` if it is the name that a title announces."""
        word = context.word(at) if at < len(context) else None
        if word is None or not closed:
            return None
        chain = chain_at(context, at, bare=True)
        if chain is not None and chain.skip == 0:
            # سعيد, جمال: a lone word that is an ordinary one too needs to stand by the title.
            if chain.known or chain.parts > 1 or adjacent or not word.definite:
                return chain
            return None
        if (
            adjacent
            and word.text.startswith(ARTICLE)
            and not word.common
            and word.adjective is None
            and word.role is None
            and len(word.text) > 4
        ):
            return Chain(at + 1, 0, 1, 0, 0)
        return None


def _described(text: str) -> bool:
    return text.endswith(("ي", "يه", "ين", "ا"))


def _head(context: Context, at: int, role: Role) -> tuple[Role, int]:
    """Return the longest role that begins at token ``at`` and the token after it."""
    forms = role_forms()
    word = context.words[at]
    if word.role is None:
        return role, at + 1
    first = next((form for skip, form in word.readings if skip == word.role[0]), word.text)
    for size in (4, 3, 2):
        words = context.text[at + 1 : at + size]
        if len(words) == size - 1 and not any(context.breaks[at + 1 : at + size]):
            longer = forms.get((first, *words))
            if longer is not None:
                # Fixed phrases are definite as a whole: رئيس الوزراء, ولي العهد.
                definite = longer.definite or any(w.startswith(ARTICLE) for w in words)
                return longer._replace(definite=definite), at + size
    return role, at + 1


def following(context: Context, at: int) -> tuple[int, int] | None:
    """Return the tokens of a title that follows a name ending before token ``at``.

    «فلان، وزير خارجية بلده» and «فلان وزير الخارجية»: the head and its complements, as far as no
    verb, particle, mark or further name comes.
    """
    start = at
    if start < len(context) and context.text[start] == "،" and not context.breaks[start]:
        start += 1
    word = context.word(start)
    if word is None or word.role is None or word.role[0] != 0 or word.verb:
        return None
    role, last = _head(context, start, word.role[1])
    if role.kind in ("title", "kin") or (role.definite and start == at):
        return None
    names = index()
    links = _links()
    while last < len(context):
        here = context.word(last)
        if here is None or context.tokens.kind[last] != "word":
            break
        listed = next(names.match(context, last), None)
        if listed is not None and not listed[2].cued and here.verb is False:
            last = listed[0]
            continue
        if here.text in links and last + 1 < len(context):
            after = context.word(last + 1)
            if after is None or not (after.definite or after.unknown):
                break
            last += 2
            continue
        if here.definite or here.adjective is not None:
            last += 1
            continue
        if here.common and not here.verb and not here.particle and last == start + 1:
            last += 1
            continue
        break
    return start, last

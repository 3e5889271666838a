"""Titles and offices beside a name: where they begin and end, and the names they announce."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import index
from tawatur.annotating.mentions.ordinary import ARTICLE, plain_nouns
from tawatur.annotating.mentions.parts import is_strange
from tawatur.annotating.mentions.people import Chain, chain_at
from tawatur.annotating.mentions.proposals import Proposal
from tawatur.annotating.mentions.roles import Role, role_forms
from tawatur.annotating.mentions.words import Word
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
            if word.role is None and word.leads is None:
                continue
            lemma = word.role[1].lemma if word.role is not None else ""
            bound = word.text.endswith(("ها", "هما", "نا"))
            if word.text.endswith("ا") and not bound and lemma and lemma[-1] not in "اى":
                # «انتخب أمينا»: an accusative predicate is no title before a name.
                continue
            found = self._follow(context, at)
            if found is None:
                continue
            start, chain, country = found
            # The farthest head that reaches the name makes the whole role.
            if start in met:
                continue
            met[start] = at
            weight = _weight(context, at, start, chain)
            person = word.role is not None and word.role[1].kind in ("person", "kin")
            yield Proposal(
                start,
                chain.last,
                chain.skip,
                "PER",
                weight,
                self.name,
                country=country,
                role=None if person else (at, self._end(context, start)),
            )

    def _end(self, context: Context, start: int) -> int:
        last = start
        while context.tokens.kind[last - 1] == "mark":
            last -= 1
        return last

    def _follow(self, context: Context, at: int) -> tuple[int, Chain, str | None] | None:
        """Return the name that the title at token ``at`` leads to: start, chain, country."""
        head = _head(context, at)
        if head is None:
            return None
        role, last = head
        if role.kind == "title" and last == at + 1 and _his(context.words[at], role):
            # معاليه, سموه: whose they are was named before.
            return None
        names = index()
        closed = role.definite or (role.kind in ("title", "rank") and not role.plural)
        country: str | None = None
        links = lent = False
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
                return None if lent else (here + 1, chain, country)
            if context.tokens.kind[here] == "number":
                return None
            listed = names.thing(context, here)
            if listed is not None and (listed[2].cued or (listed[1] and not closed)):
                listed = None
            if (listed is not None and listed[2].type == "ORG") or (
                listed is not None and word_here.given is None and word_here.surname is None
            ):
                here, country = listed[0], country or listed[2].country
                closed = True
                continue
            bare = links and not closed and not word_here.definite and listed is None
            if bare and text not in plain_nouns():
                return None
            if text in self._links and role.kind not in ("title", "rank"):
                links = True
                closed = False
                here += 1
                continue
            if word_here.adjective is not None and word_here.definite and text[0] != "و":
                country = word_here.adjective
                closed = True
                here += 1
                continue
            chain = self._name(context, here, adjacent=here == last, closed=closed)
            if chain is not None:
                # مستشار للرئيس فلان: the name is the president's.
                return None if lent else (here, chain, country)
            inner = _head(context, here)
            if inner is not None:
                if not closed and (role.kind in ("profession", "person") or role.plural):
                    return None
                lent = bool(_skip(word_here)) and inner[0].kind != "title"
                if _skip(word_here) and text[0] not in "لب":
                    return None
                closed = inner[0].definite or inner[0].kind in ("title", "rank")
                here = inner[1]
                continue
            if word_here.adjective is not None and text[0] != "و":
                country = word_here.adjective
                closed = True
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
        for last, skip, entry in index().match(context, at):
            if entry.type == "PER" and not skip and (chain is None or chain.last < last):
                return Chain(last, 0, last - at, last - at, 2)
        if chain is not None and chain.skip == 0:
            # سعيد, جمال: a lone word that is an ordinary one too needs to stand by the title.
            if chain.known or chain.parts > 1 or adjacent or not word.definite:
                return chain
            return None
        return None


def _weight(context: Context, at: int, start: int, chain: Chain) -> float:
    """Return how sure a name is that a title leads to."""
    head, word = context.words[at], context.words[start]
    role = head.role[1] if head.role is not None else None
    plural = role is not None and role.plural
    # دولة, معارضة, دبلوماسية: titles and feminine professions that mostly are other nouns.
    vague = role is not None and (
        (role.kind == "title" and not role.definite)
        or (role.kind in ("profession", "person") and role.sex == "f")
    )
    if chain.parts > 1 or chain.last - start > 1:
        if chain.strength >= (2 if plural else 1.5 if vague else 1):
            return _SURE
        return 0.4 if plural or vague else 0.75
    if chain.strength >= 2:
        return _SURE
    if plural or vague or word.adjective is not None or (word.definite and word.common):
        return 0.4
    if chain.strength >= 1:
        # رئيس الديوان الملكي الهاشمي: a definite word far from the head describes.
        head_end = (_head(context, at) or (None, at + 1))[1]
        return 0.8 if start == head_end or not word.definite else 0.4
    # A lone word that is ordinary too, or unknown: only right behind the title.
    if chain.strength:
        return 0.6 if start - at == 1 else 0.4
    return 0.6 if start - at <= _NEAR and is_strange(word.text) else 0.4


# Words from the head of a title to a lone uncertain name: الرئيس الأميركي فلان.
_NEAR = 3


def _his(word: Word, role: Role) -> bool:
    """Tell whether a title has a pronoun: معاليه, سموه."""
    skip = _skip(word)
    forms = role_forms()
    if any((form,) in forms for size, form in word.readings if size == skip):
        return role.sex == "m" and any(
            fold_text(role.lemma) == lemma + "ه" for lemma in _title_lemmas()
        )
    return True


@cache
def _title_lemmas() -> frozenset[str]:
    return frozenset(words[0] for words, role in role_forms().items() if role.kind == "title")


def _described(text: str) -> bool:
    return text.endswith(("ي", "يه", "ين", "ا"))


def _skip(word: Word) -> int:
    return word.role[0] if word.role is not None else word.leads or 0


def _head(context: Context, at: int) -> tuple[Role, int] | None:
    """Return the longest role that begins at token ``at`` and the token after it."""
    word = context.words[at]
    if word.role is None and word.leads is None:
        return None
    forms = role_forms()
    skip = _skip(word)
    first = next((form for size, form in word.readings if size == skip), word.text)
    for size in (4, 3, 2):
        words = context.text[at + 1 : at + size]
        if len(words) == size - 1 and not any(context.breaks[at + 1 : at + size]):
            longer = forms.get((first, *words))
            if longer is not None:
                # Fixed phrases are as definite as their last word: رئيس الوزراء, الناطق باسم.
                definite = words[-1].startswith(ARTICLE)
                return longer._replace(definite=definite), at + size
    return None if word.role is None else (word.role[1], at + 1)


def following(context: Context, at: int) -> tuple[int, int] | None:
    """Return the tokens of a title that follows a name ending before token ``at``.

    «فلان، وزير خارجية بلده» and «فلان وزير الخارجية»: the head and its complements, as far as no
    verb, particle, mark or further name comes.
    """
    start = at
    if start < len(context) and context.text[start] == "،" and not context.breaks[start]:
        start += 1
    word = context.word(start)
    if word is None or _skip(word) or word.verb:
        return None
    head = _head(context, start)
    if head is None:
        return None
    role, last = head
    if (
        context.text[start].endswith("ا")
        or role.kind in ("title", "kin", "person")
        or (role.definite and start == at)
    ):
        return None
    names = index()
    links = _links()
    closed = role.definite
    while last < len(context):
        here = context.word(last)
        if here is None or context.tokens.kind[last] != "word":
            break
        listed = names.thing(context, last)
        if listed is not None and not listed[2].cued and here.verb is False:
            last, closed = listed[0], True
            continue
        if here.text in links and last + 1 < len(context):
            after = context.word(last + 1)
            if after is None or not (after.definite or after.unknown):
                break
            last += 2
            continue
        if here.definite or here.adjective is not None:
            last, closed = last + 1, True
            continue
        if here.common and not here.verb and not here.particle and not closed:
            last += 1
            continue
        break
    return start, last

"""Where statements enter the record: nodes, what makes two of them one origin, and their names.

Every statement hangs on a node. A node is either a holder (the inner end of a chain of
attribution, one node for each naming in an article) or the bare statement of an article that
names nobody. Nodes become one origin

1. when the holders are one entity, or speak for one institution (statements of one institution
   count once, however often it speaks);
2. when both are anonymous, described alike, and their words are carried over from one article to
   the other, or one outlet, or two texts that share a passage, describe them in the same words;
3. when a statement without a holder, or one that is put down to an agency or outlet alone, is
   carried text of one that has a holder: the desk cut the attribution, not the source.

A bare statement that nothing of this explains belongs to the agency that its article credits;
without one its origin is unknown, and unknown origins are never counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from tawatur.language import fold_text
from tawatur.records import (
    Annotation,
    Article,
    ClaimOrigin,
    Family,
    Holder,
    Mention,
    OriginKind,
)
from tawatur.tracing.credits import outlet_name
from tawatur.weighing.anonymity import Description, called, described, is_full, one_source
from tawatur.weighing.attribution import Attributions, headed
from tawatur.weighing.carried import Carried
from tawatur.weighing.floating import settle_floating
from tawatur.weighing.institutions import Institution, gather_institutions, institution_of
from tawatur.weighing.said import Said, own_words
from tawatur.weighing.sources import Media, agency_passages, has_reporter
from tawatur.weighing.unionfind import DisjointSets

__all__ = ["Origins", "Said", "own_words"]

# What a set of nodes counts as when it holds several kinds: nearest to the fact first.
_RANK: tuple[OriginKind, ...] = (
    "official",
    "document",
    "witness",
    "anonymous",
    "agency",
    "outlet",
    "unknown",
)


# Two spellings of one foreign outlet (كوريير، كورير) differ by a letter or two in ten.
_SAME_NAME = 85.0


class _Node(NamedTuple):
    kind: OriginKind
    name: str | None
    article: str
    via: tuple[str, ...]
    start: int
    description: Description = ()
    """How the article describes an anonymous source."""
    medium: str | None = None
    """Where an agency or outlet alone is named for one statement: the medium's own node."""


class Origins:
    """The origins of a pile's statements: add statements, then :meth:`settle`, then ask."""

    def __init__(
        self,
        articles: Sequence[Article],
        annotations: Mapping[str, Sequence[Annotation]],
        agencies: Mapping[str, Sequence[str]],
        families: Sequence[Family] = (),
        links: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Take the articles, their annotations, the agencies each credits, and the families.

        ``links`` are the articles that have text in common with each.
        """
        self._links = links or {}
        self._media = Media(articles)
        self._text = {article.id: article.text for article in articles}
        self._publisher = {article.id: outlet_name(article) for article in articles}
        self._outlet = {article.id: article.outlet or article.id for article in articles}
        self._credits = agencies
        # The agency that alone wrote an article: its own statements are the agency's.
        self._sole = {
            article.id: agencies[article.id][0]
            for article in articles
            if len(agencies.get(article.id, ())) == 1 and not has_reporter(article)
        }
        self._agency_passages = agency_passages(families, self._sole)
        self._attributions = {
            article.id: Attributions(article, annotations.get(article.id, ()))
            for article in articles
        }
        self._mentions = {
            article.id: sorted(
                (m.start, m.end, m)
                for m in annotations.get(article.id, ())
                if isinstance(m, Mention)
            )
            for article in articles
        }
        self._nodes: dict[str, _Node] = {}
        self._sets = DisjointSets()
        # By node and article: a person known by name speaks for an institution in each.
        self._institutions: dict[tuple[str, str], Institution] = {}
        self._named: dict[str, ClaimOrigin] = {}

    def attributions(self, article: str) -> Attributions:
        """Return the chains of attribution of one article."""
        return self._attributions[article]

    def say(self, record: str, article: str, start: int, end: int) -> Said:
        """Take a statement in, with the chain that covers its span."""
        return self.say_by(
            record, article, start, end, self._attributions[article].behind(start, end)
        )

    def say_by(
        self, record: str, article: str, start: int, end: int, chain: tuple[Holder, ...]
    ) -> Said:
        """Take a statement in whose chain is known."""
        if not chain or self._media.kind_of(chain[0]) == "unknown":
            node = own_words(article, start)
            if node not in self._nodes:
                self._nodes[node] = _Node("unknown", None, article, (), start)
                self._sets.add(node)
        else:
            node = self._holder_node(article, chain)
            if self._nodes[node].kind in ("agency", "outlet"):
                # Whom a medium heard may stand in another text, for each statement apart.
                medium = self._nodes[node]._replace(article=article, start=start, medium=node)
                node = f"{article}#via{start}"
                self._nodes[node] = medium
                self._sets.add(node)
        return Said(record, article, start, end, node, chain)

    def settle(self, carried: Iterable[Carried], said: Mapping[str, Said]) -> None:
        """Join nodes that are one origin, and give every origin its id and name.

        ``carried`` are pairs of statement ids that stand in the same place of the same text.
        """
        self._join_institutions()
        self._join_anonymous()
        self._join_media_of_one_name()
        pairs = [(said[a], said[b]) for a, b in carried if a in said and b in said]
        for one, other in pairs:
            if self._same_holder(one.node, other.node):
                self._sets.join(one.node, other.node)
        settle_floating(
            self._sets,
            [(one.node, other.node) for one, other in pairs],
            {
                name: node.medium
                for name, node in self._nodes.items()
                if node.kind == "unknown" or node.medium is not None
            },
        )
        for members in self._sets.sets():
            origin = self._name(members)
            self._named.update(dict.fromkeys(members, origin))

    def of(self, said: Said) -> ClaimOrigin:
        """Return the origin of a statement; only after :meth:`settle`."""
        return self._named[said.node]

    def bare(self, said: Said) -> bool:
        """Tell whether the article makes a statement in its own words, naming nobody."""
        return self._bare(said.node)

    def speaker(self, said: Said) -> str:
        """Return the node of whoever makes a statement, one for all statements of a medium."""
        return self._nodes[said.node].medium or said.node

    def handed_on(self, said: Said) -> bool:
        """Tell whether an agency or outlet alone is named for a statement."""
        return self._nodes[said.node].medium is not None

    def publisher(self, article: str) -> str | None:
        """Return the name of the outlet that published an article."""
        return self._publisher[article]

    def carrier(self, said: Said) -> str | None:
        """Return the agency whose text a statement stands in, or ``None``."""
        passages = self._agency_passages.get(said.article, ())
        agencies = {agency for start, end, agency in passages if start <= said.start < end}
        return self._sole.get(said.article) or (agencies.pop() if len(agencies) == 1 else None)

    def linked(self, article: str) -> frozenset[str]:
        """Return the articles that have text in common with one."""
        return self._links.get(article, frozenset())

    # Nodes

    def _holder_node(self, article: str, chain: tuple[Holder, ...]) -> str:
        holder = chain[0]
        kind = self._media.kind_of(holder)
        is_medium = self._media.is_one(holder)
        entity = holder.entity or self._person(article, holder)
        medium = self._media.named(holder.text) if is_medium else None
        description: Description = ()
        if medium is None and is_medium and holder.entity is not None:
            node = f"{kind}:{holder.entity}"
            name = self._entity_name(article, holder, holder.entity) or holder.text
        elif medium is not None:
            node = f"{medium.kind}:{medium.name}"
            name = medium.name
        elif entity is not None and kind == "official":
            node = f"{kind}:{entity}"
            name = self._entity_name(article, holder, entity) or holder.text
        elif kind == "witness" and (
            person := called(self._text[article], holder.start, holder.end)
        ):
            node = f"{kind}:{' '.join(person)}"
            name = holder.text
        else:
            node = f"{article}#h{holder.start}"
            name = holder.text
            if kind in ("anonymous", "witness"):
                description = described(self._text[article], holder.start, holder.end)
        via = tuple(self._medium_name(link) for link in chain[1:] if link.type != "document")
        if node not in self._nodes:
            self._nodes[node] = _Node(kind, name, article, via, holder.start, description)
            self._sets.add(node)
        if kind in ("official", "document") and (node, article) not in self._institutions:
            institution = self._institution(article, holder)
            if institution is not None:
                self._institutions[node, article] = institution
        return node

    def _person(self, article: str, holder: Holder) -> str | None:
        """Return the one person named in a holder, beside the organisation he speaks for."""
        people = {
            mention.entity
            for start, end, mention in self._mentions.get(article, ())
            if mention.type == "PER" and start >= holder.start and end <= holder.end
        }
        return people.pop() if len(people) == 1 else None

    def _entity_name(self, article: str, holder: Holder, entity: str) -> str | None:
        for start, end, mention in self._mentions.get(article, ()):
            if start >= holder.start and end <= holder.end and mention.entity == entity:
                return mention.name
        return None

    def _institution(self, article: str, holder: Holder) -> Institution | None:
        """Return the institution in the words of the holder that are not a person's name."""
        people = [
            (start, end)
            for start, end, mention in self._mentions.get(article, ())
            if mention.type == "PER" and start < holder.end and end > holder.start
        ]
        at = holder.start
        pieces = []
        for start, end in people:
            pieces.append(holder.text[at - holder.start : max(start, at) - holder.start])
            at = max(at, end)
        pieces.append(holder.text[at - holder.start :])
        return next(filter(None, map(institution_of, pieces)), None)

    def _medium_name(self, holder: Holder) -> str:
        medium = self._media.named(holder.text)
        return medium.name if medium is not None else holder.text

    def _anonymous(self, node: str) -> bool:
        return self._nodes[node].kind in ("anonymous", "witness")

    def _same_holder(self, one: str, other: str) -> bool:
        """Tell whether the holders of one carried statement are one holder.

        They are when both are described (not named) by one noun, and, where they are anonymous,
        the one description says nothing that the other does not: a desk that carries «مسؤول
        عسكري» has not asked another official.
        """
        a, b = self._nodes[one], self._nodes[other]
        if "unknown" in (a.kind, b.kind) or a.medium is not None or b.medium is not None:
            return False
        if self._anonymous(one) and self._anonymous(other):
            return one_source(a.description, b.description)
        unnamed = not (self._is_entity(one) or self._is_entity(other))
        return unnamed and headed(a.name or "")[0] == headed(b.name or "")[0]

    @staticmethod
    def _is_entity(node: str) -> bool:
        return node.startswith("official:")

    # Joins

    def _join_institutions(self) -> None:
        shared = gather_institutions(set(self._institutions.values()))
        first: dict[str, str] = {}
        fuller: dict[tuple[str, str], set[str]] = defaultdict(set)
        full = {i.head for i in self._institutions.values() if i.rest}
        for (node, article), institution in sorted(self._institutions.items()):
            key = shared[institution]
            # «الوزارة» is another one in another article where the pile knows several.
            if institution.rest or institution.head not in full or key != institution.key:
                self._sets.join(node, first.setdefault(key, node))
            if institution.rest:
                fuller[article, institution.head].add(key)
        for (node, article), institution in sorted(self._institutions.items()):
            # «الوزارة» alone is the one ministry that its article names in full.
            named = fuller[article, institution.head]
            if not institution.rest and len(named) == 1:
                self._sets.join(node, first[next(iter(named))])

    def _join_anonymous(self) -> None:
        """Join anonymous sources that are described in the same words.

        One outlet does, or two texts with a passage in common, in more than noun and adjective.
        """
        first: dict[tuple[str, Description], str] = {}
        alike: dict[Description, list[str]] = defaultdict(list)
        for name, node in sorted(self._nodes.items()):
            if node.description:
                key = (self._outlet[node.article], node.description)
                self._sets.join(name, first.setdefault(key, name))
                if is_full(node.description):
                    alike[node.description].append(name)
        for _, names in sorted(alike.items()):
            of: dict[str, str] = {}
            for name in names:
                article = self._nodes[name].article
                for other in sorted(self.linked(article) & of.keys()):
                    self._sets.join(name, of[other])
                of.setdefault(article, name)

    def _join_media_of_one_name(self) -> None:
        """Join outlets and documents that no lexicon knows when their names are nearly equal."""
        names: list[tuple[str, str]] = sorted(
            (fold_text(node.name), key)
            for key, node in self._nodes.items()
            if node.kind in ("outlet", "document") and node.name and node.medium is None
        )
        for (one, a), (other, b) in pairwise(names):
            if self._nodes[a].kind == self._nodes[b].kind == "outlet" and (
                one == other or fuzz.ratio(one, other) >= _SAME_NAME
            ):
                self._sets.join(a, b)

    def _bare(self, node: str) -> bool:
        return self._nodes[node].kind == "unknown"

    # Names

    def _name(self, members: Sequence[str]) -> ClaimOrigin:
        nodes = [self._nodes[member] for member in members]
        kind = min((node.kind for node in nodes), key=_RANK.index)
        credited = sorted({c for node in nodes for c in self._credits.get(node.article, ())})
        via = {link for node in nodes for link in node.via}
        if kind == "unknown":
            # Carried text counts for the agency that any of its carriers credits alone.
            alone = {self._sole[node.article] for node in nodes if node.article in self._sole} or {
                agency
                for node in nodes
                for start, end, agency in self._agency_passages.get(node.article, ())
                if start <= node.start < end
            }
            if len(alone) == 1:
                agency = alone.pop()
                return ClaimOrigin(id=f"agency:{agency}", kind="agency", name=agency)
            return ClaimOrigin(id=f"unknown:{members[0]}", kind="unknown", via=tuple(credited))
        ranked = [
            (member, node)
            for member, node in zip(members, nodes, strict=True)
            if node.kind == kind and node.name is not None
        ]
        # The fullest naming names the origin; among equals a medium's own node, then the first.
        member, node = min(
            ranked, key=lambda one: (-len(one[1].name or ""), one[1].medium is not None, one[0])
        )
        return ClaimOrigin(
            id=member if ":" in member else f"{kind}:{member}",
            kind=kind,
            name=node.name,
            via=tuple(sorted(via | set(credited))),
        )

"""The brief as Markdown: what the page says, for mail, wikis and terminals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tawatur.presenting.brief import Refused
from tawatur.presenting.differences import passages_between, side_by_side, telling_changes
from tawatur.presenting.display import clip
from tawatur.presenting.labels import Label, Language, label
from tawatur.presenting.lineage import stemmata
from tawatur.presenting.places import Evidence, Places
from tawatur.presenting.told import moments, names, pile
from tawatur.presenting.weighed import Weighed
from tawatur.records import ClaimOrigin, Reuse
from tawatur.weighing import Situation, citation

__all__ = ["render_markdown"]

# Marks that Markdown, or HTML inside it, would read as markup.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_MOST_EVIDENCE = 3
# Changes on the way that are told of one tree; the page shows all.
_MOST_CHANGES = 12


def render_markdown(
    situation: Situation, *, labels: Language = "ar", refusals: Sequence[Refused] = ()
) -> str:
    """Return the brief of a situation as Markdown.

    Args:
        situation: what is known of the story.
        labels: language of headings and labels.
        refusals: inputs that could not be read, named at the head.
    """
    return "\n".join(_Writer(situation, labels, refusals).lines()) + "\n"


class _Writer:
    def __init__(
        self, situation: Situation, language: Language, refusals: Sequence[Refused]
    ) -> None:
        self._situation = situation
        self._language: Language = language
        self._refusals = refusals
        self._places = Places(situation)
        self._weighed = Weighed(situation, self._places)

    def lines(self) -> Iterator[str]:
        yield f"# {self._t('brief')}"
        yield ""
        yield from self._pile()
        yield from self._disputes()
        yield from self._claims()
        yield from self._timeline()
        yield from self._lineage()
        yield from self._quotes()
        yield from self._names()
        yield from self._articles()

    def _t(self, key: str, n: int | None = None) -> str:
        return label(key, n).in_(self._language)

    def _say(self, text: Label) -> str:
        return _plain(text.in_(self._language))

    def _head(self, key: str) -> Iterator[str]:
        yield ""
        yield f"## {self._t(key)}"
        yield ""

    def _rest(self, n: int) -> Iterator[str]:
        if n > 0:
            yield ""
            yield f"*{self._t('left_out', n)}*"

    def _pile(self) -> Iterator[str]:
        found = pile(self._situation, self._places)
        yield " · ".join(
            (
                self._t("n_articles", found.n_articles),
                self._t("n_outlets", len(found.outlets))
                if found.outlets
                else self._t("no_outlets"),
                self._t("n_words", found.n_words),
                *([self._say(found.period)] if found.period else []),
            )
        )
        yield ""
        for key, n in (
            ("n_texts", found.n_texts),
            ("n_copies", found.n_copies),
            ("n_partly", found.n_partly),
            ("n_alone", found.n_alone),
        ):
            yield f"- {self._t(key, n)}"
        if found.n_undated:
            yield f"- {self._t('n_undated', found.n_undated)}"
        if self._situation.by_rules:
            yield f"- {self._t('by_rules')}"
        if self._situation.convention is not None:
            book = _plain(citation(self._situation.convention))
            yield f"- {self._t('coded_by')} {self._situation.convention.upper()}: {book}"
        if self._refusals:
            yield from self._head("refusals")
            for refusal in self._refusals:
                yield f"- {_plain(clip(refusal.path, 200))}: {_plain(clip(refusal.reason, 300))}"

    def _evidence(self, items: Sequence[Evidence]) -> Iterator[str]:
        for item in items[:_MOST_EVIDENCE]:
            sentence = _plain(clip(item.before + item.words + item.after, 320))
            yield f"  > {_plain(item.outlet)}، {self._say(item.day)}: {sentence}"
        if len(items) > _MOST_EVIDENCE:
            yield f"  > … {self._t('n_evidence', len(items))}"
        yield ""

    def _origins(self, origins: Sequence[ClaimOrigin]) -> str:
        return "، ".join(
            " ".join(filter(None, (self._t(f"origin.{o.kind}"), _plain(clip(o.name or "", 90)))))
            for o in origins
        )

    def _disputes(self) -> Iterator[str]:
        yield from self._head("disputes")
        for view in self._weighed.disputes:
            verdict = self._t(f"resolved.{view.dispute.resolved_by or 'open'}")
            yield f"### {view.line.number}. {_plain(clip(view.about, 200))}"
            yield ""
            why = self._say(view.why)
            yield f"**{verdict}**" + (f": {why}" if why else "")
            yield ""
            for side in view.sides:
                days = "، ".join(self._say(day) for day in side.days)
                counts = f"{self._t('n_outlets', side.n_outlets)}، {self._counted(side.n_origins)}"
                value, who = self._measured(side.value, side.unit), self._origins(side.origins)
                yield f"- **{value}** ({days}) {counts}: {who}"
                yield from self._evidence(side.evidence)
        if not self._weighed.disputes:
            yield self._t("none_found")

    def _measured(self, value: Label, unit: str | None) -> str:
        return self._say(value) + (f" {_plain(clip(unit, 40))}" if unit else "")

    def _counted(self, n: int) -> str:
        return self._t("n_origins", n) if n else self._t("no_origin")

    def _claims(self) -> Iterator[str]:
        yield from self._head("claims")
        for question in self._weighed.questions:
            yield f"### {_plain(clip(question.about, 200))}"
            yield ""
            for answer in question.answers:
                claim = answer.claim
                value = self._measured(answer.value, claim.value.unit)
                yield (
                    f"- **{value}** {self._t('n_outlets', claim.n_outlets)}، "
                    f"{self._counted(claim.n_origins)}، {self._t('status.' + claim.status)}: "
                    f"{self._origins(answer.origins)}"
                )
                yield from self._evidence(answer.evidence)
        yield from self._rest(self._weighed.left_out)

    def _timeline(self) -> Iterator[str]:
        yield from self._head("timeline")
        found, left = moments(self._situation, self._places)
        for moment in found:
            outlets = "، ".join(map(_plain, moment.outlets))
            yield f"- **{self._say(moment.when)}** {_plain(moment.text)} ({outlets})"
        yield from self._rest(left)

    def _lineage(self) -> Iterator[str]:
        yield from self._head("lineage")
        shared = passages_between(self._situation, self._places)
        for stemma in stemmata(self._situation, self._places, label("common_text")):
            for node in stemma.nodes:
                indent = "  " * node.depth
                if node.place is None:
                    yield f"{indent}- ◆ {self._say(node.name) if node.name else ''}"
                    continue
                place = node.place
                way = ""
                if node.edge is not None:
                    key = "direction_unknown" if node.edge.way == "unknown" else node.edge.way
                    amount = self._t("wholly" if node.edge.wholly else "partially")
                    way = f" ({amount}، {self._t(key)})"
                where = f"{_plain(place.outlet)}، {self._say(place.day)}"
                yield f"{indent}- {where}: {_plain(place.title)}{way}"
            yield ""
            yield from self._changes(side_by_side(stemma, shared))

    def _changes(self, passages: Sequence[Reuse]) -> Iterator[str]:
        changes = list(telling_changes(passages, self._places))
        if not changes:
            return
        yield f"{self._t('telling_edits')}:"
        yield ""
        for change in changes[:_MOST_CHANGES]:
            one, other = (
                f"«{_plain(clip(words, 120))}» ({_plain(place.outlet)})"
                if words
                else f"– ({_plain(place.outlet)})"
                for words, place in ((change.a, change.place_a), (change.b, change.place_b))
            )
            yield f"- {self._t(change.kind)}: {one} / {other}"
        yield from self._rest(len(changes) - _MOST_CHANGES)
        yield ""

    def _quotes(self) -> Iterator[str]:
        yield from self._head("quotes")
        for holder in self._weighed.holders:
            yield f"### {_plain(holder.name) or self._t('no_holder')}"
            yield ""
            for said in holder.utterances:
                yield f"- {_plain(said.words)}"
                for chain in said.chains:
                    steps = [_plain(text) for text, _ in chain.links]
                    yield "  " + " ← ".join([*steps, "، ".join(map(_plain, chain.outlets))])
            yield ""
        yield from self._rest(self._weighed.utterances_left_out)

    def _names(self) -> Iterator[str]:
        yield from self._head("names")
        found, left = names(self._situation, self._places)
        for view in found:
            forms = "، ".join(f"{_plain(form)} {n}" for form, n in view.variants)
            yield f"- **{_plain(view.name)}** ({self._t('type.' + view.entity.type)}): {forms}"
        yield from self._rest(left)

    def _articles(self) -> Iterator[str]:
        yield from self._head("articles")
        for place in self._places.all:
            yield (
                f"{place.number}. {_plain(place.title)} ({_plain(place.outlet)}، "
                f"{self._say(place.day)})"
            )


def _plain(text: str) -> str:
    """Return ``text`` on one line with every sign escaped that would be markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))

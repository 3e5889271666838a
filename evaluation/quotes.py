"""Quotations: content, holder, chain, mode and class against the gold set ``quote``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evaluation.gold import labelled
from evaluation.scores import Counts, Report
from tawatur.annotating import Pipeline, discover
from tawatur.language import Tokens, tokenize
from tawatur.records import Article, Quote

__all__ = ["score", "score_with"]

Finder = Callable[[Article], Sequence[Quote]]
_ENOUGH = 0.5


def score(gold: Path) -> Report:
    """Return how well the installed stages find the quotations of ``gold/quote``.

    A system quote matches a gold quote when the words of their contents overlap with an F of at
    least one half, one to one, best first. ``content_f1`` counts the matches, ``f1`` those whose
    first holder overlaps too, ``chain_f1`` those whose whole chain does, link by link;
    ``exact_content_f1`` asks for equal contents. ``mode_accuracy`` and ``verb_accuracy`` are
    shares of the matches.
    """
    return score_with(_pipeline(), gold)


def _pipeline() -> Finder:
    stages = discover()
    needed = {"quote"}
    chosen = []
    while True:
        more = [s for s in stages if s not in chosen and needed & set(s.provides)]
        if not more:
            break
        chosen += more
        needed |= {kind for stage in more for kind in stage.requires}
    pipeline = Pipeline.arranged(chosen)

    def find(article: Article) -> list[Quote]:
        return [record for record in pipeline.run(article) if isinstance(record, Quote)]

    return find


def score_with(find: Finder, gold: Path) -> Report:
    """Return the report of any finder of quotations; see :func:`score`."""
    report = Report("quotes")
    names = ("f1", "content_f1", "chain_f1", "exact_content_f1")
    totals = {name: Counts() for name in names}
    modes: list[bool] = []
    verbs: list[bool] = []
    for item in labelled(gold / "quote"):
        tokens = tokenize(item.article.text)
        wanted = item.records.get("quote", [])
        found = list(find(item.article))
        pairs = _matched(tokens, wanted, found)
        hits = dict.fromkeys(names, 0)
        for g, s in pairs:
            label, quote = wanted[g], found[s]
            first = _overlap(label["chain"][:1], quote.chain[:1])
            whole = len(label["chain"]) == len(quote.chain) and _overlap(
                label["chain"], quote.chain
            )
            exact = [(c["start"], c["end"]) for c in label["content"]] == [
                (c.start, c.end) for c in quote.content
            ]
            hits["content_f1"] += 1
            hits["f1"] += first
            hits["chain_f1"] += whole
            hits["exact_content_f1"] += exact
            modes.append(label["mode"] == quote.mode)
            verbs.append(label["verb"] == quote.verb)
            for name in (f"mode {label['mode']}", f"chain of {len(label['chain'])}"):
                counts = report.classes.setdefault(name, Counts())
                good = first if name.startswith("mode") else whole
                counts.tp += good
                counts.fn += not good
            _differences(report, item.article, label, quote, first, whole, exact)
        for name in names:
            hit = hits[name]
            totals[name] += Counts(hit, len(found) - hit, len(wanted) - hit)
        matched_gold = {g for g, _ in pairs}
        matched_found = {s for _, s in pairs}
        for g, label in enumerate(wanted):
            if g not in matched_gold:
                for name in (f"mode {label['mode']}", f"chain of {len(label['chain'])}"):
                    report.classes.setdefault(name, Counts()).fn += 1
                report.errors.append(f"{item.article.id} missed: {_show(item.article, label)}")
        report.errors += [
            f"{item.article.id} false: {_show_quote(quote)}"
            for s, quote in enumerate(found)
            if s not in matched_found
        ]
    report.figures = {name: totals[name].f1 for name in names}
    report.figures["precision"] = totals["f1"].precision
    report.figures["recall"] = totals["f1"].recall
    report.figures["mode_accuracy"] = sum(modes) / len(modes) if modes else 0.0
    report.figures["verb_accuracy"] = sum(verbs) / len(verbs) if verbs else 0.0
    return report


def _matched(
    tokens: Tokens, wanted: list[dict[str, Any]], found: list[Quote]
) -> list[tuple[int, int]]:
    gold = [_words(tokens, [(c["start"], c["end"]) for c in w["content"]]) for w in wanted]
    ours = [_words(tokens, [(c.start, c.end) for c in q.content]) for q in found]
    scored = []
    for g, a in enumerate(gold):
        for s, b in enumerate(ours):
            common = len(a & b)
            value = 2 * common / (len(a) + len(b)) if common else 0.0
            if value >= _ENOUGH:
                cue, mine = wanted[g]["cue"], found[s].cue
                same = (
                    mine is not None
                    and cue is not None
                    and (mine.start < cue["end"] and cue["start"] < mine.end)
                )
                scored.append((-value, not same, g, s))
    pairs: list[tuple[int, int]] = []
    for _, _, g, s in sorted(scored):
        if all(g != x and s != y for x, y in pairs):
            pairs.append((g, s))
    return sorted(pairs)


def _words(tokens: Tokens, spans: list[tuple[int, int]]) -> set[int]:
    return {
        at
        for start, end in spans
        for at in range(len(tokens))
        if tokens.start[at] < end and start < tokens.end[at] and tokens.kind[at] != "mark"
    }


def _overlap(gold: Sequence[dict[str, Any]], ours: Sequence[Any]) -> bool:
    return (
        bool(gold)
        and len(gold) == len(ours)
        and all(a["start"] < b.end and b.start < a["end"] for a, b in zip(gold, ours, strict=True))
    )


def _differences(
    report: Report,
    article: Article,
    label: dict[str, Any],
    quote: Quote,
    first: bool,
    whole: bool,
    exact: bool,
) -> None:
    shown = f"{article.id} [{quote.cue.text if quote.cue else ':'}]"
    chain = " -> ".join(holder["text"] for holder in label["chain"])
    ours = " -> ".join(holder.text for holder in quote.chain)
    if not first or not whole or chain != ours:
        kind = "holder" if not first else "chain" if not whole else "extent"
        report.errors.append(f"{shown} {kind}: {ours} FOR {chain}")
    if not exact:
        text = " | ".join(article.text[c["start"] : c["end"]] for c in label["content"])
        report.errors.append(f"{shown} content: {_content(quote)} FOR {text}")
    if label["mode"] != quote.mode:
        report.errors.append(f"{shown} mode: {quote.mode} FOR {label['mode']}")
    if label["verb"] != quote.verb:
        report.errors.append(f"{shown} verb: {quote.verb} FOR {label['verb']}")
    types = [h["type"] for h in label["chain"]], [h.type for h in quote.chain]
    if whole and types[0] != types[1]:
        report.errors.append(f"{shown} types: {types[1]} FOR {types[0]}")


def _content(quote: Quote) -> str:
    return " | ".join(span.text for span in quote.content)


def _show(article: Article, label: dict[str, Any]) -> str:
    cue = label["cue"]
    chain = " -> ".join(holder["text"] for holder in label["chain"])
    text = " | ".join(article.text[c["start"] : c["end"]] for c in label["content"])
    return f"[{article.text[cue['start'] : cue['end']] if cue else ':'}] {chain}: {text}"


def _show_quote(quote: Quote) -> str:
    chain = " -> ".join(holder.text for holder in quote.chain)
    return f"[{quote.cue.text if quote.cue else ':'}] {chain}: {_content(quote)}"

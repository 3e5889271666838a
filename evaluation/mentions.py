"""Score names against ``event/gold.jsonl``, and for the record against ANERcorp.

``python -m evaluation.mentions --anercorp DIR [--split train] [--errors]`` scores PER, LOC and ORG
on the CAMeL splits of ANERcorp by whole tokens, as is usual for that set.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from evaluation.gold import Record, labelled
from evaluation.scores import Counts, Report, overlap
from tawatur.annotating.mentions import MentionStage
from tawatur.annotating.pipeline import Pipeline
from tawatur.annotating.sentences import SentenceStage
from tawatur.records import Annotation, Article, Furniture, Mention
from tawatur.weighing.entities import unify

__all__ = ["Find", "anercorp", "score", "score_with"]

Find = Callable[[Article, Sequence[Annotation]], Sequence[Mention]]
_TYPES = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}


def find(article: Article, given: Sequence[Annotation] = ()) -> list[Mention]:
    """Return the mentions that the program finds in one article."""
    pipeline = Pipeline([SentenceStage(), MentionStage()])
    return [record for record in pipeline.run(article, given) if isinstance(record, Mention)]


def score(gold: Path) -> Report:
    """Return the scores of the program on the gold sets below ``gold``."""
    return score_with(find, gold)


def score_with(finder: Find, gold: Path, task: str = "mentions") -> Report:
    """Return the scores of ``finder`` on ``gold``/event.

    ``f1``: same span and type; ``overlap_f1``: same type and spans that overlap, one to one;
    ``role_f1``: same role beside a mention that overlaps; ``entity_b3``: B-cubed F1 of the
    entities over the mentions matched by overlap (Bagga & Baldwin 1998).
    """
    articles: list[Article] = []
    wanted: dict[str, list[Record]] = {}
    found: dict[str, list[Mention]] = {}
    for item in labelled(gold / "event"):
        until = item.head.get("annotated_until") or len(item.article.text)
        given = [
            Furniture(
                id=record["id"],
                article=item.article.id,
                start=record["start"],
                end=record["end"],
                text=record["text"],
                role=record["role"],
            )
            for record in item.records.get("furniture", ())
        ]
        articles.append(item.article)
        wanted[item.article.id] = item.records.get("mention", [])
        found[item.article.id] = [m for m in finder(item.article, given) if m.end <= until]
    united = unify(articles, found)
    found = {
        key: [record for record in records if isinstance(record, Mention)]
        for key, records in united.items()
    }
    return _report(wanted, found, task)


def _report(wanted: dict[str, list[Record]], found: dict[str, list[Mention]], task: str) -> Report:
    report = Report(task)
    exact, near, roles = Counts(), Counts(), Counts()
    pairs: list[tuple[str | None, str | None]] = []
    for article in sorted(wanted):
        left = {(m.start, m.end, m.type): m for m in found[article]}
        rest: list[Record] = []
        for label in wanted[article]:
            key = (label["start"], label["end"], label["type"])
            mention = left.pop(key, None)
            counts = report.classes.setdefault(label["type"], Counts())
            if mention is None:
                rest.append(label)
                exact.fn += 1
                counts.fn += 1
                continue
            exact.tp += 1
            counts.tp += 1
            _compare(label, mention, roles, pairs, report)
        for label in rest:
            span = (label["start"], label["end"])
            best = max(
                (m for m in left.values() if m.type == label["type"]),
                key=lambda m: overlap(span, (m.start, m.end)),
                default=None,
            )
            if best is not None and overlap(span, (best.start, best.end)):
                del left[best.start, best.end, best.type]
                near.tp += 1
                exact.fp += 1
                report.classes[label["type"]].fp += 1
                report.errors.append(
                    f"{article} {label['type']} {label['text']!r} cut as {best.text!r}"
                )
                _compare(label, best, roles, pairs, report)
            else:
                near.fn += 1
                roles.fn += label["role"] is not None
                report.errors.append(f"{article} missed {label['type']} {label['text']!r}")
        for mention in left.values():
            near.fp += 1
            exact.fp += 1
            roles.fp += mention.role is not None
            report.classes.setdefault(mention.type, Counts()).fp += 1
            report.errors.append(f"{article} spurious {mention.type} {mention.text!r}")
    near.tp += exact.tp
    report.figures = {
        "f1": exact.f1,
        "overlap_f1": near.f1,
        "role_f1": roles.f1,
        "entity_b3": _b_cubed(pairs),
    }
    return report


def _compare(
    label: Record,
    mention: Mention,
    roles: Counts,
    pairs: list[tuple[str | None, str | None]],
    report: Report,
) -> None:
    pairs.append((label["entity"], mention.entity))
    want = label["role"] and (label["role"]["start"], label["role"]["end"])
    have = mention.role and (mention.role.start, mention.role.end)
    if want and want == have:
        roles.tp += 1
        return
    roles.fn += bool(want)
    roles.fp += bool(have)
    if want or have:
        report.errors.append(
            f"{label['article']} role of {label['text']!r}: "
            f"{label['role'] and label['role']['text']!r}, "
            f"found {mention.role and mention.role.text!r}"
        )


def _b_cubed(pairs: Sequence[tuple[str | None, str | None]]) -> float:
    """Return B-cubed F1 over matched mentions; a mention without id is alone in its entity."""
    gold: dict[str, set[int]] = {}
    system: dict[str, set[int]] = {}
    for number, (want, have) in enumerate(pairs):
        gold.setdefault(want or f"?{number}", set()).add(number)
        system.setdefault(have or f"?{number}", set()).add(number)
    precision = recall = 0.0
    for number, (want, have) in enumerate(pairs):
        mine, theirs = system[have or f"?{number}"], gold[want or f"?{number}"]
        both = len(mine & theirs)
        precision += both / len(mine)
        recall += both / len(theirs)
    return 2 * precision * recall / ((precision + recall) * len(pairs)) if pairs else 0.0


def anercorp(folder: Path, split: str = "test", finder: Find = find) -> Report:
    """Return the scores on a CAMeL split of ANERcorp, PER, LOC and ORG by whole tokens.

    Sentences are joined, ten a text, with a line each; a name counts when type, first and last
    token are right (proclitics belong to the token there, so they are not looked at).
    """
    report = Report(f"anercorp {split}")
    lines = (folder / f"ANERCorp_CamelLab_{split}.txt").read_text("utf-8").splitlines()
    sentences = _sentences(lines)
    total = Counts()
    for begin in range(0, len(sentences), 10):
        group = sentences[begin : begin + 10]
        text, starts, wanted = _join(group)
        article = Article(id=f"anercorp-{begin}", text=text)
        found = set()
        for mention in finder(article, ()):
            if mention.type in ("PER", "LOC", "ORG"):
                inside = [
                    n for n, (a, b) in enumerate(starts) if a < mention.end and mention.start < b
                ]
                if inside:
                    found.add((inside[0], inside[-1] + 1, mention.type))
        for kind in ("PER", "LOC", "ORG"):
            mine = {one for one in found if one[2] == kind}
            theirs = {one for one in wanted if one[2] == kind}
            counts = Counts(len(mine & theirs), len(mine - theirs), len(theirs - mine))
            report.classes[kind] = report.classes.get(kind, Counts()) + counts
            total += counts
        for sign, ones in (("-", wanted - found), ("+", found - wanted)):
            for first, last, kind in sorted(ones):
                around = text[starts[max(0, first - 3)][0] : starts[first][0]]
                after = text[starts[last - 1][1] : starts[min(len(starts), last + 3) - 1][1]]
                name = text[starts[first][0] : starts[last - 1][1]]
                report.errors.append(f"{sign} {kind} {around}[{name}]{after}".replace("\n", "⏎"))
    report.figures = {"f1": total.f1, "precision": total.precision, "recall": total.recall}
    return report


def _sentences(lines: Iterable[str]) -> list[list[tuple[str, str]]]:
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in lines:
        token, _, label = line.rstrip().rpartition(" ")
        if token:
            sentences[-1].append((token, label))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _join(
    sentences: Sequence[Sequence[tuple[str, str]]],
) -> tuple[str, list[tuple[int, int]], set[tuple[int, int, str]]]:
    text = ""
    spans: list[tuple[int, int]] = []
    wanted: set[tuple[int, int, str]] = set()
    for sentence in sentences:
        opened: tuple[int, str] | None = None
        for token, label in [*sentence, ("", "O")]:
            kind = _TYPES.get(label[2:])
            if opened is not None and not (label[:1] == "I" and kind == opened[1]):
                wanted.add((opened[0], len(spans), opened[1]))
                opened = None
            if label[:1] == "B" and kind is not None:
                opened = len(spans), kind
            if token:
                spans.append((len(text), len(text) + len(token)))
                text += token + " "
        text = text[:-1] + "\n"
    return text, spans, wanted


def main(arguments: list[str] | None = None) -> int:
    """Print the scores on ANERcorp."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.mentions", description=__doc__)
    parser.add_argument("--anercorp", type=Path, required=True, metavar="DIR")
    parser.add_argument("--split", choices=("train", "test"), default="test")
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args(arguments)
    report = anercorp(options.anercorp, options.split)
    print("\n".join(report.lines(errors=options.errors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

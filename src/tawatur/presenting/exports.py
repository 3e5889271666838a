"""What was found, in forms that other tools read: JSON, JSON Lines, tables, a graph."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import msgspec

from tawatur.errors import InputError
from tawatur.records import Figure, Quote, Record, encode_line
from tawatur.weighing import Situation

__all__ = [
    "ExportFormat",
    "claims_csv",
    "disputes_csv",
    "export",
    "lineage_graphml",
    "quotes_csv",
    "records_jsonl",
    "render_json",
]

ExportFormat = Literal["jsonl", "csv", "graphml"]
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A cell that begins so is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_json(situation: Situation) -> bytes:
    """Return everything that is known of a story as one JSON document in UTF-8.

    The keys are those of :class:`tawatur.weighing.Situation`; every list has a fixed order.
    """
    document = {
        "articles": situation.articles,
        "annotations": {key: situation.annotations[key] for key in sorted(situation.annotations)},
        "trace": situation.trace,
        "entities": situation.entities,
        "claims": situation.claims,
        "disputes": situation.disputes,
        "timeline": situation.timeline,
        "figures": situation.figures,
        "convention": situation.convention,
    }
    return msgspec.json.encode(document) + b"\n"


def export(situation: Situation, path: str | Path, format: ExportFormat = "jsonl") -> list[Path]:  # noqa: A002 - the word that users know from the command
    """Write a story for other tools and return the files written.

    Args:
        situation: what is known of the story.
        path: the file to write, or for ``csv`` the folder.
        format: ``jsonl`` (all records), ``csv`` (claims, disputes, quotes) or ``graphml`` (the
            graph of lineage).

    Raises:
        InputError: when the format is none of these.
    """
    target = Path(path)
    if format == "jsonl":
        contents = {target: records_jsonl(situation)}
    elif format == "graphml":
        contents = {target: lineage_graphml(situation)}
    elif format == "csv":
        contents = {
            target / "claims.csv": claims_csv(situation),
            target / "disputes.csv": disputes_csv(situation),
            target / "quotes.csv": quotes_csv(situation),
        }
    else:
        raise InputError(f"there is no export format {format!r}; there are jsonl, csv, graphml")
    for file, content in contents.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return list(contents)


def records_jsonl(situation: Situation) -> bytes:
    """Return all records, one a line: each article with its annotations, then the rest."""
    return b"".join(map(encode_line, _records(situation)))


def claims_csv(situation: Situation) -> bytes:
    """Return a table with one row for every statement of every claim."""
    articles = situation.by_id
    rows = (
        (
            claim.id,
            claim.about,
            claim.what,
            *_value(claim.value),
            claim.status,
            claim.n_outlets,
            claim.n_origins,
            statement.article,
            articles[statement.article].outlet if statement.article in articles else None,
            articles[statement.article].published if statement.article in articles else None,
            statement.start,
            statement.end,
            statement.text,
            statement.origin,
            kinds.get(statement.origin, (None, None))[0],
            kinds.get(statement.origin, (None, None))[1],
            *_coded(claim.value),
        )
        for claim in situation.claims
        for kinds in ({o.id: (o.kind, o.name) for o in claim.origins},)
        for statement in claim.statements
    )
    head = (
        "claim about what low high best approx value status n_outlets n_origins article outlet "
        "published start end text origin origin_kind origin_name"
    )
    return _table([*head.split(), *_CODED.split()], rows)


def disputes_csv(situation: Situation) -> bytes:
    """Return a table with one row for every side of every dispute."""
    rows = (
        (
            dispute.id,
            dispute.about,
            dispute.type,
            dispute.resolved_by,
            dispute.why,
            value.claim,
            *_value(value.value),
            " | ".join(value.origins),
            " | ".join(value.dates),
            *_coded(value.value),
        )
        for dispute in situation.disputes
        for value in dispute.values
    )
    head = "dispute about type resolved_by why claim low high best approx value origins dates"
    return _table([*head.split(), *_CODED.split()], rows)


def quotes_csv(situation: Situation) -> bytes:
    """Return a table with one row for every quotation; the chain goes from the holder outwards."""
    articles = situation.by_id
    rows = (
        (
            record.id,
            record.article,
            articles[record.article].outlet,
            articles[record.article].published,
            record.start,
            record.end,
            record.mode,
            record.verb,
            record.cue.text if record.cue else None,
            " … ".join(piece.text for piece in record.content),
            " ← ".join(link.text for link in record.chain),
            " ← ".join(link.type for link in record.chain),
            record.chain[0].entity if record.chain else None,
        )
        for article in situation.articles
        for record in situation.annotations.get(article.id, ())
        if isinstance(record, Quote)
    )
    head = "quote article outlet published start end mode verb cue content chain chain_types entity"
    return _table(head.split(), rows)


def lineage_graphml(situation: Situation) -> bytes:
    """Return the graph of lineage as GraphML: articles as nodes, derivations as edges.

    An edge goes from the text that was carried to the one that carries it; where both come from
    a third text, or the direction is not known, it is undirected.
    """
    return "\n".join([*_graph(situation), ""]).encode()


def _records(situation: Situation) -> Iterator[Record]:
    for article in situation.articles:
        yield article
        yield from situation.annotations.get(article.id, ())
    yield from situation.trace.reuse
    yield from situation.trace.reversed
    yield from situation.trace.derivations
    yield from situation.trace.families
    yield from situation.claims
    yield from situation.disputes


def _value(value: Figure) -> tuple[object, ...]:
    return value.low, value.high, value.best, value.approx, value.text


def _coded(value: Figure) -> tuple[object, ...]:
    coded = value.coded
    if coded is None:
        return (None,) * 5
    return coded.convention, coded.low, coded.best, coded.high, coded.rule


_CODED = "convention coded_low coded_best coded_high coded_rule"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    # The byte-order mark is what makes spreadsheets read Arabic as UTF-8.
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _graph(situation: Situation) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    node_keys = ("title", "outlet", "published", "url")
    edge_keys = ("derivation", "direction", "credit_source", "credit_target", "why")
    shares = ("share_source", "share_target")
    for domain, names, kind in (
        ("node", node_keys, "string"),
        ("edge", edge_keys, "string"),
        ("edge", shares, "double"),
        ("edge", ("boilerplate",), "boolean"),
    ):
        for name in names:
            yield f'<key id="{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="lineage" edgedefault="directed">'
    for article in situation.articles:
        yield f"<node id={_attribute(article.id)}>"
        yield from _data([(name, getattr(article, name)) for name in node_keys])
        yield "</node>"
    for number, pair in enumerate(situation.trace.derivations, 1):
        turned = pair.direction == "b>a"
        source, target = (pair.b, pair.a) if turned else (pair.a, pair.b)
        directed = "true" if pair.direction in ("a>b", "b>a") else "false"
        yield (
            f'<edge id="e{number}" source={_attribute(source)} target={_attribute(target)} '
            f'directed="{directed}">'
        )
        one, other = (pair.credit_a, pair.share_a), (pair.credit_b, pair.share_b)
        first, second = (other, one) if turned else (one, other)
        yield from _data(
            [
                ("derivation", pair.derivation),
                ("direction", "source>target" if directed == "true" else pair.direction),
                ("credit_source", first[0]),
                ("credit_target", second[0]),
                ("why", pair.why),
                ("share_source", str(first[1])),
                ("share_target", str(second[1])),
                ("boilerplate", "true" if pair.boilerplate else "false"),
            ]
        )
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(values: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in values:
        if value is not None:
            text = escape(_UNFIT.sub("\ufffd", value))
            yield f'<data key="{name}">{text}</data>'


def _attribute(text: str) -> str:
    return quoteattr(_UNFIT.sub("\ufffd", text))

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from tawatur.errors import InputError
from tawatur.presenting import export, render_json, render_markdown
from tawatur.presenting.exports import claims_csv, quotes_csv, records_jsonl
from tawatur.records import Article, decode_lines
from tawatur.weighing import Situation


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_holds_everything_in_order(situation: Situation) -> None:
    found = msgspec.json.decode(render_json(situation))
    assert list(found) == [
        "articles",
        "annotations",
        "trace",
        "entities",
        "claims",
        "disputes",
        "timeline",
        "figures",
        "convention",
    ]
    assert [a["id"] for a in found["articles"]] == sorted(situation.by_id)
    turned = msgspec.structs.replace(
        situation, annotations=dict(reversed(situation.annotations.items()))
    )
    assert render_json(turned) == render_json(situation)


def test_lines_are_records_again(situation: Situation) -> None:
    lines = records_jsonl(situation).splitlines()
    found = list(decode_lines(lines))
    assert len(found) == len(lines)
    assert found[0] == situation.articles[0]
    assert set(situation.claims) <= {r for r in found if type(r) is type(situation.claims[0])}
    assert found[-1] == situation.disputes[-1]


def test_tables(situation: Situation) -> None:
    claims = rows(claims_csv(situation))
    assert len(claims) == sum(len(c.statements) for c in situation.claims)
    assert claims[0]["value"] == ""
    assert (claims[0]["best"], claims[0]["n_outlets"], claims[0]["n_origins"]) == ("4", "2", "1")
    for row in claims:
        text = situation.by_id[row["article"]].text
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
    chains = [row["chain"] for row in rows(quotes_csv(situation))]
    assert "مصدر في المرفأ ← الإذاعة" in chains


def test_cells_are_no_formulas() -> None:
    article = Article(id="=1+1", text="نص", outlet="@x")
    found = export_cells(article)
    assert not any(cell.startswith(("=", "@")) for cell in found)


def export_cells(article: Article) -> list[str]:
    from tawatur.records import Quote, span_of

    quote = Quote(
        id="=1+1#q1",
        article=article.id,
        start=0,
        end=2,
        text="نص",
        mode="direct",
        content=(span_of(article, 0, 2),),
    )
    data = quotes_csv(Situation(articles=(article,), annotations={article.id: (quote,)}))
    return [cell for row in rows(data) for cell in row.values()]


def test_graph(situation: Situation, tmp_path: Path) -> None:
    (path,) = export(situation, tmp_path / "deep" / "lineage.graphml", "graphml")
    tree = etree.parse(path)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(tree.findall(".//g:node", space)) == len(situation.articles)
    edges = tree.findall(".//g:edge", space)
    assert [(e.get("source"), e.get("target"), e.get("directed")) for e in edges] == [
        ("nawras-1", "marsad-1", "true"),
        ("nawras-1", "difaf-1", "true"),
    ]


def test_files(situation: Situation, tmp_path: Path) -> None:
    assert [p.name for p in export(situation, tmp_path / "out", "csv")] == [
        "claims.csv",
        "disputes.csv",
        "quotes.csv",
    ]
    (lines,) = export(situation, str(tmp_path / "all.jsonl"))
    assert lines.read_bytes() == records_jsonl(situation)
    with pytest.raises(InputError, match="pdf"):
        export(situation, tmp_path / "x", "pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_markdown_has_every_part(situation: Situation, language: str) -> None:
    text = render_markdown(situation, labels=language)  # type: ignore[arg-type]
    assert text.startswith("# موجز" if language == "ar" else "# Coverage")
    assert text.count("\n## ") == 7
    assert "مصدر في المرفأ ← الإذاعة ← إذاعة الساحل" in text
    assert "**4** (" in text

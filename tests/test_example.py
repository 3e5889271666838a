"""The bundled example: it is what it says it is, and the program finds what a reader finds.

The first part holds the files of ``examples/dam-dispute`` to ``dam-dispute.expected.json`` and
to the calendar. The second part reads the folder through the public interface and measures, a
section at a time, the share of the expected items that the program finds. Run this file as a
script for the table of shares with what was missed.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hijridate import Hijri

from tawatur import read
from tawatur.annotating import default_pipeline
from tawatur.language import fold_text

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FOLDER = EXAMPLES / "dam-dispute"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "dam-dispute.expected.json").read_text("utf-8"))

# Least share of the expected items of a section that the program has to find.
MINIMUM = {
    "published": 1.0,
    "furniture": 1.0,
    "times": 0.97,
    "quantities": 0.93,
    "quotes": 0.93,  # content and the whole chain of holders
    "quote_modes": 0.9,
    "reuse": 1.0,  # the pair is found, and not as a formula
    "reuse_light": 1.0,  # one reworded sentence
    "derivation_classes": 0.9,
    "directions": 0.9,
    "not_reuse": 1.0,
    "families": 1.0,
    "claims": 0.94,
    "claim_outlets": 0.8,
    "claim_origins": 0.6,
    "disputes": 0.8,
    "entities": 0.75,
    "entities_apart": 1.0,
    "options": 0.7,
    "events": 0.6,
}
# Sections that need a stage of this kind; without one they are left out, and said to be.
NEEDS = {"options": "option", "events": "event"}

# ---------------------------------------------------------------------------------------------
# The example itself


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _bare(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    return "\n".join(piece.strip() for piece in parser.pieces if piece.strip())


@cache
def _sources() -> dict[str, str]:
    """Article id -> everything that its file says, markup taken off."""
    found = {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.txt")}
    found |= {path.stem: _bare(path.read_text("utf-8")) for path in FOLDER.glob("*.html")}
    for path in FOLDER.glob("*.xml"):
        for item in ElementTree.parse(path).iter("item"):
            body = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
            found[item.findtext("guid") or ""] = f"{item.findtext('title')}\n\n{_bare(body)}"
    return found


@cache
def _manifest() -> dict[str, dict[str, str]]:
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return {Path(row["file"]).stem: row for row in csv.DictReader(file)}


def _outlet(article: str) -> str:
    feed = {"masharef-1": "قناة المشارف"}
    return feed.get(article) or _manifest()[article]["outlet"]


def _quoted() -> Iterator[tuple[str, str]]:
    """Every text that the expectations quote, with its article."""
    for section, keys in {
        "times": ("text",),
        "quantities": ("text",),
        "quotes": ("content_contains",),
        "options": ("action", "condition", "consequence"),
        "events": ("trigger",),
    }.items():
        for item in EXPECTED[section]:
            for key in keys:
                yield item["article"], item[key]
    for item in EXPECTED["quotes"]:
        for holder in item["chain"]:
            yield item["article"], holder
    for family in EXPECTED["families"]:
        for member in family["members"]:
            yield member, family["passage_contains"]
    for article, about in EXPECTED["articles"].items():
        for text in (*about["furniture"], *about["not_furniture"]):
            yield article, text
    for article, texts in EXPECTED["absent"].items():
        for text in texts:
            yield article, text
    for frame in EXPECTED["framing"]:
        for article, names in frame["names"].items():
            for name in names:
                yield article, name


def test_every_file_is_in_the_manifest_and_every_article_is_expected() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"manifest.csv", "masharef.xml"}
    assert {row["file"] for row in _manifest().values()} == files
    assert set(_sources()) == set(EXPECTED["articles"])
    assert all(row["outlet"] and row["title"] for row in _manifest().values())


def test_addresses_lead_nowhere() -> None:
    for row in _manifest().values():
        host = row["url"].split("/")[2]
        assert host.endswith((".example.org", ".example"))


def test_titles_of_the_manifest_stand_in_the_articles() -> None:
    for article, row in _manifest().items():
        assert row["title"] in _sources()[article]


def test_dates_of_the_manifest_are_the_expected_ones_and_two_are_missing() -> None:
    undated = {article for article, row in _manifest().items() if not row["published"]}
    assert undated == {"ufuq-denial", "masabb-options"}
    for article, row in _manifest().items():
        about = EXPECTED["articles"][article]
        if row["published"]:
            assert row["published"][:10] == about["published"]
            assert about["published_from"] == ["metadata"]


def test_everything_quoted_stands_in_its_article() -> None:
    missing = [
        (article, text)
        for article, text in _quoted()
        if _run(_words(text)) not in _run(_words(_sources()[article]))
        and fold_text(text) not in fold_text(_sources()[article])
    ]
    assert not missing


def test_every_name_is_written_somewhere() -> None:
    pile = fold_text("\n".join(_sources().values()))
    for entity in EXPECTED["entities"]:
        assert all(fold_text(name) in pile for name in entity["names"])
    for names in EXPECTED["entities_apart"]:
        assert all(fold_text(name) in pile for name in names)


WEEKDAYS = {
    "الاثنين": 0,
    "الثلاثاء": 1,
    "الأربعاء": 2,
    "الخميس": 3,
    "الجمعة": 4,
    "السبت": 5,
    "الأحد": 6,
}


def test_weekdays_agree_with_dates() -> None:
    checked = 0
    for item in EXPECTED["times"]:
        for name, weekday in WEEKDAYS.items():
            if name in item["text"] and len(item["value"]) >= 10 and "- " not in item["text"]:
                # a night between two days is named for the day on which it begins
                if " إلى " in item["text"] and name != "الأحد":
                    continue
                assert date.fromisoformat(item["value"][:10]).weekday() == weekday, item
                checked += 1
    assert checked > 25


def test_render_dates_have_their_weekday_and_another_year() -> None:
    assert date(2025, 2, 2).weekday() == WEEKDAYS["الأحد"]
    assert date(2025, 2, 3).weekday() == WEEKDAYS["الاثنين"]
    assert "الأحد ٢ فبراير ٢٠٢٥" in _sources()["sada-minister"]
    assert "الاثنين 3 شباط 2025" in _sources()["ufuq-denial"]
    assert "الاثنين 3 فيفري 2025" in _sources()["rabwa-courier"]


def test_the_hijri_date_is_the_day_before_the_article() -> None:
    assert "17 شعبان 1444هـ" in _sources()["ufuq-decree"]
    assert Hijri(1444, 8, 17).to_gregorian().isoformat() == "2023-03-09"


def test_relative_dates_lie_where_the_calendar_puts_them() -> None:
    day = {article: about["published"] for article, about in EXPECTED["articles"].items()}
    for item in EXPECTED["times"]:
        text, value = item["text"], item["value"]
        if re.match(r"(يوم )?أمس|صباح أمس|مساء أمس", text):
            gap = date.fromisoformat(day[item["article"]]) - date.fromisoformat(value[:10])
            assert gap.days == 1, item
        if text.startswith("اليوم"):
            assert value == day[item["article"]], item
        if match := re.fullmatch(r"(\d{4})-W(\d{2})", value or ""):
            year, week, _ = date.fromisoformat(day[item["article"]]).isocalendar()
            last = text == "الأسبوع الماضي"
            assert (year, week - last) == (int(match[1]), int(match[2])), item


SPELLED = {6: "سته", 7: "سبعه", 9: "تسعه", 1_800_000_000: "1.8 مليار", 400_000_000: "400 مليون"}
SPELLED |= {250_000_000: "250 مليون"}


def test_claims_count_outlets_rightly_and_stand_in_their_articles() -> None:
    for claim in EXPECTED["claims"]:
        assert claim["n_outlets"] == len({_outlet(article) for article in claim["articles"]})
        figure, word = str(claim["best"]), SPELLED.get(claim["best"])
        holding = {
            article
            for article, text in _sources().items()
            if (word and word in fold_text(text)) or {figure, f"و{figure}"} & set(_words(text))
        }
        assert set(claim["articles"]) <= holding, claim


def test_every_quantity_has_an_interval_around_its_value() -> None:
    for item in EXPECTED["quantities"]:
        assert item["best"] is None or item["low"] <= item["best"] <= item["high"], item


def test_copies_share_runs_of_words_and_strangers_do_not() -> None:
    def grams(article: str) -> set[tuple[str, ...]]:
        words = _words(_sources()[article])
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    for pair in EXPECTED["reuse"]:
        assert len(grams(pair["a"]) & grams(pair["b"])) >= 10, pair
    # The formula of condolence and the teaser are the two that share runs without being copies.
    shared = [len(grams(p["a"]) & grams(p["b"])) for p in EXPECTED["not_reuse"]]
    assert sorted(shared)[:-2] == [n for n in sorted(shared) if n <= 3]
    assert max(shared) >= 20


def test_articles_are_of_the_length_of_news() -> None:
    for article, text in _sources().items():
        assert 120 <= len(_words(text)) <= 450, article


# ---------------------------------------------------------------------------------------------
# The program, held to the example

Missed = list[object]
Check = Callable[[Any], tuple[int, Missed]]
CHECKS: dict[str, Check] = {}


def _check(function: Check) -> Check:
    CHECKS[function.__name__.removeprefix("_find_")] = function
    return function


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold_text(text))


def _run(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _same(a: str, b: str) -> bool:
    """One text holds the other, in whole words, spelling apart."""
    one, other = _run(_words(a)), _run(_words(b))
    return bool(one.strip() and other.strip()) and (one in other or other in one)


def _holds(whole: str, part: str) -> bool:
    return " ".join(_words(part)) in " ".join(_words(whole))


def _of(story: Any, article: str, kind: str) -> list[Any]:
    return [r for r in story.annotations[article] if type(r).__name__ == kind]


def _tally(items: Iterable[Any], found: Callable[[Any], bool]) -> tuple[int, Missed]:
    items = list(items)
    missed = [item for item in items if not found(item)]
    return len(items), missed


@_check
def _find_published(story: Any) -> tuple[int, Missed]:
    articles = {article.id: article for article in story.articles}

    def found(item: tuple[str, Any]) -> bool:
        article, about = articles[item[0]], item[1]
        day = article.published[:10] if article.published else None
        return day == about["published"] and article.published_from in about["published_from"]

    return _tally(
        [
            (key, {k: about[k] for k in ("published", "published_from")})
            for key, about in EXPECTED["articles"].items()
        ],
        found,
    )


@_check
def _find_furniture(story: Any) -> tuple[int, Missed]:
    return _tally(
        [(key, text) for key, about in EXPECTED["articles"].items() for text in about["furniture"]],
        lambda item: any(_same(r.text, item[1]) for r in _of(story, item[0], "Furniture")),
    )


@_check
def _find_times(story: Any) -> tuple[int, Missed]:
    return _tally(
        EXPECTED["times"],
        lambda item: any(
            _same(r.text, item["text"]) and r.value == item["value"]
            for r in _of(story, item["article"], "Time")
        ),
    )


@_check
def _find_quantities(story: Any) -> tuple[int, Missed]:
    def found(item: dict[str, Any]) -> bool:
        return any(
            _same(r.text, item["text"])
            and (r.low, r.best, r.high, r.what)
            == (item["low"], item["best"], item["high"], item["what"])
            for r in _of(story, item["article"], "Quantity")
        )

    return _tally(EXPECTED["quantities"], found)


def _quotes_with(story: Any, item: dict[str, Any]) -> list[Any]:
    return [
        quote
        for quote in _of(story, item["article"], "Quote")
        if any(_holds(span.text, item["content_contains"]) for span in quote.content)
    ]


@_check
def _find_quotes(story: Any) -> tuple[int, Missed]:
    def found(item: dict[str, Any]) -> bool:
        return any(
            len(quote.chain) == len(item["chain"])
            and all(
                _holds(h.text, e) or _holds(e, h.text)
                for h, e in zip(quote.chain, item["chain"], strict=True)
            )
            for quote in _quotes_with(story, item)
        )

    return _tally(EXPECTED["quotes"], found)


@_check
def _find_quote_modes(story: Any) -> tuple[int, Missed]:
    return _tally(
        EXPECTED["quotes"],
        lambda item: any(
            quote.mode == item["mode"] and item["verb"] in (None, quote.verb)
            for quote in _quotes_with(story, item)
        ),
    )


_FLIPPED = {"a>b": "b>a", "b>a": "a>b", "common": "common", None: None}


def _derivation(story: Any, a: str, b: str) -> tuple[str, str | None] | None:
    """Class of the second of the pair given the first in the program's order, turned to ours."""
    for record in story.trace.derivations:
        if {record.a, record.b} == {a, b} and not record.boilerplate:
            same = record.a == a
            turned = record.direction if same else _FLIPPED[record.direction]
            return ("derivation" if same else "reverse"), f"{record.derivation} {turned}"
    return None


@_check
def _find_reuse(story: Any) -> tuple[int, Missed]:
    return _tally(EXPECTED["reuse"], lambda p: _derivation(story, p["a"], p["b"]) is not None)


@_check
def _find_reuse_light(story: Any) -> tuple[int, Missed]:
    return _tally(EXPECTED["reuse_light"], lambda p: _derivation(story, p["a"], p["b"]) is not None)


@_check
def _find_derivation_classes(story: Any) -> tuple[int, Missed]:
    def found(pair: dict[str, Any]) -> bool:
        key, label = _derivation(story, pair["a"], pair["b"]) or ("derivation", "none")
        return (label or "").split()[0] == pair[key]

    return _tally(EXPECTED["reuse"], found)


@_check
def _find_directions(story: Any) -> tuple[int, Missed]:
    def found(pair: dict[str, Any]) -> bool:
        _, label = _derivation(story, pair["a"], pair["b"]) or ("", "none none")
        return (label or "").split()[1] == pair["direction"]

    return _tally(EXPECTED["reuse"], found)


@_check
def _find_not_reuse(story: Any) -> tuple[int, Missed]:
    return _tally(EXPECTED["not_reuse"], lambda p: _derivation(story, p["a"], p["b"]) is None)


@_check
def _find_families(story: Any) -> tuple[int, Missed]:
    def found(item: dict[str, Any]) -> bool:
        for family in story.trace.families:
            origin = family.origin
            named = _holds(origin, item["agency"]) if isinstance(origin, str) else False
            first = getattr(origin, "article", None) == item["origin"]
            if (
                {member.article for member in family.members} >= set(item["members"])
                and (named or first)
                and set(item["credited"]) <= set(family.credited)
                and set(item["uncredited"]) <= set(family.uncredited)
            ):
                return True
        return False

    return _tally(EXPECTED["families"], found)


def _claim(story: Any, item: dict[str, Any]) -> Any | None:
    """The program's claim that states the item in most, and at least half, of its articles."""
    wanted = set(item["articles"])
    best: tuple[int, Any] = (0, None)
    for claim in story.claims:
        if claim.what == item["what"] and claim.value.best == item["best"]:
            shared = len(wanted & {statement.article for statement in claim.statements})
            if 2 * shared >= len(wanted) and shared > best[0]:
                best = (shared, claim)
    return best[1]


@_check
def _find_claims(story: Any) -> tuple[int, Missed]:
    return _tally(EXPECTED["claims"], lambda item: _claim(story, item) is not None)


@_check
def _find_claim_outlets(story: Any) -> tuple[int, Missed]:
    def found(item: dict[str, Any]) -> bool:
        claim = _claim(story, item)
        return claim is not None and claim.n_outlets == item["n_outlets"]

    return _tally(EXPECTED["claims"], found)


@_check
def _find_claim_origins(story: Any) -> tuple[int, Missed]:
    def found(item: dict[str, Any]) -> bool:
        claim = _claim(story, item)
        return claim is not None and claim.n_origins == item["n_origins"]

    return _tally([c for c in EXPECTED["claims"] if c["n_origins"] is not None], found)


@_check
def _find_disputes(story: Any) -> tuple[int, Missed]:
    claims = {claim.id: claim for claim in story.claims}

    def figures(dispute: Any, what: str) -> set[object]:
        return {
            value.value.best
            for value in dispute.values
            if value.claim in claims and claims[value.claim].what == what
        }

    def found(item: dict[str, Any]) -> bool:
        if item["type"] == "figure":
            steps = list(zip(item["values"], item["values"][1:], strict=False))
            return all(
                any(
                    dispute.resolved_by == item["resolved_by"]
                    and {low, high} <= figures(dispute, item["what"])
                    for dispute in story.disputes
                )
                for low, high in steps
            )
        return any(
            dispute.type == "denial"
            and set(item["articles"])
            <= {s.article for c in dispute.claims if c in claims for s in claims[c].statements}
            for dispute in story.disputes
        )

    return _tally(EXPECTED["disputes"], found)


def _entities_of(story: Any, name: str) -> set[str]:
    return {
        record.entity
        for records in story.annotations.values()
        for record in records
        if type(record).__name__ == "Mention"
        and record.entity
        and _words(record.text) == _words(name)
    }


@_check
def _find_entities(story: Any) -> tuple[int, Missed]:
    def found(item: dict[str, Any]) -> bool:
        ids = [_entities_of(story, name) for name in item["names"]]
        return all(len(one) == 1 for one in ids) and len(set.union(*ids)) == 1

    return _tally(EXPECTED["entities"], found)


@_check
def _find_entities_apart(story: Any) -> tuple[int, Missed]:
    def found(pair: list[str]) -> bool:
        one, other = (_entities_of(story, name) for name in pair)
        return bool(one and other) and not one & other

    return _tally(EXPECTED["entities_apart"], found)


@_check
def _find_options(story: Any) -> tuple[int, Missed]:
    def found(item: dict[str, Any]) -> bool:
        for option in _of(story, item["article"], "Option"):
            pairs = [
                (getattr(option, key), item[key]) for key in ("action", "condition", "consequence")
            ]
            if all(span is not None and _holds(span.text, text) for span, text in pairs):
                return True
        return False

    return _tally(EXPECTED["options"], found)


@_check
def _find_events(story: Any) -> tuple[int, Missed]:
    return _tally(
        EXPECTED["events"],
        lambda item: any(
            _same(r.trigger.text, item["trigger"]) and r.status in item["status"]
            for r in _of(story, item["article"], "Event")
        ),
    )


@pytest.fixture(scope="module")
def story() -> Any:
    return read(FOLDER)


def test_every_section_has_a_minimum() -> None:
    assert set(CHECKS) == set(MINIMUM)


def test_all_articles_are_read_and_none_refused(story: Any) -> None:
    assert {article.id for article in story.articles} == set(EXPECTED["articles"])
    assert not story.refusals
    assert {article.id: article.outlet for article in story.articles} == {
        article: _outlet(article) for article in EXPECTED["articles"]
    }


def test_every_record_stands_on_its_text(story: Any) -> None:
    for article in story.articles:
        for record in story.annotations[article.id]:
            assert record.text == article.text[record.start : record.end]


def test_render_dates_are_never_dates_of_publication(story: Any) -> None:
    assert not [a.id for a in story.articles if (a.published or "").startswith("2025")]


def test_subheadings_and_datelines_are_no_furniture(story: Any) -> None:
    for key, about in EXPECTED["articles"].items():
        for text in about["not_furniture"]:
            marked = [_words(r.text) for r in _of(story, key, "Furniture")]
            assert _words(text) not in marked


def test_what_surrounds_a_page_is_left_out_or_marked(story: Any) -> None:
    articles = {article.id: article for article in story.articles}
    for key, texts in EXPECTED["absent"].items():
        for text in texts:
            marked = any(_same(r.text, text) for r in _of(story, key, "Furniture"))
            assert marked or text not in articles[key].text, text


@pytest.mark.parametrize("section", MINIMUM)
def test_the_program_finds(section: str, story: Any) -> None:
    kind = NEEDS.get(section)
    if kind is not None and not any(kind in stage.provides for stage in default_pipeline().stages):
        pytest.skip(f"no installed stage provides {kind}")
    total, missed = CHECKS[section](story)
    share = (total - len(missed)) / total
    lines = "\n".join(f"  {item}" for item in missed)
    assert share >= MINIMUM[section], f"{section}: {share:.2f} of {total}; missed\n{lines}"


def main() -> None:
    """Print the share found of every section, and what was missed."""
    story = read(FOLDER)
    for section, check in CHECKS.items():
        total, missed = check(story)
        print(f"{section:20} {(total - len(missed)) / total:5.2f}  of {total}")
        for item in missed:
            print(f"    {json.dumps(item, ensure_ascii=False)}")


if __name__ == "__main__":
    main()

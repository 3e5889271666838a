"""Situations made by hand and by rule, for looking at the brief and for its tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tawatur.language import sentences
from tawatur.records import (
    Annotation,
    Article,
    Claim,
    ClaimOrigin,
    Derivation,
    Dispute,
    DisputeValue,
    Edit,
    Family,
    Figure,
    Furniture,
    Holder,
    Mention,
    Passage,
    Quantity,
    Quote,
    Reuse,
    Sentence,
    Span,
    Statement,
    Time,
)
from tawatur.tracing import Trace
from tawatur.weighing import Situation
from tawatur.weighing.situation import Entity, FigurePoint, FigureSeries, TimelineEntry

AGENCY = "وكالة النورس"
_COPY = (
    "قالت هيئة الموانئ في جزيرة الجمان إن رافعة انهارت صباح الأحد في مرفأ اللؤلؤ. "
    "وأعلنت الهيئة مقتل 4 عمال وإصابة 11 آخرين."
)


@dataclass
class Maker:
    """Collects articles and annotations, with spans looked up in the text."""

    articles: dict[str, Article] = field(default_factory=dict)
    records: dict[str, list[Annotation]] = field(default_factory=dict)

    def article(
        self, key: str, outlet: str | None, published: str | None, text: str, **more: str | None
    ) -> None:
        more.setdefault("title", text.split("\n", 1)[0])
        self.articles[key] = Article(
            id=key, text=text, outlet=outlet, published=published, language="ar", **more
        )
        self.records[key] = [
            Sentence(id=f"{key}#s{n}", article=key, start=a, end=b, text=text[a:b])
            for n, (a, b) in enumerate(sentences(text), 1)
        ]

    def span(self, key: str, words: str) -> Span:
        start = self.articles[key].text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    def passage(self, key: str, words: str) -> Passage:
        span = self.span(key, words)
        return Passage(article=key, start=span.start, end=span.end)

    def add(self, kind: type[Annotation], letter: str, key: str, words: str, **more: object) -> str:
        span = self.span(key, words)
        number = sum(type(r) is kind for r in self.records[key]) + 1
        made = kind(
            id=f"{key}#{letter}{number}",
            article=key,
            start=span.start,
            end=span.end,
            text=words,
            **more,
        )
        self.records[key].append(made)
        return made.id

    def quote(
        self, key: str, words: str, chain: Sequence[tuple[str, str]], verb: str, mode: str
    ) -> str:
        holders = tuple(
            Holder(start=s.start, end=s.end, text=s.text, type=kind)  # type: ignore[arg-type]
            for text, kind in chain
            for s in (self.span(key, text),)
        )
        return self.add(
            Quote,
            "q",
            key,
            words,
            mode=mode,
            verb=verb,
            content=(self.span(key, words),),
            chain=holders,
        )

    def statement(self, key: str, words: str, record: str, origin: str) -> Statement:
        span = self.span(key, words)
        return Statement(
            article=key, start=span.start, end=span.end, text=words, record=record, origin=origin
        )

    def annotations(self) -> dict[str, tuple[Annotation, ...]]:
        return {
            key: tuple(sorted(made, key=lambda r: (r.start, -r.end, r.id)))
            for key, made in self.records.items()
        }


def story() -> Situation:
    """Return a small story that has something for every part of the brief."""
    made = Maker()
    made.article(
        "nawras-1",
        AGENCY,
        "2024-05-05",
        f"مقتل 4 عمال بانهيار رافعة في مرفأ اللؤلؤ\n{_COPY}\n"
        "وأوضح المتحدث باسم الهيئة سامر الحلواني أن «الرافعة خضعت للصيانة قبل شهر».",
        url="https://nawras.example/1",
        published_from="metadata",
    )
    made.article(
        "marsad-1",
        "صحيفة المرصد",
        "2024-05-05",
        f"انهيار رافعة في اللؤلؤ\n{AGENCY}: {_COPY}",
        published_from="dateline",
    )
    made.article(
        "difaf-1",
        "موقع الضفاف",
        "2024-05-06",
        "الرئيسية | محليات\nكارثة المرفأ\n"
        + _COPY.replace("4 عمال", "6 عمال").replace("وأعلنت الهيئة", "وأكدت الهيئة"),
        url="javascript:alert(1)",
    )
    made.article(
        "sahil-1",
        "إذاعة الساحل",
        "2024-05-07",
        "ارتفاع الحصيلة إلى 9 قتلى\n"
        "أعلن وزير النقل كمال الشهابي أمس الاثنين ارتفاع الحصيلة.\n"
        "ونقلت الإذاعة عن مصدر في المرفأ طلب عدم ذكر اسمه أن الرافعة لم تخضع لأي صيانة.",
        published_from="metadata",
    )
    made.article(
        "open-1",
        None,
        None,
        "رأي: من يحاسب هيئة الموانئ؟\nنفى الحلواني الاتهامات وقال إن الصيانة تمت في موعدها.",
        published_why="nothing in the input gives a date",
    )
    made.add(Furniture, "f", "difaf-1", "الرئيسية | محليات", role="breadcrumb")
    hay = {"kind": "official", "name": "هيئة الموانئ"}
    origins = {
        "hay": ClaimOrigin(id="official:hay", via=(AGENCY,), **hay),  # type: ignore[arg-type]
        "min": ClaimOrigin(id="official:min", kind="official", name="وزير النقل كمال الشهابي"),
        "anon": ClaimOrigin(id="anonymous:src", kind="anonymous", name="مصدر في المرفأ"),
        "hal": ClaimOrigin(id="official:hal", kind="official", name="سامر الحلواني"),
        "none": ClaimOrigin(id="unknown:difaf", kind="unknown"),
    }

    def toll(key: str, words: str, n: int) -> str:
        return made.add(
            Quantity, "n", key, words, low=n, high=n, best=n, what="killed", unit="عمال"
        )

    four = [
        made.statement(
            "nawras-1", "4 عمال وإصابة", toll("nawras-1", "4 عمال وإصابة", 4), "official:hay"
        ),
        made.statement("marsad-1", "4 عمال", toll("marsad-1", "4 عمال", 4), "official:hay"),
    ]
    six = [made.statement("difaf-1", "6 عمال", toll("difaf-1", "6 عمال", 6), "unknown:difaf")]
    nine = [
        made.statement("sahil-1", "9 قتلى\n", toll("sahil-1", "9 قتلى\n", 9), "official:min"),
    ]
    upkeep = made.quote(
        "nawras-1", "الرافعة خضعت للصيانة قبل شهر", [("سامر الحلواني", "named")], "say", "direct"
    )
    counter = made.quote(
        "sahil-1",
        "الرافعة لم تخضع لأي صيانة",
        [("مصدر في المرفأ", "anonymous"), ("الإذاعة", "media")],
        "deny",
        "indirect",
    )
    made.quote("open-1", "الصيانة تمت في موعدها", [("الحلواني", "named")], "deny", "indirect")
    about = "مقتل … عمال في انهيار الرافعة"

    def claim(
        key: str, value: Figure, said: list[Statement], who: list[str], status: str, **more: str
    ) -> Claim:
        outlets = {made.articles[s.article].outlet or s.article for s in said}
        days = sorted(p for s in said if (p := made.articles[s.article].published))
        fields = {"about": about, "what": "killed", **more}
        return Claim(
            id=key,
            value=value,
            statements=tuple(said),
            outlets=tuple(sorted(outlets)),
            origins=tuple(origins[name] for name in who),
            n_origins=sum(origins[name].kind != "unknown" for name in who),
            n_outlets=len(outlets),
            status=status,  # type: ignore[arg-type]
            first=days[0] if days else None,
            last=days[-1] if days else None,
            **fields,
        )

    claims = (
        claim("c4", Figure(low=4, high=4, best=4), four, ["hay"], "superseded"),
        claim("c6", Figure(low=6, high=6, best=6, approx=True), six, ["none"], "disputed"),
        claim("c9", Figure(low=9, best=None), nine, ["min"], "stands"),
        claim(
            "cu",
            Figure(text="الرافعة خضعت للصيانة قبل شهر"),
            [made.statement("nawras-1", "الرافعة خضعت للصيانة قبل شهر", upkeep, "official:hal")],
            ["hal"],
            "denied",
            about="سامر الحلواني",
            what="quote",
        ),
        claim(
            "cx",
            Figure(text="الرافعة لم تخضع لأي صيانة"),
            [made.statement("sahil-1", "الرافعة لم تخضع لأي صيانة", counter, "anonymous:src")],
            ["anon"],
            "disputed",
            about="مصدر في المرفأ",
            what="quote",
        ),
    )
    by_id = {one.id: one for one in claims}

    def dispute(key: str, ids: list[str], kind: str, settled: bool, why: str) -> Dispute:
        return Dispute(
            id=key,
            claims=tuple(ids),
            about=by_id[ids[0]].about,
            type=kind,  # type: ignore[arg-type]
            resolved_by="time" if settled else None,
            why=why,
            values=tuple(
                DisputeValue(
                    claim=i,
                    value=by_id[i].value,
                    origins=tuple(o.id for o in by_id[i].origins),
                    dates=tuple(filter(None, (by_id[i].first,))),
                )
                for i in ids
            ),
        )

    person = [
        made.add(Mention, "m", key, words, type="PER", entity="p:hal", name="سامر الحلواني")
        for key, words in (("nawras-1", "سامر الحلواني"), ("open-1", "الحلواني"))
    ]
    when = made.add(
        Time,
        "t",
        "sahil-1",
        "أمس الاثنين",
        type="DATE",
        value="2024-05-06",
        earliest="2024-05-06",
        latest="2024-05-06",
        anchor="published",
    )
    a, b = made.passage("nawras-1", _COPY), made.passage("marsad-1", _COPY)
    changed = made.articles["difaf-1"].text
    start = changed.index("قالت هيئة")
    c = Passage(article="difaf-1", start=start, end=len(changed))
    edits = (
        Edit(
            op="substituted", a=_pair(made, "nawras-1", "وأعلنت"), b=_pair(made, "difaf-1", "وأكدت")
        ),
        Edit(
            op="number_changed",
            a=_pair(made, "nawras-1", "4 عمال وإصابة", 1),
            b=_pair(made, "difaf-1", "6 عمال", 1),
        ),
    )
    return Situation(
        articles=tuple(made.articles[key] for key in sorted(made.articles)),
        annotations=made.annotations(),
        trace=Trace(
            reuse=(
                Reuse(id="r1", a=a, b=b, score=1.0, direction="a>b", why="credit"),
                Reuse(id="r2", a=a, b=c, score=0.9, edits=edits, direction="a>b", why="time"),
            ),
            derivations=(
                Derivation(
                    a="nawras-1",
                    b="marsad-1",
                    derivation="wholly",
                    direction="a>b",
                    share_a=0.7,
                    share_b=0.9,
                    credit_b=AGENCY,
                    why="both name وكالة النورس",
                ),
                Derivation(
                    a="nawras-1",
                    b="difaf-1",
                    derivation="wholly",
                    direction="a>b",
                    share_a=0.6,
                    share_b=0.8,
                    why="nawras-1 was published 1 days before difaf-1",
                ),
            ),
            families=(
                Family(
                    id="fam",
                    members=(a, b, c),
                    origin=a,
                    credited=("marsad-1",),
                    uncredited=("difaf-1",),
                ),
            ),
        ),
        entities=(
            Entity(
                id="p:hal",
                type="PER",
                name="سامر الحلواني",
                names=(("سامر الحلواني", 1), ("الحلواني", 1)),
                roles=(("المتحدث باسم الهيئة", 1),),
                mentions=tuple(person),
                articles=("nawras-1", "open-1"),
            ),
        ),
        claims=claims,
        disputes=(
            dispute("d1", ["c4", "c9"], "figure", True, "the toll grows from report to report"),
            dispute(
                "d2",
                ["cu", "cx"],
                "denial",
                False,
                "one origin denies what another is quoted as saying",
            ),
        ),
        timeline=(
            TimelineEntry(
                earliest="2024-05-06",
                latest="2024-05-06",
                text="أعلن وزير النقل كمال الشهابي أمس الاثنين ارتفاع الحصيلة.",
                passages=(made.passage("sahil-1", "أعلن وزير النقل كمال الشهابي أمس الاثنين"),),
                times=(when,),
                outlets=("إذاعة الساحل",),
            ),
        ),
        figures=(
            FigureSeries(
                about=about,
                what="killed",
                course="grows",
                points=(
                    FigurePoint(
                        day="2024-05-05",
                        claim="c4",
                        low=4,
                        best=4,
                        high=4,
                        n_origins=1,
                        n_outlets=2,
                    ),
                    FigurePoint(
                        day="2024-05-06",
                        claim="c6",
                        low=5,
                        best=6,
                        high=7,
                        n_origins=0,
                        n_outlets=1,
                    ),
                    FigurePoint(day="2024-05-07", claim="c9", low=9, n_origins=1, n_outlets=1),
                ),
            ),
        ),
    )


def _pair(made: Maker, key: str, words: str, length: int | None = None) -> tuple[int, int]:
    start = made.span(key, words).start
    return start, start + (len(words) if length is None else length)


def pile(n: int = 60, *, paragraphs: int = 4) -> Situation:
    """Return a pile of ``n`` articles: one agency text in most, with credit or without."""
    made = Maker()
    first = date(2024, 5, 1)
    outlets = [f"صحيفة المدينة {k + 1}" for k in range(max(n // 3, 2))]
    derivations, claims = [], []
    for k in range(n):
        key = f"a{k:04}"
        outlet = AGENCY if k == 0 else outlets[k % len(outlets)]
        day = (first + timedelta(days=k * 10 // max(n, 1))).isoformat()
        own = "\n".join(
            f"وأضافت الصحيفة في الفقرة {p + 1} من تقريرها رقم {k + 1} أن التحقيق ما زال مستمرًا."
            for p in range(paragraphs)
        )
        made.article(
            key,
            outlet,
            day,
            f"تقرير طويل عن الرافعة والمرفأ ومن كان فيه يوم الحادث {k + 1}\n{_COPY}\n{own}",
        )
        record = made.add(
            Quantity, "n", key, "4 عمال", low=4, high=4, best=4, what="killed", unit="عمال"
        )
        said = made.statement(key, "4 عمال", record, f"o{k}")
        claims.append(
            Claim(
                id=f"c{k:04}",
                about=f"السؤال {k // 3}: قُتل … عمال",
                what="killed",
                value=Figure(low=4 + k % 3, high=4 + k % 3, best=4 + k % 3),
                statements=(said,),
                outlets=(outlet,),
                origins=(ClaimOrigin(id=f"o{k}", kind="agency", name=AGENCY),),
                n_origins=1,
                n_outlets=1,
                status="stands",
                first=day,
                last=day,
            )
        )
        if k and k % 5 != 4:
            earlier = (k - 1) // 4 if k % 3 == 0 else 0
            derivations.append(
                Derivation(
                    a=f"a{earlier:04}",
                    b=key,
                    share_a=0.4,
                    share_b=0.5,
                    derivation="wholly" if k % 2 else "partially",
                    direction=("a>b", "common", None)[k % 7 % 3],  # type: ignore[arg-type]
                    credit_b=AGENCY if k % 4 == 0 else None,
                )
            )
    return Situation(
        articles=tuple(made.articles[key] for key in sorted(made.articles)),
        annotations=made.annotations(),
        trace=Trace(derivations=tuple(derivations)),
        claims=tuple(claims),
    )

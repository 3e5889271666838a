"""Look-alikes: bulletins and telegrams that share a formula and no text."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from evaluation.simulator.data_files import rows
from evaluation.simulator.habits import outlets
from evaluation.simulator.identity import article_id
from evaluation.simulator.phrases import fill
from evaluation.simulator.rendering import render
from evaluation.simulator.truth import Episode, TrueArticle
from evaluation.simulator.writing import Line
from tawatur.records import Article

__all__ = ["bulletin_episode"]

_TITLES = {
    "market": "تعاملات اليوم في بورصة {capital}",
    "weather": "الطقس غدا في {province} و{capital}",
    "telegram": "رئيس {country} يهنئ رئيس {other}",
}
_FIRST_DAY = datetime(2024, 2, 3, 6)


def bulletin_episode(seed: int, number: int, size: int, days: float) -> Episode:
    """Return ``size`` bulletins of one batch, each its own text."""
    rng = random.Random(f"{seed}:bulletins:{number}")
    articles, truth = [], []
    houses = outlets()
    for at in range(size):
        topic = rng.choice(sorted(_TITLES))
        country = rng.choice(rows("countries"))
        other = rng.choice([row for row in rows("countries") if row is not country])
        given, family = rng.choice(rows("given"))["form"], rng.choice(rows("family"))["form"]
        slots = {
            "country": country["name"],
            "capital": country["capital"],
            "other": other["name"],
            "province": rng.choice(rows("provinces"))["form"],
            "place": f"{rng.choice(rows('places'))['head']} {rng.choice(rows('places'))['tail']}",
            "family": family,
            "person": f"{given} {family}",
        }
        episode, outlet = f"b{number}", rng.choice(houses)
        key = article_id(seed, episode, at)
        texts = [_TITLES[topic], *(r["text"] for r in rows("bulletins") if r["topic"] == topic)]
        lines = [
            Line(
                f"{episode}:{at}:{place}",
                "bulletin" if place else "headline",
                outlet.name,
                fill(_numbered(text, rng), dict(slots), rng),
                path=(key,),
            )
            for place, text in enumerate(texts)
        ]
        rendered = render(lines, outlet, "", "")
        published = _FIRST_DAY + timedelta(minutes=round(rng.uniform(0, days * 24 * 60)))
        articles.append(
            Article(
                id=key,
                text=rendered.text,
                title=rendered.title,
                outlet=outlet.name,
                published=published.isoformat() + "+00:00",
                published_from="metadata",
                language="ar",
            )
        )
        truth.append(
            TrueArticle(id=key, episode=episode, lines=rendered.lines, sources=(), credited=())
        )
    return Episode(
        id=f"b{number}",
        kind="bulletins",
        articles=tuple(articles),
        lines=tuple(truth),
        claims=(),
        disputes=(),
        relations=(),
    )


def _numbered(text: str, rng: random.Random) -> str:
    """Return the text with a number of so many digits in every ``{d1}`` ... ``{d4}``."""
    for size in range(1, 5):
        while (slot := f"{{d{size}}}") in text:
            low = 10 ** (size - 1) + (1 if size == 1 else 0)
            text = text.replace(slot, str(rng.randint(low, 10**size - 1)), 1)
    return text

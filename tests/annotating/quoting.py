"""What the tests of quotations share: a text read with given names, and its quotations as text."""

from __future__ import annotations

from tawatur.annotating.document import Document
from tawatur.annotating.quotes import QuoteStage
from tawatur.annotating.sentences import SentenceStage
from tawatur.records import Article, Mention, Quote

__all__ = ["chain", "read", "said"]


def read(text: str, **names: str) -> list[Quote]:
    """Return the quotations of a text in which ``names`` (PER, LOC, ORG: a;b) are mentioned."""
    article = Article(id="n", text=text)
    document = Document(article)
    document.add(SentenceStage()(document))
    mentions = []
    for kind, listed in names.items():
        for name in listed.split(";"):
            at = text.find(name)
            while at >= 0:
                mentions.append((at, at + len(name), kind))
                at = text.find(name, at + 1)
    document.add(
        Mention(id=f"n#m{k}", article="n", start=a, end=b, text=text[a:b], type=kind)  # type: ignore[arg-type]
        for k, (a, b, kind) in enumerate(sorted(mentions), 1)
    )
    return list(QuoteStage()(document))


def said(quote: Quote) -> str:
    """Return the content of a quotation, its pieces parted by a bar."""
    return " | ".join(span.text for span in quote.content)


def chain(quote: Quote) -> list[tuple[str, str]]:
    """Return the holders of a quotation with their types."""
    return [(holder.text, holder.type) for holder in quote.chain]

"""Names as the program's stage finds them, as tags of given tokens."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.annotating.document import Document
from tawatur.annotating.mentions import MentionStage
from tawatur.annotating.sentences import SentenceStage
from tawatur.records import Article

__all__ = ["stage_tags"]

# Sentences a text, as many as in training, where the stage's opinion is a feature: a name is
# found again within one text.
_TOGETHER = 25


def stage_tags(
    sentences: Sequence[Sequence[str]], stage: MentionStage | None = None
) -> list[list[str]]:
    """Return BIO tags of sentences of tokens; without ``stage`` the rules alone work.

    Sentences are read as lines of texts. A token that a name touches belongs to it: particles
    are written onto names, and sets that do not split them tag the whole word.
    """
    finder = MentionStage() if stage is None else stage
    found: list[list[str]] = []
    for begin in range(0, len(sentences), _TOGETHER):
        found += _tags(sentences[begin : begin + _TOGETHER], finder)
    return found


def _tags(sentences: Sequence[Sequence[str]], stage: MentionStage) -> list[list[str]]:
    text = "\n".join(" ".join(one) for one in sentences)
    article = Article(id="names", text=text)
    document = Document(article, list(SentenceStage()(Document(article))))
    at: list[str] = ["O"] * len(text)
    for mention in stage(document):
        at[mention.start : mention.end] = [f"I-{mention.type}"] * (mention.end - mention.start)
        at[mention.start] = f"B-{mention.type}"
    found: list[list[str]] = []
    start = 0
    for sentence in sentences:
        tags: list[str] = []
        for token in sentence:
            inside = [tag for tag in at[start : start + len(token)] if tag != "O"]
            begins = [tag for tag in inside if tag[0] == "B"]
            tags.append((begins or inside or ["O"])[0])
            start += len(token) + 1
        found.append(tags)
    return found

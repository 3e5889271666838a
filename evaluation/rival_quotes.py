"""A rival for quotations: the nearest name before a verb of saying, and the text in marks.

``python -m evaluation.rival_quotes [GOLD]`` prints what these plain patterns score.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from evaluation.quotes import score_with
from tawatur.records import Article, Holder, Quote, Span

__all__ = ["find"]

_SAY = re.compile(r"\b[وف]?(قال(?:ت)?|أضاف(?:ت)?|أكد(?:ت)?|صر[ّ]?ح(?:ت)?|أعلن(?:ت)?|أوضح(?:ت)?)\b")
_MARKED = re.compile(r"[«“\"]([^«»“”\"\n]{4,600})[»”\"]")
_CLAUSE = re.compile(r"\b[إأا]ن[هّ]?ا?\b\s+([^\n.]{4,400})")


def find(article: Article) -> list[Quote]:
    """Return one quotation for every verb of saying with words in marks or after ``إن``."""
    text = article.text
    found: list[Quote] = []
    for cue in _SAY.finditer(text):
        line_end = text.find("\n", cue.end())
        line_end = len(text) if line_end < 0 else line_end
        content = _MARKED.search(text, cue.end(), line_end) or _CLAUSE.search(
            text, cue.end(), line_end
        )
        if content is None:
            continue
        # The two words after the verb (Arabic puts the subject there), else those before it.
        after = re.compile(r"\s+(\S+\s+\S+)").match(text, cue.end())
        start, end = after.span(1) if after else (max(0, cue.start() - 12), cue.start())
        span = content.span(1)
        found.append(
            Quote(
                id=f"{article.id}#r{len(found) + 1}",
                article=article.id,
                start=cue.start(),
                end=max(span[1], end),
                text=text[cue.start() : max(span[1], end)],
                mode="direct" if content.re is _MARKED else "indirect",
                content=(Span(start=span[0], end=span[1], text=text[span[0] : span[1]]),),
                cue=Span(start=cue.start(1), end=cue.end(1), text=cue.group(1)),
                verb="say",
                chain=(Holder(start=start, end=end, text=text[start:end], type="named"),),
            )
        )
    return found


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/gold")
    print("\n".join(score_with(find, folder).lines()))

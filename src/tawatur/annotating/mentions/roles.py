"""Titles, offices, ranks and professions in all their forms.

The lexicon ``roles`` gives each in the indefinite masculine singular; this module spells out the
feminine, plural, accusative and construct forms and adds the article, so that a folded word or
phrase of a text can be looked up as it stands (clitics peeled by the caller).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from tawatur.language import fold_text
from tawatur.language.lexicon import load

__all__ = ["Role", "RoleKind", "role_forms"]

RoleKind = Literal["office", "title", "rank", "profession", "kin", "person"]
_KINDS: dict[str, RoleKind] = {
    "office": "office",
    "title": "title",
    "rank": "rank",
    "profession": "profession",
    "kin": "kin",
    "person": "person",
}


class Role(NamedTuple):
    """One form of a role: its lemma as in the lexicon, and what the form tells."""

    lemma: str
    kind: RoleKind
    sex: Literal["m", "f", "b"]
    plural: bool
    definite: bool


@cache
def role_forms() -> Mapping[tuple[str, ...], Role]:
    """Return every form of every role, keyed by its folded words.

    ``("الناطق", "باسم")``, ``("وزيره",)`` (وزيرة) and ``("رؤساء", "الوزراء")`` are keys.
    """
    forms: dict[tuple[str, ...], Role] = {}
    for row in load("roles").rows:
        kind = _KINDS[row["kind"]]
        masculine: Literal["m", "f", "b"] = (
            "f" if row["sex"] == "f" else "b" if row["sex"] == "b" and not row["feminine"] else "m"
        )
        _add(forms, row["form"], row["form"], kind, masculine, plural=False)
        if row["feminine"]:
            _add(forms, row["feminine"], row["form"], kind, "f", plural=False)
        if row["plural"]:
            _add(forms, row["plural"], row["form"], kind, "b", plural=True)
    return forms


def _add(
    forms: dict[tuple[str, ...], Role],
    phrase: str,
    lemma: str,
    kind: RoleKind,
    sex: Literal["m", "f", "b"],
    *,
    plural: bool,
) -> None:
    words = fold_text(phrase).split()
    head, rest = words[0], words[1:]
    heads = [head, *_cases(head, plural=plural)]
    for form in heads:
        if form.startswith("ال") and len(form) > 3:
            # Given as definite, or a lemma that begins so; no second article.
            forms.setdefault((form, *rest), Role(lemma, kind, sex, plural, True))
            continue
        forms.setdefault((form, *rest), Role(lemma, kind, sex, plural, False))
        if not rest:
            forms.setdefault(("ال" + form,), Role(lemma, kind, sex, plural, True))


def _cases(head: str, *, plural: bool) -> list[str]:
    """Return the oblique, construct and accusative spellings of the folded ``head``."""
    if plural and head.endswith("ون"):
        # مسؤولون: مسؤولين, and مسؤولو, مسؤولي before a genitive.
        return [head[:-2] + "ين", head[:-1], head[:-2] + "ي"]
    if plural or head.endswith(("ه", "اء", "ي")):
        return []
    return [head + "ا"]

"""What a walked noun phrase of a holder is: its type, and the gender that verbs agree with."""

from __future__ import annotations

from tawatur.annotating.quotes.joints import Joints
from tawatur.annotating.quotes.shapes import is_plural
from tawatur.annotating.quotes.words import words_for
from tawatur.records import HolderType

__all__ = ["holder_gender", "holder_type"]


def holder_gender(walk: Joints) -> str:
    """Return the gender of a walked phrase, or an empty string."""
    name = walk.page.name.get(walk.first)
    if name is not None and name.type == "PER":
        # A person's name tells nothing by its ending (حمزة).
        return ""
    if walk.page.text[walk.first] in words_for("amount"):
        # عدد من الصحف ذكرت: the verb agrees with either noun.
        return ""
    if walk.gender:
        return walk.gender
    if walk.head == "media" and not walk.role:
        return "f"
    return ""


def holder_type(walk: Joints) -> HolderType:
    """Return what the holder is whom a walked phrase names."""
    if walk.head == "media":
        return "media"
    if walk.head == "document":
        return "document"
    person = bool(walk.people)
    if walk.head == "organisation" and not walk.role and walk.first not in walk.page.name:
        # مركز الملك فلان: a body that is called after somebody.
        return "organisation"
    if walk.spokesman >= 0 and person:
        direct = walk.people[0][0] == walk.spokesman + 1
        person = not direct if len(walk.people) == 1 else True
        if len(walk.people) == 1 and walk.inner_role and not direct:
            person = walk.page.word[walk.people[0][0]].role and not walk.inner_role
    if walk.head == "anonymous" and walk.placed:
        # مسؤول في إدارة فلان: the name is not his.
        person = False
    if walk.role and person and walk.head != "anonymous":
        return "named"
    if walk.head == "anonymous" and walk.role and not person:
        return "anonymous"
    if walk.head == "anonymous" and not person:
        return "anonymous"
    if walk.role:
        return "role"
    if walk.people:
        return "named"
    if walk.head in ("organisation",):
        return "organisation"
    if walk.head in ("group", "anonymous"):
        return "role" if walk.head == "group" else "anonymous"
    if walk.last == walk.first + 1 and is_plural(walk.page.text[walk.first]):
        return "anonymous"
    return "named"

"""Where a noun phrase may go on: prepositions of an office, attached nouns, coordination."""

from __future__ import annotations

from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.shapes import is_nisba
from tawatur.annotating.quotes.words import describe, words_for

__all__ = ["Joints"]

_PLACED = frozenset({"organisation", "media"})
_ARTICLES = ("ال", "وال", "لل", "بال", "فال", "كال")


class Joints:
    """What is known of a noun phrase so far, and whether the next word still belongs to it."""

    def __init__(self, page: Page, first: int, limit: int, skip: int, apposed: bool) -> None:
        self.page, self.first, self.limit, self.skip = page, first, limit, skip
        self.last = first
        self.apposed = apposed
        self.people: list[tuple[int, int]] = []
        self.entity: str | None = None
        self.head = ""
        self.role = False
        self.gender = ""
        self.names: list[str] = []
        self.unknown = 0
        self.spokesman = -1
        self.joined = False
        self.inner_role = False
        self.placed = False
        self.named_to = -1

    def complete(self) -> bool:
        """Tell whether the phrase has reached a person's name that closes it."""
        if not self.people or self.people[-1][1] != self.last:
            return False
        return self.page.word[self.last - 1].kind != "naming"

    def closed(self, at: int) -> bool:
        """Tell whether an indefinite word cannot go on after the definite one before it."""
        page, word = self.page, self.page.word[at]
        before = page.word[at - 1]
        if word.text.startswith("ال") and at - self.first >= 2 and at - 1 not in page.name:
            adjective = before.text.endswith(("ي", "يه")) and len(before.text) > 4
            bare = not (before.text.startswith(_ARTICLES) or before.definite or before.role)
            if adjective and bare and not before.heads - {"anonymous", "official"}:
                # أبلغ مسؤول عسكري الوكالة: an indefinite phrase has ended.
                return True
        indefinite = not word.text.startswith(_ARTICLES)
        if indefinite and "organisation" in word.heads and self.capital(at):
            # وصفت واشنطن جماعة كذا: a capital that stands for its government takes no genitive.
            return True
        if indefinite and before.text.startswith(_ARTICLES) and before.text.endswith("ون"):
            # رفع المحتجون شعارات: subject and object.
            return True
        definite = before.text.startswith(("ال", "لل", "وال", "بال")) or self.complete()
        definite = definite or self.named_to == at
        if not definite:
            return False
        if word.definite and "organisation" in word.heads and not is_nisba(word.text):
            # اتهم النائب الشركة: two definite nouns are subject and object; a rank is neither.
            return before.text.startswith("ال") and not (word.role and self.ranked(at))
        parted = word.text.endswith("ات") and before.text.endswith(("ه", "ي")) and not word.role
        if parted and word.text.startswith("ال") and before.text.startswith(_ARTICLES):
            # أدانت الرابطة التصريحات: no adjective of a feminine in the singular.
            return True
        if word.text.startswith("ال") and self.named_to == at and self.people:
            # أدان مندوب البلاد لدى المنظمة الانتهاكات
            return not (is_nisba(word.text) or word.role or word.given)
        if word.text.startswith("ال") and word.masdar and self.named_to == at:
            # أدانت مملكة البحرين التفجير: subject and object.
            return not is_nisba(word.text)
        if word.text.startswith("ال") or word.role or word.given:
            return False
        if word.finite or (word.masdar == "-" and not word.heads):
            # أعلنت الشرطة اعتقال: subject and object.
            return True
        # Where the names of the article are known, an unknown indefinite word is none of them.
        return bool(page.name) or bool(word.heads)

    def capital(self, at: int) -> bool:
        """Tell whether the phrase before ``at`` is the name of a place and nothing else."""
        place = self.named_to == at and self.names[-1:] == ["LOC"]
        return place and self.first in self.page.name

    def named(self) -> bool:
        """Tell whether the phrase holds a word that may be a name."""
        return self.unknown > 0 or bool(self.people)

    def apposition(self, at: int) -> bool:
        """Tell whether the word at ``at`` goes on after a person's name."""
        word = self.page.word[at]
        if word.role:
            return self.apposed
        nested = self.spokesman >= 0 and len(self.people) == 1
        return nested and not word.accusative and not word.kind and self.page.word[at].given

    def preposition(self, at: int) -> int | None:
        """Take a preposition that belongs to an office; return where to go on, or ``None``."""
        page, word = self.page, self.page.word[at]
        if at + 1 >= self.limit or page.word[at].joined:
            return None
        after = page.word[at + 1]
        if self.people:
            # فلان الفلاني مندوب بلاده لدى المنظمة: the office stands behind the name.
            office = any(page.word[k].role for k in range(self.people[-1][1], at))
            name = page.name.get(at + 1)
            body = (name is not None and name.type == "ORG") or after.heads & {"organisation"}
            if word.base in words_for("posted"):
                return at + 1 if office and (body or name is not None) else None
            # فلان كبير المحللين في شركة كذا
            within = word.base in words_for("inside") and word.base == "في"
            return at + 1 if office and within and body else None
        if word.base == "من" and at == self.first + 1 and page.text[at - 1] in words_for("amount"):
            # عدد من السكان
            return at + 1
        office = self.role or self.head in ("anonymous", "organisation", "group", "media")
        if not office and page.text[self.first].startswith("ال") and word.base == "في":
            office = self.name_ahead(at + 1)
        if not office:
            return None
        if word.base in words_for("inside"):
            if "speech" in after.heads or "document" in after.heads or after.kind:
                return None
            if after.heads & _PLACED:
                self.placed = True
                return at + 1
            if self.name_ahead(at + 1):
                return at + 1
            name = page.name.get(at + 1)
            if name is None and self.head == "anonymous" and after.definite:
                # مصادر في المقاومة: the side that a source belongs to.
                self.placed = True
                return at + 1
            if name is None:
                return None
            if name.type == "ORG":
                return at + 1
            # The place of an office goes on to a name; a place of speaking does not.
            if self.name_ahead(at + 1):
                return at + 1
            ahead = name.last
            while ahead < min(self.limit, name.last + 4) and (
                page.word[ahead].role or page.text[ahead] in ("،", ",", "الله")
            ):
                if page.name.get(ahead) is not None:
                    break
                ahead += 1
            person = page.name.get(ahead) if ahead < self.limit else None
            return at + 1 if person is not None and person.type == "PER" else None
        if word.base in words_for("toward") and self.role:
            if word.base == "عن" and page.word[at - 1].role:
                return at + 1
            name = page.name.get(at + 1)
            if word.base == "الي" and name is not None and name.type in ("LOC", "ORG"):
                return at + 1
        return None

    def name_ahead(self, at: int) -> bool:
        """Tell whether a person's name follows within the phrase (الباحث في شؤون النفط فلان)."""
        page = self.page
        for ahead in range(at, min(self.limit, at + 9)):
            name = page.name.get(ahead)
            if name is not None and name.type == "PER":
                return ahead > at
            word = page.word[ahead]
            marked = page.is_mark(ahead) and page.text[ahead] not in ("'", '"', "«", "»")
            stops = word.kind in ("relative", "clause", "time", "auxiliary")
            if marked or word.verbal or word.complementizer or stops:
                return False
            if word.text[:1] == "و" and word.finite:
                return False
        return False

    def ranked(self, at: int) -> bool:
        """Tell whether the office at ``at`` is a rank before a name (اللواء الركن فلان)."""
        page = self.page
        for ahead in range(at + 1, min(self.limit, at + 3)):
            name = page.name.get(ahead)
            if (name is not None and name.type == "PER") or page.word[ahead].given:
                return True
            if page.is_mark(ahead) or not page.text[ahead].startswith("ال"):
                return False
        return False

    def titled(self) -> bool:
        """Tell whether the phrase begins with an office and its pronoun (معاليه، نائبها)."""
        page, word = self.page, self.page.word[self.first]
        if not word.role or self.first in page.name or word.text.startswith(("ال", "وال")):
            return False
        return word.definite or (word.text.endswith("ه") and page.possessive(self.first))

    def genitive_open(self, at: int) -> bool:
        """Tell whether the word at ``at`` is an organisation that a genitive must follow."""
        word = self.page.word[at]
        return "organisation" in word.heads and not word.definite

    def predicate(self, at: int) -> bool:
        """Tell whether ``زعيما`` after a nominative holder is a predicate, not part of him."""
        text, head = self.page.text[at], self.page.text[self.first]
        if not text.endswith("ا") or text.startswith("ال") or head.endswith("ا") or len(text) < 5:
            return False
        stem = describe(text[:-1])
        return (stem.role or bool(stem.heads)) and not self.page.word[at].given

    def enclosed(self, comma: int) -> int | None:
        """Return the token past a name between commas after an office, or ``None``.

        Title and name (المتحدث، السفير فلان الفلاني،) or one to four words that are nothing else.
        """
        page = self.page
        at = comma + 1
        titles = 0
        while at < page.size and page.word[at].role and not page.word[at].finite:
            at += 1
            titles += 1
        start = at
        while at < min(page.size, start + 4) and not page.is_mark(at):
            word = page.word[at]
            other = word.kind or word.complementizer or word.finite or word.masdar or word.heads
            name = page.name.get(at)
            if name is not None and name.type == "PER":
                at = name.last
                continue
            if other or word.accusative or word.preposition or word.text[:1] == "و":
                return None
            if name is not None or page.tokens.kind[at] != "word":
                return None
            at += 1
        named = at - start >= 2 or (titles and at > start)
        closed = at < page.size and page.text[at] in ("،", ",")
        return at if named and closed and at <= comma + 8 else None

    def unlisted(self, at: int) -> int | None:
        """Return the token past a name that no list knows, between an office and ``أن``."""
        page = self.page
        if not self.role or self.people or not self.apposed:
            return None
        for end in range(at, min(page.size, at + 4)):
            word = page.word[end]
            if word.complementizer == "ان" or page.text[end] == ":":
                return end if end > at + 1 else None
            other = word.kind or word.complementizer or word.finite or word.masdar or word.heads
            known = other or word.accusative or word.preposition or word.role or word.definite
            if known or end in page.name or page.tokens.kind[end] != "word":
                return None
        return None

    def tasked(self, at: int) -> int | None:
        """Take ``لشؤون اللاجئين`` and ``لصحة عسير`` after an office or the name of a body."""
        page, word = self.page, self.page.word[at]
        if self.complete() or not (self.role or self.head == "organisation"):
            return None
        if word.text in words_for("task"):
            return at + 1
        place = page.name.get(at + 1)
        near = place is not None and place.type == "LOC" and place.first == at + 1
        plain = not (word.kind or word.role or word.verbal or word.heads - {"opinion"})
        if self.role and near and plain and word.text[:1] == "ل" and word.masdar != "ل":
            return at + 1 if page.media_at(at, skip=1) is None and at not in page.name else None
        return None

    def attached(self, at: int) -> int | None:
        """Take a noun with l- or b- where it belongs to an office or an organisation."""
        page, word = self.page, self.page.word[at]
        if self.people or not (self.role or self.head):
            return None
        if word.preposition == "ل":
            blocking = {"media"} if word.definite else {"media", "speech", "document"}
            if word.heads & blocking and self.head not in (
                "document",
                "media",
                "organisation",
            ):
                return None
            if page.media_at(at, skip=1) is not None and self.head not in ("document",):
                return None
            if self.head == "anonymous" and not word.heads & {"organisation"}:
                return None
            return at + 1 if word.definite or word.heads or word.role or at in page.name else None
        return at + 1 if word.heads & {"organisation"} else None

    def coordinated(self, at: int) -> bool:
        """Tell whether ``و`` + word goes on with the phrase: two names, two definite nouns."""
        page, word = self.page, self.page.word[at]
        rest = word.text[1:]
        if word.verbal or word.accusative or len(rest) < 3:
            return False
        before = page.text[at - 1]
        if rest.startswith("ال") and (before.startswith(("ال", "لل", "بال", "وال"))):
            return not self.people or page.name.get(at) is not None
        name, earlier = page.name.get(at), [n for n in self.names if n]
        return name is not None and bool(earlier) and name.type == earlier[-1]

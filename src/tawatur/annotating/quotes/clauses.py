"""What stands between a reporting word and the words reported, and where these begin."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.annotating.quotes.holders import noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import describe, words_for

__all__ = ["Complement", "carries", "find_complement", "opinion_at", "past_phrase"]

# Words between a reporting verb and its clause; the longest of the development set is 34.
_WINDOW = 60
# Words before the colon of a verb that takes a clause but no bare speech (دعا ... إلى: ...).
_NEAR = 8
# Words of an aside (حيث وصل أمس) between a verb's subject and its clause.
_ASIDE = 14
_PREPOSITIONS = {"ila": "الي", "ala": "علي", "an_": "عن", "min": "من", "fi": "في"}


class Complement(NamedTuple):
    """Where the reported words begin: token and letters skipped, and how they are opened.

    ``how`` is ``clause``, ``speech`` (colon or marks) or ``noun``; ``gap`` is the token past the
    last one that belongs to the reporting clause.
    """

    first: int
    skip: int
    how: str
    gap: int


def _clause(page: Page, at: int, frame: frozenset[str], start: int) -> Complement | None:
    """Read a complementizer at ``at``, if the verb before ``start`` takes it there."""
    word = page.word[at]
    if word.joined:
        return None
    before = page.word[at - 1]
    gap = at
    if before.text in words_for("modal") and not word.pronoun:
        # يجب أن، من المقرر أن: the clause belongs to them.
        return None
    if word.complementizer.startswith("ب"):
        if not frame & {"b", "an"}:
            return None
        skip = int(word.pronoun and not _quoted_next(page, at))
        return Complement(at if skip else at + 1, skip, "clause", gap)
    if before.base in words_for("subordinating"):
        return None
    if before.kind == "preposition" and at > start:
        fits = [p for p in frame if _PREPOSITIONS.get(p) == before.base]
        if not fits:
            return None
        gap = at - 1
    elif not frame & {"an"}:
        return None
    bare = not word.pronoun or _quoted_next(page, at)
    return Complement(at + 1 if bare else at, 0, "clause", gap)


def _stressed(page: Page, at: int) -> bool:
    """Tell whether the clause is the complement of a noun of opinion (أهمية أن يدرك الجميع)."""
    return bool("opinion" in page.word[at].heads and page.word[at + 1].complementizer == "ان")


def _lest(page: Page, at: int) -> bool:
    """Tell whether ``ألا`` (that not) is written, which folds like ``إلا`` (except)."""
    return page.document.text[page.tokens.start[at]] == "أ"


def _quoted_next(page: Page, at: int) -> bool:
    return at + 1 in page.closing and not page.quoted_name(at + 1)


def find_complement(
    page: Page, at: int, limit: int, frame: frozenset[str], *, marker_from: int
) -> Complement | None:
    """Return the content that a reporting word before token ``at`` introduces, or ``None``.

    Prepositions of the verb's frame count from token ``marker_from`` on (past its holder).
    """
    limit = min(limit, at + _WINDOW)
    relative = False
    noun: Complement | None = None
    start = at
    inner = described = False
    goes_on = "goes-on" in frame
    reach = _reach(page, marker_from, limit, "addr" in frame)
    while at < limit:
        word = page.word[at]
        text = page.text[at]
        if page.is_mark(at):
            close = page.closing.get(at)
            if close is not None and _names(page, at, close, limit, goes_on and at == start):
                at = close + 1
                continue
            if close is not None:
                aside = relative and page.text[at - 1] != ":"
                plain = "speech" in frame and "addr" not in frame and not aside
                if plain and not page.quoted_name(at):
                    if noun is not None and noun.first <= at:
                        return noun
                    return Complement(at, 0, "speech", at)
                at = close + 1
                continue
            if "speech" in frame and at == marker_from and _unclosed(page, at):
                return Complement(at + 1, 0, "speech", at)
            if page.opening.get(at, start) < start:
                # The quotation that the verb stands in ends here.
                return noun
            near = "speech" in frame or at - start <= _NEAR
            if text == ":" and near and frame & {"speech", "an", "b"} and not _in_number(page, at):
                if noun is not None:
                    return noun
                after = at + 1
                if after < limit and page.word[after].complementizer == "ان":
                    after += not page.word[after].pronoun
                return Complement(after, 0, "speech" if after == at + 1 else "clause", at)
            if text == "(":
                at = _past(page, at, limit, ")")
                continue
            if text == "-" and at > start:
                past = _past(page, at, limit, "-")
                if past < limit:
                    at = past
                    continue
            relative = relative and text not in ("،", ",")
            at += 1
            continue
        if word.text == "الا" and "an" in frame and _lest(page, at):
            return Complement(at, 0, "clause", at)
        if word.complementizer and inner:
            inner = False
        elif (
            at > start
            and "strict" in frame
            and not (relative or described)
            and _elsewhere(page, at)
        ):
            # ونشرت الوعي ...، وقامت بكذا ... أن: another verb has taken over.
            return noun
        elif word.complementizer:
            found = _clause(page, at, frame, start)
            if found is not None:
                if noun is None or (noun.first >= at - 1 and not _stressed(page, noun.first)):
                    return found
                return noun
        if word.kind == "relative":
            relative = True
        elif word.kind == "speaker" and at == marker_from and "speech" in frame:
            return Complement(at, 0, "clause", at)
        elif word.kind == "clause" and word.text in words_for("contrast"):
            resumed = _resumed(page, at, limit) if frame & {"an"} and noun is None else None
            if resumed is not None:
                at = resumed
                continue
            if not page.concerning(at):
                return noun
        elif word.text in words_for("saying") and at >= marker_from and "speech" in frame:
            # قال الوزير معلقا، وعلق الوزير قائلا: the participle adds nothing.
            pass
        elif word.reports and at > start and _is_cue(page, at):
            if not relative:
                return noun
            inner = (bool(word.finite) or not word.accusative) and not _prints(page, at)
        # شهود يسكنون في البلدة ويعملون في المرفأ: verbs that describe the subject.
        described = described or (word.verbal and not word.joined)
        if noun is None and marker_from <= at < reach:
            noun = _marked(page, at, limit, frame, at == marker_from)
        at += 1
    return noun


def _names(page: Page, at: int, close: int, limit: int, object_: bool) -> bool:
    """Tell whether marks hold a name amid a clause: before a colon, or as a verb's object.

    ``object_`` tells that they stand right behind a verb that takes objects too (يواصل «كذا»).
    """
    if close + 1 >= limit:
        return False
    after = page.word[close + 1]
    if page.text[close + 1] == ":":
        return True
    return object_ and not (page.is_mark(close + 1) or after.text.startswith("و") or after.verbal)


def _unclosed(page: Page, at: int) -> bool:
    """Tell whether a mark opens words right behind a holder that nothing closes."""
    tokens = page.tokens
    if at in page.opening or at + 1 >= page.size or tokens.text[at] not in ('"', "«"):
        return False
    spaced = at > 0 and tokens.start[at] > tokens.end[at - 1]
    return spaced and tokens.start[at + 1] == tokens.end[at]


def _prints(page: Page, at: int) -> bool:
    """Tell whether the medium's verb at ``at`` has an object and reports nothing: نشرت المقال."""
    object_ = at + 1 < page.size and page.text[at + 1].startswith("ال")
    frames = [r.lexeme.row["frame"].split() for r in page.word[at].reports]
    return object_ and any("carries" in frame for frame in frames)


def _elsewhere(page: Page, at: int) -> bool:
    """Tell whether the word at ``at`` opens another clause: ``وقام``, ``فإن``."""
    word = page.word[at]
    if word.complementizer:
        return word.joined == "ف"
    return bool(word.joined and word.verbal and any(r.finite for r in word.finite))


def _resumed(page: Page, at: int, limit: int) -> int | None:
    """Return the token of ``أن`` after ``حيث وصل أمس،``, an aside amid the clause at ``at``."""
    for ahead in range(at + 1, min(limit - 1, at + _ASIDE)):
        if page.word[ahead].complementizer or page.text[ahead] in (".", ":"):
            return None
        if page.text[ahead] in ("،", ","):
            after = page.word[ahead + 1]
            return ahead + 1 if after.complementizer and not after.joined else None
    return None


def _reach(page: Page, at: int, limit: int, addressed: bool) -> int:
    """Return the token past the last one at which a preposition can still belong to the verb.

    Settings of time, place and manner may stand before it, and the one ``addressed``; another
    noun is an object, and what follows that belongs to it.
    """
    if addressed:
        return min(limit, at + 25)
    limit = min(limit, at + 30)
    while at < limit:
        word = page.word[at]
        close = page.closing.get(at)
        if close is not None:
            at = close + 1
        elif (
            word.kind in ("time", "adverb", "oblique")
            or page.is_mark(at)
            or page.tokens.kind[at] == "number"
        ):
            at += 1
        elif word.kind == "preposition":
            at = past_phrase(page, at + 1, limit)
        elif word.text[:1] in ("ب", "ل") and not (word.kind or word.verbal or word.complementizer):
            # للمدارس والجامعات، بموقع التواصل
            phrase = noun_phrase(page, at, limit, 1)
            at = max(at + 1, phrase.last if phrase is not None else 0)
        elif word.text.startswith("وال") and not (word.kind or word.finite):
            at = max(at + 1, past_phrase(page, at, limit))
        else:
            return at + 1
    return limit


def _is_cue(page: Page, at: int) -> bool:
    word = page.word[at]
    if carries(page, at):
        return False
    if page.unnamed(at):
        return False
    if word.verbal:
        return True
    if word.accusative:
        # نفى نفيا قاطعا أن: a cognate object reports nothing of its own.
        return any(r.form.tense != "masdar" for r in word.reports)
    # مؤكدة after a comma is a circumstance; elsewhere it may be an adjective.
    feminine = any(r.form.tense == "active participle" for r in word.reports)
    return feminine and page.is_mark(at - 1) and page.feminine(at)


def opinion_at(page: Page, at: int) -> bool:
    """Tell whether a noun of opinion stands at ``at``: with a pronoun (رفضها), a degree (بالغ)."""
    word = page.word[at]
    if word.text in words_for("degree") and at + 1 < page.size:
        at += 1
        word = page.word[at]
    if word.preposition or word.masdar in ("ب", "ل", "ك"):
        return False
    if "opinion" in word.heads:
        return True
    for pronoun in ("هما", "ها", "هم", "ه"):
        stem = word.text.removesuffix(pronoun)
        if stem != word.text and len(stem) > 2:
            forms = (stem, stem[:-1] + "ه") if stem.endswith("ت") else (stem,)
            if any("opinion" in describe(form).heads for form in forms):
                return True
    return False


def carries(page: Page, at: int) -> bool:
    """Tell whether the word at ``at`` is a verb like ``بثها``, whose subject is the medium."""
    return any(
        r.finite and r.suffix and "carries" in r.lexeme.row["frame"].split()
        for r in page.word[at].reports
    )


def _in_number(page: Page, at: int) -> bool:
    kinds = page.tokens.kind
    return 0 < at < page.size - 1 and kinds[at - 1] == "number" and kinds[at + 1] == "number"


def _past(page: Page, at: int, limit: int, mark: str) -> int:
    """Return the token past the next ``mark``, or the one past ``at`` when there is none near."""
    for ahead in range(at + 1, min(limit, at + 30)):
        if page.text[ahead] == mark:
            return ahead + 1
    return at + 1


def _marked(
    page: Page, at: int, limit: int, frame: frozenset[str], near: bool
) -> Complement | None:
    """Read a preposition of the frame at ``at`` and the noun that is the content."""
    word = page.word[at]
    if page.text[at - 1] in words_for("issued"):
        # بيان صدر عن المكتب أن
        return None
    if at + 1 < limit and word.kind == "preposition":
        for name, base in _PREPOSITIONS.items():
            if name in frame and word.base == base and not word.joined:
                after = page.word[at + 1]
                if (
                    after.complementizer
                    or after.text in words_for("setting")
                    or after.kind == "time"
                ):
                    return None
                if page.text[at + 1] in words_for("pronominal"):
                    return None
                if "media" in after.heads or page.media_at(at + 1, quoted=True):
                    return None
                if at + 1 in page.closing and (
                    page.media_at(at + 2, quoted=True) == page.closing[at + 1]
                    or "speech" in page.word[at - 1].heads
                ):
                    return None
                if "feel" in frame and not opinion_at(page, at + 1):
                    return None
                return Complement(at + 1, 0, "noun", at)
    if "b" in frame:
        lasting = word.kind == "adverb" and "opinion" in word.heads and word.preposition == "ب"
        if lasting and near and at + 1 < limit and page.text[at + 1].startswith("ال"):
            # تعهد باستمرار الدعم: no adverb before a genitive.
            return Complement(at, 1, "noun", at)
        if word.text == "ب" and at + 1 in page.closing:
            return Complement(at + 1, 0, "noun", at)
        if (
            word.text.startswith("ب")
            and not word.kind
            and at not in page.name
            and (
                word.masdar == "ب"
                or word.text[1:] in words_for("happening")
                or (word.preposition == "ب" and "opinion" in word.heads)
                or (word.text.startswith("بال") and len(word.text) > 4)
                or (near and len(word.text) > 3 and word.text[1:] not in words_for("pronominal"))
            )
            and "media" not in word.heads
        ):
            return Complement(at, 1, "noun", at)
    if "l" in frame:
        if word.text.startswith("لل") and not word.kind and (near or word.masdar == "ل"):
            return Complement(at, 0, "noun", at)
        if word.text.startswith("ل") and word.masdar == "ل" and not word.kind:
            return Complement(at, 1, "noun", at)
    return None


def past_phrase(page: Page, at: int, limit: int) -> int:
    """Return the token past the noun phrase at ``at``, or ``at`` where there is none."""
    phrase = noun_phrase(page, at, limit) if at < limit else None
    return phrase.last if phrase is not None else at

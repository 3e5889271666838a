"""What a single word can be to the reader of quotations: verb, particle, head of a holder."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from tawatur.language import fold_text, lexicon
from tawatur.language.verbs import Reading, load_verbs

# Letters of a noun of which a dual is made; أم and the like would give common words (أمان).
_SHORTEST = 3
_PLURALS = ("ون", "ين", "ات")

__all__ = ["Word", "describe", "heads_of", "split_forms", "words_for"]


class Word(NamedTuple):
    """A folded word and its possible parts in a sentence.

    ``joined`` is the conjunction written onto it and ``base`` the rest; ``kind`` the particle
    that it is; ``masdar`` is ``-`` for a verbal noun, ``~`` for one with a pronoun, else its
    preposition; ``reports`` its readings as a reporting word; ``finite`` its readings as any verb
    of the third person; ``verbal`` tells that it can be nothing else; ``heads`` the kinds of
    holder that it can head; ``complementizer`` is ``ان`` or ``بان``, bare or with a pronoun.
    """

    text: str
    joined: str
    base: str
    kind: str
    reports: tuple[Reading, ...]
    finite: tuple[Reading, ...]
    verbal: bool
    masdar: str
    accusative: bool
    heads: frozenset[str]
    role: bool
    gender: str
    preposition: str
    definite: bool
    complementizer: str
    pronoun: bool
    given: bool

    @property
    def plain(self) -> bool:
        """True for a word that is no more than a noun or a name."""
        other = self.kind or self.complementizer or self.finite or self.preposition
        return self.text.isalpha() and not (other or self.reports or self.heads or self.role)


def split_forms(form: str) -> tuple[str, ...]:
    """Return the folded words of a multi-word form."""
    return tuple(fold_text(form).replace(".", " ").replace("-", " ").split())


@cache
def words_for(use: str) -> frozenset[str]:
    """Return the folded words that the lexicon ``quote_words`` lists for one use."""
    rows = lexicon.load("quote_words").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["use"] == use)


@cache
def _kinds() -> dict[str, str]:
    return {fold_text(r["form"]): r["kind"] for r in lexicon.load("clause_words").rows}


@cache
def _nouns() -> dict[str, tuple[frozenset[str], str]]:
    found: dict[str, tuple[frozenset[str], str]] = {}
    for row in lexicon.load("holder_nouns").rows:
        form = fold_text(row["form"])
        kinds, gender = found.get(form, (frozenset(), row["gender"]))
        found[form] = kinds | {row["kind"]}, gender
    for form, (kinds, gender) in list(found.items()):
        if kinds & {"anonymous", "official"}:
            # مصدران، مسؤولين: two of them; مسؤولو الوزارة: many of somebody's.
            for derived in (*_duals(form), *_constructs(form)):
                if derived not in _kinds():
                    found.setdefault(derived, (kinds, gender))
    return found


def _duals(form: str) -> tuple[str, ...]:
    """Return the folded duals of a folded noun in the singular."""
    if len(form) < _SHORTEST or form.endswith(_PLURALS):
        return ()
    stem = form[:-1] + "ت" if form.endswith("ه") else form
    return stem + "ان", stem + "ين"


def _constructs(form: str) -> tuple[str, ...]:
    """Return the folded forms that a sound plural has before a genitive (مسؤولو، مسؤولي)."""
    return (form[:-2] + "و", form[:-2] + "ي") if form.endswith("ون") else ()


def heads_of(form: str) -> tuple[frozenset[str], str]:
    """Return the kinds of holder and the gender of a folded noun or pair of words."""
    return _nouns().get(form, (frozenset(), ""))


@cache
def _roles() -> dict[str, str]:
    roles: dict[str, str] = {}
    for row in lexicon.load("roles").rows:
        for column, gender in (("form", row["sex"]), ("feminine", "f"), ("plural", "m")):
            form = fold_text(row[column])
            if form and " " in form and row["kind"] == "title":
                form = form.split()[0]
            if form and " " not in form:
                roles.setdefault(form.removeprefix("ال"), "m" if gender == "b" else gender)
                if column == "plural" and form.endswith("ون"):
                    roles.setdefault(form[:-2] + "ين", "m")
                    for construct in _constructs(form):
                        roles.setdefault(construct, "m")
                if column == "form" and row["kind"] != "title" and " " not in form:
                    # The other dual ending is that of participles of reporting too (مشيرين).
                    for dual in _duals(form.removeprefix("ال"))[:1]:
                        roles.setdefault(dual, "m")
    return roles


@cache
def _given() -> frozenset[str]:
    if "given_names" not in lexicon.names():
        return frozenset()
    return frozenset(fold_text(form) for form in lexicon.load("given_names").column("form"))


@cache
def _complementizers() -> dict[str, tuple[str, bool]]:
    pronouns = [
        fold_text(r["form"]) for r in lexicon.load("clitics").rows if r["slot"] == "pronoun"
    ]
    forms: dict[str, tuple[str, bool]] = {}
    for head in ("ان", "بان"):
        forms[head] = head, False
        for pronoun in (*pronouns, "نا", "ي", "ني"):
            forms[head + pronoun] = head, True
    return forms


@lru_cache(maxsize=1 << 16)
def describe(text: str, feminine: bool = False) -> Word:
    """Return what the folded word ``text`` can be; ``feminine`` if it is written with ``ة``."""
    kinds, nouns, roles = _kinds(), _nouns(), _roles()
    joined = ""
    base = text
    kind = kinds.get(text, "")
    complementizer, pronoun = _complementizers().get(text, ("", False))
    if not kind and not complementizer and len(text) > 2 and text[0] in "وف":
        rest = text[1:]
        if rest in kinds or rest in _complementizers():
            joined, base, kind = text[0], rest, kinds.get(rest, "")
    # عبر and بين are prepositions that are reporting verbs too; the reader decides in context.
    open_kind = not kind or (
        kind in ("preposition", "attributing") and not text.startswith(("ل", "ب"))
    )
    everything = () if kind and not open_kind else load_verbs("reporting_verbs", "verbs").read(text)
    if feminine:
        # ووحدة is a noun, not "and he united it": no verb ends in ta marbuta, and no pronoun.
        everything = tuple(r for r in everything if not (r.finite or r.suffix))
    readings = tuple(r for r in everything if "class" in r.lexeme.row) if open_kind else ()
    others = tuple(r for r in everything if "class" not in r.lexeme.row) if not kind else ()
    finite = tuple(
        r
        for r in (*readings, *others)
        if r.form.person == 3
        and r.form.voice == "active"
        and not r.prefix.startswith("ا")
        and r.suffix != "ي"
        and not (r.suffix and text.startswith("ال"))
    )
    nominal = any(
        not r.finite and not r.form.accusative and not _doubled(r) for r in (*readings, *others)
    )
    preposition, noun, definite = _noun_parts(text)
    if not joined and text[0:1] in ("و", "ف") and finite and finite[0].prefix[:1] == text[0]:
        joined, base = text[0], text[1:]
    heads: frozenset[str] = frozenset()
    gender = ""
    role = False
    for form in (noun, noun.removesuffix("ا")):
        if form in nouns:
            heads, gender = nouns[form]
            break
    for form in (noun, noun.removesuffix("ا")):
        if form in roles:
            role = True
            gender = gender or roles[form]
            break
    if not gender and noun.endswith(("ه", "ات")):
        gender = "f"
    if heads or role or kind:
        finite = ()
    given = text in _given()
    reports = tuple(r for r in readings if _reporting(r))
    if (role and "anonymous" not in heads) or heads & {
        "organisation",
        "media",
        "document",
        "speech",
    }:
        # نادي، رسالة: a noun, save where the ending of a circumstance tells otherwise (مشيرا).
        reports = tuple(r for r in reports if r.form.accusative)
    if any(r.form.tense == "masdar" and not r.suffix for r in readings):
        # دعوة is an invitation before it is "they called him", أملا hope before "both hoped".
        reports = tuple(r for r in reports if not r.suffix and r.form.number == "s")
    masdar = ""
    for reading in (*readings, *others):
        if reading.form.tense == "masdar":
            masdar = _particle(reading.prefix) or ("~" if reading.suffix else "-")
            break
    accusative = any(r.form.accusative for r in (*readings, *others))
    carried = any(
        r.form.person and r.suffix and "carries" in r.lexeme.row["frame"].split() for r in reports
    )
    if joined and text[1:] in _given() and not any(r.finite for r in reports):
        # الحوثي وصالح: a name, not "and he made peace".
        finite = ()
    verbal = carried or (bool(finite) and not (nominal or heads or role or given or text in nouns))
    return Word(
        text=text,
        joined=joined,
        base=base,
        kind=kind,
        reports=reports,
        finite=finite,
        verbal=verbal,
        masdar=masdar,
        accusative=accusative and (not (heads or role) or bool(reports)),
        heads=heads,
        role=role,
        gender=gender,
        preposition=preposition,
        definite=definite,
        complementizer=complementizer,
        pronoun=pronoun,
        given=given,
    )


def _noun_parts(text: str) -> tuple[str, str, bool]:
    """Return preposition, bare noun and definiteness of the first reading that a list knows."""
    nouns, roles = _nouns(), _roles()
    first: tuple[str, str, bool] | None = None
    for prefix in ("", "و", "ف", "ل", "ب", "ول", "وب", "ك"):
        if not text.startswith(prefix) or len(text) < len(prefix) + 2:
            continue
        rest = text[len(prefix) :]
        options = [(rest, False)]
        if rest.startswith("ال"):
            options.insert(0, (rest[2:], True))
        if prefix.endswith("ل") and rest.startswith("ل"):
            options.insert(0, (rest[1:], True))
        for noun, definite in options:
            if first is None:
                first = "", noun, definite
            if noun in nouns or noun in roles or noun.removesuffix("ا") in nouns:
                return prefix.lstrip("وف"), noun, definite
            # حكومته: the pronoun after a ta marbuta.
            for pronoun in ("ه", "ها", "هم"):
                whole = noun[: -len(pronoun) - 1] + "ه"
                if noun.endswith("ت" + pronoun) and (whole in nouns or whole in roles):
                    return prefix.lstrip("وف"), noun[: -len(pronoun) - 1] + "ه", True
                stem = noun.removesuffix(pronoun)
                if len(stem) > 3 and stem != noun and stem in roles:
                    # نائبه، معاليه
                    return prefix.lstrip("وف"), stem, True
    if first is None:
        return "", text, False
    return first


def _doubled(reading: Reading) -> bool:
    """Tell whether a reading is the participle of a doubled root (قالّ), rare beside قال."""
    root = reading.lexeme.row["root"]
    return reading.form.tense == "active participle" and len(root) == 3 and root[1] == root[2]


def _particle(prefix: str) -> str:
    """Return the preposition of a prefix without conjunction and article."""
    for particle in ("ل", "ب", "ك"):
        if particle in prefix.replace("ال", ""):
            return particle
    return ""


def _reporting(reading: Reading) -> bool:
    form = reading.form
    if form.voice != "active" or reading.prefix.startswith("ا"):
        return False
    if form.person:
        return form.person == 3 and form.tense in ("perfect", "imperfect")
    if form.tense == "active participle":
        # Circumstantial: مضيفا، مضيفة، مضيفين; never with article, preposition or pronoun.
        return (
            reading.prefix in ("", "و", "ف")
            and not reading.suffix
            and (form.accusative or form.gender == "f" or form.number != "s")
            and not form.text.endswith(("ون", "ان"))
        )
    return form.tense == "masdar" and "ال" not in reading.prefix

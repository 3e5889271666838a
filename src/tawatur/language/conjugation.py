"""Every form of an Arabic verb, from its root, its measure and the vowels of its first form.

A form is built as a vocalised string (``a i u`` short, ``A I U`` long, ``Y`` a final alef
maqsura, ``T`` a ta marbuta, Arabic letters for consonants, ``ء`` for every hamza) by the rules
for sound, hollow, defective, doubled and hamzated roots, and then spelled: short vowels fall
away, doubled letters are written once, hamza takes its seat. After W. Wright, *A Grammar of the
Arabic Language*, vol. 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tawatur.errors import LexiconError
from tawatur.language.hamza import spell

__all__ = ["Inflection", "Tense", "inflect", "lasting"]

Tense = Literal[
    "perfect",
    "imperfect",
    "subjunctive",
    "jussive",
    "active participle",
    "passive participle",
    "masdar",
]
Voice = Literal["active", "passive"]


class Inflection(NamedTuple):
    """One form: as written, as written before a pronoun, and its features.

    ``person`` is 0 for participles and masdars; ``gender`` is empty where the form has none.
    ``accusative`` is true for an indefinite accusative that is written with an alef.
    """

    text: str
    bound: str
    tense: Tense
    voice: Voice
    person: int
    number: Literal["s", "d", "p"]
    gender: Literal["m", "f", ""]
    accusative: bool = False


# Strong templates: perfect, imperfect, passive perfect, passive imperfect, participles, masdar.
# Digits are radicals; the first form's vowels are ``p`` (perfect) and ``q`` (imperfect).
_MEASURES: dict[str, tuple[str, str, str, str, str, str, str]] = {
    "I": ("1a2p3", "12q3", "1u2i3", "12a3", "1A2i3", "مa12U3", ""),
    "II": ("1a22a3", "1a22i3", "1u22i3", "1a22a3", "مu1a22i3", "مu1a22a3", "تa12I3"),
    "III": ("1A2a3", "1A2i3", "1U2i3", "1A2a3", "مu1A2i3", "مu1A2a3", "مu1A2a3aT"),
    "IV": ("ءa12a3", "12i3", "ءu12i3", "12a3", "مu12i3", "مu12a3", "ءi12A3"),
    "V": ("تa1a22a3", "تa1a22a3", "تu1u22i3", "تa1a22a3", "مuتa1a22i3", "مuتa1a22a3", "تa1a22u3"),
    "VI": ("تa1A2a3", "تa1A2a3", "تu1U2i3", "تa1A2a3", "مuتa1A2i3", "مuتa1A2a3", "تa1A2u3"),
    "VII": ("اiن1a2a3", "ن1a2i3", "اuن1u2i3", "ن1a2a3", "مuن1a2i3", "مuن1a2a3", "اiن1i2A3"),
    "VIII": ("اi1تa2a3", "1تa2i3", "اu1تu2i3", "1تa2a3", "مu1تa2i3", "مu1تa2a3", "اi1تi2A3"),
    "IX": ("اi12a33", "12a33", "اu12u33", "12a33", "مu12a33", "مu12a33", "اi12i3A3"),
    "X": (
        *("اiستa12a3", "ستa12i3", "اuستu12i3", "ستa12a3"),
        *("مuستa12i3", "مuستa12a3", "اiستi12A3"),
    ),
    "Q": ("1a23a4", "1a23i4", "1u23i4", "1a23a4", "مu1a23i4", "مu1a23a4", "1a23a4aT"),
    "QII": (
        *("تa1a23a4", "تa1a23a4", "تu1u23i4", "تa1a23a4"),
        *("مuتa1a23i4", "مuتa1a23a4", "تa1a23u4"),
    ),
    "QIV": (
        *("اi12a3a44", "12a3i44", "اu12u3i44", "12a3a44"),
        *("مu12a3i44", "مu12a3a44", "اi12i34A4"),
    ),
}
_HOLLOW = frozenset({"I", "IV", "VII", "VIII", "X"})
_DOUBLED = frozenset({"I", "III", "IV", "VI", "VII", "VIII", "X"})
_U_PREFIX = frozenset({"II", "III", "IV", "Q"})
_VOWELS = "aiuAIU"
_WEAK = "وي"
_LONG = {"a": "A", "i": "I", "u": "U"}

# The t of the eighth measure, and what it does with its neighbour.
_EIGHTH = {"و": "تت", "ي": "تت", "ز": "زد", "د": "دد", "ذ": "دد", "ص": "صط", "ض": "ضط", "ط": "طط"}

_Person = tuple[int, Literal["s", "d", "p"], Literal["m", "f", ""]]
_PERFECT: tuple[tuple[_Person, str], ...] = (
    ((3, "s", "m"), "a"),
    ((3, "s", "f"), "at"),
    ((3, "d", "m"), "A"),
    ((3, "d", "f"), "atA"),
    ((3, "p", "m"), "U"),
    ((3, "p", "f"), "نa"),
    ((2, "s", "m"), "تa"),
    ((2, "s", "f"), "تi"),
    ((2, "d", ""), "تuمA"),
    ((2, "p", "m"), "تuم"),
    ((2, "p", "f"), "تuنن"),
    ((1, "s", ""), "تu"),
    ((1, "p", ""), "نA"),
)
# Person, prefix, ending of the indicative, ending of subjunctive and jussive.
_IMPERFECT: tuple[tuple[_Person, str, str, str], ...] = (
    ((3, "s", "m"), "ي", "", ""),
    ((3, "s", "f"), "ت", "", ""),
    ((3, "d", "m"), "ي", "Aن", "A"),
    ((3, "d", "f"), "ت", "Aن", "A"),
    ((3, "p", "m"), "ي", "Uن", "U"),
    ((3, "p", "f"), "ي", "نa", "نa"),
    ((2, "s", "m"), "ت", "", ""),
    ((2, "s", "f"), "ت", "Iن", "I"),
    ((2, "d", ""), "ت", "Aن", "A"),
    ((2, "p", "m"), "ت", "Uن", "U"),
    ((2, "p", "f"), "ت", "نa", "نa"),
    ((1, "s", ""), "ء", "", ""),
    ((1, "p", ""), "ن", "", ""),
)


def inflect(
    root: str, measure: str, vowels: str = "a-u", masdars: tuple[str, ...] = ()
) -> Iterator[Inflection]:
    """Yield every form of one verb.

    ``root`` is its three or four radicals (``ء`` for hamza), ``measure`` one of I to X, Q, QII,
    QIV, ``vowels`` perfect and imperfect vowel of the first measure (``a-u``), ``masdars`` the
    verbal nouns as spelled, where they do not follow from the measure. Raises
    :class:`LexiconError` when the measure is unknown or does not fit the root.
    """
    if measure not in _MEASURES or len(root) != (4 if measure.startswith("Q") else 3):
        raise LexiconError(f"no verb of measure {measure!r} can be made of root {root!r}")
    yield from _Verb(root, measure, vowels).forms(masdars)


def lasting(root: str, measure: str) -> str:
    """Return consonants that every form of a verb has in a row, weak letters and hamza aside.

    These are the radicals that do not change or fall, with the t of the eighth measure or what
    became of it. What follows a letter that is repeated is left out: the two are written once in
    some forms (رد، رددت).
    """
    head, rest = root[0], root[1:]
    if measure == "VIII":
        head = "تت" if root == "ءخذ" else _EIGHTH.get(head, head + "ت")
        head = head[0] if head[0] == head[1] else head
    letters = [letter for letter in head + rest if letter not in _WEAK and letter != "ء"]
    for at, letter in enumerate(letters[1:], 1):
        if letter == letters[at - 1]:
            return "".join(letters[:at])
    return "".join(letters)


class _Verb:
    """Stems of one verb, worked out from its strong templates."""

    def __init__(self, root: str, measure: str, vowels: str) -> None:
        self.root, self.measure = root, measure
        self.p, _, self.q = vowels.partition("-")
        quad = measure.startswith("Q")
        self.defective = not quad and root[2] in _WEAK
        self.hollow = not quad and root[1] in _WEAK and not self.defective and measure in _HOLLOW
        self.doubled = not quad and root[1] == root[2] and measure in _DOUBLED
        templates = _MEASURES[measure]
        if measure == "VIII":
            head = "تت" if root == "ءخذ" else _EIGHTH.get(root[0])
            if head:
                templates = tuple(_eighth(t, head) for t in templates)  # type: ignore[assignment]
        self.templates = tuple(map(self._fill, templates))

    def _fill(self, template: str) -> str:
        stem = template.replace("p", self.p or "a").replace("q", self.q or "u")
        for number, radical in enumerate(self.root, 1):
            stem = stem.replace(str(number), radical)
        return stem

    def _drops_first(self) -> bool:
        """Tell whether the first radical w falls in the imperfect (يصف، يضع، يثق)."""
        return (
            self.root[0] == "و"
            and self.measure == "I"
            and (self.p + self.q) in (*("ai", "aa", "ii"),)
        )

    def _stems(self, stem: str, kind: str) -> tuple[str, str, str]:
        """Return the stem before a vowel, before a consonant, and its defective ending."""
        if self.root == "رءي" and (self.measure == "IV" or kind.startswith("imperfect")):
            stem = stem.replace("رء", "ر", 1) if "رء" in stem else stem
        if kind == "imperfect active" and self._drops_first():
            stem = stem[1:]
        if self.defective:
            return stem[:-2], stem[:-2], self._ending(kind)
        if self.hollow:
            long = self._long(kind)
            middle = stem.rindex(self.root[1], 0, len(stem) - 1)
            head = stem[:middle].rstrip("aiu")
            return head + long + self.root[2], head + "a" + self.root[2], ""
        if self.doubled:
            return _double(stem), stem, ""
        if self.measure in ("IX", "QIV"):
            vowel = "i" if kind in ("imperfect active", "perfect passive") else "a"
            return stem, stem[:-1] + vowel + stem[-1], ""
        return stem, stem, ""

    def _long(self, kind: str) -> str:
        if kind == "perfect active" or kind == "imperfect passive":
            return "A"
        if kind == "perfect passive":
            return "I"
        if self.measure == "I":
            return _LONG[self.q]
        return "I" if self.measure in ("IV", "X") else "A"

    def _ending(self, kind: str) -> str:
        if kind == "perfect passive":
            return "iy"
        if kind == "imperfect passive":
            return "A"
        if kind == "perfect active":
            if self.measure != "I":
                return "ay"
            return "iy" if self.p == "i" else "aw" if self.root[2] == "و" else "ay"
        if self.measure == "I":
            return _LONG[self.q]
        return "A" if self.measure in ("V", "VI") else "I"

    def forms(self, masdars: tuple[str, ...]) -> Iterator[Inflection]:
        perfect, imperfect, passive, passive_imperfect, agent, patient, noun = self.templates
        voices: tuple[tuple[Voice, str, str], ...] = (
            ("active", perfect, imperfect),
            ("passive", passive, passive_imperfect),
        )
        for voice, past, present in voices:
            yield from self._perfect(*self._stems(past, f"perfect {voice}"), voice)
            prefix = "u" if voice == "passive" or self.measure in _U_PREFIX else "a"
            stems = self._stems(present, f"imperfect {voice}")
            yield from self._imperfect(*stems, prefix, voice)
        yield from _nominal(*self._agent(agent), "active participle", "active")
        yield from _nominal(*self._patient(patient), "passive participle", "passive")
        for masdar in masdars or ((spell(self._masdar(noun)),) if noun else ()):
            yield from _masdar_forms(masdar)

    def _perfect(self, v: str, c: str, end: str, voice: Voice) -> Iterator[Inflection]:
        for (person, number, gender), suffix in _PERFECT:
            suffix = suffix.replace("t", "ت")
            if suffix[0] in _VOWELS:
                form = v + (_perfect_ending(end, suffix) if end else suffix)
            else:
                link = {"ay": "aي", "aw": "aو", "iy": "I", "": ""}[end]
                form = c + link + suffix
            yield _finite(form, "perfect", voice, person, number, gender)

    def _imperfect(
        self, v: str, c: str, end: str, vowel: str, voice: Voice
    ) -> Iterator[Inflection]:
        for (person, number, gender), prefix, indicative, other in _IMPERFECT:
            head = prefix + vowel
            features = (voice, person, number, gender)
            for tense, suffix in (("imperfect", indicative), ("jussive", other)):
                if suffix.startswith("ن"):
                    link = {"A": "aي", "": ""}.get(end, end)
                    form = head + c + link + suffix
                elif suffix:
                    form = head + v + (_imperfect_ending(end, suffix) if end else suffix)
                elif tense == "imperfect":
                    form = head + v + {"A": "Y"}.get(end, end)
                    yield _finite(form, "subjunctive", *features)
                else:
                    form = head + (v if end else c)
                    if self.doubled:
                        yield _finite(head + v, "jussive", *features)
                yield _finite(form, "imperfect" if tense == "imperfect" else "jussive", *features)

    def _agent(self, stem: str) -> tuple[str, str]:
        if self.defective:
            return stem[:-2], "in"
        if self.hollow:
            first, last = self.root[0], self.root[2]
            if self.measure == "I":
                stem = f"{first}Aءi{last}"
                return (stem[:-2], "in") if last == "ء" else (stem, "")
            return self._stems(stem, "imperfect active")[0], ""
        return (_double(stem) if self.doubled else stem), ""

    def _patient(self, stem: str) -> tuple[str, str]:
        if self.defective:
            if self.measure == "I":
                # مدعو، مرمي: the last radical is written once.
                return stem[:-2] + ("U" if self.root[2] == "و" and self.p != "i" else "I"), ""
            return stem[:-2], "an"
        if self.hollow:
            if self.measure == "I":
                vowel = "U" if self.root[1] == "و" else "I"
                return f"مa{self.root[0]}{vowel}{self.root[2]}", ""
            return self._stems(stem, "imperfect passive")[0], ""
        return (_double(stem) if self.doubled and self.measure != "I" else stem), ""

    def _masdar(self, stem: str) -> str:
        last = self.root[-1]
        if self.defective:
            if self.measure == "II":
                return stem[:-2] + "iيaT"
            if self.measure == "III":
                return stem[: stem.rindex(last) - 1] + "AT"
            if self.measure in ("V", "VI"):
                return stem[:-2] + "I"
            return stem[:-1] + "ء"
        if last == "ء" and self.measure == "II":
            return stem[:-2] + "iءaT"
        if self.hollow and self.measure in ("IV", "X"):
            middle = stem.rindex(self.root[1])
            return stem[:middle] + "A" + last + "aT"
        if self.hollow:
            return stem[: stem.rindex(self.root[1])] + "يA" + last
        return stem


def _eighth(template: str, head: str) -> str:
    return template.replace("1ت", head, 1)


def _double(stem: str) -> str:
    """Return a stem whose second and third radical meet: رaدaد -> رaدد, ءaصرaر -> ءaصaرر."""
    second, vowel, third = stem[-3], stem[-2], stem[-1]
    if vowel not in "aiu" or second != third:
        return stem
    before = stem[:-3]
    return before + (second if before[-1] in _VOWELS else vowel + second) + third


def _perfect_ending(end: str, suffix: str) -> str:
    if suffix == "a":
        return {"ay": "Y", "aw": "A", "iy": "iي"}[end]
    if suffix == "U":
        return "U" if end == "iy" else "aو"
    if suffix == "A":
        return {"ay": "aيA", "aw": "aوA", "iy": "iيA"}[end]
    return ("iي" if end == "iy" else "") + suffix


def _imperfect_ending(end: str, suffix: str) -> str:
    kind, rest = suffix[0], suffix[1:]
    if kind == "A":
        return {"U": "uوA", "I": "iيA", "A": "aيA"}[end] + rest
    if kind == "U":
        return ("aو" if end == "A" else "U") + rest
    return ("aي" if end == "A" else "I") + rest


def _finite(
    form: str,
    tense: Tense,
    voice: Voice,
    person: int,
    number: Literal["s", "d", "p"],
    gender: Literal["m", "f", ""],
) -> Inflection:
    # Before a pronoun the alef after the plural's w falls and alef maqsura becomes alef.
    bound = spell(form[:-1] + "A" if form.endswith("Y") else form)
    plural = number == "p" and gender == "m" and form[-1] in "Uو"
    text = bound + "ا" if plural else spell(form)
    return Inflection(text, bound, tense, voice, person, number, gender)


def _nominal(stem: str, end: str, tense: Tense, voice: Voice) -> Iterator[Inflection]:
    """Yield the cases, numbers and genders of a participle."""
    singular: tuple[str, ...]
    if end == "in":
        singular = (stem, stem + "I")
        link, plural = stem + "iي", stem
    elif end == "an":
        singular = (stem + "Y",)
        link, plural = stem + "aي", stem
    else:
        singular = (stem,)
        link, plural = stem, stem
    for form in singular:
        yield Inflection(spell(form), spell(form.replace("Y", "A")), tense, voice, 0, "s", "m")
    if end != "an":
        accusative = spell(link)
        if not accusative.endswith("اء"):
            accusative += "ا"
        yield Inflection(accusative, accusative, tense, voice, 0, "s", "m", True)
    feminine = spell(stem + "AT" if end == "an" else link + "aT")
    bound = feminine[:-1] + "ت"
    yield Inflection(feminine, bound, tense, voice, 0, "s", "f")
    for dual in ("An", "ayn"):
        ending = dual.replace("A", "ا").replace("ay", "ي").replace("n", "ن")
        base = spell(link)
        yield Inflection(base + ending, base + ending[:-1], tense, voice, 0, "d", "m")
        fem = bound + ending
        yield Inflection(fem, fem[:-1], tense, voice, 0, "d", "f")
    base = spell(plural)
    for ending in ("ون", "ين"):
        yield Inflection(base + ending, base + ending[:-1], tense, voice, 0, "p", "m")
    women = spell(link + "At").replace("t", "ت")
    yield Inflection(women, women, tense, voice, 0, "p", "f")


def _masdar_forms(masdar: str) -> Iterator[Inflection]:
    bound = masdar[:-1] + "ت" if masdar.endswith("ة") else masdar
    if masdar.endswith("ى"):
        bound = masdar[:-1] + "ا"
    yield Inflection(masdar, bound, "masdar", "active", 0, "s", "")
    if masdar.endswith("اء"):
        # انتماؤه، انتمائه: the hamza takes a seat before a pronoun.
        yield Inflection(masdar, masdar[:-1] + "ئ", "masdar", "active", 0, "s", "")
        yield Inflection(masdar, masdar[:-1] + "ؤ", "masdar", "active", 0, "s", "")
    elif not masdar.endswith(("ة", "ى")):
        form = masdar + "ا"
        yield Inflection(form, form, "masdar", "active", 0, "s", "", True)

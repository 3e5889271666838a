"""How number words and digits join into one number."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from tawatur.language.numbers._digits import read_digits
from tawatur.language.numbers._words import Exact, Word, words
from tawatur.language.tokens import Tokens

__all__ = ["Parsed", "Reader"]

_WAW = "و"
_IN = "في"
_TANWIN = "\u064b"
_SCALES = frozenset({"scale", "accusative", "scales"})
_SMALL = frozenset({"unit", "one", "two"})
_BELOW_100 = frozenset({"ten", "teen", "tens"})
_PLURALS = frozenset({"dozens", "hundreds", "scales"})
# No news counts further; the bound keeps hostile chains of "million" small.
_GREATEST = 10**18
_PERCENT_SIGN = "%"


class Parsed(NamedTuple):
    """A number from the word it was asked for to ``after``, exclusive.

    ``step`` is the least power of ten that it ends with (1000 for *five thousand*): what is
    joined to it must be less. ``high`` is the upper end of a vague number.
    """

    after: int
    value: Exact
    step: int
    kind: str
    high: Exact | None = None


class Reader:
    """Reads numbers in one list of tokens."""

    __slots__ = ("_kinds", "_size", "_table", "_texts", "_tokens")

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._texts = tokens.text
        self._kinds = tokens.kind
        self._size = len(tokens.text)
        self._table = words()

    def word(self, index: int) -> Word | None:
        """Return the number word at ``index``, or ``None``."""
        return self._table.get(self._texts[index]) if index < self._size else None

    def _bare(self, index: int) -> Word | None:
        """Return the number word at ``index`` when no conjunction or preposition is on it."""
        word = self.word(index)
        return word if word is not None and not word.skip else None

    def _is_digits(self, index: int) -> bool:
        return index < self._size and self._kinds[index] == "number"

    def joined(self, index: int) -> int:
        """Return where the part begins that ``index`` joins by و, or -1."""
        if index >= self._size:
            return -1
        if self._texts[index] == _WAW:
            if self._is_digits(index + 1) or self._bare(index + 1) is not None:
                return index + 1
            return -1
        word = self.word(index)
        if word is not None and word.conjunction == _WAW and not word.preposition:
            return index
        return -1

    def is_percent(self, index: int) -> bool:
        """Tell whether the hundred at ``index`` is that of *per cent*: في المئة, بالمئة."""
        word = self.word(index)
        if word is None or not word.definite or word.group != "hundred" or word.value != 100:
            return False
        if word.preposition == "ب":
            return True
        return index > 0 and not word.skip and self._texts[index - 1] == _IN

    # -- ordinals ------------------------------------------------------------------------------

    def ordinal(self, index: int) -> Parsed | None:
        """Read an ordinal in words: third, twelfth, twenty-fifth."""
        word = self.word(index)
        if word is None:
            return None
        if word.group == "hundred" and word.definite:
            # المئة والخامسة والعشرون
            link = self.joined(index + 1)
            unit = self.word(link) if link >= 0 else None
            if unit is None or unit.group not in ("ordinal", "first"):
                return None
            rest = self.ordinal(link)
            return None if rest is None else rest._replace(value=word.value + rest.value)
        if word.group not in ("ordinal", "first"):
            return None
        ten = self._bare(index + 1)
        if ten is not None and ten.group == "ten":
            return Parsed(index + 2, word.value + 10, 1, "ordinal")
        link = self.joined(index + 1)
        if link >= 0:
            tens = self.word(link)
            if tens is not None and tens.group == "tens" and tens.definite == word.definite:
                return Parsed(link + 1, word.value + tens.value, 1, "ordinal")
        if word.group == "first":
            return None
        return Parsed(index + 1, word.value, 1, "ordinal")

    # -- vague words ---------------------------------------------------------------------------

    def vague(self, index: int) -> Parsed | None:
        """Read tens of, hundreds of, thousands, several: an interval."""
        word = self.word(index)
        if word is None:
            return None
        if word.group == "several":
            return self._several(index)
        if word.group not in _PLURALS or word.value == 0:
            return None
        after, scale = self._scales(index + 1)
        unit = word.value * scale
        # Tens reach to 99, hundreds to 999: the next unit less one of what is counted in.
        counted = scale if word.group != "scales" else 1
        high = unit * 10 - (counted if word.group != "scales" else scale)
        return Parsed(after, unit * 2, 1, "vague", high)

    def _several(self, index: int) -> Parsed | None:
        if not self._ends_in_ta_marbuta(index):
            return None
        after, unit = index + 1, 1
        plural = self._bare(after)
        if plural is not None and (plural.group in _PLURALS):
            after, scale = self._scales(after + 1)
            unit = int(plural.value) * scale
        return Parsed(after, 3 * unit, 1, "vague", 9 * unit)

    def _ends_in_ta_marbuta(self, index: int) -> bool:
        """Tell عدة (several) from عده, بعده, وعده (counted it, after him, his promise)."""
        if not self._texts[index].endswith("ه"):
            return True
        original = self._tokens.folded.original
        return "ة" in original[self._tokens.start[index] : self._tokens.end[index]]

    def _scales(self, index: int) -> tuple[int, int]:
        """Return the index after the scale words at ``index`` and their product."""
        product = 1
        while True:
            word = self._bare(index)
            if word is None or word.group not in _SCALES:
                return index, product
            bigger = product * int(word.value)
            if bigger > _GREATEST:
                return index, product
            product, index = bigger, index + 1

    # -- cardinals -----------------------------------------------------------------------------

    def cardinal(self, index: int, *, brackets: bool = True) -> Parsed | None:
        """Read the longest cardinal or fraction that begins at ``index``."""
        head = self._term(index)
        if head is None:
            return None
        after, value, step, kind = head[:4]
        while step > 1:
            link = self.joined(after)
            if link < 0:
                break
            fraction = self._fraction_of(link, step)
            if fraction is not None:
                after, value, step = fraction.after, value + fraction.value, 1
                break
            term = self._term(link)
            if term is None or term.kind == "fraction" or not term.value:
                break
            if term.value < step:
                after, value, step = term.after, value + term.value, term.step
            elif step < term.step and term.value // term.step < step and value < term.step:
                # ألف ومئتا مليون: the scale stands once, for both parts.
                value = (value + Fraction(term.value, term.step)) * term.step
                after, step = term.after, term.step
            else:
                break
        if step == 1 and kind == "cardinal":
            half = self._and_a_fraction(after)
            if half is not None:
                after, value = half[0], (value + half[1]) * half[2]
        if brackets:
            after = self._repeated(after, value)
        return Parsed(after, _plain(value), step, kind)

    def _term(self, index: int, *, scaled: bool = True) -> Parsed | None:
        """Read one part: digits or words below a thousand, with the scale that follows.

        Without ``scaled`` the scale behind a fraction is left to the caller.
        """
        if index >= self._size:
            return None
        if self._kinds[index] == "number":
            digits = self._digits(index)
            if digits is None:
                return None
            after, value = digits
            hundred = self._bare(after)
            if (
                hundred is not None
                and hundred.group in ("hundred", "hundreds")
                and hundred.value == 100
                and 1 < value < 10
            ):
                after, value = after + 1, value * 100
        else:
            word = self._table.get(self._texts[index])
            if word is None:
                return None
            if word.group == "fraction":
                after, scale = self._scales(index + 1)
                if scale > 1 and scaled:
                    return Parsed(after, _plain(word.value * scale), 1, "scaled")
                return Parsed(index + 1, word.value, 1, "fraction")
            if word.group in ("scale", "accusative", "double"):
                own = self._own_value(index, word)
                after, scale = self._scales(index + 1)
                step = (
                    scale if scale > 1 else int(word.value) // (2 if word.group == "double" else 1)
                )
                return Parsed(after, own * scale, step, "cardinal")
            small = self._below_1000(index)
            if small is None:
                return None
            after, value = small
        part = self._bare(after)
        if part is not None and part.group == "parts" and 1 < value <= 10:
            share = _plain(value * part.value)
            behind, scale = self._scales(after + 1)
            if scale > 1 and scaled:
                return Parsed(behind, _plain(share * scale), 1, "scaled")
            return Parsed(after + 1, share, 1, "fraction")
        after, value = self._point(after, value)
        behind, scale = self._scales(after)
        if scale > 1:
            return Parsed(behind, _plain(value * scale), scale, "cardinal")
        return Parsed(after, value, 1, "cardinal")

    def _point(self, index: int, value: Exact) -> tuple[int, Exact]:
        """Read the decimals behind the point that is written as a word: واحد فاصلة خمسة."""
        point = self._bare(index)
        if point is None or point.group != "point" or value != int(value):
            return index, value
        if self._is_digits(index + 1):
            text = self._texts[index + 1]
            if not text.isdigit() or len(text) > 6:
                return index, value
            return index + 2, _plain(value + Fraction(int(text), 10 ** len(text)))
        rest = self._below_100(index + 1)
        if rest is None:
            return index, value
        return rest[0], _plain(value + Fraction(rest[1], 10 ** len(str(rest[1]))))

    def _own_value(self, index: int, word: Word) -> Exact:
        """Tell ألفًا (a thousand) from ألفا (two thousand, before its noun)."""
        if word.group != "accusative":
            return word.value
        original = self._tokens.folded.original
        start, end = self._tokens.start[index], self._tokens.end[index]
        return word.value if _TANWIN in original[start : end + 1] else word.value * 2

    def _digits(self, index: int) -> tuple[int, Exact] | None:
        after = index + 1
        while after + 1 < self._size and after < index + 11 and self._texts[after] == "ر":
            after += 2
        follows = self.word(after)
        decimal = (follows is not None and not follows.skip and follows.group in _SCALES) or (
            after < self._size and self._texts[after] == _PERCENT_SIGN
        )
        return read_digits(self._tokens, index, decimal=decimal)

    def _below_1000(self, index: int) -> tuple[int, Exact] | None:
        word = self.word(index)
        if word is None:
            return None
        if word.group == "hundred":
            if word.value == 200 and not self._has_hamza(index, word):
                return None
            after, value = index + 1, word.value
        else:
            hundred = self._bare(index + 1)
            if not (
                word.group == "unit"
                and word.value >= 3
                and hundred is not None
                and hundred.group in ("hundred", "hundreds")
                and hundred.value == 100
            ):
                return self._below_100(index)
            after, value = index + 2, word.value * 100
        link = self.joined(after)
        if link >= 0:
            if self._is_digits(link):
                text = self._texts[link]
                if text.isdigit() and len(text) < 3:
                    return link + 1, value + int(text)
            else:
                rest = self._below_100(link)
                parts = None if rest is None else self._bare(rest[0])
                # مئة وثلاثة أرباع is 100 and three quarters.
                if rest is not None and (parts is None or parts.group != "parts" or rest[1] > 10):
                    return rest[0], value + rest[1]
        return after, value

    def _has_hamza(self, index: int, word: Word) -> bool:
        """Tell مئتا (two hundred) from ميتا (dead), which fold alike."""
        if self._texts[index][word.skip :].replace("ال", "", word.definite)[2:3] != "ت":
            return True
        original = self._tokens.folded.original
        return "ئ" in original[self._tokens.start[index] : self._tokens.end[index]]

    def _below_100(self, index: int) -> tuple[int, Exact] | None:
        word = self.word(index)
        if word is None:
            return None
        if word.group in _BELOW_100:
            return index + 1, word.value
        if word.group not in _SMALL:
            return None
        ten = self._bare(index + 1)
        if ten is not None and ten.group == "ten" and word.value:
            return index + 2, word.value + 10
        link = self.joined(index + 1)
        if link >= 0 and word.value:
            tens = self.word(link)
            if tens is not None and tens.group == "tens":
                return link + 1, word.value + tens.value
        return None if word.group == "one" else (index + 1, word.value)

    def _fraction_of(self, index: int, scale: int) -> Parsed | None:
        """Read the *and a half (million)* of *two million and a half*."""
        word = self.word(index)
        if word is None or word.group != "fraction":
            return None
        after = index + 1
        again = self._bare(after)
        if again is not None and again.group in _SCALES:
            if again.value != scale:
                return None
            after += 1
        return Parsed(after, word.value * scale, 1, "fraction")

    def _and_a_fraction(self, index: int) -> tuple[int, Exact, int] | None:
        link = self.joined(index)
        if link < 0:
            return None
        term = self._term(link, scaled=False)
        if term is None or term.kind != "fraction" or term.value >= 1:
            return None
        after, scale = self._scales(term.after)
        return after, term.value, scale

    def _repeated(self, index: int, value: Exact) -> int:
        """Return the index after the same number in brackets: خمسة (05)."""
        if (
            index + 2 < self._size
            and self._texts[index] == "("
            and self._tokens.start[index] - self._tokens.end[index - 1] <= 1
        ):
            again = self.cardinal(index + 1, brackets=False)
            if (
                again is not None
                and again.value == value
                and again.after < self._size
                and self._texts[again.after] == ")"
            ):
                return again.after + 1
        return index


def _plain(value: Exact) -> Exact:
    return value.numerator if value.denominator == 1 else value

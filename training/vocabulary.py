"""Cut the vocabulary of the base to what Arabic news needs, and rebuild its tokenizer.

Kept are the pieces written with the letters, marks and digits of Arabic, digits, punctuation, and
short pieces of Latin letters; a piece with a letter of Persian, Urdu, Kurdish … goes unless it is
that letter alone (newspapers write names with them). The tokenizer is a Unigram model with offsets,
run by the ``tokenizers`` library.
"""

from __future__ import annotations

import re

from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers
from tokenizers.models import Unigram

from training.wheel import Base

__all__ = ["MARKS", "build_tokenizer", "kept_pieces"]

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_ARABIC = "ء-غف-ي٠-٩،؛؟٪٫٬"
_OTHER_LETTERS = "پچژڤگکیەڭڨ"
_KEPT = re.compile(
    rf"▁?(?:[{_ARABIC}]+|[{_OTHER_LETTERS}]|[0-9٠-٩.,:/%٪-]+|[A-Za-z]{{1,2}}|[^\w\s]{{1,3}})|▁"
)
# Upper case runs of three and four letters are the abbreviations that Arabic news leaves in Latin.
_ABBREVIATION = re.compile(r"▁?[A-Z]{3,4}")
_LATIN = re.compile(r"[A-Za-z]")
# Vowel marks, tatweel and the marks of direction carry nothing for a reader of news, and most
# desks leave them out: they go before tokenising.
MARKS = (
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def kept_pieces(base: Base) -> list[int]:
    """Return the numbers of the pieces that are kept, in the order of the base."""
    kept = [base.begin, base.pad, base.end, base.unknown]
    kept += [
        number
        for number, (piece, _) in enumerate(base.pieces)
        if number not in kept and (_KEPT.fullmatch(piece) or _ABBREVIATION.fullmatch(piece))
        if not re.search(MARKS, piece)
    ]
    return kept


def build_tokenizer(base: Base, kept: list[int]) -> Tokenizer:
    """Return the tokenizer over the kept pieces; its numbers are positions in ``kept``."""
    pieces = [base.pieces[number] for number in kept]
    tokenizer = Tokenizer(Unigram(pieces, unk_id=kept.index(base.unknown), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex(MARKS), ""),
            normalizers.Replace(Regex(r"\s+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens(list(_SPECIAL))
    return tokenizer

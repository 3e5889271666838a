"""What kind of thing a quantity counts."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.annotating.quantities._candidates import Candidate
from tawatur.annotating.quantities._lexicons import governors, nouns
from tawatur.annotating.quantities._neighbours import CASUALTY
from tawatur.annotating.quantities._phrases import Phrase
from tawatur.language import Tokens

__all__ = ["Governed", "behind", "governed", "predicate", "what_of"]

# Words between a governing word and its number: قتلت القوات الإسرائيلية بالرصاص 3 فلسطينيين.
_REACH = 9
_BEHIND = 7
# ارتفعت حصيلة انفجار مستودع للوقود في ضاحية صناعية إلى 30: words between a toll and its number.
_TOLL = 16
_HARD = frozenset(".؛;:!؟?…")
# Below this a few armed men act in an event; above it a text gives the strength of a force.
_STRENGTH = 50


class Governed(NamedTuple):
    """The governing word found before a number: its class, role and distance in tokens."""

    group: str
    role: str
    distance: int


_NOTHING = Governed("", "", 99)


def governed(
    tokens: Tokens, first: int, lowest: int, skip: frozenset[int], phrase: Phrase
) -> Governed:
    """Look back from token ``first`` for the word that governs it.

    ``skip`` are tokens inside times. A number without a noun may take it from before (عدد القتلى
    30), and so may one of persons behind a verb of amount (ارتفع عدد القتلى إلى 30 شخصًا).
    """
    noun = phrase.how != "none"
    if phrase.group in ("person", "force") and first > lowest:
        last = tokens.text[first - 1]
        amounts = governors("amount")
        window = tokens.text[max(lowest, first - 6) : first]
        noun = not (
            governors("frame").get(last) == "to"
            or last in governors("change")
            or last in governors("reach")
            or any(amounts.get(text) == "number" for text in window)
        )
    texts, kinds = tokens.text, tokens.kind
    triggers, names = governors("trigger"), governors("noun")
    stop, near, link = governors("stop"), governors("near"), governors("link")
    steps = 0
    # A preposition of its own parts the number from the verb: قتلوا في 3 هجمات.
    if (
        first > lowest
        and texts[first - 1] in governors("aside")
        and not _from(tokens, first, phrase)
    ):
        return _NOTHING
    for at in range(first - 1, lowest - 1, -1):
        if at in skip:
            continue
        text = texts[at]
        if kinds[at] == "number":
            break
        if kinds[at] == "mark":
            if text in _HARD:
                break
            continue
        steps += 1
        if steps > _REACH:
            break
        if text in link:
            # توفي منهم 467: the verb says it.
            verb = triggers.get(texts[at - 1], "") if at - 1 >= lowest else ""
            if verb in CASUALTY and not texts[at - 1].endswith(("ا", "ن")):
                return Governed(verb, "trigger", steps + 1)
            return Governed("inherit", "link", steps)
        if not noun and text in names:
            return Governed(names[text], "noun", steps)
        if text in near and steps <= 2:
            return Governed(near[text], "trigger", steps)
        group = triggers.get(text)
        if _loses_life(tokens, at, first):
            group = "killed"
        if group is not None:
            if group in CASUALTY and _both(tokens, at, lowest, group):
                group = "together"
            return Governed(group, "trigger", steps)
        if text in stop:
            break
    return _NOTHING if noun else _toll(tokens, first, lowest)


def _from(tokens: Tokens, first: int, phrase: Phrase) -> bool:
    """Tell the first number of a change: ارتفع عدد القتلى من 24 إلى 30."""
    frame, after = governors("frame"), phrase.after
    leaves = frame.get(tokens.text[first - 1]) == "of"
    return leaves and after < len(tokens) and frame.get(tokens.text[after]) == "to"


def _loses_life(tokens: Tokens, verb: int, first: int) -> bool:
    """Tell فقد 12 شخصًا حياتهم, where the verb stands before the number."""
    texts = tokens.text
    if texts[verb] not in governors("lose"):
        return False
    lives = governors("life")
    for at in range(first + 1, min(len(tokens), first + _BEHIND)):
        if tokens.kind[at] == "mark":
            return False
        if texts[at] in lives:
            return True
    return False


def _toll(tokens: Tokens, first: int, lowest: int) -> Governed:
    """Read ارتفعت حصيلة الحريق في المستودع إلى 30: a toll counts the dead."""
    texts = tokens.text
    led = first > lowest and (
        governors("frame").get(texts[first - 1]) == "to"
        or texts[first - 1] in governors("change")
        or texts[first - 1] in governors("reach")
    )
    if not led:
        return _NOTHING
    tolls = governors("toll")
    for at in range(first - 1, max(lowest, first - _TOLL) - 1, -1):
        if texts[at] in _HARD or tokens.kind[at] == "number":
            return _NOTHING
        if texts[at] in tolls:
            return Governed(tolls[texts[at]], "noun", first - at)
    return _NOTHING


def predicate(tokens: Tokens, after: int, highest: int, skip: frozenset[int]) -> str:
    """Return the class of a verb that agrees with the noun phrase right before it, or ''.

    ``53 آخرين أصيبوا``: the number's own predicate, whatever governed the one before it.
    """
    at = after
    while at < highest and at in skip:
        at += 1
    if at >= highest or tokens.kind[at] != "word":
        return ""
    text = tokens.text[at]
    if _life(tokens, at):
        return "killed"
    group = governors("trigger").get(text, "")
    plural = text.endswith(("وا", "ون", "ان", "تا")) and _passive(tokens, at, highest)
    if plural and group == "fallen":
        return "killed"
    if plural and group in CASUALTY:
        return group
    if text.endswith("وا"):
        # تضرروا: another verb, another sense, save where an idiom says it (لقوا مصرعهم).
        return governors("state").get(tokens.text[at + 1] if at + 1 < highest else "", "count")
    if at + 1 < highest and text[0] not in "وب":
        # لقوا مصرعهم
        return governors("state").get(tokens.text[at + 1], "") if _is_plural(text) else ""
    return ""


def _is_plural(text: str) -> bool:
    return text.endswith(("وا", "ون", "يا", "تا"))


def _life(tokens: Tokens, at: int) -> bool:
    """Tell whether فقدوا حياتهم, فارق الحياة stands at token ``at``."""
    texts = tokens.text
    ahead = texts[at + 1 : at + 3]
    return texts[at] in governors("lose") and any(text in governors("life") for text in ahead)


def _both(tokens: Tokens, at: int, lowest: int, group: str) -> bool:
    """Tell مقتل وإصابة 30: dead and wounded counted together."""
    if at - 1 < lowest or not tokens.text[at].startswith("و"):
        return False
    # A verb that agrees with its subject ends its clause: قتلوا وأصيب 27.
    if tokens.text[at - 1].endswith(("ا", "ن")) or tokens.text[at - 1] in governors("state"):
        return False
    other = governors("trigger").get(tokens.text[at - 1])
    return other in CASUALTY and other != group


def behind(tokens: Tokens, after: int, highest: int, skip: frozenset[int]) -> str:
    """Return the class that a verb or participle behind the noun phrase gives, or ''."""
    texts, kinds = tokens.text, tokens.kind
    triggers, link, states = governors("trigger"), governors("link"), governors("state")
    for at in range(after, min(highest, after + _BEHIND)):
        if at in skip:
            continue
        text = texts[at]
        if kinds[at] != "word" and text not in "\"«»()“”'":
            return ""
        if text in link:
            if at == after:
                continue
            return ""
        if text in states:
            return states[text]
        if _life(tokens, at):
            return "killed"
        group = triggers.get(text)
        if group is None:
            continue
        if group in CASUALTY and _passive(tokens, at, highest):
            return group
        if group == "count" and at == after:
            return ""
    return ""


def _passive(tokens: Tokens, at: int, highest: int) -> bool:
    """Tell a verb whose subject stands before it (قتلوا، معتقلان) from one that begins a clause."""
    text = tokens.text[at]
    if text[0] == "و" or text[0] == "ب":
        return False
    if at + 1 < highest and tokens.kind[at + 1] == "number":
        return False
    return text.endswith(("وا", "ون", "ان", "تا", "ا", "ت", "ن"))


def what_of(
    tokens: Tokens,
    candidate: Candidate,
    phrase: Phrase,
    cause: Governed,
    follows: str,
    inherited: str,
    lowest: int,
    highest: int,
    handed: str = "",
) -> str:
    """Return the ``what`` of a quantity from noun, governing word and predicate.

    ``handed`` is the sense of the quantity before it in the sentence, which «others» take up.
    """
    group = phrase.group
    if candidate.kind == "fraction" and group not in ("money", "distance", "measure", "kilo"):
        return "percent"
    fixed = {"money": "money", "percent": "percent", "distance": "distance", "measure": "other"}
    if group in fixed:
        return fixed[group]
    if group == "kilo":
        lengths = governors("length")
        near = tokens.text[max(lowest, candidate.first - 4) : candidate.first]
        return "distance" if any(text in lengths for text in near) else "other"
    if group == "year":
        return "count"
    if group in ("killed", "injured", "injury"):
        return _case(tokens, phrase, group, cause, highest)
    if group == "attack":
        return "attacks"
    if _occurrence(tokens, phrase):
        bombed = governors("attacks")
        near = tokens.text[max(lowest, candidate.first - 6) : candidate.first]
        return "attacks" if any(text in bombed for text in near) else "count"
    if group == "thing" and phrase.how == "partitive" and cause.group in CASUALTY:
        # مقتل 13 من قوات الحدود: a part of a body of people.
        return cause.group
    if group == "thing" and phrase.how == "partitive" and follows in CASUALTY:
        # ثلاثة من أسرة الضابط لقوا مصرعهم
        return follows
    if group == "thing":
        # حالة إصابة says what it is, whatever stands before it.
        case = _case(tokens, phrase, "count", cause, highest)
        dead = case == "count" and cause.group == "killed" and _dying(tokens, phrase, cause)
        return "killed" if dead or _bodies(tokens, candidate, lowest) else case
    if group in ("person", "force") and _bodies(tokens, candidate, lowest):
        return "killed"
    if phrase.how == "none" and inherited in fixed.values():
        return inherited
    if phrase.how == "none" and _costs(tokens, candidate, lowest):
        return "money"
    if cause.group == "inherit":
        return _fitting(
            inherited if inherited in CASUALTY else follows or inherited, candidate, phrase
        )
    if cause.group == "fallen":
        # سقط خمسة من رجال ...: people who fell are dead; other things are counted.
        return "killed" if group in ("person", "force") else _fitting("", candidate, phrase)
    if cause.group == "seized":
        return "arrested" if group in ("person", "force", "arrested") else "count"
    if cause.group in CASUALTY:
        return cause.group
    if group == "arrested":
        beside = cause.group == "count" and cause.distance <= 2
        return "count" if beside or cause.group == "released" else "arrested"
    if cause.group in ("released", "together"):
        return "count"
    if cause.group == "count":
        return _fitting("", candidate, phrase)
    if follows:
        return follows
    if inherited in CASUALTY:
        return inherited
    if group == "force" and _deployed(tokens, candidate, lowest):
        return "troops"
    if handed == "troops" and _others(tokens, phrase):
        return "troops"
    return _fitting(inherited, candidate, phrase)


def _fitting(what: str, candidate: Candidate, phrase: Phrase) -> str:
    if what in CASUALTY:
        return what
    if phrase.group == "force" and max(candidate.low, candidate.high) >= _STRENGTH:
        return "troops"
    if what == "troops" and phrase.group in ("force", ""):
        return what
    return "count"


def _deployed(tokens: Tokens, candidate: Candidate, lowest: int) -> bool:
    if max(candidate.low, candidate.high) >= _STRENGTH:
        return True
    cues = governors("troops")
    near = tokens.text[max(lowest, candidate.first - 4) : candidate.first]
    return any(text in cues for text in near)


def _case(tokens: Tokens, phrase: Phrase, group: str, cause: Governed, highest: int) -> str:
    """Sort out حالات وفاة, إصابة بالفيروس, and the dead and wounded counted together."""
    texts = tokens.text
    unit = phrase.unit
    if unit is None:
        return group
    if group == "count":
        if unit[1] < highest and texts[unit[0]].startswith("حال"):
            known = nouns().get(texts[unit[1]])
            if known is not None and known.group in ("killed", "injury", "injured", "attack"):
                return _case(tokens, phrase._replace(group=""), known.group, cause, highest)
        return group
    if group == "injury":
        disease = governors("disease")
        if any(text in disease for text in texts[unit[0] : min(highest, unit[1] + 4)]):
            return "count"
        group = "injured"
    # مقتل ثلاثة جرحى
    wounded = group == "injured" and phrase.group == "injured"
    if wounded and cause.group == "killed" and cause.distance <= 1:
        return "killed"
    if unit[1] < highest and governors("frame").get(texts[unit[1]]) == "together":
        other = nouns().get(texts[unit[1]][1:])
        if other is not None and other.group != group:
            return "count"
    return group


def _bodies(tokens: Tokens, candidate: Candidate, lowest: int) -> bool:
    """Tell جثث 16 مسلحًا: the bodies of those who are counted."""
    at = candidate.first - 1
    if at < lowest:
        return False
    noun = nouns().get(tokens.text[at])
    return noun is not None and noun.group == "killed" and noun.plural and not noun.definite


def _dying(tokens: Tokens, phrase: Phrase, cause: Governed) -> bool:
    """Tell توفيت 12 حالة: the cases are people."""
    unit = phrase.unit
    near = cause.role == "trigger" and cause.distance <= 3
    return near and unit is not None and tokens.text[unit[0]].startswith("حال")


def _costs(tokens: Tokens, candidate: Candidate, lowest: int) -> bool:
    """Tell an amount of money that leaves the currency out: بقيمة 3 ملايين."""
    if max(candidate.low, candidate.high) < 1000:
        return False
    amounts = governors("amount")
    near = tokens.text[max(lowest, candidate.first - 6) : candidate.first]
    return any(amounts.get(text) == "money" for text in near)


def _others(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether the noun is «others» and nothing else: ونحو ألفين آخرين."""
    unit = phrase.unit
    return unit is not None and governors("frame").get(tokens.text[unit[0]]) == "others"


def _occurrence(tokens: Tokens, phrase: Phrase) -> bool:
    unit = phrase.unit
    return unit is not None and governors("frame").get(tokens.text[unit[0]]) == "occurrence"

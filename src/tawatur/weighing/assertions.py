"""Claims that are no numbers: who gives which answer, and which answers exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from tawatur.language import lexicon
from tawatur.records import Article, Claim, Dispute, DisputeKind, Figure
from tawatur.weighing.carried import Carried
from tawatur.weighing.claims import make_claim
from tawatur.weighing.disputes import make_dispute, side_by_side
from tawatur.weighing.origins import Origins, Said
from tawatur.weighing.predicates import EXCLUDING, Assertion, Family
from tawatur.weighing.succession import superseded_by
from tawatur.weighing.unionfind import DisjointSets

__all__ = ["assertion_claims"]

# Reports further apart speak of another day's news: a town is taken and lost.
_DAYS = 2
# A thing that more statements share than this is compared with the first of them only.
_CROWD = 200
_WHAT: Mapping[Family, str] = {
    "control": "other",
    "fate": "actor",
    "flight": "actor",
    "making": "actor",
    "blame": "actor",
    "cause": "other",
}
_KIND: Mapping[Family, DisputeKind] = {
    "control": "denial",
    "fate": "actor",
    "flight": "actor",
    "making": "actor",
    "blame": "actor",
    "cause": "actor",
}
_WHY: Mapping[Family, str] = {
    "control": "the whole is said to be held, and a part, or fighting in it",
    "fate": "nobody meets both fates",
    "flight": "two directions are given for one flight",
    "making": "two makers are given for one thing",
    "blame": "different sources lay it on different doers",
    "cause": "the causes given exclude each other",
}
_DENIED = "one source says what another denies"


@cache
def _questions() -> Mapping[str, str]:
    return {r["family"]: r["question"] for r in lexicon.load("predicate_questions").rows}


def assertion_claims(
    assertions: Sequence[Assertion],
    carried: Iterable[Carried],
    articles: Mapping[str, Article],
    origins: Origins,
    said: Mapping[str, Said],
) -> tuple[list[Claim], list[Dispute]]:
    """Return the claims and disputes of statements that are no numbers.

    ``said`` holds the statements by the keys of the assertions. A claim is made of every answer
    that another contradicts, and of every answer that two outlets give.
    """
    claims: list[Claim] = []
    disputes: list[Dispute] = []
    for group in _gather(assertions, carried, articles):
        answers = _answers(_own_lesser(group, said))
        about = _questions()[group[0].family].format(_name(group))
        made = {
            index: make_claim(
                about,
                _WHAT[group[0].family],
                Figure(text=_words(answer, articles)),
                [said[one.key] for one in answer],
                articles,
                origins,
            )
            for index, answer in enumerate(answers)
        }
        sets = DisjointSets()
        denied = settled = False
        for i, j in combinations(range(len(answers)), 2):
            one, other = answers[i][0], answers[j][0]
            if exclude(one, other) and not _told_by_one(made[i], made[j]):
                sets.join(str(i), str(j))
                denied = denied or one.held != other.held
        for members in sets.sets():
            some = sorted((made[int(key)] for key in members), key=lambda c: (c.first or "9", c.id))
            settled = len(some) == 2 and _moved_on(group[0].family, some, answers, made, articles)
            disputes.append(
                make_dispute(
                    about,
                    "denial" if denied else _KIND[group[0].family],
                    some,
                    articles,
                    _DENIED if denied else _WHY[group[0].family],
                    settled=settled,
                )
            )
        disputed = {int(key) for members in sets.sets() for key in members}
        claims += [
            claim for index, claim in made.items() if index in disputed or claim.n_outlets > 1
        ]
    return claims, disputes


def exclude(one: Assertion, other: Assertion) -> bool:
    """Tell whether two answers to one question cannot both hold."""
    same = bool(one.answers & other.answers)
    if one.held != other.held:
        return same
    if same or not one.held:
        return False
    if one.family == "fate":
        return any(frozenset((a, b)) in EXCLUDING for a in one.answers for b in other.answers)
    if one.family == "flight":
        # A point of the compass and a town may be one direction.
        return _compass(one) == _compass(other)
    if one.family == "blame":
        # Two organisations that both take it on themselves; accusations of many are no more than
        # that, and a man and his group are one answer.
        return one.claimed and other.claimed and _sort(one) == _sort(other)
    return True


def _told_by_one(one: Claim, other: Claim) -> bool:
    """Tell whether two answers are told together, by nobody who is known to differ.

    A headline in an outlet's own words does not make what two officials say one answer.
    """
    a, b = ({o.id for o in claim.origins if o.kind != "unknown"} for claim in (one, other))
    return not (a and b and not a & b) and side_by_side(one, other)


def _compass(one: Assertion) -> bool:
    return all(answer.startswith("~") for answer in one.answers)


def _sort(one: Assertion) -> set[str]:
    return {answer.partition(":")[0] for answer in one.answers}


def _gather(
    assertions: Sequence[Assertion], carried: Iterable[Carried], articles: Mapping[str, Article]
) -> list[list[Assertion]]:
    """Return the assertions by question, in a fixed order."""
    by_key = {one.key: one for one in assertions}
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in sorted(by_key.items()):
        for thing in one.about.ids:
            index[one.family, thing].append(key)
    sets = DisjointSets(by_key)
    for pair in carried:
        a, b = by_key.get(pair.a), by_key.get(pair.b)
        if a is not None and b is not None and a.family == b.family and a.about.same(b.about):
            sets.join(a.key, b.key)
    for _, keys in sorted(index.items()):
        for at, key in enumerate(keys):
            for other_key in keys[at + 1 : at + 1 + _CROWD]:
                one, other = by_key[key], by_key[other_key]
                if one.about.same(other.about) and _near(one, other, articles):
                    sets.join(key, other_key)
    return [[by_key[key] for key in members] for members in sets.sets()]


def _near(one: Assertion, other: Assertion, articles: Mapping[str, Article]) -> bool:
    if one.family == "making":
        return True
    a, b = articles[one.article].published, articles[other.article].published
    if a is None or b is None:
        return True
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= _DAYS


def _own_lesser(group: Sequence[Assertion], said: Mapping[str, Said]) -> list[Assertion]:
    """Return the assertions without those that their own speaker qualifies.

    «They took the base … only its camp is still to be taken»: whoever gives the part along with
    the whole means the part.
    """
    if group[0].family != "control":
        return list(group)
    qualified = {
        (one.article, _speaker(said[one.key])) for one in group if "whole" not in one.answers
    }
    return [
        one
        for one in group
        if "whole" not in one.answers or (one.article, _speaker(said[one.key])) not in qualified
    ]


def _speaker(statement: Said) -> str:
    return statement.node if statement.chain else ""


def _answers(group: Sequence[Assertion]) -> list[list[Assertion]]:
    """Return the assertions by answer; what is said to be fought for is held in part at most."""
    found: list[list[Assertion]] = []
    for one in sorted(group, key=lambda a: (a.article, a.start, a.key)):
        answers = one.answers
        if one.family == "control" and (answers == {"fought"} or not one.held):
            answers, one = frozenset({"part"}), one._replace(held=True)
        one = one._replace(answers=answers)
        for answer in found:
            if answer[0].held == one.held and answer[0].answers & one.answers:
                answer.append(one)
                break
        else:
            found.append([one])
    return found


def _name(group: Sequence[Assertion]) -> str:
    """Return what a question is asked of, in the words that most articles use."""
    counts: dict[str, int] = defaultdict(int)
    for one in group:
        counts[one.about.text] += 1
    return min(counts, key=lambda text: (-counts[text], len(text), text))


def _words(answer: Sequence[Assertion], articles: Mapping[str, Article]) -> str:
    """Return an answer in the words of its earliest report, the shortest of that day."""
    first = min(
        answer,
        key=lambda a: (
            (articles[a.article].published or "9")[:10],
            a.end - a.start,
            a.article,
            a.start,
        ),
    )
    return articles[first.article].text[first.start : first.end]


def _moved_on(
    family: Family,
    pair: Sequence[Claim],
    answers: Sequence[Sequence[Assertion]],
    made: Mapping[int, Claim],
    articles: Mapping[str, Article],
) -> bool:
    """Tell whether the later of two answers takes the place of the earlier one."""
    old, new = pair
    if superseded_by(old, new, articles, toll=False) is not None:
        return True
    if family != "control" or old.last is None or new.first is None:
        return False
    # A place of which a part was held is held as a whole on a later day.
    whole = {made[i].id for i, answer in enumerate(answers) if "whole" in answer[0].answers}
    return new.id in whole and old.id not in whole and old.last[:10] < new.first[:10]

"""Values as intervals."""

import msgspec
import pytest

from tawatur.records import Figure, Quantity
from tawatur.weighing.values import figure_of, interval_of, value_key


def quantity(
    low: float | None, best: float | None, high: float | None, approx: bool = False
) -> Quantity:
    return Quantity(
        id="a#n1",
        article="a",
        start=0,
        end=1,
        text="x",
        low=low,
        best=best,
        high=high,
        approx=approx,
    )


EXACT = quantity(36, 36, 36)
AT_LEAST = quantity(36, 36, None)
ABOUT = quantity(32.4, 36, 39.6, approx=True)
TENS = quantity(20, None, 99, approx=True)
MORE = quantity(80, None, None)


def test_values_say_the_unit_that_most_write() -> None:
    written = ["قتيلًا", "شخصًا", "قتيلًا", None]
    quantities = [msgspec.structs.replace(EXACT, unit=unit) for unit in written]
    assert figure_of(quantities).unit == "قتيلًا"
    assert figure_of([msgspec.structs.replace(EXACT, text="هجومين", unit="هجومين")]).unit is None


def test_about_and_at_least_do_not_make_another_answer() -> None:
    assert value_key(EXACT) == value_key(AT_LEAST) == value_key(ABOUT)
    assert value_key(TENS) != value_key(EXACT)
    assert figure_of([AT_LEAST, EXACT]) == Figure(low=36, best=36, high=36, approx=False)
    assert figure_of([ABOUT]).approx


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (quantity(30, 30, 30), AT_LEAST, False),
        (quantity(40, 40, 40), AT_LEAST, True),
        (quantity(35, 35, 35), ABOUT, True),
        (quantity(10, 10, 10), TENS, True),  # «tens» is used loosely
        (quantity(9, 9, 9), TENS, False),
        (MORE, quantity(200, None, 999, approx=True), True),
        (MORE, quantity(30, 30, 30), False),
    ],
)
def test_which_answers_can_hold_together(one: Quantity, other: Quantity, meet: bool) -> None:
    a, b = interval_of(figure_of([one])), interval_of(figure_of([other]))
    assert a.meets(b) is meet
    assert b.meets(a) is meet

"""Claims that are no numbers, read from sentences: control, fate, flight, making, blame, cause.

Everything here reads words and lexicons; it is kept apart from the weighing of what it finds, so
that a stage that finds events may take its place.
"""

from tawatur.weighing.predicates.assertion import Assertion, Family
from tawatur.weighing.predicates.clauses import Thing
from tawatur.weighing.predicates.fates import EXCLUDING
from tawatur.weighing.predicates.reading import assertions

__all__ = ["EXCLUDING", "Assertion", "Family", "Thing", "assertions"]

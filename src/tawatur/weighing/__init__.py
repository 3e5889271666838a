"""From annotations and lineage to a situation: entities, claims, origins, disputes, timeline."""

from tawatur.weighing.agreement import Judge
from tawatur.weighing.conventions import CONVENTIONS, apply_convention, citation
from tawatur.weighing.entities import unify
from tawatur.weighing.situation import Situation
from tawatur.weighing.weigh import weigh

__all__ = ["CONVENTIONS", "Judge", "Situation", "apply_convention", "citation", "unify", "weigh"]

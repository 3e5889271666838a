"""From annotations and lineage to a situation: entities, claims, origins, disputes, timeline."""

from tawatur.weighing.situation import Situation

__all__ = ["Situation"]

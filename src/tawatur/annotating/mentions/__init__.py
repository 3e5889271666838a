"""Names of people, places and organisations, with the roles beside them."""

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.proposals import Proposal, Recogniser, resolve
from tawatur.annotating.mentions.stage import MentionStage

__all__ = ["Context", "MentionStage", "Proposal", "Recogniser", "resolve"]

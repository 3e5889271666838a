"""Stages that annotate one article: one module a kind."""

from tawatur.annotating.document import Document
from tawatur.annotating.pipeline import Pipeline, Stage, default_pipeline, discover

__all__ = ["Document", "Pipeline", "Stage", "default_pipeline", "discover"]

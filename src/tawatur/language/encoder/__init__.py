"""The encoder: a small model of Arabic for names, event sense, agreement and sentence vectors.

The weights ship with the package and run on onnxruntime. Where that is missing everything else
works: :func:`missing` tells why, and the stages go on by their rules. What runs a model is
imported when it is first needed.
"""

from tawatur.language.encoder.choice import SHIPPED, NameTagger, name_tagger
from tawatur.language.encoder.weights_folder import missing

__all__ = ["SHIPPED", "NameTagger", "missing", "name_tagger"]

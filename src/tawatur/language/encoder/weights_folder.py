"""Where the weights are, and whether they can be run."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["card", "missing", "path"]

_FOLDER = Path(__file__).with_name("weights")
_NEEDED = ("numpy", "onnxruntime", "tokenizers")


def path(name: str) -> Path:
    """Return the path of one file of the weights."""
    return _FOLDER / name


@cache
def missing() -> str | None:
    """Return why the shipped encoder cannot run here, or None where it can."""
    packages = [one for one in _NEEDED if importlib.util.find_spec(one) is None]
    if packages:
        return f"{' and '.join(packages)} not installed"
    files = [one for one in ("tokenizer.json", "table.npz", "card.json") if not path(one).is_file()]
    return f"{' and '.join(files)} not in the package" if files else None


@cache
def card() -> dict[str, Any]:
    """Return the card of the shipped models: labels, temperatures, versions, licences."""
    made: dict[str, Any] = json.loads(path("card.json").read_text("utf-8"))
    return made

"""What a trunk of sense answers: probabilities, states, and how many of them are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from training.grams import GramHead, gram_rows
from training.sense_data import Example, batches, widths
from training.sense_model import WORDS, SenseModel

__all__ = ["Data", "f1", "figures", "pooled_states", "predict"]


class Data:
    """The table of pieces, and batches as tensors."""

    def __init__(self, table: Tensor) -> None:
        self.table = table

    def tensors(self, batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
        """Return ids, marks and mask of a batch of one padded length."""
        width = widths(batch[0])
        ids = torch.tensor([[*one.ids, *[1] * (width - len(one.ids))] for one in batch])
        marks = torch.tensor([[*one.marks, *[0] * (width - len(one.marks))] for one in batch])
        return ids, marks, (ids != 1).long()


def predict(
    model: SenseModel,
    data: Data,
    items: Sequence[Example],
    grams: Mapping[str, GramHead] | None = None,
) -> list[Tensor]:
    """Return probabilities of each item, of its own head and its grams, in order."""
    model.eval()
    found: dict[int, Tensor] = {}
    with torch.no_grad():
        for batch in batches(items, 4096, None):
            ids, marks, mask = data.tensors(batch)
            states, pooled = model.read(data.table[ids] + model.marks(marks), mask)
            task = batch[0].task
            if task in WORDS:
                chances = torch.sigmoid(model.heads[task](states).float())
                for row, one in zip(chances, batch, strict=True):
                    found[id(one)] = row[one.words]
            else:
                logits = model.classes(task, pooled).float()
                if grams is not None and task in grams:
                    logits = logits + grams[task](gram_rows([one.text for one in batch]))
                rows = torch.softmax(logits, -1)
                found |= {id(one): row for one, row in zip(batch, rows, strict=True)}
    return [found[id(one)] for one in items]


def pooled_states(model: SenseModel, data: Data, items: Sequence[Example]) -> Tensor:
    """Return what the heads of classes read, (items, all that any of them reads)."""
    model.eval()
    found: dict[int, Tensor] = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(items, 4096, None):
            ids, marks, mask = data.tensors(batch)
            _, pooled = model.read(data.table[ids] + model.marks(marks), mask)
            found |= {id(one): row.float() for one, row in zip(batch, pooled, strict=True)}
    return torch.stack([found[id(one)] for one in items])


def f1(pairs: Sequence[tuple[int, int]], of: int = 1) -> float:
    """Return F1 of the class ``of`` over (said, true)."""
    right = sum(a == b == of for a, b in pairs)
    total = sum(a == of for a, _ in pairs) + sum(b == of for _, b in pairs)
    return 2 * right / total if total else 0.0


def figures(
    model: SenseModel,
    data: Data,
    items: Sequence[Example],
    grams: Mapping[str, GramHead] | None = None,
) -> dict[str, float]:
    """Return accuracy of each task of classes, and F1 where one class is looked for."""
    found: dict[str, list[tuple[int, int]]] = {}
    for one, chances in zip(items, predict(model, data, items, grams), strict=True):
        pairs = found.setdefault(one.task, [])
        if one.task in WORDS:
            for row, wanted in zip(chances, one.labels, strict=True):
                pairs += [(int(c >= 0.5), w) for c, w in zip(row.tolist(), wanted, strict=True)]
        else:
            pairs.append((int(chances.argmax()), one.label))
    made: dict[str, float] = {}
    for task, pairs in sorted(found.items()):
        if task not in WORDS:
            made[f"{task}_accuracy"] = sum(a == b for a, b in pairs) / len(pairs)
        if task == "stance":
            made["stance_macro_f1"] = (f1(pairs, 0) + f1(pairs, 1)) / 2
        elif task not in ("quad",):
            made[f"{task}_f1"] = f1(pairs)
    return {name: round(value, 4) for name, value in made.items()}

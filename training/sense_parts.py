"""The heads of words: which of them name an event, its source and its target."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.sense_answers import Data, predict
from training.sense_data import Example, batches
from training.sense_model import HEADS, WORDS, SenseModel

__all__ = ["fit_words", "part_answers"]


def fit_words(model: SenseModel, data: Data, items: Sequence[Example]) -> None:
    """Fit the heads of words alone on the states of the trunk, which stays as it is.

    There are too few marked events for the steps that the trunk takes; the heads see them 300
    times. Words of a part weigh more, they are one in ten.
    """
    model.eval()
    for task in WORDS:
        rows: list[Tensor] = []
        wanted: list[Tensor] = []
        own = [one for one in items if one.task == task]
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for batch in batches(own, 4096, None):
                ids, marks, mask = data.tensors(batch)
                states, _ = model.read(data.table[ids] + model.marks(marks), mask)
                for row, one in zip(states.float(), batch, strict=True):
                    rows.append(row[one.words])
                    wanted.append(torch.tensor(one.labels, dtype=torch.float32))
        seen, labels = torch.cat(rows), torch.cat(wanted)
        head = model.heads[task]
        optimizer = torch.optim.AdamW(head.parameters(), lr=5e-3, weight_decay=0.05)
        weight = torch.full((HEADS[task],), 3.0)
        for _ in range(300):
            loss = functional.binary_cross_entropy_with_logits(
                head(seen), labels, pos_weight=weight
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def part_answers(
    model: SenseModel, data: Data, items: Sequence[Example]
) -> dict[str, list[tuple[int, int]]]:
    """Return for verb, source and target what is said of each word and what is true."""
    found: dict[str, list[tuple[int, int]]] = {}
    for one, chances in zip(items, predict(model, data, items), strict=True):
        names = ("verb",) if one.task == "verb" else ("source", "target")
        for row, wanted in zip(chances.tolist(), one.labels, strict=True):
            for name, chance, label in zip(names, row, wanted, strict=True):
                found.setdefault(name, []).append((int(chance >= 0.5), label))
    return found

"""Train the head that finds names: ``python -m training.names --data DIR --out DIR``.

One trunk learns the labels of five sets at once, a linear head for each; a word's label is read
from its first piece. What the rules of :mod:`tawatur.annotating.mentions` say of a word is added to
its rows of the table. Words and rule marks are hidden at random, so that the trunk reads context
and does not lean on the rules.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from tawatur.language.encoder.decoding import decode
from training.encoder import Encoder, load_encoder
from training.names_data import FEATURES, Sentence, add_features, read_pairs, training_sets
from training.spans import Tally, label_order
from training.vocabulary import build_tokenizer, kept_pieces
from training.wheel import read_model

__all__ = ["NameModel", "encode", "fit_temperature", "held_out", "inputs", "main", "predict"]

WEIGHTS = {"aner": 1.0, "clean": 1.0, "fane": 0.5, "cara": 1.0, "aqmar": 0.7}


class NameModel(nn.Module):
    """The encoder, a table of rule marks, and a linear head for each set of labels."""

    def __init__(self, encoder: Encoder, hidden: int, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.encoder = encoder
        self.marks = nn.Embedding(len(FEATURES), hidden)
        nn.init.zeros_(self.marks.weight)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(hidden, len(own)) for name, own in labels.items()}
        )

    def hidden(self, rows: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the last layer."""
        states: Tensor = self.dropout(self.encoder(rows + self.marks(marks), mask))
        return states


class Encoded:
    """One sentence as numbers: pieces, marks, the first piece of each word, label numbers."""

    def __init__(self, tokenizer: Tokenizer, sentence: Sentence, labels: dict[str, list[str]]):
        encoding = tokenizer.encode(sentence.words, is_pretokenized=True, add_special_tokens=False)
        word_ids = encoding.word_ids
        self.ids = [0, *encoding.ids[:254], 2]
        self.words = [-1, *word_ids[:254], -1]
        places = {word: at for at, word in reversed(list(enumerate(self.words))) if word >= 0}
        # A word of which nothing is left after cleaning has no piece; its label is not learned.
        self.first = [places.get(word, 0) for word in range(len(sentence.words))]
        marks = sentence.features or [0] * len(sentence.words)
        self.marks = [marks[word] if word >= 0 else 0 for word in self.words]
        self.labels = {
            name: [own.index(one) for one in sentence.labels[name]]
            for name, own in labels.items()
            if name in sentence.labels
        }


def encode(
    tokenizer: Tokenizer, sentences: Sequence[Sentence], labels: dict[str, list[str]]
) -> list[Encoded]:
    """Return the sentences as numbers."""
    return [Encoded(tokenizer, sentence, labels) for sentence in sentences]


def _batches(
    items: Sequence[Encoded], budget: int, random_: random.Random | None
) -> Iterator[list[Encoded]]:
    """Yield batches of like length, of at most ``budget`` pieces with padding.

    Lengths go up in eights and full batches of one length have one size: the kernels of the CPU
    are compiled anew for each shape that they meet.
    """
    order = list(items)
    if random_ is not None:
        random_.shuffle(order)
    pool = 1600 if random_ is not None else len(order)
    for first in range(0, len(order), pool):
        chunk = sorted(order[first : first + pool], key=lambda one: len(one.ids))
        made: list[list[Encoded]] = [[]]
        for one in chunk:
            last = made[-1]
            if last and (_width(one) != _width(last[0]) or len(last) >= budget // _width(one)):
                made.append([])
            made[-1].append(one)
        if random_ is not None:
            random_.shuffle(made)
        yield from made


def _width(one: Encoded) -> int:
    return -(-len(one.ids) // 8) * 8


def _pad(rows: Sequence[Sequence[int]], value: int, width: int = 0) -> Tensor:
    width = width or max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])


def inputs(
    model: NameModel, table: Tensor, items: Sequence[Encoded]
) -> Iterator[tuple[list[Encoded], Tensor, Tensor]]:
    """Yield batches of items with what the encoder reads of them: rows with marks, and masks."""
    for batch in _batches(items, 2000, None):
        width = _width(batch[0])
        ids = _pad([one.ids for one in batch], 1, width)
        marks = _pad([one.marks for one in batch], 0, width)
        yield batch, table[ids] + model.marks(marks), (ids != 1).long()


def predict(
    model: NameModel, table: Tensor, items: Sequence[Encoded], name: str
) -> list[NDArray[np.float32]]:
    """Return log-probabilities (words, labels) of one head for each sentence, in order."""
    model.eval()
    found: dict[int, NDArray[np.float32]] = {}
    with torch.no_grad():
        for batch, rows, mask in inputs(model, table, items):
            states = model.encoder(rows, mask)
            logits = functional.log_softmax(model.heads[name](states).float(), -1)
            for row, one in zip(logits, batch, strict=True):
                found[id(one)] = row[torch.tensor(one.first, dtype=torch.long)].numpy()
    return [found[id(one)] for one in items]


def evaluate(
    model: NameModel, table: Tensor, items: Sequence[Encoded], name: str, labels: list[str]
) -> Tally:
    """Return the counts by exact span of one head."""
    tally = Tally()
    for one, logits in zip(items, predict(model, table, items, name), strict=True):
        tally.add(
            [labels[at] for at in decode(logits, labels)], [labels[at] for at in one.labels[name]]
        )
    return tally


def fit_temperature(
    scores: Sequence[NDArray[np.float32]], items: Sequence[Encoded], name: str
) -> float:
    """Return the temperature at which the held-out labels are most probable."""
    logits = torch.from_numpy(np.concatenate(scores))
    wanted = torch.tensor([label for one in items for label in one.labels[name]])
    grid = [0.7 + 0.05 * step for step in range(37)]
    return min(grid, key=lambda t: float(functional.cross_entropy(logits / t, wanted)))


def held_out(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the last twentieth of the published training part of ANERcorp.

    It watches the learning and sets the temperature of the probabilities.
    """
    own = [one for one in sentences if one.source == "aner"]
    return own[-len(own) // 20 :]


def _groups(model: NameModel, rate: float, decay: float) -> list[dict[str, object]]:
    """Parameter groups whose rate falls from the heads down through the layers."""
    layers = len(model.encoder.layers)
    groups: list[dict[str, object]] = []
    for name, parameter in model.named_parameters():
        if name.startswith("encoder.layers."):
            depth = layers - int(name.split(".")[2])
            own = rate * decay**depth
        elif name.startswith("encoder."):
            own = rate * decay ** (layers + 1)
        else:
            own = rate * 5
        weight_decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": own, "peak": own, "weight_decay": weight_decay})
    return groups


def main(arguments: list[str] | None = None) -> int:
    """Train, log a line of JSON an epoch, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/names"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--decay", type=float, default=0.92)
    parser.add_argument("--budget", type=int, default=768, help="pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    shuffler = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)

    base = read_model()
    kept = kept_pieces(base)
    tokenizer = build_tokenizer(base, kept)
    table, encoder = load_encoder(base, kept)
    sentences = training_sets(options.data)
    add_features(sentences)
    names = ("aner", "clean", "fane", "cara", "aqmar")
    labels = {
        name: label_order(one for s in sentences for one in s.labels.get(name, ()))
        for name in names
    }
    tests = {}
    for name, file in (
        ("aner", "anercorp_camel/ANERCorp_CamelLab_test.txt"),
        ("clean", "cleananercorp/cleananercorp_TEST.txt"),
    ):
        test = [Sentence(name, w, {name: own}) for w, own in read_pairs(options.data / file)]
        add_features(test)
        tests[name] = encode(tokenizer, test, labels)
    # The test is looked at once, at the end.
    held = held_out(sentences)
    train = encode(tokenizer, [s for s in sentences if all(s is not h for h in held)], labels)
    dev = encode(tokenizer, [s for s in held if "clean" in s.labels], labels)

    model = NameModel(encoder, base.hidden, labels)
    optimizer = torch.optim.AdamW(_groups(model, options.rate, options.decay), eps=1e-6, fused=True)
    steps = sum(1 for _ in _batches(train, options.budget, random.Random(0))) * options.epochs
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    log = (options.out / "log.jsonl").open("w", encoding="utf-8")
    began = time.monotonic()
    step = 0
    for epoch in range(options.epochs):
        total = 0.0
        for batch in _batches(train, options.budget, shuffler):
            model.train()
            share = step / steps
            scale = min(1.0, step / (0.06 * steps)) * 0.5 * (1 + math.cos(math.pi * share))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            width = _width(batch[0])
            ids = _pad([one.ids for one in batch], 1, width)
            words = _pad([one.words for one in batch], -1, width)
            marks = _pad([one.marks for one in batch], 0, width)
            first = _pad([one.first for one in batch], 0, width)
            # Hide the rules from one sentence in eight and from one word in ten.
            hidden_marks = (torch.rand(len(batch), 1) < 0.125) | (torch.rand(ids.shape) < 0.1)
            marks = marks.masked_fill(hidden_marks, 0)
            # Hide one word in twelve, whole, from the trunk.
            chance = torch.rand(len(batch), width + 1) < 1 / 12
            hide = chance.gather(1, words + 1) & (words >= 0)
            ids = ids.masked_fill(hide, 3)
            mask = (ids != 1).long()
            with torch.autocast("cpu", torch.bfloat16):
                states = model.hidden(table[ids], marks, mask)
                picked = states.gather(1, first[:, :, None].expand(-1, -1, states.shape[-1]))
                loss = torch.zeros(())
                for name, weight in WEIGHTS.items():
                    wanted = _pad([one.labels.get(name, []) for one in batch], -100, width)
                    if not any(name in one.labels for one in batch):
                        continue
                    wanted = wanted.masked_fill(first == 0, -100)
                    part = functional.cross_entropy(
                        model.heads[name](picked).float().flatten(0, 1),
                        wanted.flatten(),
                        reduction="sum",
                    )
                    loss = loss + weight * part
                loss = loss / sum(len(one.first) for one in batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            total += float(loss.detach())
            if step % 5 == 0:
                keep = min(0.99, step / (step + 50))
                for name, value in model.state_dict().items():
                    average[name].lerp_(value, 1 - keep)
            if step % 100 == 0:
                print(f"{step}/{steps} {time.monotonic() - began:.0f} s", total, file=sys.stderr)
        trained = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average)
        line = {
            "epoch": epoch + 1,
            "seconds": round(time.monotonic() - began),
            "loss": round(total * options.epochs / steps, 4),
            **{
                name: evaluate(model, table, dev, name, labels[name]).table()
                for name in ("aner", "clean")
            },
        }
        if epoch + 1 == options.epochs:
            line["test"] = {
                name: evaluate(model, table, items, name, labels[name]).table()
                for name, items in tests.items()
            }
        print(json.dumps(line), file=log, flush=True)
        print(json.dumps(line), flush=True)
        torch.save({"model": average, "labels": labels, "kept": kept}, options.out / "names.pt")
        model.load_state_dict(trained)
    return 0


if __name__ == "__main__":
    sys.exit(main())

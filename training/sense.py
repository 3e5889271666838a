"""Train the heads of sense: ``python -m training.sense --data DIR --out DIR``.

The base stays as it is, and so do its sentence vectors; what is learned are adapters beside its
matrices. They learn quad class, relevance, subjectivity, entailment and stance together, then go
on with what is furthest from learned. The heads of events and of their parts are fitted on the
states of that trunk, which has seen none of their sentences: there are too few of them to train
it, and the figures of left-out folds are those of the very trunk that ships.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import load_encoder
from training.event_heads import fit_event
from training.grams import GramHead, fit_classes, gram_rows
from training.levels import level_of, levelled
from training.sense_answers import Data, f1, figures, pooled_states
from training.sense_data import (
    SHORT,
    Example,
    batches,
    events,
    fold_numbers,
    general,
    parts,
)
from training.sense_model import EVENTS, HEADS, READ_BY_LETTERS, WORDS, SenseModel
from training.sense_parts import fit_words, part_answers
from training.vocabulary import build_tokenizer, kept_pieces
from training.wheel import read_model

__all__ = ["main"]

_FOLDS = 5
_STAGES = ("general", "second", "events")
# Heads and marks start from nothing and may go faster than the adapters. Adapters of rank 64 move
# their matrix some ten times as far a step as the same rate would move it itself: at 6e-4 nothing
# is learned at all.
_QUICKER = 5.0
# Share of the first stage's examples that the second sees: the classes that are furthest from
# learned, all of them.
REHEARSED = {"quad": 1.0, "stance": 1.0, "relevant": 0.6}
_REST = 0.1
# As many annotators said yes as no; the set counts these sentences as a no.
_TIE = 0.5


def _loss(model: SenseModel, data: Data, batch: Sequence[Example]) -> Tensor:
    ids, marks, mask = data.tensors(batch)
    task = batch[0].task
    if model.training:
        ids = ids.masked_fill((torch.rand(ids.shape) < 0.05) & (ids > 3), 3)
    with torch.autocast("cpu", torch.bfloat16):
        states, pooled = model.read(data.table[ids] + model.marks(marks), mask)
        if task in WORDS:
            logits = model.heads[task](model.dropout(states)).float()
            width = logits.shape[1]
            wanted = torch.zeros(len(batch), width, HEADS[task])
            read = torch.zeros(len(batch), width)
            for row, one in enumerate(batch):
                wanted[row, one.words] = torch.tensor(one.labels, dtype=torch.float32)
                read[row, one.words] = 1
            loss = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
            return (loss.mean(-1) * read).sum() / read.sum() * 2
        logits = model.classes(task, model.dropout(pooled)).float()
        wanted = torch.tensor([one.label for one in batch])
        return functional.cross_entropy(logits, wanted, label_smoothing=0.05)


def train(
    model: SenseModel,
    data: Data,
    items: Sequence[Example],
    options: argparse.Namespace,
    *,
    epochs: int,
    rate: float,
    report: object = None,
) -> None:
    """Train ``model`` on ``items``; what is learned is averaged over the last steps."""
    shuffler = random.Random(options.seed)
    learned = model.learned()
    groups: list[dict[str, object]] = []
    for name, parameter in learned.items():
        own = rate if name.startswith("encoder.") else rate * _QUICKER
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": own, "peak": own, "weight_decay": decay})
    optimizer = torch.optim.AdamW(groups, eps=1e-6, fused=True)
    steps = sum(1 for _ in batches(items, options.budget, random.Random(0))) * epochs
    average = {name: p.detach().clone() for name, p in learned.items()}
    step, recent, began = 0, 0.0, time.monotonic()
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(items, options.budget, shuffler):
            model.train()
            scale = (
                min(1.0, step / (0.06 * steps + 1)) * 0.5 * (1 + math.cos(math.pi * step / steps))
            )
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            loss = _loss(model, data, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(learned.values(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            total += float(loss.detach())
            recent += float(loss.detach())
            if step % 5 == 0:
                keep = min(0.98, step / (step + 50))
                for name, value in learned.items():
                    average[name].lerp_(value.detach(), 1 - keep)
            if step % 100 == 0:
                spent = time.monotonic() - began
                print(
                    f"{step}/{steps} {spent:.0f} s {recent / 100:.3f}", file=sys.stderr, flush=True
                )
                recent = 0.0
        if callable(report):
            trained = {name: p.detach().clone() for name, p in learned.items()}
            model.load_state_dict(average, strict=False)
            report(epoch + 1, total * epochs / steps)
            if epoch + 1 < epochs:
                model.load_state_dict(trained, strict=False)
    model.load_state_dict(average, strict=False)


class _Run:
    """The three stages; each begins with what the first one left."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.out: Path = options.out
        self.out.mkdir(parents=True, exist_ok=True)
        self._log = (self.out / "log.jsonl").open("a", encoding="utf-8")
        base = read_model()
        self.kept = kept_pieces(base)
        self.tokenizer = build_tokenizer(base, self.kept)
        table, encoder = load_encoder(base, self.kept)
        self.data = Data(table)
        self.model = SenseModel(encoder, base.hidden, options.rank)
        self.first = self.out / "general.pt"

    def say(self, **line: object) -> None:
        """Write a line of the log and of the output."""
        print(json.dumps(line), file=self._log, flush=True)
        print(json.dumps(line), flush=True)

    def general(self) -> None:
        """Train on everything but events."""
        items = general(self.tokenizer, self.options.data, "train", longest=SHORT)
        held = general(self.tokenizer, self.options.data, "held out")
        self.say(stage="general", examples=len(items), pieces=sum(len(one.ids) for one in items))

        def report(epoch: int, loss: float) -> None:
            self.say(epoch=epoch, loss=round(loss, 4), **figures(self.model, self.data, held))
            torch.save(self.model.learned(), self.first)

        options = self.options
        train(
            self.model,
            self.data,
            items,
            options,
            epochs=options.epochs,
            rate=options.rate,
            report=report,
        )

    def second(self) -> None:
        """Go on with what is furthest from learned."""
        self.model.load_state_dict(torch.load(self.first), strict=False)
        options = self.options
        draw = random.Random(options.seed)
        items = [
            one
            for one in general(self.tokenizer, options.data, "train", whole=True, longest=SHORT)
            if draw.random() < REHEARSED.get(one.task, _REST)
        ]
        held = general(self.tokenizer, options.data, "held out")

        def report(epoch: int, loss: float) -> None:
            found = figures(self.model, self.data, held)
            self.say(stage="second", epoch=epoch, loss=round(loss, 4), **found)
            torch.save(self.model.learned(), self.out / "second.pt")

        train(
            self.model,
            self.data,
            items,
            options,
            epochs=options.second_epochs,
            rate=options.rate / 2,
            report=report,
        )

    def _grams(self) -> dict[str, GramHead]:
        """Return what the letters of a sentence add to the heads of its classes."""
        items = general(self.tokenizer, self.options.data, "train", whole=True)
        made: dict[str, GramHead] = {}
        for task in READ_BY_LETTERS:
            own = [one for one in items if one.task == task]
            labels = torch.tensor([one.label for one in own])
            made[task] = fit_classes(gram_rows([one.text for one in own]), labels, HEADS[task])
        held = general(self.tokenizer, self.options.data, "held out")
        self.say(stage="grams", **figures(self.model, self.data, held, made))
        return made

    def events(self) -> None:
        """Fit the heads of events and of their parts on the states of the trunk, as it is.

        The letters of sentences are read beside these, and beside those of the classes before.
        """
        self.model.load_state_dict(torch.load(self.out / "second.pt"), strict=False)
        folder: Path = self.options.data
        grams = self._grams()
        levels: dict[str, float] = {}
        folds: dict[str, list[tuple[float, int]]] = {}
        for task in EVENTS:
            items = [one for one in events(self.tokenizer, folder) if one.task == task]
            numbers = fold_numbers(folder, task)
            head = fit_event(
                pooled_states(self.model, self.data, items),
                gram_rows([one.text for one in items]),
                torch.tensor([one.share for one in items]),
                torch.tensor([one.label for one in items]),
                torch.tensor(numbers),
            )
            self.model.heads[task].load_state_dict(head.state())
            grams[task] = head.gram_head()
            by_fold: list[list[tuple[float, int]]] = [[] for _ in set(numbers)]
            shares: list[list[float]] = [[] for _ in set(numbers)]
            for chance, one, fold in zip(head.left_out, items, numbers, strict=True):
                by_fold[fold].append((chance, one.label))
                shares[fold].append(one.share)
            folds[task] = levelled(by_fold)
            levels[task] = level_of([*chain(*by_fold)])
            called = [(int(chance >= 0.5), true) for chance, true in folds[task]]
            of_each = zip(called, chain(*shares), strict=True)
            agreed = [one for one, share in of_each if share != _TIE]
            self.say(
                task=task,
                level=round(levels[task], 4),
                f1=round(f1(called), 4),
                f1_without_ties=round(f1(agreed), 4),
                ties=len(called) - len(agreed),
            )
        self._parts(folder)
        (self.out / "folds.json").write_text(json.dumps(folds))
        (self.out / "levels.json").write_text(json.dumps(levels))
        saved = {
            "model": self.model.learned(),
            "kept": self.kept,
            "rank": self.options.rank,
            "grams": {task: (head.weight, head.bias) for task, head in grams.items()},
        }
        torch.save(saved, self.out / "sense.pt")

    def _parts(self, folder: Path) -> None:
        words: dict[str, list[tuple[int, int]]] = {}
        for fold in range(_FOLDS):
            others = [one for one in range(_FOLDS) if one != fold]
            fit_words(self.model, self.data, parts(self.tokenizer, folder, others))
            left = parts(self.tokenizer, folder, [fold])
            for name, answers in part_answers(self.model, self.data, left).items():
                words.setdefault(name, []).extend(answers)
        self.say(stage="parts", **{name: round(f1(own), 4) for name, own in words.items()})
        fit_words(self.model, self.data, parts(self.tokenizer, folder))


def main(arguments: list[str] | None = None) -> int:
    """Train the stages, log lines of JSON, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.sense", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/sense"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--second-epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--rank", type=int, default=64, help="of the adapters")
    parser.add_argument("--budget", type=int, default=1024, help="pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stage", choices=(*_STAGES, "all"), default="all")
    options = parser.parse_args(arguments)
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    run = _Run(options)
    for stage in _STAGES:
        if options.stage in (stage, "all"):
            getattr(run, stage)()
    return 0


if __name__ == "__main__":
    sys.exit(main())

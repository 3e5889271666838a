"""Score the shipped graphs beside the trained floats: ``python -m training.check``.

Eight bits may cost half a point of a figure and no more; the command fails where they cost more.
Names are asked of the published test of ANERcorp, sense of what was held out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from evaluation.encoder import data as sets
from tawatur.language.encoder.decoding import decode
from tawatur.language.encoder.names import NameModel as Shipped
from tawatur.language.encoder.sense import SenseModel as ShippedSense
from training import names
from training.encoder import load_encoder
from training.grams import GramHead
from training.names_data import FEATURES, Sentence, add_features, read_pairs
from training.sense_answers import Data, figures
from training.sense_data import general
from training.sense_model import SenseModel
from training.spans import Tally
from training.vocabulary import build_tokenizer
from training.wheel import Base, read_model

__all__ = ["main"]

ALLOWED = 0.005
_TEST = "anercorp_camel/ANERCorp_CamelLab_test.txt"


def _names(base: Base, folder: Path, data: Path) -> dict[str, tuple[float, float]]:
    """Return F1 of names by the float model and by the shipped one."""
    saved = torch.load(folder / "names.pt")
    table, encoder = load_encoder(base, saved["kept"])
    model = names.NameModel(encoder, base.hidden, saved["labels"])
    model.load_state_dict(saved["model"])
    test = [Sentence("aner", w, {"aner": own}) for w, own in read_pairs(data / _TEST)]
    add_features(test)
    tokenizer = build_tokenizer(base, saved["kept"])
    labels = saved["labels"]["aner"]
    items = names.encode(tokenizer, test, saved["labels"])
    before = names.evaluate(model, table, items, "aner", labels).f1()
    shipped, tally = Shipped("aner"), Tally()
    # As many sentences a call as an article has.
    for at in range(0, len(test), 20):
        some = test[at : at + 20]
        marks = [[FEATURES[number] for number in one.features] for one in some]
        found = shipped.tag([one.words for one in some], marks)
        for one, scores in zip(some, found, strict=True):
            tally.add([labels[n] for n in decode(scores, labels)], one.labels["aner"])
    return {"names, ANERcorp test, F1": (before, tally.f1())}


def _sense(base: Base, folder: Path, data: Path) -> dict[str, tuple[float, float]]:
    """Return accuracies of the float model and of the shipped one."""
    saved = torch.load(folder / "sense.pt")
    table, encoder = load_encoder(base, saved["kept"])
    model = SenseModel(encoder, base.hidden, saved["rank"])
    model.load_state_dict(saved["model"], strict=False)
    held = general(build_tokenizer(base, saved["kept"]), data, "held out")
    grams = {task: GramHead(*head) for task, head in saved["grams"].items()}
    before = figures(model, Data(table), held, grams)
    shipped = ShippedSense()
    entailed = sets.entailment(data, "test")
    found = shipped.agreement([(one.a, one.b) for one in entailed])
    right = [
        (one.entails >= 0.5) == (pair.label == "entails")
        for one, pair in zip(found, entailed, strict=True)
    ]
    quad = sets.quad_classes(data, "test")
    told = shipped.sense([one.text for one in quad])
    classes = [
        one.quad.index(max(one.quad)) == label.label for one, label in zip(told, quad, strict=True)
    ]
    return {
        "entailment, ArEntail test, accuracy": (
            before["entails_accuracy"],
            sum(right) / len(right),
        ),
        "quad class, held out, accuracy": (before["quad_accuracy"], sum(classes) / len(classes)),
    }


def main(arguments: list[str] | None = None) -> int:
    """Print both figures of each task, and return 1 where eight bits cost too much."""
    parser = argparse.ArgumentParser(prog="python -m training.check", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--names", type=Path, default=Path("build/names"))
    parser.add_argument("--sense", type=Path, default=Path("build/sense"))
    options = parser.parse_args(arguments)
    base = read_model()
    figures = _names(base, options.names, options.data)
    figures |= _sense(base, options.sense, options.data)
    lost = False
    for task, (before, after) in figures.items():
        print(f"{task}: {before:.4f} as floats, {after:.4f} as shipped")
        lost = lost or before - after > ALLOWED
    return int(lost)


if __name__ == "__main__":
    sys.exit(main())

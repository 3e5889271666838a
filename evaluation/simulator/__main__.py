"""Write a world: ``python -m evaluation.simulator N --seed S -o FILE.jsonl``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from evaluation.simulator.world import episodes
from tawatur.records import encode_line

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Write the articles as JSON Lines, and the truth beside them."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.simulator", description=__doc__)
    parser.add_argument("articles", type=int, metavar="N", help="number of articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.5, help="0 to 1 (default 0.5)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.jsonl")
    options = parser.parse_args(arguments)
    if options.articles < 1 or not 0 <= options.noise <= 1:
        parser.error("N is at least 1, the noise from 0 to 1")
    output: Path = options.output
    beside = output.with_name(f"{output.stem}.truth.jsonl")
    encoder = msgspec.json.Encoder()
    with output.open("wb") as texts, beside.open("wb") as truth:
        for episode in episodes(options.articles, options.seed, noise=options.noise):
            texts.writelines(map(encode_line, episode.articles))
            for records in (episode.lines, episode.claims, episode.disputes, episode.relations):
                truth.writelines(encoder.encode(record) + b"\n" for record in records)
    print(f"{output} and {beside}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Ours against popularity over all networks together: `python -m bench.matching.pooled [--data DIR]`.

Each network is ranked with weights that are learned on the others. Of each setting, the difference of NDCG@10 is shown
for each network and for all questions of all networks, with its 95 % interval: a bootstrap over those who ask.
"""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bench.matching.__main__ import BESIDE, POPULARITY, learn_weights
from bench.matching.folder import read_folder
from bench.matching.ours import our_method
from bench.matching.quality import Quality, in_ndcg_of_all, quality
from bench.matching.rivals import rivals
from bench.matching.settings import ground
from matching.weights import read_weights

Pair = tuple[Quality, Quality]
"""Ours, and popularity."""


def main(data: Annotated[Path, typer.Option(help="The folder of the networks.")] = BESIDE) -> None:
    """Prints a table."""
    folders = sorted(path.parent for path in data.glob("*/train_edges.csv"))
    found = {folder.name: _measure(folder, [each for each in folders if each != folder]) for folder in folders}
    print("| setting | network | questions | against popularity |\n|---|---|---|---|")
    for setting in next(iter(found.values())):
        pairs = {name: [by_setting[setting]] for name, by_setting in found.items()}
        for name, own in (pairs | {"all": [pair for each in pairs.values() for pair in each]}).items():
            middle, low, high = in_ndcg_of_all(own)
            questions = sum(len(ours_there.askers) for ours_there, _ in own)
            print(f"| {setting} | {name} | {questions:,} | {middle:+.4f} ({low:+.4f} to {high:+.4f}) |")


def _measure(folder: Path, others: list[Path]) -> dict[str, Pair]:
    read = asyncio.run(read_folder(folder))
    asked = ground(read)
    by_ours, by_popularity = our_method(read, learn_weights(others, read_weights())), rivals(asked)[POPULARITY]
    return {
        setting: (quality(asked, questions, by_ours), quality(asked, questions, by_popularity))
        for setting, questions in asked.settings.items()
    }


if __name__ == "__main__":
    typer.run(main)

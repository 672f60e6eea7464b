"""How good the ranking is: `python -m bench.matching [--data DIR] [--json]`.

Each method ranks the possible partners of institutions that found some after the cut (bench/matching/settings.py).
`ours` has the weights of `matching/weights.json`; `ours, learned elsewhere` those that are learned from the inner parts
of the folders beside DIR, so from other networks only. With `--score` the answers of ours and of popularity are also
given to the reference scorer of the data, which stands beside the folder, and its figures are printed: they must be
those of this program.

`--fit` makes the weights of the project: from the inner parts of DIR and of all folders beside it, never from what is
scored.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from bench.matching.folder import read_folder
from bench.matching.learning import inner_samples
from bench.matching.ours import our_method
from bench.matching.quality import Difference, Method, Quality, in_matched_auc, in_ndcg, quality
from bench.matching.rivals import rivals
from bench.matching.settings import Ground, ground
from matching.fitting import fit_weights
from matching.weights import Weights, read_weights

BESIDE = Path(__file__).parent.parent.parent.parent / "shared" / "matching"
H2020 = BESIDE / "h2020"
ASKERS = 250  # of each network, from which weights are learned
MODES = {
    "global": ["--mode", "global"],
    "country": ["--mode", "country"],
    "global_tail80": ["--mode", "global", "--tail", "80"],
    "country_tail80": ["--mode", "country", "--tail", "80"],
}
POPULARITY, OURS = "popularity", "ours"


def main(
    data: Annotated[Path, typer.Option(help="A folder like h2020.")] = H2020,
    as_json: Annotated[bool, typer.Option("--json", help="NDCG@10 of each setting and method.")] = False,
    fit: Annotated[bool, typer.Option("--fit", help="Print weights that are learned from all folders.")] = False,
    score: Annotated[bool, typer.Option("--score", help="Ask the reference scorer, too.")] = False,
    places: Annotated[str, typer.Option(help="Places for the lesser-known to compare, by commas.")] = "",
) -> None:
    """Compares methods."""
    if not data.exists():
        raise typer.BadParameter(f"there is no {data}", param_hint="--data")
    beside = sorted(path.parent for path in data.resolve().parent.glob("*/train_edges.csv"))
    weights = read_weights()
    if fit:
        sys.stdout.write(learn_weights(beside, weights).text())
        return
    folder = asyncio.run(read_folder(data))
    asked = ground(folder)
    methods = rivals(asked) | {OURS: our_method(folder, weights)}
    others = [path for path in beside if path != data.resolve()]
    if others:
        elsewhere = learn_weights(others, weights)
        sys.stderr.write(elsewhere.text())
        methods[f"{OURS}, learned elsewhere"] = our_method(folder, elsewhere)
    for number in filter(None, places.split(",")):
        methods[f"ours, {number} places"] = our_method(folder, Weights(weights.most, int(number), weights.made))
    found = {setting: _measure(asked, setting, methods) for setting in asked.settings}
    if as_json:
        print(json.dumps({name: {each: own.ndcg for each, own in by.items()} for name, by in found.items()}, indent=1))
        return
    for setting, by_method in found.items():
        print(_table(setting, len(asked.settings[setting]), by_method))
    if score:
        _print_scores(data, asked, methods)


def learn_weights(paths: list[Path], start: Weights) -> Weights:
    """Weights from the inner parts of some folders."""
    networks = [asyncio.run(inner_samples(path, ASKERS)) for path in paths]
    counted = ", ".join(f"{len(found)} of {path.name}" for path, found in zip(paths, networks, strict=True))
    made = f"by `python -m bench.matching --fit`: askers of the inner parts, {counted}"
    return fit_weights(networks, start, made, even=True)


def _measure(asked: Ground, setting: str, methods: dict[str, Method]) -> dict[str, Quality]:
    return {name: quality(asked, asked.settings[setting], method) for name, method in methods.items()}


def _table(setting: str, questions: int, by_method: dict[str, Quality]) -> str:
    base = by_method[POPULARITY]
    lines = [
        f"\n### {setting}: {questions:,} questions\n",
        "| method | NDCG@10 | against popularity | coverage@10 | matched AUC | against popularity |",
        "|---|---|---|---|---|---|",
    ]
    for name, own in by_method.items():
        auc = "" if own.matched_auc is None else f"{own.matched_auc:.3f}"
        by_auc = "" if own.matched_auc is None else _words(in_matched_auc(own, base))
        lines.append(
            f"| {name} | {own.ndcg:.4f} | {_words(in_ndcg(own, base))} | {own.coverage:.3f} | {auc} | {by_auc} |"
        )
    return "\n".join(lines)


def _words(difference: Difference) -> str:
    middle, low, high = difference
    return f"{middle:+.4f} ({low:+.4f} to {high:+.4f})"


def _print_scores(data: Path, asked: Ground, methods: dict[str, Method]) -> None:
    """What the reference scorer says of ours and of popularity."""
    scorer = data.resolve().parent / "score.py"
    ids = [facts.id for facts in asked.network.universities]
    countries = asked.network.columns.countries
    with tempfile.TemporaryDirectory() as place:
        for name in (POPULARITY, OURS):
            for setting, options in MODES.items():
                file = Path(place) / "lists.jsonl"
                with file.open("w", encoding="utf-8") as lists:
                    for each in asked.settings[setting]:
                        rows = np.flatnonzero(each.candidates)
                        digest = asked.network.columns.digest[rows]
                        ranked = rows[np.lexsort((digest, -methods[name](each)[rows]))]
                        country = None if each.country is None else countries[each.country]
                        line = {"u": ids[each.asker], "country": country, "ranked": [ids[row] for row in ranked]}
                        lists.write(json.dumps(line) + "\n")
                command = [sys.executable, str(scorer), str(data), str(file), *options]
                print(f"\n{name}, {setting}, by {scorer.name}:")
                print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    typer.run(main)

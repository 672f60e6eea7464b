"""How good the ranking is: `python -m bench.matching [--data DIR] [--json]`.

Each method ranks the possible partners of institutions that found some after the cut (bench/matching/settings.py).
Without `--data` our answers and those of every other method are also given to the reference scorer of the data, which
stands beside the checkout, and its figures are printed: they must be those of this program.

The weights of ours are those of `matching/weights.json`. `--fit` makes them: from contacts until the last year of the
folder's own training part, never from those that are scored.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from bench.matching.folder import Folder, read_folder
from bench.matching.ours import Home, ours
from bench.matching.quality import Difference, Method, Quality, in_matched_auc, in_ndcg, quality
from bench.matching.rivals import rivals
from bench.matching.settings import Ground, ground
from matching.fitting import fitted, samples
from matching.weights import Weights, read_weights

BESIDE = Path(__file__).parent.parent.parent.parent / "shared" / "matching"
SCORER, H2020 = BESIDE / "score.py", BESIDE / "h2020"
MODES = {
    "global": ["--mode", "global"],
    "country": ["--mode", "country"],
    "global_tail80": ["--mode", "global", "--tail", "80"],
    "country_tail80": ["--mode", "country", "--tail", "80"],
}
POPULARITY, OURS = "popularity", "ours"


def main(
    data: Annotated[Path | None, typer.Option(help="A folder like h2020.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="NDCG@10 of each setting and method.")] = False,
    fit: Annotated[bool, typer.Option("--fit", help="Print weights that are learned from the folder.")] = False,
    places: Annotated[str, typer.Option(help="Places for the lesser-known to compare, by commas.")] = "",
) -> None:
    """Compares methods."""
    if data is None and not H2020.exists():
        raise typer.BadParameter(f"there is no {H2020.name} beside the checkout", param_hint="--data")
    folder = asyncio.run(read_folder(data or H2020))
    if fit:
        sys.stdout.write(learned(folder, read_weights()).text())
        return
    asked = ground(folder)
    weights = read_weights()
    methods = rivals(asked) | {OURS: ours(folder, weights)}
    for number in filter(None, places.split(",")):
        methods[f"ours, {number} places"] = ours(folder, Weights(weights.most, int(number), weights.made))
    found = {setting: _measured(asked, setting, methods) for setting in asked.settings}
    if as_json:
        print(json.dumps({name: {each: own.ndcg for each, own in by.items()} for name, by in found.items()}, indent=1))
        return
    for setting, by_method in found.items():
        print(_table(setting, len(asked.settings[setting]), by_method))
    if data is None:
        _scored(asked, methods)


def learned(folder: Folder, start: Weights) -> Weights:
    """Weights from the training part alone: who first met in its last year, by what was known before it."""
    cut = date(folder.last_day.year - 1, 12, 31)
    home = Home(folder.network)
    found = samples(folder.network, cut, folder.last_day, home.of, most=sys.maxsize)
    made = f"by `python -m bench.matching --fit`: {len(found)} institutions that first met in {folder.last_day.year}"
    return fitted(found, start, made, lambda line: print(line, file=sys.stderr))


def _measured(asked: Ground, setting: str, methods: dict[str, Method]) -> dict[str, Quality]:
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


def _scored(asked: Ground, methods: dict[str, Method]) -> None:
    """What the reference scorer says of ours and of popularity."""
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
                command = [sys.executable, str(SCORER), str(H2020), str(file), *options]
                print(f"\n{name}, {setting}, by {SCORER.name}:")
                print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    typer.run(main)

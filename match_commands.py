"""`server.py match`: learns and compares weights of the ranking."""

import asyncio
import datetime
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.days import utc_today
from graph.load.bulk_reader import BulkReader
from graph.load.files import replace_file
from graph.load.report import LoadError
from matching.fitting import Sample, fit_weights, popularity_alone, quality, samples
from matching.model.reader import data_version
from matching.model.reading import load_network
from matching.weights import Weights, read_weights
from process.registry import weights_of
from running import open_store, run
from settings import Settings
from terminal import AsJson, print_json

match = typer.Typer(help="Weights of the ranking (docs/matching.md).", no_args_is_help=True)
LEARNED_DAYS = 365
CUT = typer.Option(formats=["%Y-%m-%d"], help="The day; else a year before the last contact.")


@match.command()
def fit(
    cut: Annotated[datetime.datetime | None, CUT] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; standard output where left out.")] = None,
) -> None:
    """Learn weights of the ranking from this registry: who first met after a day, by what was known until it."""
    found, weights, day = run(lambda settings: _samples(settings, cut))
    made = f"by `server.py match fit`: {len(found)} institutions that first met after {day}"
    text = fit_weights([found], weights, made).text()
    if out is None:
        sys.stdout.write(text)
    else:
        with replace_file(out) as file:
            file.write(text.encode())


@match.command(name="eval")
def evaluate(
    cut: Annotated[datetime.datetime | None, CUT] = None,
    weights: Annotated[Path | None, typer.Option(help="A file of weights; else those in use.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell how high the ranking puts those who first met after a day, and how high popularity alone does."""
    given = run(_weights_in(weights)) if weights else None
    found, used, day = run(lambda settings: _samples(settings, cut))
    compared = {"popularity": popularity_alone(), "these weights": given or used}
    measured = {name: quality(found, each) for name, each in compared.items()}
    if as_json:
        names = {name: {"ndcg10": everywhere, "ndcg10OfCountry": near} for name, (everywhere, near) in measured.items()}
        print_json({"institutions": len(found), "after": day.isoformat(), **names})
        return
    sys.stdout.write(f"{len(found)} institutions that first met after {day}: NDCG@10 of all candidates, of a country\n")
    for name, (everywhere, by_country) in measured.items():
        sys.stdout.write(f"{name:14} {everywhere:.4f}  {by_country:.4f}\n")


def _weights_in(path: Path) -> Callable[[Settings], Coroutine[Any, Any, Weights]]:
    async def work(_: Settings) -> Weights:
        return read_weights(path)

    return work


async def _samples(settings: Settings, cut: datetime.datetime | None) -> tuple[list[Sample], Weights, datetime.date]:
    weights = weights_of(settings)
    async with open_store(settings) as (store, _):
        reader = BulkReader(store)
        network = await load_network(reader, await data_version(reader))
    until = network.contacts.last_day(utc_today())
    day = cut.date() if cut else until - datetime.timedelta(days=LEARNED_DAYS)
    found = await asyncio.to_thread(samples, network, day, until)
    if not found:
        raise LoadError(f"nobody first met after {day}: there is nothing to learn from")
    return found, weights, day

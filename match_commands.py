"""`server.py match`: learns and compares weights of the ranking.

The matching is imported where it is used: other commands import this module, and do without.
"""

import asyncio
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.days import utc_today
from graph.load.files import replace_file
from graph.load.report import LoadError
from running import open_store, run
from settings import Settings
from terminal import AsJson, print_json

if TYPE_CHECKING:
    from matching.fitting import Sample
    from matching.weights import Weights

match = typer.Typer(help="Weights of the ranking (docs/matching.md).", no_args_is_help=True)
LEARNED_DAYS = 365
CUT = typer.Option(formats=["%Y-%m-%d"], help="The day; else a year before the last contact.")


@match.command()
def fit(
    cut: Annotated[datetime.datetime | None, CUT] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; standard output where left out.")] = None,
) -> None:
    """Learn weights of the ranking from this registry: who first met after a day, by what was known until it."""
    from matching.fitting import fit_weights

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
    from matching.fitting import popularity_alone, quality

    found, used, day = run(lambda settings: _samples(settings, cut, weights))
    compared = {"popularity": popularity_alone(), "these weights": used}
    measured = {name: quality(found, each) for name, each in compared.items()}
    if as_json:
        names = {name: {"ndcg10": everywhere, "ndcg10OfCountry": near} for name, (everywhere, near) in measured.items()}
        print_json({"institutions": len(found), "after": day.isoformat(), **names})
        return
    sys.stdout.write(f"{len(found)} institutions that first met after {day}: NDCG@10 of all candidates, of a country\n")
    for name, (everywhere, by_country) in measured.items():
        sys.stdout.write(f"{name:14} {everywhere:.4f}  {by_country:.4f}\n")


async def _samples(
    settings: Settings, cut: datetime.datetime | None, file: Path | None = None
) -> tuple["list[Sample]", "Weights", datetime.date]:
    """Who first met after a day, the weights of a file or those in use, and the day.

    Raises SettingsError for weights that cannot be used, LoadError where nobody met.
    """
    from graph.changes.last import read_last_change
    from graph.load.bulk_reader import BulkReader
    from matching.fitting import samples
    from matching.model.reading import load_network
    from process.registry import weights_of

    weights = weights_of(settings, file)
    async with open_store(settings) as (store, _):
        reader = BulkReader(store)
        network = await load_network(reader, await read_last_change(reader))
    until = network.contacts.last_day(utc_today())
    day = cut.date() if cut else until - datetime.timedelta(days=LEARNED_DAYS)
    found = await asyncio.to_thread(samples, network, day, until)
    if not found:
        raise LoadError(f"nobody first met after {day}: there is nothing to learn from")
    return found, weights, day

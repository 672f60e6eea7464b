"""What weights are learned from: the part of a folder that lies before what is scored."""

from datetime import date
from pathlib import Path

import numpy as np

from bench.matching.folder import INNER, read_folder
from bench.matching.ours import Home
from matching.fitting import Sample, samples, samples_of


async def inner_samples(path: Path, most: int) -> list[Sample]:
    """Up to `most` askers of a folder, each with its own country as home.

    Of its inner part where it has one, else of the last year of its training part, by what was known before it.
    """
    if not (path / INNER.edges).exists():
        folder = await read_folder(path)
        cut = date(folder.last_day.year - 1, 12, 31)
        return samples(folder.network, cut, folder.last_day, Home(folder.network).of, most=most)
    folder = await read_folder(path, INNER)
    row_of = folder.network.row_of
    askers = sorted(folder.later)
    drawn = sorted(np.random.default_rng(0).permutation(len(askers))[:most].tolist())
    met = {row_of[askers[at]]: np.asarray(sorted(row_of[each] for each in folder.later[askers[at]])) for at in drawn}
    return samples_of(folder.network, folder.last_day, met, Home(folder.network).of)

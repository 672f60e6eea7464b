"""How like one institution all others are, in what they are and where they stand.

Each signal is over all institutions, of whatever side; a likeness is shown by the two institutions themselves.
"""

from collections.abc import Callable
from math import cos, log

import numpy as np

from matching.geography import EARTH_RADIUS_KM, distances_km
from matching.model.columns import BANDS, UNKNOWN_BAND
from matching.model.network import Network
from matching.model.sparse import Mask, cells_of, sum_of_rows
from matching.reasons import Detail, Shown, Signal
from matching.subjects import shared_fields

HINT_TRUST = 0.5  # of subjects that only a name hints at, against declared ones; ours, no data to calibrate it on
NEARBY_SCALE_KM = 2000.0  # distance at which nearness falls to 1/e; about a two- or three-hour flight
NEARBY_LEAST = 0.5  # below (1,400 km and more) nobody would call it near
MIN_COSINE = cos(-log(NEARBY_LEAST) * NEARBY_SCALE_KM / EARTH_RADIUS_KM) - 1e-9  # of the angle at that distance
# Shares of a similar profile.
SAME_KIND, NEAR_BAND, SAME_STANDING = 0.3, 0.4, 0.3


def like_fields(network: Network, row: int) -> Signal:
    """Cosine of the fields, each with the wider ones above it; less where a name is all there is.

    Two of many subjects are alike where the name of one is all that says so.
    """
    columns = network.columns
    cosine = sum_of_rows(columns.of_field, *cells_of(columns.field_profile, row))
    hinted = columns.is_hinted | columns.is_hinted[row]
    both_wide = hinted & columns.is_comprehensive & columns.is_comprehensive[row]
    cosine = np.where(both_wide, 1.0, cosine)

    def detail(other: int) -> Detail:
        fields = () if both_wide[other] else shared_fields(columns.fields[row], columns.fields[other])
        return Detail(fields=fields, hinted=bool(hinted[other]))

    return Signal(cosine * np.where(hinted, HINT_TRUST, 1.0), by_both(network, row, detail))


def like_profile(network: Network, row: int) -> Signal:
    """The same kind, a near size, and both an institution of their own (or both a part of another)."""
    columns = network.columns
    band = columns.band
    known = (band != UNKNOWN_BAND) & (band[row] != UNKNOWN_BAND)
    nearness = np.where(known, 1 - np.abs(band - band[row]) / (len(BANDS) - 1), 0.0)
    same_kind = columns.kind == columns.kind[row]
    same_standing = network.is_part == network.is_part[row]

    def detail(other: int) -> Detail:
        return Detail(
            same_kind=bool(same_kind[other]),
            same_size=bool(known[other] and band[other] == band[row]),
            same_standing=bool(same_standing[other]),
        )

    strength = SAME_KIND * same_kind + NEAR_BAND * nearness + SAME_STANDING * same_standing
    return Signal(strength, by_both(network, row, detail))


def near(network: Network, row: int, others: Mask) -> Signal:
    """Near enough to visit: falls with the great-circle distance, which is worked out for these others alone."""
    latitudes, longitudes = network.columns.places
    latitude, longitude = latitudes[row], longitudes[row]
    directions = network.columns.directions
    rows = np.flatnonzero(others & (directions @ directions[row] >= MIN_COSINE))
    distances = np.full(len(latitudes), np.inf)
    distances[rows] = distances_km(latitude, longitude, latitudes[rows], longitudes[rows])
    nearness = np.zeros(len(latitudes))
    nearness[rows] = np.exp(-distances[rows] / NEARBY_SCALE_KM)

    def detail(other: int) -> Detail:
        return Detail(distance_km=round(float(distances[other])))

    return Signal(np.where(nearness >= NEARBY_LEAST, nearness, 0.0), by_both(network, row, detail))


def by_both(network: Network, row: int, detail: Callable[[int], Detail]) -> Callable[[int], Shown]:
    """Shows a likeness by the two institutions, and says this of it."""

    def explain(other: int) -> Shown:
        return (network.ids[row], network.ids[other]), detail(other)

    return explain

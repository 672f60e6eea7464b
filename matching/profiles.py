"""Terms of the score that come from what institutions are, where they stand and where they met."""

import numpy as np

from matching.columns import BANDS, UNKNOWN_BAND
from matching.geography import distances_km
from matching.offices import choose_office, covering
from matching.question import Question
from matching.reasons import Detail, Shown, Signal
from matching.sparse import cells_of, in_both, neighbours, sum_of_rows
from matching.subjects import shared_fields

HINT_TRUST = 0.5  # of subjects that only a name hints at, against declared ones; ours, no data to calibrate it on
NEARBY_SCALE_KM = 2000.0  # distance at which nearness falls to 1/e; about a two- or three-hour flight
NEARBY_LEAST = 0.35  # below (2,100 km and more) nobody would call it near
MOST_DEGREES = 19.0  # of latitude apart: more than 2,100 km (a degree is 111 km)
LIMITED_OFFICE = 0.5  # an office that works with limits, against an active one
# Shares of a similar profile.
SAME_KIND, NEAR_BAND, SAME_STANDING = 0.3, 0.4, 0.3


def shared_subjects(question: Question) -> Signal:
    """Cosine of the fields, each with the wider ones above it; less where a name is all there is."""
    columns = question.network.columns
    cosine = sum_of_rows(columns.of_field, *cells_of(columns.field_profile, question.row))
    hinted = columns.is_hinted | columns.is_hinted[question.row]
    strength = np.where(question.other_side, cosine * np.where(hinted, HINT_TRUST, 1.0), 0.0)

    def explain(row: int) -> Shown:
        fields = shared_fields(columns.fields[question.row], columns.fields[row])
        evidence = (question.me.id, question.network.universities[row].id)
        return evidence, Detail(fields=fields, hinted=bool(hinted[row]))

    return Signal(strength, explain)


def events_together(question: Question) -> Signal:
    """Both took part in the same events: n of them count n / (n + 1)."""
    network = question.network
    mine = neighbours(network.attended, question.row)
    past = mine[[network.newest_events[event].starts <= question.request.as_of for event in mine]]
    counts = np.bincount(network.attendance[past].indices, minlength=len(network.universities))

    def explain(row: int) -> Shown:
        both = [network.newest_events[event] for event in in_both(past, neighbours(network.attended, row))]
        ids = tuple(event.id for event in both)
        return ids, Detail(count=len(ids), nodes=ids[:1], since=both[0].starts)

    return Signal(np.where(question.other_side, counts / (counts + 1), 0.0), explain)


def office_covers(question: Question) -> Signal:
    """An office that works on the day answers for the foreign country of the two."""
    network, day = question.network, question.request.as_of
    columns = network.columns
    codes = columns.countries if question.is_home else (question.me.country,)
    active = {code: covering(network, code, day, "ACTIVE") for code in codes}
    limited = {code: covering(network, code, day, "LIMITED") for code in codes}
    by_code = {code: 1.0 if active[code] else LIMITED_OFFICE if limited[code] else 0.0 for code in codes}
    if question.is_home:
        strength = np.asarray([by_code[code] for code in columns.countries])[columns.country]
    else:
        strength = np.full(len(network.universities), by_code[question.me.country])

    def explain(row: int) -> Shown:
        country = question.foreign(row).country
        offices = active[country] or limited[country]
        chosen = choose_office(network, country, question.foreign(row).place, day).office or ""
        others = sorted(office.id for office in offices if office.id != chosen)
        detail = Detail(count=len(offices), nodes=(chosen,), country=country, limited=not active[country])
        return (chosen, *others), detail

    return Signal(np.where(question.other_side, strength, 0.0), explain)


def similar_profile(question: Question) -> Signal:
    """The same kind, a near size, and both an institution of their own (or both a part of another)."""
    columns = question.network.columns
    band = columns.band
    known = (band != UNKNOWN_BAND) & (band[question.row] != UNKNOWN_BAND)
    nearness = np.where(known, 1 - np.abs(band - band[question.row]) / (len(BANDS) - 1), 0.0)
    same_kind = columns.kind == columns.kind[question.row]
    same_standing = question.network.is_part == question.network.is_part[question.row]
    strength = SAME_KIND * same_kind + NEAR_BAND * nearness + SAME_STANDING * same_standing

    def explain(row: int) -> Shown:
        same_band = bool(known[row] and band[row] == band[question.row])
        detail = Detail(
            same_kind=bool(same_kind[row]),
            same_size=same_band,
            same_standing=bool(same_standing[row]),
        )
        return (question.me.id, question.network.universities[row].id), detail

    return Signal(np.where(question.other_side, strength, 0.0), explain)


def nearby(question: Question) -> Signal:
    """Near enough to visit: falls with the great-circle distance."""
    latitudes, longitudes = question.network.columns.places
    latitude, longitude = latitudes[question.row], longitudes[question.row]
    rows = np.flatnonzero(question.other_side & (np.abs(latitudes - latitude) <= MOST_DEGREES))
    distances = np.full(len(latitudes), np.inf)
    distances[rows] = distances_km(latitude, longitude, latitudes[rows], longitudes[rows])
    nearness = np.nan_to_num(np.exp(-distances / NEARBY_SCALE_KM), nan=0.0)

    def explain(row: int) -> Shown:
        evidence = (question.me.id, question.network.universities[row].id)
        return evidence, Detail(distance_km=round(float(distances[row])))

    return Signal(np.where(nearness >= NEARBY_LEAST, nearness, 0.0), explain)

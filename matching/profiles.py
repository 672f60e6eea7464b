"""Terms of the score that come from what institutions are, where they stand and where they met."""

from datetime import date

import numpy as np

from matching.likeness import SAME_KIND, SAME_STANDING, like_fields, like_profile, near
from matching.model.sparse import intersect_sorted, neighbours, sum_of_rows
from matching.question import Question
from matching.reasons import Detail, Shown, Signal

# Standard deviations above the mean at which a likeness of fields is the greatest, the least deviation (of cosines)
# that is taken, as where all are alike a little more is chance, and institutions of other fields that are added to
# those known, so that the mean of a few is none.
MAX_DEVIATIONS, MIN_DEVIATION, UNLIKE = 6.0, 0.05, 10
BESIDE_PARTNERS = 0.185  # what fields count for one with partners, whose choice tells more, against one with none
MIN_PROFILE = SAME_KIND + SAME_STANDING  # nearly all have so much in common
LIMITED_OFFICE = 0.5  # an office that works with limits, against an active one


def shared_subjects(question: Question) -> Signal:
    """More alike in their fields than institutions of other countries are on average, in standard deviations.

    Of all other countries, whoever asks: what the likeness of two says does not rest on which of them asks. So a common
    subject says little where most have it, and much where few do. Of whom no subject is known is as alike as the
    average: nothing is given and nothing taken.
    """
    columns, row = question.network.columns, question.row
    signal = like_fields(question.network, row)
    known = columns.has_fields | columns.is_comprehensive
    of_known = signal.strength[known & columns.is_active & ~columns.in_country(question.me.country)]
    count = len(of_known) + UNLIKE
    mean = of_known.sum() / count
    deviation = max(MIN_DEVIATION, float(np.sqrt(max(0.0, (of_known**2).sum() / count - mean**2))))
    deviations = (signal.strength - mean) / deviation
    alike = np.clip(deviations / MAX_DEVIATIONS, 0.0, 1.0)
    has_partners = bool(question.moment.partners[row])
    share = BESIDE_PARTNERS if has_partners else BESIDE_PARTNERS + (1 - BESIDE_PARTNERS) * alike
    return Signal(np.where(known & question.other_side, alike * share, 0.0), signal.explain)


def events_together(question: Question) -> Signal:
    """Both took part in the same events: n of them count n / (n + 1)."""
    network = question.network
    past = network.events_until(question.request.as_of, question.row)
    counts = sum_of_rows(network.attendance, past, np.ones(len(past)))

    def explain(row: int) -> Shown:
        both = intersect_sorted(past, neighbours(network.attended, row)).tolist()
        ids = tuple(map(network.event_id, both))
        since = date.fromordinal(int(network.event_days[both[0]]))
        return ids, Detail(count=len(ids), nodes=ids[:1], since=since)

    return Signal(np.where(question.other_side, counts / (counts + 1), 0.0), explain)


def office_covers(question: Question) -> Signal:
    """An office that works on the day answers for the foreign country of the two."""
    network, day = question.network, question.request.as_of
    columns = network.columns
    covered = network.covering(day)

    def worth(code: str) -> float:
        return 1.0 if (code, "ACTIVE") in covered else LIMITED_OFFICE if (code, "LIMITED") in covered else 0.0

    if question.is_home:
        strength = np.asarray([worth(code) for code in columns.countries])[columns.country]
    else:
        strength = np.full(len(network.universities), worth(question.me.country))

    def explain(row: int) -> Shown:
        country = question.foreign(row).country
        active = covered.get((country, "ACTIVE"))
        offices = active or covered[country, "LIMITED"]
        chosen = question.office(row).office or ""
        others = sorted(office.id for office in offices if office.id != chosen)
        detail = Detail(count=len(offices), nodes=(chosen,), country=country, limited=not active)
        return (chosen, *others), detail

    return Signal(np.where(question.other_side, strength, 0.0), explain)


def similar_profile(question: Question) -> Signal:
    """They are institutions of one kind and of a near size; that they are of one kind says nothing alone."""
    signal = like_profile(question.network, question.row)
    return _of_other_side(
        question, Signal(np.where(signal.strength > MIN_PROFILE, signal.strength, 0.0), signal.explain)
    )


def nearby(question: Question) -> Signal:
    """They are not far from each other."""
    return near(question.network, question.row, question.other_side)


def _of_other_side(question: Question, signal: Signal) -> Signal:
    return Signal(np.where(question.other_side, signal.strength, 0.0), signal.explain)

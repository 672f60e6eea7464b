"""Terms of the score that come from what institutions are, where they stand and where they met."""

import numpy as np

from matching.likeness import like_fields, like_profile, near
from matching.model.sparse import in_both, neighbours, sum_of_rows
from matching.question import Question
from matching.reasons import Detail, Shown, Signal

LIMITED_OFFICE = 0.5  # an office that works with limits, against an active one


def shared_subjects(question: Question) -> Signal:
    """Both are strong in the same fields."""
    return _of_other_side(question, like_fields(question.network, question.row))


def events_together(question: Question) -> Signal:
    """Both took part in the same events: n of them count n / (n + 1)."""
    network = question.network
    past = network.events_until(question.request.as_of, question.row)
    counts = sum_of_rows(network.attendance, past, np.ones(len(past)))

    def explain(row: int) -> Shown:
        both = [network.newest_events[event] for event in in_both(past, neighbours(network.attended, row))]
        ids = tuple(event.id for event in both)
        return ids, Detail(count=len(ids), nodes=ids[:1], since=both[0].starts)

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
    """They are institutions of one kind and size."""
    return _of_other_side(question, like_profile(question.network, question.row))


def nearby(question: Question) -> Signal:
    """They are not far from each other."""
    return near(question.network, question.row, question.other_side)


def _of_other_side(question: Question, signal: Signal) -> Signal:
    return Signal(np.where(question.other_side, signal.strength, 0.0), signal.explain)

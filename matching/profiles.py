"""Terms of the score that come from what institutions are, where they stand and where they met."""

import numpy as np

from matching.likeness import like_fields, like_profile, near
from matching.model.sparse import in_both, neighbours
from matching.offices import choose_office
from matching.question import Question
from matching.reasons import Detail, Shown, Signal

LIMITED_OFFICE = 0.5  # an office that works with limits, against an active one


def shared_subjects(question: Question) -> Signal:
    """Both are strong in the same fields."""
    return _of_other_side(question, like_fields(question.network, question.row))


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
    covered = network.covering(day)
    active = {code: covered.get((code, "ACTIVE"), []) for code in codes}
    limited = {code: covered.get((code, "LIMITED"), []) for code in codes}
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
    """They are institutions of one kind and size."""
    return _of_other_side(question, like_profile(question.network, question.row))


def nearby(question: Question) -> Signal:
    """They are not far from each other."""
    return near(question.network, question.row, question.other_side)


def _of_other_side(question: Question, signal: Signal) -> Signal:
    return Signal(np.where(question.other_side, signal.strength, 0.0), signal.explain)

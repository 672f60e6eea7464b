"""Room for the lesser-known: without it, lists of those with few partners hold the same famous names."""

import numpy as np

from matching.model.sparse import Rows, Vector
from matching.order import Order
from matching.question import Question

PLACES = 10  # the list of which some places are kept
LESSER_KNOWN_PERCENTILE = 80  # of the number of partners, among those who could be partners
NOBODY = np.empty(0, dtype=np.int64)
WELL_CONNECTED = 50  # partners from which on the famous among the candidates are partners already


def promote_lesser_known(question: Question, order: Order, own: Vector, places: int) -> tuple[Rows, int]:
    """Rows of the lesser-known institutions, best first, that win the last of PLACES, and the place of the first.

    own     the scores without popularity; the highest are promoted
    places  how many are kept; fewer are needed where lesser-known ones stand that high by themselves

    Partners of today take no place: PLACES are counted among the others. Nobody is promoted in a question about some
    countries (such a list is short), nor for a well-connected asker.
    """
    moment = question.moment
    strangers = question.strangers
    if question.request.countries or moment.partners[question.row] > WELL_CONNECTED:
        return NOBODY, 0
    first = order.first(PLACES + int(np.count_nonzero(question.links)))
    places_of_strangers = np.flatnonzero(strangers[first])[:PLACES]
    if len(places_of_strangers) < PLACES or len(order) <= len(first):
        return NOBODY, 0
    limit = np.percentile(moment.partners[question.other_side], LESSER_KNOWN_PERCENTILE)
    is_lesser_known = (moment.partners <= limit) & strangers
    top = first[places_of_strangers]
    missing = places - int(is_lesser_known[top].sum())
    if missing <= 0:
        return NOBODY, 0
    is_lesser_known[top] = False
    rest = order.others[is_lesser_known[order.others]]
    found = Order(question.network.columns, question.row, rest, own).first(missing)
    return found, int(places_of_strangers[PLACES - len(found)]) if len(found) else 0

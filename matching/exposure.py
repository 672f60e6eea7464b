"""Room for the lesser-known: without it, lists of those with few partners hold the same famous names."""

import numpy as np

from matching.model.sparse import Rows, Vector
from matching.order import Order
from matching.question import Question

PLACES = 10  # the list of which some places are kept
LESSER_KNOWN_PERCENTILE = 80  # of the number of partners, among those who could be partners
NOBODY = np.empty(0, dtype=np.int64)
WELL_CONNECTED = 50  # partners from which on the famous among the candidates are partners already


def lifted(question: Question, order: Order, own: Vector, places: int) -> Rows:
    """Rows of the lesser-known institutions, best first, that win the last of PLACES.

    own     what of the scores does not come from being known: the best by this win
    places  how many are kept; fewer are needed where lesser-known ones stand that high by themselves

    Nobody is lifted in a question about some countries (such a list is short), nor for a well-connected asker.
    """
    moment = question.moment
    if question.request.countries or len(order) <= PLACES or moment.partners[question.row] > WELL_CONNECTED:
        return NOBODY
    limit = np.percentile(moment.partners[question.other_side], LESSER_KNOWN_PERCENTILE)
    is_lesser_known = moment.partners <= limit
    top = order.first(PLACES)
    missing = places - int(is_lesser_known[top].sum())
    if missing <= 0:
        return NOBODY
    is_lesser_known[top] = False
    rest = order.others[is_lesser_known[order.others]]
    return Order(question.network.columns, question.row, rest, own).first(missing)

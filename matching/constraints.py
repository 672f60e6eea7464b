"""What the request demands: candidates that do not fulfil it are left out, whatever their score."""

from collections.abc import Iterable
from functools import partial

import numpy as np

from matching.model.columns import is_among
from matching.model.network import Network
from matching.model.sparse import Mask, Rows
from matching.offices import covering
from matching.question import Question
from matching.subjects import field_within


def candidates(question: Question) -> Mask:
    """Active institutions of the other side that fulfil everything demanded."""
    request, columns = question.request, question.network.columns
    if request.fits_nothing:
        return np.zeros(len(question.network.universities), dtype=np.bool_)
    allowed = question.other_side & ~_excluded_by_ties(question)
    if request.countries:
        allowed &= is_among(columns.country, columns.countries, request.countries)
    if request.kinds:
        allowed &= is_among(columns.kind, columns.kinds, request.kinds)
    if request.require_active_office:
        allowed &= _with_active_office(question)
    if request.fields:
        allowed &= _with_field(question, request.fields)
    if request.levels or request.languages or request.cooperation_kinds:
        allowed &= _with_intent(question)
    return np.asarray(allowed)


def _excluded_by_ties(question: Question) -> Mask:
    """Those with whom the institution already is where it wants to be."""
    request, network = question.request, question.network
    excluded = np.zeros(len(network.universities), dtype=np.bool_)
    if request.exclude_live_contacts:
        excluded |= question.links > 0
        excluded[_rows(network, request.own.contacts)] = True
    if request.exclude_live_agreements:
        excluded[network.agreement_table.partners(question.row, request.as_of)] = True
        excluded[_rows(network, request.own.agreements)] = True
    return excluded


def _rows(network: Network, ids: Iterable[str]) -> Rows:
    """The rows of institutions, of those that are known."""
    return np.array([network.row_of[each] for each in ids if each in network.row_of], dtype=np.intp)


def _with_active_office(question: Question) -> Mask:
    """Those for whom an active office covers the foreign country of the two."""
    network, day = question.network, question.request.as_of
    if not question.is_home:
        helped = bool(covering(network, question.me.country, day, "ACTIVE"))
        return np.full(len(network.universities), helped)
    countries = network.columns.countries
    helped_countries = [number for number, code in enumerate(countries) if covering(network, code, day, "ACTIVE")]
    return np.asarray(np.isin(network.columns.country, helped_countries))


def _with_field(question: Question, wanted: frozenset[str]) -> Mask:
    """Those of which a field, or one of an open intent, lies in those demanded (or whose name hints so)."""
    network = question.network
    intents = network.intent_table
    named = intents.aspects["fields"].name(partial(field_within, wanted=wanted))
    found = network.columns.with_field(wanted)
    found[intents.university[named & intents.open(question.request.as_of)]] = True
    return found


def _with_intent(question: Question) -> Mask:
    """Those with an open intent, open to the asker's country too, that has the levels, languages, cooperation demanded.

    What is not known does not fulfil a demand.
    """
    intents = question.network.intent_table
    found = np.zeros(len(question.network.universities), dtype=np.bool_)
    found[intents.university[question.open_intents]] = True
    return found

"""What the request demands: candidates that do not fulfil it are left out, whatever their score."""

import numpy as np

from matching.intents import aims_at, is_within
from matching.model.columns import among
from matching.model.facts import UniversityFacts
from matching.model.sparse import Mask
from matching.offices import covering
from matching.question import Question
from matching.subjects import fields_within


def candidates(question: Question) -> Mask:
    """Active institutions of the other side that fulfil everything demanded."""
    allowed = question.other_side & ~_excluded_by_ties(question)
    request, columns = question.request, question.network.columns
    if request.countries:
        allowed &= among(columns.country, columns.countries, request.countries)
    if request.kinds:
        allowed &= among(columns.kind, columns.kinds, request.kinds)
    if request.require_active_office:
        allowed &= _with_active_office(question)
    if request.fields or request.levels or request.languages or request.cooperation_kinds:
        allowed &= _by_profile(question, allowed)
    return np.asarray(allowed)


def _excluded_by_ties(question: Question) -> Mask:
    """Those with whom the institution already is where it wants to be."""
    request, network = question.request, question.network
    excluded = np.zeros(len(network.universities), dtype=np.bool_)
    if request.exclude_live_contacts:
        excluded |= question.links > 0
    if request.exclude_live_agreements:
        agreements = network.agreements_of.get(request.university, ())
        live = [agreement for agreement in agreements if agreement.is_live(request.as_of)]
        excluded[
            [network.row_of[party] for agreement in live for party in agreement.parties if party in network.row_of]
        ] = True
    return excluded


def _with_active_office(question: Question) -> Mask:
    """Those for whom an active office covers the foreign country of the two."""
    network, day = question.network, question.request.as_of
    if not question.is_home:
        helped = bool(covering(network, question.me.country, day, "ACTIVE"))
        return np.full(len(network.universities), helped)
    countries = network.columns.countries
    helped_countries = [number for number, code in enumerate(countries) if covering(network, code, day, "ACTIVE")]
    return np.asarray(np.isin(network.columns.country, helped_countries))


def _by_profile(question: Question, allowed: Mask) -> Mask:
    """Those whose fields and open intents fulfil the request. What is not known does not fulfil a demand."""
    fulfilled = np.zeros_like(allowed)
    for row in np.flatnonzero(allowed):
        facts = question.network.universities[row]
        fulfilled[row] = _has_field(question, int(row), facts) and _has_intent(question, facts)
    return fulfilled


def _has_field(question: Question, row: int, facts: UniversityFacts) -> bool:
    """One of its fields, or of an open intent's, lies in those demanded (or its name hints so)."""
    request, network = question.request, question.network
    if not request.fields or fields_within(network.columns.fields[row], request.fields):
        return True
    intents = network.intents_of.get(facts.id, ())
    return any(intent.is_open(request.as_of) and fields_within(intent.fields, request.fields) for intent in intents)


def _has_intent(question: Question, facts: UniversityFacts) -> bool:
    """An open intent, open to the asker's country too, has the levels, languages, cooperation demanded."""
    request = question.request
    if not (request.levels or request.languages or request.cooperation_kinds):
        return True
    intents = question.network.intents_of.get(facts.id, ())
    return any(is_within(intent, request) and aims_at(intent, question.me.country) for intent in intents)

"""Terms of the score that come from the network of contacts.

Counts and sums of routes are read by what is usual in the network (`model/typical.py`), so that weights which are
learned on one network serve another.
"""

from functools import cache
from itertools import pairwise

import numpy as np

from matching.model.columns import Columns
from matching.model.sparse import Mask, Numbers, Rows, Vector, intersect_sorted, matvec, neighbours, sum_of_neighbours
from matching.model.typical import BRIDGE_DAMPING, RETURN_DAMPING, scale_by_median
from matching.question import Question
from matching.reasons import Detail, Shown, Signal

MAX_EVIDENCE = 5  # contacts shown for a reason: the newest ones
WITHOUT_PARTNERS = 0.5  # what popularity and countries count for one without partners, against others; ours
STALE_DAYS = 730  # without any sign of life, after which a contact is no longer what it was; ours


def _trust(question: Question) -> float:
    """How much of what all do holds for one who asks: less for one without partners, as what it is must tell."""
    return 1.0 if question.moment.partners[question.row] else WITHOUT_PARTNERS


def three_step_paths(question: Question) -> Signal:
    """Me – my partner – another institution – its partner: the routes of a network, be it of two sides or of one."""
    ties = question.moment.ties
    mine = neighbours(ties, question.row)
    peers = sum_of_neighbours(ties, mine, question.moment.damping(BRIDGE_DAMPING)[mine])
    peers[question.row] = 0.0
    sums = question.sum_over_partners(peers * question.moment.damping(RETURN_DAMPING))
    reached = np.where(question.strangers, sums, 0.0)

    def explain(row: int) -> Shown:
        known_by = neighbours(ties, row)
        routes = known_by[peers[known_by] > 0]
        peer = int(routes[np.argmax(peers[routes])])
        between = question.partners_of(peer)
        partner = int(between[np.argmin(question.moment.partners[between])])
        chain = [question.row, partner, peer, row]
        contacts = [question.moment.contacts_between(a, b)[:1] for a, b in pairwise(chain)]
        nodes = tuple(question.network.ids[step] for step in (partner, peer))
        return question.moment.ids(np.concatenate(contacts)), Detail(count=len(routes), nodes=nodes)

    return Signal(question.moment.typical.routes.strength(reached), explain)


def common_partners(question: Question) -> Signal:
    """Partners of both, each by 1 / its number of partners (resource allocation, Zhou 2009)."""
    ties = question.moment.ties
    mine = neighbours(ties, question.row)
    shared = sum_of_neighbours(ties, mine, question.moment.damping(1.0)[mine])
    reached = np.where(question.strangers, shared, 0.0)

    def explain(row: int) -> Shown:
        both = question.partners_of(row)
        both = both[np.argsort(question.moment.partners[both], kind="stable")]
        shown = both[:MAX_EVIDENCE]
        contacts = np.stack([question.moment.newest_with(end, shown) for end in (question.row, row)], axis=1)
        nodes = tuple(question.network.ids[partner] for partner in shown.tolist())
        return question.moment.ids(contacts.ravel()), Detail(count=len(both), nodes=nodes)

    return Signal(question.moment.typical.shared.strength(reached), explain)


def popularity(question: Question) -> Signal:
    """Logarithms of the numbers of live contacts and of partners: who has many is likelier to answer."""
    counts = np.where(question.other_side, question.moment.contact_counts, 0.0)
    partners = np.where(question.other_side, question.moment.partners, 0.0)

    def explain(row: int) -> Shown:
        newest = question.moment.contacts_of(row)[:MAX_EVIDENCE]
        return question.moment.ids(newest), Detail(count=int(counts[row]))

    usual = question.moment.typical
    both = scale_by_median(counts, usual.contacts) + scale_by_median(partners, usual.partners)
    return Signal(both / 2, explain)


# Contacts added to those that there are and to those expected, so that one lucky contact does not speak for a country
# (nor one contact of an institution for a country as a whole).
COUNTRY_PRIOR, CANDIDATE_PRIOR = 5.0, 20.0
MIN_LIFT, MAX_LIFT = -1.0, 2.0  # logarithms between which that of a country goes from 0 to 1; of a candidate from 0
BY_INSTITUTIONS = 0.25  # what the second expectation counts; the other counts the rest


def country_affinity(question: Question) -> Signal:
    """Live contacts between the home institution of a pair and the country of the foreign one, against those expected.

    For a home institution: contacts that its country has in another, and again its own. Expected are so many as both
    countries have contacts, which counts most, and so many as there are institutions: where all contacts lead abroad,
    as the agency's do, the first is about the same for all.
    For a foreign one all candidates are of one country, and those are told apart by who has more contacts with its own
    country than are expected of so many. Nothing where there is no contact.
    """
    if question.is_home:
        return _affinity_to_countries(question)
    moment, country = question.moment, question.me.country
    compatriots = question.network.columns.in_country(country)
    counts = np.where(question.strangers, moment.links_with(country), 0.0)
    share = moment.contact_counts[compatriots].sum() / max(1.0, moment.contact_counts.sum())
    lifts = _lift(counts, moment.contact_counts * share, CANDIDATE_PRIOR)

    def explain(row: int) -> Shown:
        newest = _newest_with(question, row, compatriots)[:MAX_EVIDENCE]
        detail = Detail(count=int(counts[row]), theirs=True, country=country)
        return question.moment.ids(newest), detail

    return Signal(np.clip(lifts / MAX_LIFT, 0.0, 1.0), explain)


def _lift(observed: Vector, expected: Vector, prior: float) -> Vector:
    """The logarithm of how many times as many there are as were expected, smoothed."""
    return np.asarray(np.log((observed + prior) / (expected + prior)))


def _affinity_to_countries(question: Question) -> Signal:
    network, columns, moment = question.network, question.network.columns, question.moment
    home = columns.countries.index(network.home_country)
    own = _by_country(columns, np.where(question.own_side, 0.0, question.links))
    between = moment.between_countries()
    everyone = np.where(np.arange(len(own)) == home, 0.0, between[home])
    all_there = between.sum(axis=1) / max(1.0, between.sum())
    ours, mine = between[home].sum(), float(question.links.sum())
    institutions = _by_country(columns, ~question.own_side)
    share = institutions / max(1.0, institutions.sum())
    by_contacts = _lift(everyone + own, (ours + mine) * all_there, COUNTRY_PRIOR)
    by_institutions = _lift(everyone + own, (everyone.sum() + own.sum()) * share, COUNTRY_PRIOR)
    lifts = by_contacts + BY_INSTITUTIONS * (by_institutions - by_contacts)
    likely = np.clip((lifts - MIN_LIFT) / (MAX_LIFT - MIN_LIFT), 0.0, 1.0)
    strength = np.where(everyone > 0, likely, 0.0) * _trust(question)

    @cache
    def newest_in(country: int) -> Numbers:
        there = columns.country == country
        if own[country]:
            return _newest_with(question, question.row, there)[:MAX_EVIDENCE]
        of_all = ("newest", network.home_country, country)
        return moment.compute_once(of_all, lambda: _newest_of_all(question, there)[:MAX_EVIDENCE])

    def explain(row: int) -> Shown:
        country = int(columns.country[row])
        newest = newest_in(country)
        detail = Detail(count=int(own[country]), total=int(everyone[country]), country=columns.countries[country])
        return moment.ids(newest), detail

    return Signal(np.where(question.other_side, strength[columns.country], 0.0), explain)


def _by_country(columns: Columns, counts: Vector | Mask) -> Vector:
    sums = np.bincount(columns.country, weights=counts, minlength=len(columns.countries))
    return np.asarray(sums, dtype=np.float64)


def _newest_with(question: Question, row: int, members: Mask) -> Rows:
    """Live contacts of an institution with members of a group, newest first."""
    contacts = question.moment.contacts_of(row)
    places, parties = question.network.contacts.parties_in(contacts)
    met = np.bincount(places, weights=members[parties], minlength=len(contacts))
    return np.asarray(contacts[met > int(members[row])])


def _newest_of_all(question: Question, there: Mask) -> Rows:
    """Contacts that home institutions have in a country, through the institutions there with most of them."""
    network = question.network
    counts = question.moment.links_with(network.home_country)
    rows = np.flatnonzero(there & (counts > 0))
    busiest = rows[np.argsort(-counts[rows], kind="stable")][:MAX_EVIDENCE].tolist()
    found = [_newest_with(question, row, network.columns.is_home)[:MAX_EVIDENCE] for row in busiest]
    return question.moment.newest_first(np.unique(np.concatenate(found)))


def related_institutions(question: Question) -> Signal:
    """They belong together with a partner of mine, or I belong together with a partner of theirs."""
    relatives, ties = question.network.relatives, question.moment.ties
    mine = question.links > 0
    my_relatives = neighbours(relatives, question.row)
    reached = matvec(relatives, mine) > 0
    for relative in my_relatives.tolist():
        reached[neighbours(ties, relative)] = True

    def explain(row: int) -> Shown:
        theirs = [int(r) for r in neighbours(relatives, row) if mine[r]]
        ours = intersect_sorted(neighbours(ties, row), my_relatives).tolist()
        links = [(question.row, r) for r in theirs] + [(row, r) for r in ours]
        contacts = np.concatenate([question.moment.contacts_between(*link)[:1] for link in links])
        nodes = tuple(question.network.ids[r] for r in (*theirs, *ours))
        detail = Detail(count=len(nodes), nodes=nodes[:MAX_EVIDENCE])
        return question.moment.ids(contacts[:MAX_EVIDENCE]), detail

    return Signal((question.strangers & reached).astype(np.float64), explain)


def in_contact(question: Question) -> Signal:
    """We already are in contact (and the request did not leave such out): there is somebody to write to.

    Whole while the newest evidence of it is not older than STALE_DAYS; after that half for each STALE_DAYS more.
    """
    moment = question.moment
    partners, newest = moment.newest_with_each(question.row)
    ages = question.request.as_of.toordinal() - question.network.contacts.freshness(newest, question.request.as_of)
    strength = np.zeros(len(question.network.universities))
    strength[partners] = 0.5 ** np.maximum(ages / STALE_DAYS - 1, 0.0)

    def explain(row: int) -> Shown:
        contacts = question.moment.contacts_between(question.row, row)
        since = question.network.contacts.since_of(int(contacts[0]))
        return question.moment.ids(contacts[:MAX_EVIDENCE]), Detail(count=len(contacts), since=since)

    return Signal(np.where(question.other_side, strength, 0.0), explain)

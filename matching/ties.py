"""Terms of the score that come from the network of contacts."""

from functools import cache
from itertools import pairwise

import numpy as np

from matching.model.columns import Columns
from matching.model.sparse import Mask, Numbers, Rows, Vector, in_both, neighbours, sum_of_neighbours, times
from matching.question import Question
from matching.reasons import Detail, Shown, Signal

MAX_EVIDENCE = 5  # contacts shown for a reason: the newest ones
MANY_CONTACTS = 50  # contacts that make an institution or a tie to a country well known, where nobody has more
# Partners of the asker at which what its ties say is trusted by half: a list of three is chance.
COMMON_TRUSTED_FROM, ROUTES_TRUSTED_FROM = 50, 5
STALE_DAYS = 730  # without any sign of life, after which a contact is no longer what it was; ours
# Exponents of the number of partners by which a middle institution's share is divided (0: each route counts
# one, 1: a random walk). Calibrated on H2020 (see ranking.py).
BRIDGE_DAMPING = 0.5
RETURN_DAMPING = 0.5


def _to_one(values: Vector) -> Vector:
    most = values.max(initial=0.0)
    return np.asarray(values / most) if most > 0 else np.zeros_like(values)


def relative(values: Vector) -> Vector:
    """Values on a scale from 0 to 1. The square root keeps one giant from flattening the rest."""
    return np.asarray(np.sqrt(_to_one(values)))


def logarithmic(counts: Vector) -> Vector:
    """Counts on a scale from 0 to 1 by their logarithm, which ends at MANY_CONTACTS or more."""
    return np.asarray(np.log1p(counts) / np.log1p(max(MANY_CONTACTS, counts.max(initial=0.0))))


def _trust(question: Question, half: float) -> float:
    """How much the partners of an institution tell of it: half where it has `half` of them."""
    partners = float(question.moment.partners[question.row])
    return partners / (partners + half)


def three_step_paths(question: Question) -> Signal:
    """Me – my partner – another institution – its partner: the routes of a network, be it of two sides or of one."""
    ties = question.moment.ties
    mine = neighbours(ties, question.row)
    peers = sum_of_neighbours(ties, mine, question.moment.damping(BRIDGE_DAMPING)[mine])
    peers[question.row] = 0.0
    led_to = question.led_to(peers * question.moment.damping(RETURN_DAMPING))
    reached = np.where(question.strangers, led_to, 0.0)

    def explain(row: int) -> Shown:
        known_by = neighbours(ties, row)
        routes = known_by[peers[known_by] > 0]
        peer = int(routes[np.argmax(peers[routes])])
        between = question.partners_of(peer)
        partner = int(between[np.argmin(question.moment.partners[between])])
        chain = [question.row, partner, peer, row]
        contacts = [question.moment.contacts_between(a, b)[:1] for a, b in pairwise(chain)]
        nodes = tuple(question.network.universities[step].id for step in (partner, peer))
        return question.moment.ids(np.concatenate(contacts)), Detail(count=len(routes), nodes=nodes)

    return Signal(relative(reached) * _trust(question, ROUTES_TRUSTED_FROM), explain)


def common_partners(question: Question) -> Signal:
    """Partners of both, each by 1 / its number of partners (resource allocation, Zhou 2009).

    It tells most of those with many partners.
    """
    ties = question.moment.ties
    mine = neighbours(ties, question.row)
    shared = sum_of_neighbours(ties, mine, question.moment.damping(1.0)[mine])
    reached = np.where(question.strangers, shared, 0.0)

    def explain(row: int) -> Shown:
        both = question.partners_of(row)
        both = both[np.argsort(question.moment.partners[both], kind="stable")]
        shown = both[:MAX_EVIDENCE]
        contacts = np.stack([question.moment.newest_with(end, shown) for end in (question.row, row)], axis=1)
        nodes = tuple(question.network.universities[partner].id for partner in shown.tolist())
        return question.moment.ids(contacts.ravel()), Detail(count=len(both), nodes=nodes)

    return Signal(relative(reached) * _trust(question, COMMON_TRUSTED_FROM), explain)


def popularity(question: Question) -> Signal:
    """Logarithms of the numbers of live contacts and of partners: who has many is likelier to answer."""
    counts = np.where(question.other_side, question.moment.contact_counts, 0.0)
    partners = np.where(question.other_side, question.moment.partners, 0.0)

    def explain(row: int) -> Shown:
        newest = question.moment.contacts_of(row)[:MAX_EVIDENCE]
        return question.moment.ids(newest), Detail(count=int(counts[row]))

    return Signal((logarithmic(counts) + logarithmic(partners)) / 2, explain)


# Institutions added to each country's number, so that a country of two is not judged by one lucky contact.
COUNTRY_PRIOR = 5.0


def country_affinity(question: Question) -> Signal:
    """Live contacts between the home institution of a pair and the country of the foreign one.

    For a home institution: contacts that its compatriots have in a country, for each institution there, its
    own counted twice (totals only favour big countries: measured on H2020). For a foreign one all candidates
    are of one country, and it is their contacts with its own country that tell them apart.
    """
    if question.is_home:
        return _affinity_to_countries(question)
    compatriots = question.network.columns.in_country(question.me.country)
    counts = np.where(question.strangers, question.moment.links_with(question.me.country), 0.0)

    def explain(row: int) -> Shown:
        newest = _newest_with(question, row, compatriots)[:MAX_EVIDENCE]
        detail = Detail(count=int(counts[row]), theirs=True, country=question.me.country)
        return question.moment.ids(newest), detail

    return Signal(logarithmic(counts), explain)


def _affinity_to_countries(question: Question) -> Signal:
    network, columns, moment = question.network, question.network.columns, question.moment
    own = _by_country(columns, np.where(question.own_side, 0.0, question.links))
    everyone = _by_country(columns, np.where(question.own_side, 0.0, moment.links_with(network.home_country)))
    institutions = _by_country(columns, question.other_side.astype(np.float64))
    strength = _to_one((everyone + own) / (institutions + COUNTRY_PRIOR))

    @cache
    def newest_in(country: int) -> Numbers:
        there = columns.country == country
        if own[country]:
            return _newest_with(question, question.row, there)[:MAX_EVIDENCE]
        of_all = ("newest", network.home_country, country)
        return moment.kept(of_all, lambda: _newest_of_all(question, there)[:MAX_EVIDENCE])

    def explain(row: int) -> Shown:
        country = int(columns.country[row])
        newest = newest_in(country)
        detail = Detail(count=int(own[country]), total=int(everyone[country]), country=columns.countries[country])
        return moment.ids(newest), detail

    return Signal(np.where(question.other_side, strength[columns.country], 0.0), explain)


def _by_country(columns: Columns, counts: Vector) -> Vector:
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
    reached = times(relatives, mine) > 0
    for relative in my_relatives.tolist():
        reached[neighbours(ties, relative)] = True

    def explain(row: int) -> Shown:
        theirs = [int(r) for r in neighbours(relatives, row) if mine[r]]
        ours = in_both(neighbours(ties, row), my_relatives).tolist()
        links = [(question.row, r) for r in theirs] + [(row, r) for r in ours]
        contacts = np.concatenate([question.moment.contacts_between(*link)[:1] for link in links])
        nodes = tuple(question.network.universities[r].id for r in (*theirs, *ours))
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

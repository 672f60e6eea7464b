"""Our ranking as a method: what `partnerMatches` answers, with everybody's own country as home."""

from functools import cache

import numpy as np

from bench.matching.folder import Folder
from bench.matching.quality import Method
from bench.matching.settings import Asked
from matching.model.facts import UniversityFacts
from matching.model.network import Network
from matching.model.sparse import Rows, Vector
from matching.ranking import rank
from matching.request import MatchRequest
from matching.weights import Weights


class Home:
    """The network as each country sees it."""

    def __init__(self, network: Network) -> None:
        self.from_country = cache(network.with_home_country)

    def of(self, facts: UniversityFacts) -> Network:
        """The network with the institution's own country as home."""
        return self.from_country(facts.country)


def our_method(folder: Folder, weights: Weights) -> Method:
    """Scores by place: the first has the most."""
    network, home = folder.network, Home(folder.network)

    @cache
    def rank_rows(asker: int, country: int | None, from_abroad: bool) -> Rows:
        me = network.universities[asker]
        countries = None if country is None else frozenset({network.columns.countries[country]})
        seen = home.from_country(next(iter(countries))) if countries and from_abroad else home.of(me)
        return rank(seen, MatchRequest(me.id, folder.last_day, countries), weights).rows()

    def scores(asked: Asked) -> Vector:
        rows = rank_rows(asked.asker, asked.country, asked.from_abroad)
        found = np.full(len(network.universities), -np.inf)
        found[rows] = -np.arange(len(rows))
        return found

    return scores

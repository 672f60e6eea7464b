"""One request put to the network: who asks, on which side, and who may be an answer."""

from functools import cached_property

import numpy as np

from matching.model.facts import UniversityFacts
from matching.model.moment import Moment
from matching.model.network import Network
from matching.model.sparse import Mask, Vector
from matching.request import MatchRequest


class UnknownUniversityError(LookupError):
    """The institution that asks is not in the read model."""


class Question:
    """What the terms of the score look at. Vectors are over all institutions, in the order of their rows."""

    def __init__(self, network: Network, request: MatchRequest) -> None:
        if request.university not in network.row_of:
            raise UnknownUniversityError(request.university)
        self.network = network
        self.request = request
        self.moment: Moment = network.at(request.as_of)
        self.row = network.row_of[request.university]
        self.me: UniversityFacts = network.universities[self.row]

    @property
    def is_home(self) -> bool:
        """Whether a home (Russian) institution asks: it gets foreign ones, a foreign one gets home ones."""
        return self.me.country == self.network.home_country

    @cached_property
    def own_side(self) -> Mask:
        """Institutions on the side of the one that asks."""
        home = self.network.columns.is_home
        return home if self.is_home else ~home

    @cached_property
    def other_side(self) -> Mask:
        """Active institutions that could be partners, before what the request demands."""
        return np.asarray(~self.own_side & self.network.columns.is_active)

    @cached_property
    def links(self) -> Vector:
        """Number of live contacts with each institution."""
        return self.moment.links(self.row)

    @cached_property
    def strangers(self) -> Mask:
        """The other side without live contact: those to whom the network can lead."""
        return np.asarray(self.other_side & (self.links == 0))

    def foreign(self, row: int) -> UniversityFacts:
        """The foreign one of the two: its country is the one in which an office helps."""
        return self.network.universities[row] if self.is_home else self.me

    def home(self, row: int) -> UniversityFacts:
        """The home one of the two."""
        return self.me if self.is_home else self.network.universities[row]

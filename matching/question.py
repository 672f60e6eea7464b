"""One request put to the network: who asks, on which side, and who may be an answer."""

from functools import cached_property

import numpy as np

from matching.demands import fulfilling
from matching.model.facts import IntentFacts, UniversityFacts
from matching.model.moment import Moment
from matching.model.network import Network
from matching.model.sparse import Mask, Rows, Vector, neighbours
from matching.offices import OfficeChoice, choose_office
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
        self._offices: dict[int, OfficeChoice] = {}

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

    def partners_of(self, row: int) -> Rows:
        """The live partners of an institution that are mine too, ascending."""
        theirs = neighbours(self.moment.ties, row)
        return np.asarray(theirs[self.links[theirs] > 0])

    def sum_over_partners(self, strength: Vector) -> Vector:
        """For each institution of the other side, the sum of the strengths of its partners; 0 for my own side."""
        return self.moment.sum_over_partners(self.network.home_country, not self.is_home, strength)

    @cached_property
    def own_intents(self) -> tuple[IntentFacts, ...]:
        """All intents of the institution that asks."""
        return self.network.intents_of.get(self.me.id, ())

    @cached_property
    def open_intents(self) -> Mask:
        """Of the table of intents, those that stand, fulfil what is demanded and are open to my country."""
        table = self.network.intent_table
        return fulfilling(table, self.request) & table.allow("countries", self.me.country.__eq__)

    def foreign(self, row: int) -> UniversityFacts:
        """The foreign one of the two: its country is the one in which an office helps."""
        return self.network.universities[row] if self.is_home else self.me

    def office(self, row: int) -> OfficeChoice:
        """The office to go through to an institution; asked for a reason, a concern and an answer."""
        if row not in self._offices:
            partner = self.foreign(row)
            self._offices[row] = choose_office(self.network, partner.country, partner.place, self.request.as_of)
        return self._offices[row]

    def home(self, row: int) -> UniversityFacts:
        """The home one of the two."""
        return self.me if self.is_home else self.network.universities[row]

"""With whom an institution has live contacts and agreements of which only their owners know.

No read model that others share holds them, so a ranking takes them as institutions to leave out: no reason is made of
them, and nobody else is told anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from matching.model import rows
from matching.model.contacts import Known, contact_table
from matching.model.network import Network
from matching.model.statements import OWN_TIES

__all__ = ["NO_TIES", "OWN_TIES", "OwnTies", "own_ties"]


@dataclass(frozen=True, slots=True)
class OwnTies:
    """The ids of all institutions in live contacts, and in live agreements, of the one that asks, its own included."""

    contacts: frozenset[str] = frozenset()
    agreements: frozenset[str] = frozenset()


NO_TIES = OwnTies()


def own_ties(network: Network, contacts: Sequence[Any], agreements: Sequence[rows.GraphRow], day: date) -> OwnTies:
    """What holds on a day, of the record that OWN_TIES gives."""
    table = contact_table(contacts, Known(network.row_of, {}, {}))
    parties = table.parties_in(np.flatnonzero(table.live(day)))[1]
    live = [facts for facts in map(rows.agreement, agreements) if facts.is_live(day)]
    return OwnTies(
        frozenset(network.ids[row] for row in parties.tolist()),
        frozenset(party for facts in live for party in facts.parties),
    )

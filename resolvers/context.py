"""What a question has at hand: the registry behind all questions, and what belongs to this one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from errors import Code, RegistryError
from graph.plan.plan import Plan, Planner
from graph.plan.selection import Root
from graph.store.faults import StoreFault
from graph.store.store import Store
from matching.view import View
from resolvers.fields import Catalogue


class Views(Protocol):
    """Gives the read model as it is now."""

    async def current(self) -> View:
        """The read model; raises a StoreFault where there is none yet and the store is down."""


async def view_of(context: "Context") -> View:
    """The read model for a question. Raises RegistryError (STORE_DOWN) where there is none yet."""
    try:
        return await context.registry.views.current()
    except StoreFault as fault:
        raise RegistryError(Code.STORE_DOWN, "The store does not answer; try again in a moment.") from fault


@dataclass(slots=True)
class Registry:
    """Everything that outlives a question. `watch`, where set, is told of every plan (`server.py explain`)."""

    catalogue: Catalogue
    planner: Planner
    store: Store
    views: Views
    most_nodes: int
    read_deadline: float
    most_representations: int
    watch: Callable[[list[Root], Plan], None] | None = None


@dataclass(slots=True)
class Context:
    """One question: its request id, the name of its operation, and the nodes it could give so far."""

    registry: Registry
    request_id: str = ""
    operation: str = ""
    nodes: int = 0

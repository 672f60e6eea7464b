"""What a question has at hand: the registry behind all questions, and what belongs to this one."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from cachetools import LRUCache

from access.principal import ANONYMOUS, Principal
from access.sight import sight_of
from engine.constraints import Constraints
from engine.feed import ChangeFeed
from engine.fields import Catalogue
from errors import Code, RegistryError
from graph.days import utc_today
from graph.plan.guard import Sight
from graph.plan.plan import Plan, Planner
from graph.plan.selection import Root
from graph.store.errors import StoreError
from graph.store.store import Store
from graph.write.group import CommandGroups
from matching.current import BuildStats
from matching.standing import NotMadeError
from matching.view import View

Thing = TypeVar("Thing")
Authorize = Callable[[], Awaitable[Principal]]
"""Tells who asks, as the store knows it now. Raises TokenError where a key or token no longer opens anything."""


class Views(Protocol):
    """Gives the read model as it is now. `made` and `trouble` are of the one of what is published."""

    @property
    def made(self) -> BuildStats | None:
        """How it was made; none while there is none."""

    @property
    def trouble(self) -> str:
        """Why there is none, or none that is newer, in some sentences; empty where all is well."""

    def stop(self) -> None:
        """Cancels a making that is under way, before the store is closed."""

    async def current(self, sight: Sight = Sight.PUBLIC) -> View:
        """The read model of who has this sight.

        Raises NotMadeError where there is none, StoreDownError where the store does not answer.
        """


FIRST_VIEW_SECONDS = 10.0
"""How long a question waits for the first read model; a newer one is not waited for so long."""


TRY_AGAIN = "Try again in a moment."


async def view_of(context: "Context") -> View:
    """The read model for a question. Raises RegistryError (NOT_READY or STORE_DOWN) where there is none yet."""
    views = context.registry.views
    try:
        async with asyncio.timeout(FIRST_VIEW_SECONDS):
            return await views.current(context.sight)
    except TimeoutError:
        raise RegistryError(Code.NOT_READY, f"{views.trouble} {TRY_AGAIN}") from None
    except NotMadeError as error:
        raise RegistryError(Code.NOT_READY, f"{error} {TRY_AGAIN}") from error
    except StoreError as fault:
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
    feed: ChangeFeed
    commands: CommandGroups
    watch: Callable[[list[Root], Plan], None] | None = None


STATEMENTS_AT_ONCE = 4
"""Of one operation. More would not make it quicker, and take the connections of others."""
LONGEST_KEPT = 2_000
"""Characters of the values of variables, written out; a selection with longer ones is made anew."""
MAX_KEPT = 32
"""Selections of one root field of one operation; they differ where variables are used below the field."""


class PlanCache:
    """What was made of the selection of one root field, by what it depends on.

    `below` are the names of the variables used below the field, `own` those in its own filter.
    """

    def __init__(self, below: tuple[str, ...], own: tuple[str, ...] = ()) -> None:
        self.below = below
        self.own = own
        self.constraints = Constraints()
        self._made: LRUCache[Hashable, Any] = LRUCache(MAX_KEPT)

    def get_or_make(
        self, values: Mapping[str, Any], key: Hashable, make: Callable[[], Thing], *, own: bool = False
    ) -> Thing:
        """What `make` gives for this key and these values of variables, made anew where it is not kept.

        `own`: it also depends on the field's own filter.
        """
        names = self.below + self.own if own else self.below
        found: Thing | None = self._made.get((key, self.constraints.key(values, names)))
        if found is None:
            found = make()
            depends = self.constraints.key(values, names)  # more is known of them now
            if len(depends) <= LONGEST_KEPT:
                self._made[key, depends] = found
        return found

    @property
    def sources(self) -> list[str]:
        """The Python that was generated to read rows."""
        return list(filter(None, (getattr(each, "source", "") for each in self._made.values())))


@dataclass(slots=True)
class Context:
    """One question: its request id, the name of its operation, who asks, and the nodes it could give so far.

    `refused` is set as soon as it could give more nodes than it may: then it is refused as a whole.
    `planned`, of an operation with several root fields, is set when each of them has been counted; no statement is sent
    before.
    `today` is the day on which it is asked, in UTC: that of all that names none.
    `lean`: its operation is asked again and again, so its statements read no more than it asks for.
    `variables` are the values of its variables.
    `kept`, for an operation that is asked again and again, has by response key what was made of root fields before.
    `answers` are those of the root fields where they are known already: the executor then only makes the data of them.
    `reading` is held by each statement that runs.
    `authorize`, of a stream, tells who asks now; `resume` is the cursor after which it goes on, where it was cut off.
    """

    registry: Registry
    request_id: str = ""
    operation: str = ""
    principal: Principal = ANONYMOUS
    today: str = field(default_factory=lambda: utc_today().isoformat())
    nodes: int = 0
    refused: RegistryError | None = None
    planned: asyncio.Event | None = None
    lean: bool = False
    variables: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, PlanCache] = field(default_factory=dict)
    answers: dict[str, Any] | None = None
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(STATEMENTS_AT_ONCE))
    authorize: Authorize | None = None
    resume: str | None = None

    @property
    def sight(self) -> Sight:
        """Which form statements have for who asks."""
        return sight_of(self.principal.role)

"""The read models: one for each sight, so that no private fact shows in what others are told."""

from collections.abc import Callable

from graph.plan.guard import LEVELS, Sight
from graph.store.store import Reader
from matching.current import BuildStats, CurrentView
from matching.model.reader import LevelReader
from matching.view import View


def reader_for(reader: Reader, sight: Sight) -> Reader:
    """What reads no more than who has this sight may see.

    Facts that are seen by their owners alone are in the model of administrators only.
    """
    return reader if sight is Sight.ALL else LevelReader(reader, LEVELS[sight])


class ViewsBySight:
    """The read models. That of what is published is made when the server starts, others when somebody asks them."""

    def __init__(self, make: Callable[[Sight], CurrentView]) -> None:
        self._make = make
        self._views = {Sight.PUBLIC: make(Sight.PUBLIC)}

    @property
    def made(self) -> BuildStats | None:
        """How the one of what is published was made; none while there is none."""
        return self._views[Sight.PUBLIC].made

    @property
    def trouble(self) -> str:
        """Why that one is not there, or not newer; empty where all is well."""
        return self._views[Sight.PUBLIC].trouble

    def stop(self) -> None:
        """Cancels makings that are under way, before the store is closed."""
        for each in self._views.values():
            each.stop()

    async def current(self, sight: Sight = Sight.PUBLIC) -> View:
        """The read model of who has this sight. Raises StoreDownError, NotMadeError."""
        if sight not in self._views:
            self._views[sight] = self._make(sight)
        return await self._views[sight].current()

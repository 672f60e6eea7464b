"""Response data rendered early; stands in for a resolver's value."""

from collections.abc import Callable
from typing import Any


class RenderedNode:
    """The data of a node or of a connection. The stock executor, where it takes over, reads the answer in its place."""

    __slots__ = ("_answer", "_project", "_read", "data")

    def __init__(self, data: Any, project: Callable[[Any], dict[str, Any]], read: Any) -> None:
        """`project` makes the answer of what was `read` from the store, when it is wanted."""
        self.data = data
        self._project = project
        self._read = read
        self._answer: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        """What the answer has under a response key."""
        if self._answer is None:
            self._answer = self._project(self._read)
        return self._answer[key]


Answered = dict[str, Any] | RenderedNode
"""What a resolver gives of a node or of a connection."""

"""Store call events for metrics and tracing."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class CallKind(Enum):
    """What a call is for."""

    QUESTION = "question"
    """A statement of the planner's, which answers a client."""
    LOAD = "load"
    """Any other read: of the read model, of a check."""
    WRITE = "write"
    """A transaction, with all its statements."""


@dataclass(frozen=True, slots=True)
class StoreCall:
    """A call that has ended.

    statement  its text; of a transaction none
    rows       of the first level, that it gave
    seconds    retries included
    fault      in a word, why it failed: down, denied, timeout, busy, refused, cancelled; empty where it did not
    """

    kind: CallKind
    statement: str
    rows: int
    seconds: float
    fault: str = ""


class StoreObserver(Protocol):
    """Somebody who is told what the store does; must be quick and raise nothing."""

    def on_call_end(self, ran: StoreCall) -> None:
        """A call has ended."""

    def on_retry(self) -> None:
        """A call is tried again."""

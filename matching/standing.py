"""How the making of the read model stands, in sentences for clients and for those who run the registry."""

from dataclasses import dataclass
from datetime import UTC, datetime

from graph.store.errors import StoreDeniedError, StoreDownError, StoreMemoryError, StoreTimeoutError

WHY: tuple[tuple[type[Exception], str], ...] = (
    (StoreDeniedError, "the store does not let us in"),
    (StoreDownError, "store unavailable"),
    (StoreTimeoutError, "the store took too long"),
    (StoreMemoryError, "the store has not the memory for so much at once"),
)
DEFECT = "something is wrong on our side, which the log tells"
WAITING = "Another process reads names and contacts into memory; this one waits for what it reads."
NOT_BEGUN = "Names and contacts are not read into memory yet."


class NotMadeError(Exception):
    """There is no read model, as it could not be made. The message is one for clients; the cause is for the log."""


@dataclass(frozen=True, slots=True)
class BuildFailures:
    """That a read model could not be made, several times in a row. Times are seconds since 1970."""

    why: str  # the last time
    since: float
    tries: int

    def words(self) -> str:
        since = datetime.fromtimestamp(self.since, UTC).isoformat(timespec="seconds")
        tries = "once" if self.tries == 1 else f"{self.tries} times"
        return f"Names and contacts could not be read into memory: {self.why} (tried {tries} since {since})."


def describe_failure(error: BaseException) -> str:
    """Why a read model could not be made, in words that tell nothing of the store's own."""
    return next((words for kind, words in WHY if isinstance(error, kind)), DEFECT)


def describe_progress(rows: int, seconds: float) -> str:
    """How far the reading is."""
    return f"Names and contacts are being read into memory: {rows:,} rows in {seconds:.0f} s."

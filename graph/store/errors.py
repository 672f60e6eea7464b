"""What can go wrong with a store, in words for the person who runs the registry."""


class StoreError(Exception):
    """A store cannot do what was asked; the message says why and what to do."""


class StoreAddressError(StoreError):
    """The address is none that the driver understands."""


class StoreLockedError(StoreError):
    """Another process owns the data directory; only one may."""


class StoreStartError(StoreError):
    """The store's server ended, or answered nothing, before it was ready."""


class StoreDownError(StoreError):
    """The store does not answer. It may come back; nothing has to be restarted here."""


class StoreDeniedError(StoreDownError):
    """The store answers, but not to us: the user, the password or the database is not the right one."""


class StoreTimeoutError(StoreError):
    """A read took longer than its deadline (seconds, None where the store ended it)."""

    def __init__(self, deadline: float | None) -> None:
        super().__init__("The store took too long." if deadline is None else f"No answer within {deadline:g} s.")


class StoreMemoryError(StoreError):
    """A statement needs more memory than the store gives to one."""

    def __init__(self) -> None:
        super().__init__("The store has not the memory for so much at once.")


class StoreBusyError(StoreError):
    """A write lost its conflicts too often; nothing was written."""

    def __init__(self) -> None:
        super().__init__("Too many writers at once.")


class StoreStatementError(StoreError):
    """The store refused a statement: a defect of ours. The message is the store's, for the log only."""

"""Where a store answers and as whom to ask it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """All that the driver needs; the same four values that `NEO4J_*` hold for a server of one's own."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str

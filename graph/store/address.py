"""Where a store answers and as whom to ask it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """All that the driver needs; the same four values that `NEO4J_*` hold for a server of one's own."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str

    def seeds(self) -> tuple[str, tuple[str, ...]]:
        """The address of one server, and where several are named all of them: any that is there knows the cluster."""
        scheme, _, hosts = self.uri.partition("://")
        first, *others = hosts.split(",")
        if not others or not scheme.startswith("neo4j"):
            return self.uri, ()
        return f"{scheme}://{first}", (first, *others)

"""The dialect seam: everything in which the two stores differ for a caller of `Store`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a store differs.

    one_writer  whether writes of this process must follow one another
    orphans     whether a statement goes on when its client has gone, until somebody ends it
    tears       whether others can see a part of a transaction while it commits
    """

    name: str
    one_writer: bool
    orphans: bool
    tears: bool


NEO4J = Dialect("neo4j", one_writer=False, orphans=False, tears=True)
EMBEDDED = Dialect("embedded", one_writer=True, orphans=True, tears=False)

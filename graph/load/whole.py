"""How an export tells that it is whole: its last line counts the lines above it and has their hash."""

import hashlib
from dataclasses import dataclass, field

import orjson


@dataclass(slots=True)
class Tally:
    """What has been seen of an export: how many nodes and edges, and the SHA-256 of their lines."""

    nodes: int = 0
    edges: int = 0
    _hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, lines: bytes) -> None:
        """Takes in the bytes of lines, which are counted by the caller."""
        self._hash.update(lines)

    @property
    def sha256(self) -> str:
        """The hash of all lines so far."""
        return self._hash.hexdigest()

    @property
    def told(self) -> dict[str, object]:
        """What the last line says."""
        return {"end": {"nodes": self.nodes, "edges": self.edges, "sha256": self.sha256}}

    def line(self) -> bytes:
        return orjson.dumps(self.told, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)

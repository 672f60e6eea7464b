"""What tells whether a snapshot was written by the same code: sums of what makes and reads it."""

import hashlib
import sys
from functools import cache
from pathlib import Path

import numpy as np
import scipy  # type: ignore[import-untyped, unused-ignore]

HERE = Path(__file__).parent
BESIDE = ("graph/folding.py", "graph/history.py", "graph/ids.py", "graph/vocabularies/field_hints.csv")
"""Files beyond `matching/` by which names, states and fields are read."""


@cache
def codeprint() -> str:
    """The sum of the code in `matching/` and of what it stands on; another one means another layout of a snapshot."""
    found = hashlib.sha256()
    for path in (*sorted(HERE.rglob("*.py")), *(HERE.parent / each for each in BESIDE)):
        found.update(path.read_bytes())
    found.update(f"{sys.version} {sys.byteorder} {np.__version__} {scipy.__version__}".encode())
    return found.hexdigest()

"""The key that the first start makes, so that somebody can do what nobody in particular may."""

from collections.abc import Sequence
from pathlib import Path

from access.keys import ApiKey, create_key
from access.principal import Role, Scope
from graph.store.secret_files import write_secret
from graph.store.store import Store

FILE = "admin-key"
"""In the data directory."""
NAME = "first start"


async def make_first_key(store: Store, folder: Path) -> str:
    """Makes a key of an administrator, and keeps it in the folder. Raises StoreError, OSError."""
    text, _ = await create_key(store, NAME, Role.ADMIN, scopes=frozenset(Scope))
    write_secret(folder / FILE, f"{text}\n")
    return text


def only_first(keys: Sequence[ApiKey]) -> bool:
    """Whether nobody has made any other key."""
    return all(each.name == NAME for each in keys)

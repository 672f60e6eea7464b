"""What the tests of the HTTP layer share."""

from collections.abc import AsyncIterator

import httpx
import pytest

from graph.store.store import Store
from settings import Settings
from tests.http.answering import NOBODY, client


@pytest.fixture
async def asker() -> AsyncIterator[httpx.AsyncClient]:
    """A client of a registry whose store is nowhere: what is refused here never reached a store."""
    store = Store.open(NOBODY)
    async with client(store, Settings.model_construct()) as made:
        yield made
    await store.close()

"""API keys: made once, kept as hashes, known at once and refused within a second."""

from collections.abc import Callable

import pytest

from access.authentication import FRESH_MS, KeyRing
from access.errors import TokenError
from access.keys import ApiKey, create_key, find_key, hash_of, is_key, list_keys, revoke_key
from access.principal import Principal, Role, Scope
from graph.store.clock import now_ms
from graph.store.store import Store

READ = frozenset((Scope.READ,))
DAY_MS = 24 * 60 * 60 * 1000


class Clock:
    """A clock that is put on by hand."""

    def __init__(self) -> None:
        self.now = now_ms()

    def __call__(self) -> int:
        return self.now


async def make_key(store: Store, **given: object) -> tuple[str, ApiKey]:
    wanted = {"institutions": ("univ_a", "univ_b"), "scopes": READ} | given
    return await create_key(store, "Research system", Role.PARTNER, **wanted)  # type: ignore[arg-type]


async def refusal(asked: Callable[[], object]) -> str:
    """What is said of a key that is refused."""
    with pytest.raises(TokenError) as refused:
        await asked()  # type: ignore[misc]
    return str(refused.value)


async def test_key_is_found_by_its_text_and_says_for_whom_it_acts(store: Store) -> None:
    text, key = await make_key(store, expires=now_ms() + DAY_MS)
    assert is_key(text) and not is_key(text[:-1]) and not is_key(f"{text} ")
    assert await find_key(store, text) == key
    assert key.principal == Principal(
        Role.PARTNER, f"key:{key.id}", "Research system", ("univ_a", "univ_b"), (), READ, key.expires
    )


async def test_store_holds_no_key_but_its_hash(store: Store) -> None:
    text, _ = await make_key(store)
    held = await store.rows("MATCH (k:ApiKey) RETURN properties(k) AS held", {})
    assert held[0]["held"]["hash"] == hash_of(text)
    assert text not in repr(held) and text.removeprefix("preg_") not in repr(held)


async def test_keys_are_all_different_and_listed_in_the_order_in_which_they_were_made(store: Store) -> None:
    keys = [await make_key(store) for _ in range(5)]
    assert len({text for text, _ in keys}) == 5
    listed = await list_keys(store)
    assert sorted(listed, key=lambda key: key.id) == sorted((key for _, key in keys), key=lambda key: key.id)
    assert [key.created for key in listed] == sorted(key.created for key in listed)


async def test_key_that_is_revoked_stays_revoked_since_the_first_time(store: Store) -> None:
    text, key = await make_key(store)
    assert await revoke_key(store, key.id)
    first = await find_key(store, text)
    assert await revoke_key(store, key.id)
    assert first and first.revoked and first == await find_key(store, text)
    assert not await revoke_key(store, "no-such-id")


async def test_revoked_key_is_refused_by_every_process_within_a_second(store: Store) -> None:
    clock = Clock()
    rings = [KeyRing(store, clock) for _ in range(3)]
    text, key = await make_key(store)
    for ring in rings:
        assert await ring.principal(text) == key.principal
    await revoke_key(store, key.id)
    clock.now += 1_000
    for ring in rings:
        assert await refusal(lambda ring=ring: ring.principal(text)) == "The key has been revoked."  # type: ignore[misc]


async def test_key_that_is_used_again_and_again_is_looked_up_twice_a_second(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, asked = Clock(), 0
    ring, rows = KeyRing(store, clock), Store.rows

    async def counted(*given: object, **more: object) -> object:
        nonlocal asked
        asked += 1
        return await rows(*given, **more)  # type: ignore[arg-type]

    text, key = await make_key(store)
    monkeypatch.setattr(Store, "rows", counted)
    for _ in range(100):
        assert await ring.principal(text) == key.principal
        clock.now += 1_000 // 50
    assert asked == 2_000 // FRESH_MS


async def test_key_is_refused_from_its_end_on(store: Store) -> None:
    clock = Clock()
    text, key = await make_key(store, expires=clock.now + 100)
    ring = KeyRing(store, clock)
    assert await ring.principal(text) == key.principal
    clock.now += 100
    assert await refusal(lambda: ring.principal(text)) == "The key has expired."


async def test_key_that_nobody_made_is_refused(store: Store) -> None:
    text, _ = await make_key(store)
    other = text[:-2] + ("AA" if text[-2:] != "AA" else "BB")
    assert await refusal(lambda: KeyRing(store).principal(other)) == "The key is not one of ours."


async def test_statements_of_keys_ask_an_index(store: Store) -> None:
    text, _ = await make_key(store)
    plan = await store.explain("MATCH (k:ApiKey {hash: $hash}) RETURN k.id AS id", {"hash": hash_of(text)})
    assert "Index" in plan or "index" in plan.lower()


async def test_key_that_is_looked_up_anew_is_refused_at_once(store: Store) -> None:
    ring = KeyRing(store, Clock())
    text, key = await make_key(store)
    assert await ring.principal(text) == key.principal
    await revoke_key(store, key.id)
    assert await ring.principal(text) == key.principal
    assert await refusal(lambda: ring.principal(text, fresh=True)) == "The key has been revoked."
    assert await refusal(lambda: ring.principal(text)) == "The key has been revoked."

"""The institutions and offices of keys and tokens, by whatever name them."""

import pytest

from access.holders import HolderError, StoreHolders
from graph.natural_keys import slug_id, university_id
from graph.store.store import Store

MSU = university_id("ROR", "https://ror.org/010pmpe69")
TASHKENT = slug_id("offi", "russian-house-tashkent")


@pytest.mark.parametrize("text", [MSU, "https://ror.org/010pmpe69", "010pmpe69", "ROR:010pmpe69", "www.msu.ru"])
async def test_institution_is_named_by_its_id_or_any_identifier(demo_store: Store, text: str) -> None:
    assert await StoreHolders(demo_store).institution(text) == MSU


async def test_office_is_named_by_its_id_or_its_slug(demo_store: Store) -> None:
    holders = StoreHolders(demo_store)
    assert {await holders.office(each) for each in (TASHKENT, "russian-house-tashkent")} == {TASHKENT}


@pytest.mark.parametrize("text", ["nowhere.example", "univ_aaaaaaaaaaaaaaaa", "Lomonosov", ""])
async def test_name_of_nobody_is_refused_for_a_key_and_left_out_of_a_token(demo_store: Store, text: str) -> None:
    holders = StoreHolders(demo_store)
    with pytest.raises(HolderError, match="no institution"):
        await holders.institution(text)
    with pytest.raises(HolderError, match="no office"):
        await holders.office(text)
    assert await holders.institutions([text, "msu.ru", MSU]) == (MSU,)
    assert await holders.offices([text, TASHKENT, "russian-house-tashkent"]) == (TASHKENT,)


async def test_identifier_of_two_institutions_names_neither(store: Store) -> None:
    rows = [
        "CREATE (i:Identifier {id: 'iden_x', key: 'DOMAIN:both.example'})",
        "MATCH (i:Identifier {id: 'iden_x'}) CREATE (:University {id: 'univ_a'})-[:IDENTIFIED_BY]->(i)",
        "MATCH (i:Identifier {id: 'iden_x'}) CREATE (:University {id: 'univ_b'})-[:IDENTIFIED_BY]->(i)",
    ]

    async def work(transaction: object) -> None:
        for each in rows:
            await transaction.run(each)  # type: ignore[attr-defined]

    await store.write(work)
    with pytest.raises(HolderError, match="names 2 institutions"):
        await StoreHolders(store).institution("both.example")
    assert await StoreHolders(store).institutions(["both.example"]) == ()

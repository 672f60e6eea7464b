"""Universities, asked as a user would."""

from tests.conftest import Ask

MSU = "https://ror.org/010pmpe69"


async def test_university_is_found_by_its_ror_id(ask: Ask) -> None:
    asked = await ask('{ university(identifier: {scheme: ROR, value: "%s"}) { name(languages: ["ru"]) } }' % MSU)
    assert asked.data == {"university": {"name": "Московский государственный университет имени М.В. Ломоносова"}}
    assert len(asked.statements) == 1

"""Languages asked for: one rule for every text that comes in several."""

import pytest

from graph.natural_keys import city_id, slug_id, university_id
from resolvers.languages import choose_language
from tests.conftest import Ask

KFU = university_id("ROR", "https://ror.org/05256ym39")
MINSK = slug_id("offi", "russian-house-minsk")


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        (["ru"], "ru"),
        (["RU"], "ru"),
        (["ru-Cyrl"], "ru"),
        (["ru-cyrl-RU"], "ru"),
        (["ru-RU"], "ru"),
        (["rus"], "ru"),
        (["ru-x-private"], "ru"),
        (["ru-Latn"], "ru-Latn"),
        (["ru-Latn-RU"], "ru-Latn"),
        (["zh-Hans"], "zh"),
        (["zh-Hans-CN"], "zh"),
        (["cmn"], "zh"),
        (["zh-TW"], "zh"),
        (["zh-Hant", "tt"], "tt-Cyrl"),
        (["tt-Cyrl-RU"], "tt-Cyrl"),
        (["sr-Cyrl"], "sr-Cyrl"),
        (["sr"], "sr-Cyrl"),
        (["sr-Latn"], "sr-Latn"),
        (["sr-ME"], "sr-Latn"),
        (["sh"], "sr-Latn"),
        (["pt"], "pt-BR"),
        (["pt-PT"], "pt-BR"),
        (["kk"], None),
        (["en-Cyrl", "en"], "en"),
        (["und"], None),
        (["und-Cyrl", "ru"], "ru"),
        (["*"], None),
        (["*", "ru"], "ru"),
        (["", "not a tag", "ru_RU", "-", "x", "ру", "r" * 1_000], None),
        ([], None),
    ],
)
def test_language_is_looked_up_by_its_tag(wanted: list[str], tag: str | None) -> None:
    there = ["en", "ru", "ru-Latn", "zh", "tt-Cyrl", "sr-Cyrl", "sr-Latn", "pt-BR", "kk-Latn"]
    assert choose_language(there, wanted) == tag


QUERY = """query ($languages: [String!], $university: ID!, $office: ID!, $city: ID!) {
  university(id: $university) { name(languages: $languages) city { region { name(languages: $languages) } } }
  office(id: $office) { name(languages: $languages) }
  city(id: $city) { name(languages: $languages) country { name(languages: $languages) } }
  event(slug: "demo-fair-tashkent-2025") { name(languages: $languages) }
  jointAction(slug: "demo-action-001") { title(languages: $languages) }
}"""


async def _asked(ask: Ask, *languages: str) -> object:
    ids = {"university": KFU, "office": MINSK, "city": city_id(524901)}
    asked = await ask(QUERY, languages=list(languages), **ids)
    assert asked.errors == []
    return asked.data


@pytest.mark.parametrize("tag", ["ru-Cyrl", "ru-cyrl", "ru-Cyrl-RU", "ru-RU", "RU", "rus", "ru-x-any"])
async def test_every_text_is_in_the_language_asked_for_however_its_tag_is_written(ask: Ask, tag: str) -> None:
    assert await _asked(ask, tag) == await _asked(ask, "ru")
    assert await _asked(ask, tag) != await _asked(ask)


@pytest.mark.parametrize("tag", ["und", "*", "qaa", "ru_RU", "ru-Arab"])
async def test_tag_that_no_text_has_gives_what_stands_where_none_is_asked_for(ask: Ask, tag: str) -> None:
    assert await _asked(ask, tag) == await _asked(ask)

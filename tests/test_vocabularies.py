"""Value lists, asked as a client that fills its menus would."""

from typing import Any

import pytest

from graph.vocabularies.fields import LABELS
from tests.conftest import Ask


async def test_fields_are_listed_with_labels_and_what_they_are_a_part_of(ask: Ask) -> None:
    asked = await ask("{ fields { code label russian: label(language: RU) parent { code parent { code } } } }")
    assert asked.errors == [] and asked.statements == []
    assert [each["code"] for each in asked.data["fields"]] == list(LABELS)
    known = {each["code"]: each for each in asked.data["fields"]}
    assert known["06"]["parent"] is None
    assert known["0613"] == {
        "code": "0613",
        "label": "Software and applications development and analysis",
        "russian": "Разработка и анализ программного обеспечения и приложений",
        "parent": {"code": "061", "parent": {"code": "06"}},
    }


async def test_levels_are_listed_the_lowest_first(ask: Ask) -> None:
    asked = await ask("{ educationLevels { code label } languageLevels { code label(language: RU) } }")
    assert [each["code"] for each in asked.data["educationLevels"]] == ["EQF5", "EQF6", "EQF7", "EQF8"]
    assert asked.data["educationLevels"][2]["label"] == "Master or equivalent"
    assert [each["code"] for each in asked.data["languageLevels"]] == ["A1", "A2", "B1", "B2", "C1", "C2"]
    assert asked.data["languageLevels"][0]["label"] == "Начальный"


async def test_languages_are_listed_and_named(ask: Ask) -> None:
    asked = await ask(
        """{ languages { code }
             some: languages(codes: ["sah", "EN-b2"]) { code label(language: RU) } }"""
    )
    assert {"ru", "en", "kk"} <= {each["code"] for each in asked.data["languages"]}
    assert asked.data["some"] == [{"code": "sah", "label": "саха"}, {"code": "en-B2", "label": "английский, B2"}]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ('fields(codes: ["06", "9999"])', "fields.codes"),
        ('languages(codes: ["zz"])', "languages.codes"),
    ],
)
async def test_code_that_does_not_exist_is_refused(ask: Ask, question: str, field: str) -> None:
    (error,) = (await ask(f"{{ {question} {{ code }} }}")).errors
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_USER_INPUT", field)


async def test_more_codes_than_are_taken_are_refused(ask: Ask) -> None:
    asked = await ask("query ($codes: [String!]) { fields(codes: $codes) { code } }", codes=["06"] * 1001)
    assert asked.codes == ["BAD_USER_INPUT"]


LABELLED: dict[str, dict[str, Any]] = {
    "universities": {"fields": "fieldLabels"},
    "intents": {"fields": "fieldLabels", "levels": "levelLabels", "languages": "languageLabels"},
    "cooperationConditions": {"fields": "fieldLabels", "levels": "levelLabels", "languages": "languageLabels"},
    "programmes": {"field": "fieldLabel", "level": "levelLabel", "languages": "languageLabels"},
    "mobilityFlows": {"field": "fieldLabel", "level": "levelLabel"},
    "quotas": {"level": "levelLabel"},
    "people": {"languages": "languageLabels"},
}


@pytest.mark.parametrize("noun", LABELLED)
async def test_codes_have_their_labels_beside_them(ask: Ask, noun: str) -> None:
    asked_for = " ".join(f"{code} {label} ru_{label}: {label}(language: RU)" for code, label in LABELLED[noun].items())
    asked = await ask(f"{{ {noun}(first: 30) {{ nodes {{ {asked_for} }} }} }}")
    assert asked.errors == [] and asked.data[noun]["nodes"]
    for node in asked.data[noun]["nodes"]:
        for code, label in LABELLED[noun].items():
            codes, labels, russian = (listed(node[each]) for each in (code, label, f"ru_{label}"))
            assert len(codes) == len(labels) == len(russian)
            assert not set(codes) & {*labels, *russian}


def listed(value: Any) -> list[str]:
    """One code or label, several, or none, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]

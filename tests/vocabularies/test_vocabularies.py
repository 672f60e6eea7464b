"""Interface, imports and generator take the same codes."""

import re

import pytest

from engine.codes import codes_among
from errors import RegistryError
from graph.load.generate import cooperation_condition, intent, mobility_flow, programme, quota, words
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.vocabularies.countries import COUNTRIES, REGIONS
from graph.vocabularies.fields import FIELDS
from graph.vocabularies.languages import LANGUAGES
from graph.vocabularies.levels import LANGUAGE_LEVELS, LEVELS
from graph.vocabularies.vocabulary import Vocabulary

SENT = {
    "fields": (FIELDS, ["06", "0613", "061", "9999", "061x", "0619", "٠٦", "", "6"]),
    "levels": (LEVELS, ["EQF7", "eqf6", "EQF9", "7", "ＥＱＦ7"]),
    "languages": (LANGUAGES, ["en", "ru-B2", "RU-b2", "zz", "ru-B9", "eng"]),
    "countries": (COUNTRIES, ["KZ", "kz", "XX", "KAZ", "ß"]),
}
CASES = [
    pytest.param(vocabulary, code, id=f"{name}-{code}")
    for name, (vocabulary, codes) in SENT.items()
    for code in codes
    if code
]


@pytest.mark.parametrize(("vocabulary", "code"), CASES)
def test_imports_take_what_the_interface_takes_and_write_it_alike(vocabulary: Vocabulary, code: str) -> None:
    try:
        imported: set[str] | None = set(InputRow(1, {"x": code}).codes("x", vocabulary))
    except RejectedError as error:
        assert str(error).endswith(f"is not {vocabulary.meant}")
        imported = None
    try:
        asked = codes_among({"x": [code]}, "x", vocabulary, "field")
    except RegistryError:
        asked = None
    assert imported == asked


@pytest.mark.parametrize(
    ("vocabulary", "sent", "code"),
    [
        (FIELDS, "0613", "0613"),
        (LEVELS, "eqf8", "EQF8"),
        (LANGUAGE_LEVELS, "c1", "C1"),
        (COUNTRIES, "kz", "KZ"),
        (COUNTRIES, "ß", None),
        (REGIONS, "ru-ta", "RU-TA"),
        (REGIONS, "RUTA", None),
        (FIELDS, "9999", None),
        (LEVELS, "EQF4", None),
    ],
)
def test_code_is_written_in_one_way(vocabulary: Vocabulary, sent: str, code: str | None) -> None:
    assert vocabulary.written(sent) == code


def test_generated_networks_use_codes_that_exist() -> None:
    levels = {each for several in (*intent.LEVELS, *cooperation_condition.LEVELS) for each in several}
    levels |= {*programme.LEVELS, *mobility_flow.LEVELS, *quota.LEVELS}
    languages = {*intent.LANGUAGES, *(each for several in cooperation_condition.LANGUAGES for each in several)}
    for vocabulary, codes in {FIELDS: set(words.ALL_FIELDS), LEVELS: levels, LANGUAGES: languages}.items():
        assert {code for code in codes if vocabulary.written(code) != code} == set()


@pytest.mark.parametrize("vocabulary", [LEVELS, LANGUAGE_LEVELS])
@pytest.mark.parametrize("code", ["EQF5", "EQF8", "A1", "C2"])
def test_levels_are_named_in_both_languages(vocabulary: Vocabulary, code: str) -> None:
    if vocabulary.written(code):
        assert re.search("[A-Za-z]", vocabulary.label(code, "en"))
        assert re.search("[А-Яа-яЁё]", vocabulary.label(code, "ru"))

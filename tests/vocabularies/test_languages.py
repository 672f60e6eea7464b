"""Languages are those that exist, written in one way, and named in English and Russian."""

import pytest

from graph.vocabularies.languages import canonical_tag, common_codes, label, labels


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("ru", "ru"),
        ("RU", "ru"),
        ("EN-b2", "en-B2"),
        ("eng", "en"),
        ("rus-C1", "ru-C1"),
        ("zh-hant", "zh-Hant"),
        ("sr-latn-rs-b1", "sr-Latn-RS-B1"),
        ("es-419", "es-419"),
        ("tt", "tt"),
        ("sah", "sah"),
        ("kjh", "kjh"),
    ],
)
def test_language_is_written_in_one_way(sent: str, code: str) -> None:
    assert canonical_tag(sent) == code
    assert canonical_tag(code) == code


NO_LANGUAGES = "zz qqq english ru-Z9 ru-B3 ru-B2-B2 ru-Xxxx en-ZY und mul r ru_RU рус ß".split()


@pytest.mark.parametrize("sent", ["", " ", *NO_LANGUAGES, "en-" * 40_000], ids=lambda sent: sent[:20])
def test_what_is_no_language_has_no_code(sent: str) -> None:
    assert canonical_tag(sent) is None


def test_every_language_of_two_letters_has_a_name_in_english_and_in_russian() -> None:
    assert len(common_codes()) > 180
    assert {"en", "ru", "zh", "kk", "uz", "hy", "tg"} <= set(common_codes())
    for code in common_codes():
        english, russian = labels()[code]
        assert english != code and russian not in (code, english), code


def test_languages_of_the_peoples_of_russia_are_known() -> None:
    for (
        code
    ) in "tt ba cv sah udm kv mhr mrj chm os ce av xal tyv alt krc kbd ady lez kum kjh bua dar myv mdf nog tab".split():
        assert canonical_tag(code) == code
        assert label(code, "ru") != code


def test_label_has_the_level_that_is_asked_for() -> None:
    assert label("en-B2", "en") == "English, B2"
    assert label("ru", "ru") == "русский"
    assert label("qqq", "en") == "qqq"

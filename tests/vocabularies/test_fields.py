"""The table of ISCED-F 2013 is whole, in both languages, and unknown codes get the label of a wider field."""

import re
from collections import Counter

import pytest

from graph.vocabularies.fields import LABELS, is_field, label

BROAD, NARROW, DETAILED = 11, 29, 80  # as the standard counts them, without inter-disciplinary fields
INTERDISCIPLINARY = 10  # narrow, and as many detailed: one in each broad field but 00


def test_every_level_has_as_many_fields_as_the_standard() -> None:
    counts = Counter(map(len, LABELS))
    assert counts == {2: BROAD, 3: NARROW + INTERDISCIPLINARY, 4: DETAILED + INTERDISCIPLINARY}
    for pattern in (r"\d\d8", r"\d\d88"):
        assert sum(re.fullmatch(pattern, code) is not None for code in LABELS) == INTERDISCIPLINARY


def test_detailed_fields_in_each_broad_field() -> None:
    counts = Counter(code[:2] for code in LABELS if len(code) == 4 and not code.endswith("88"))
    assert [counts[f"{broad:02}"] for broad in range(BROAD)] == [3, 4, 10, 6, 8, 9, 3, 12, 5, 10, 10]


def test_every_field_has_its_parents_and_every_wider_field_has_parts() -> None:
    for code in LABELS:
        assert re.fullmatch(r"\d{2,4}", code)
        assert all(code[:length] in LABELS for length in range(2, len(code)))
        assert len(code) == 4 or any(other[:-1] == code for other in LABELS)


def test_residual_codes_are_left_out() -> None:
    assert not [code for code in LABELS if len(code) > 2 and code[-1] in "09"]
    assert "99" not in LABELS


@pytest.mark.parametrize("code", LABELS)
def test_labels_are_english_and_russian(code: str) -> None:
    english, russian = LABELS[code]
    assert english == english.strip() and re.search("[A-Za-z]", english) and not re.search("[А-Яа-яЁё]", english)
    assert russian == russian.strip() and re.search("[А-Яа-яЁё]", russian) and not re.search("[A-Za-z]", russian)


def test_codes_of_the_same_name_agree_in_both_languages() -> None:
    assert len({english for english, _ in LABELS.values()}) == len(set(LABELS.values()))
    assert len({russian for _, russian in LABELS.values()}) == len(set(LABELS.values()))


@pytest.mark.parametrize(
    ("code", "english", "russian"),
    [
        (
            "0613",
            "Software and applications development and analysis",
            "Разработка и анализ программного обеспечения и приложений",
        ),
        (
            "0188",
            "Inter-disciplinary programmes and qualifications involving education",
            "Междисциплинарные программы и квалификации в области образования",
        ),
        ("0539", "Physical sciences", "Физические науки"),
        ("05419", "Mathematics", "Математика"),
        ("0490", "Business, administration and law", "Бизнес, управление и право"),
        ("9999", "9999", "9999"),
        ("0", "0", "0"),
        ("", "", ""),
    ],
)
def test_label_is_of_the_code_or_of_the_nearest_known_prefix(code: str, english: str, russian: str) -> None:
    assert (label(code, "en"), label(code, "ru")) == (english, russian)


def test_languages_without_labels_get_english() -> None:
    assert label("0533", "de") == "Physics"


def test_only_codes_of_the_table_are_fields() -> None:
    assert all(map(is_field, ("06", "061", "0613", "0688")))
    assert not any(map(is_field, ("", "6", "11", "0619", "0610", "06130", "9999", "Physics")))

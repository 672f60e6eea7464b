"""What an institution of the register is."""

import pytest

from graph.load.ror_kind import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kazan Federal University", "HIGHER_EDUCATION"),
        ("Harvard Medical School", "HIGHER_EDUCATION"),
        ("College of Dental Sciences & Research Centre", "HIGHER_EDUCATION"),
        ("Dayanand Medical College & Hospital", "HIGHER_EDUCATION"),
        ("Lyceum of the Philippines University", "HIGHER_EDUCATION"),
        ("Moscow University of the Ministry of Internal Affairs of Russia", "HIGHER_EDUCATION"),
        ("Ankara Oncology Training and Research Hospital", "MEDICAL_CENTRE"),
        ("Moscow Clinical Science and Research Center 52", "MEDICAL_CENTRE"),
        ("Kindai University Nara Hospital", "MEDICAL_CENTRE"),
        ("Scientific Research Institute of Construction", "RESEARCH_INSTITUTE"),
        ("Space Sciences Laboratory", "RESEARCH_INSTITUTE"),
        ("Springboro High School", "OTHER"),
        ("Лицей № 31", "OTHER"),
        ("Ministry of Education", "OTHER"),
        ("Industrial Technology Development Organization", "OTHER"),
        ("Illinois Council of Teachers of Mathematics", "OTHER"),
    ],
)
def test_a_name_tells_what_teaches_from_what_does_not(name: str, kind: str) -> None:
    assert kind_of(["education"], name, is_part=False) == kind


def test_a_department_of_a_university_is_no_university() -> None:
    assert kind_of(["education"], "Department of Geography", is_part=True) == "OTHER"
    assert kind_of(["education"], "Research Institute for Mathematics, Kyoto University", is_part=True) == (
        "RESEARCH_INSTITUTE"
    )
    assert kind_of(["education"], "The Affiliated High School of Peking University", is_part=True) == "OTHER"


@pytest.mark.parametrize(("types", "kind"), [(["healthcare"], "MEDICAL_CENTRE"), (["facility"], "RESEARCH_INSTITUTE")])
def test_what_does_not_teach_is_told_by_its_types(types: list[str], kind: str) -> None:
    assert kind_of(types, "University Hospital", is_part=False) == kind

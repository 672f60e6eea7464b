"""What a text of a partner's file is taken for, and what is left to the person who sent it. No store."""

import pytest

from matching.names.identifiers import IdentifierRecord
from matching.names.offices import house_names
from matching.names.recognition import Holder, KnownNames, Recogniser
from matching.names.table import NameRecord


def named(id: str, *names: str, kind: str = "OFFICIAL", until: str | None = None) -> list[NameRecord]:
    return [NameRecord(id, name, "en", kind, until) for name in names]


HOLDERS = [
    Holder("univ_kazan", "univ_kazan", "Kazan Federal University", "RU"),
    Holder("univ_faisal", "univ_faisal", "King Faisal University", "SA"),
    Holder("univ_yorkca", "univ_yorkca", "York University", "CA"),
    Holder("univ_yorkus", "univ_yorkus", "York University", "US"),
    Holder("univ_yorkgb", "univ_yorkgb", "University of York", "GB"),
    Holder("univ_tokyo", "univ_tokyo", "The University of Tokyo", "JP"),
    Holder("univ_mines", "univ_mines", "Institute of Mines", "RU", "MERGED"),
    Holder("univ_ural", "univ_ural", "Ural University", "RU", "CLOSED"),
    Holder("univ_susu", "univ_susu", "South Ural State University", "RU"),
    Holder("univ_gmit", "univ_gmit", "Greenfield Institute of Technology", "IE"),
    Holder("univ_mit", "univ_mit", "Moorland Institute of Technology", "GB"),
]
NAMES = [
    *named("univ_kazan", "КФУ", "KFU", kind="ACRONYM"),
    *named("univ_kazan", "Казанский федеральный университет"),
    *named("univ_kazan", "Kazan State University", kind="FORMER", until="2010-04-02"),
    *named("univ_faisal", "KFU", kind="ACRONYM"),
    *named("univ_susu", "SUSU", kind="ACRONYM"),
    *named("univ_susu", "Южно-Уральский государственный университет"),
    *named("univ_gmit", "MIT", kind="ALIAS"),
    *named("univ_mit", "MIT", kind="ACRONYM"),
]
IDENTIFIERS = [
    IdentifierRecord("univ_kazan", "DOMAIN:kpfu.ru"),
    IdentifierRecord("univ_kazan", "ERASMUS:RUS KAZAN01"),
    IdentifierRecord("univ_tokyo", "SCHAC:u-tokyo.ac.jp"),
    IdentifierRecord("univ_yorkca", "LOCAL:york"),
    IdentifierRecord("univ_yorkus", "LOCAL:york"),
]


@pytest.fixture(scope="module")
def recognise() -> Recogniser:
    offices = [
        Holder("offi_a", "russian-house-tashkent", "Russian House in Tashkent", "UZ", places=("Tashkent", "Ташкент")),
        Holder("offi_b", "russian-house-hanoi", "Russian House in Hanoi", "VN"),
        Holder("offi_c", "representation-tashkent", "Representation in Tashkent", "UZ"),
    ]
    tashkent = ["Russian House in Tashkent", "Русский дом в Ташкенте"]
    names = [
        *named("offi_a", *tashkent),
        *house_names("offi_a", "RUSSIAN_HOUSE", tashkent, ["Tashkent", "Ташкент"]),
        *house_names("offi_b", "RUSSIAN_HOUSE", ["Russian House in Hanoi"], ["Hanoi", "Ханой"]),
        *house_names("offi_c", "REPRESENTATION", ["Representation in Tashkent"], ["Tashkent", "Ташкент"]),
    ]
    cities = [
        Holder("city_minsk", "625144", "Minsk", "BY"),
        Holder("city_moscow", "524901", "Moscow", "RU"),
        Holder("city_moscow_us", "5601538", "Moscow", "US"),
        Holder("city_kazan", "551487", "Kazan", "RU"),
    ]
    russian = {"city_minsk": "Минск", "city_moscow": "Москва", "city_kazan": "Казань"}
    known = {
        "University": KnownNames({each.id: each for each in HOLDERS}, NAMES, IDENTIFIERS),
        "Office": KnownNames({each.id: each for each in offices}, names),
        "City": KnownNames(
            {each.id: each for each in cities}, [each for id, name in russian.items() for each in named(id, name)]
        ),
    }
    return Recogniser(known, [("univ_mines", "univ_susu")])


CERTAIN = {
    "univ_tokyo": ("univ_tokyo", "by its id"),
    "kpfu.ru": ("univ_kazan", "by DOMAIN:kpfu.ru"),
    "https://www.kpfu.ru/eng": ("univ_kazan", "by DOMAIN:kpfu.ru"),
    "rus kazan01": ("univ_kazan", "by ERASMUS:RUS KAZAN01"),
    "RUSKAZAN01": ("univ_kazan", "by ERASMUS:RUS KAZAN01"),
    "RUS_KAZAN01": ("univ_kazan", "by ERASMUS:RUS KAZAN01"),
    "urn:schac:homeOrganization:u-tokyo.ac.jp": ("univ_tokyo", "by SCHAC:u-tokyo.ac.jp"),
    "KAZAN federal university": ("univ_kazan", "by its name"),
    "Казанский Федеральный Университет": ("univ_kazan", "by its name"),
    "Kazan State University": ("univ_kazan", "by its former name"),
    "КФУ": ("univ_kazan", "by its acronym"),
    "Yuzhno-Uralskiy gosudarstvennyi universitet": (
        "univ_susu",
        "by another spelling of `Южно-Уральский государственный университет`",
    ),
    "Tokyo University, Japan": ("univ_tokyo", "by the words of `The University of Tokyo`"),
    "Kazan Federal Universty": ("univ_kazan", "by a mistyped form of `Kazan Federal University`"),
    "York University (CA)": ("univ_yorkca", "by its name"),
    "University of York": ("univ_yorkgb", "by its name"),
}


@pytest.mark.parametrize(("text", "found"), CERTAIN.items(), ids=CERTAIN)
def test_what_one_institution_alone_is_called_is_taken(
    recognise: Recogniser, text: str, found: tuple[str, str]
) -> None:
    understood = recognise("University", text)
    assert understood.certain
    assert (understood.certain.id, understood.certain.how) == found


AMBIGUOUS = {
    "York University": ("is a name of several", {"univ_yorkca", "univ_yorkus", "univ_yorkgb"}),
    "KFU": ("is a name of several", {"univ_kazan", "univ_faisal"}),
    "LOCAL:york": ("is the identifier of several", {"univ_yorkca", "univ_yorkus"}),
    "Kazan Federal": ("is not the whole name of any", {"univ_kazan"}),
    "Tokyo University": ("is only like a name, and nothing else in it confirms that", {"univ_tokyo"}),
    "Kazan Federal University (DE)": ("has something beside the name that is not of it", {"univ_kazan"}),
    "MIT": ("is a name of several", {"univ_gmit", "univ_mit"}),
    "GIT": ("is not the whole name of any", {"univ_gmit"}),
}


@pytest.mark.parametrize(("text", "found"), AMBIGUOUS.items(), ids=AMBIGUOUS)
def test_what_may_be_meant_otherwise_is_offered_and_not_taken(
    recognise: Recogniser, text: str, found: tuple[str, set[str]]
) -> None:
    reason, candidates = found
    understood = recognise("University", text)
    assert understood.certain is None
    assert understood.ambiguous
    assert understood.reason == reason
    assert candidates <= {each.id for each in understood.candidates}
    if reason != "is not the whole name of any":
        assert candidates == {each.id for each in understood.candidates}


@pytest.mark.parametrize(
    "text", ["Université de Nulle Part", "nowhere.example", "https://ror.org/00000aa00", "University"]
)
def test_what_nobody_is_called_is_no_institution(recognise: Recogniser, text: str) -> None:
    understood = recognise("University", text)
    assert (understood.certain, understood.ambiguous) == (None, False)
    assert understood.reason == "is no University of the registry"


def test_institution_that_was_merged_is_taken_and_its_successor_named(recognise: Recogniser) -> None:
    found = recognise("University", "Institute of Mines").certain
    assert found
    assert found.id == "univ_mines"
    assert found.note == (
        "is Institute of Mines, which has been succeeded by South Ural State University (univ_susu); "
        "name that if it goes on there"
    )


def test_institution_that_is_closed_is_told_to_be(recognise: Recogniser) -> None:
    found = recognise("University", "Ural University").certain
    assert found and found.note == "is Ural University, which is CLOSED"


@pytest.mark.parametrize("text", ["russian-house-tashkent", "Русский дом в Ташкенте", "Russian House in Tashkent"])
def test_office_is_known_by_its_slug_and_its_names(recognise: Recogniser, text: str) -> None:
    found = recognise("Office", text).certain
    assert found and (found.id, found.cell) == ("offi_a", "russian-house-tashkent")


HOUSES = {
    "offi_a": (
        "РЦНК Ташкент",
        "РЦНК в Ташкенте",
        "РЦНК (Ташкент)",
        "РЦНК, Ташкент",
        "РЦНК г. Ташкент",
        "РЦНК в г. Ташкенте",
        "рцнк ташкент",
        "Ташкент, РЦНК",
        "Российский центр науки и культуры в Ташкенте",
        "Российский центр науки и культуры (Ташкент)",
        "Русский дом Ташкент",
        "Русский дом в Ташкенте, Узбекистан",
        "Russian House Tashkent",
        "Tashkent Russian House",
        "Russian House, Tashkent, Uzbekistan",
        "Russian Centre of Science and Culture in Tashkent",
        "Russian Center for Science and Culture, Tashkent",
        "RCSC Tashkent",
    ),
    "offi_b": ("РЦНК Ханой", "РЦНК в Ханое", "Русский дом в Ханое", "RCSC in Hanoi"),
}


@pytest.mark.parametrize(("id", "text"), [(id, text) for id, texts in HOUSES.items() for text in texts])
def test_house_is_known_by_what_people_call_it_and_by_what_it_was_called(
    recognise: Recogniser, id: str, text: str
) -> None:
    found = recognise("Office", text).certain
    assert found and found.id == id


@pytest.mark.parametrize("text", ["РЦНК", "Русский дом", "РЦНК Самарканд", "Русский дом в Ташкенте, Вьетнам"])
def test_house_of_no_city_or_of_another_one_is_not_taken(recognise: Recogniser, text: str) -> None:
    assert recognise("Office", text).certain is None


CITIES = {
    "Minsk, Belarus": "city_minsk",
    "Минск, Республика Беларусь": "city_minsk",
    "Minsk (BY)": "city_minsk",
    "г. Минск": "city_minsk",
    "г.Казань": "city_kazan",
    "город Казань": "city_kazan",
    "Казань, Россия": "city_kazan",
    "г. Казань, РФ": "city_kazan",
    "Kazan, Russian Federation": "city_kazan",
    "Moscow, USA": "city_moscow_us",
    "г. Москва": "city_moscow",
}


@pytest.mark.parametrize(("text", "id"), CITIES.items(), ids=CITIES)
def test_city_is_known_with_its_country_and_as_addresses_write_it(recognise: Recogniser, text: str, id: str) -> None:
    found = recognise("City", text).certain
    assert found and found.id == id


@pytest.mark.parametrize("text", ["Moscow", "Kazan, Belarus", "Minsk, Kazan"])
def test_city_of_two_countries_or_of_another_one_is_not_taken(recognise: Recogniser, text: str) -> None:
    assert recognise("City", text).certain is None


@pytest.mark.parametrize("text", ["York University, Canada", "York University (Canada)", "York University, Канада"])
def test_institution_is_looked_for_in_the_country_behind_its_name(recognise: Recogniser, text: str) -> None:
    found = recognise("University", text).certain
    assert found and found.id == "univ_yorkca"

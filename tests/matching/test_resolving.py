"""Which institution a text means: taken only where it is certain."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.vocabularies.countries import country_code
from matching.names.corrections import Corrections
from matching.names.index import NameIndex
from matching.names.resolving import TAKEN, Ambiguity, Certainty, resolve
from matching.names.scores import MatchMethod
from matching.names.seats import Seat, Seats
from matching.names.sentences import SENTENCES
from matching.names.stems import stem, stems_of
from matching.names.table import NameRecord
from matching.names.words import without_addition, words_of
from tests.matching.test_names import IDENTIFIERS, NAMES

MORE = [
    NameRecord("kai", "Казанский национальный (исследовательский) технический университет", "ru", "OFFICIAL", None),
    NameRecord("georgia", "Technical University", "en", "OFFICIAL", None),
    NameRecord("sofia", "Technical University", "en", "OFFICIAL", None),
    NameRecord("voronezh", "Voronezh State University", "en", "OFFICIAL", None),
]
COUNTRIES = {"georgia": "GE", "sofia": "BG", "kazan": "RU", "msu": "RU", "michigan": "US"}
STEMMED = "университетами институтами государственными технологическими академиями экономическими национальными"
SEATS = Seats({university: Seat(country) for university, country in COUNTRIES.items()})


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex([*NAMES, *MORE], IDENTIFIERS)


@pytest.mark.parametrize(
    ("text", "university", "how"),
    [
        ("kpfu.ru", "kazan", MatchMethod.IDENTIFIER),
        ("Rector@kpfu.ru", "kazan", MatchMethod.IDENTIFIER),
        ("https://ror.org/05256ym39", "kazan", MatchMethod.IDENTIFIER),
        ("Kazan Federal University", "kazan", MatchMethod.EXACT),
        ("kazan state university", "kazan", MatchMethod.EXACT),
        ("Казанского федерального университета", "kazan", MatchMethod.DECLENSION),
        ("с Казанским федеральным университетом", "kazan", MatchMethod.DECLENSION),
        ("в Новосибирском государственном университете", "novosibirsk", MatchMethod.DECLENSION),
        ("Kazanskij federal'nyj universitet", "kazan", MatchMethod.SPELLING),
        ("Kazanskii federalnyi universitet", "kazan", MatchMethod.SPELLING),
        ("Federal University of Kazan, Russia", "kazan", MatchMethod.TOKENS),
        ("Lomonosov State University, Moscow", "msu", MatchMethod.TOKENS),
        ("ФГАОУ ВО «Казанский федеральный университет» Минобрнауки России", "kazan", MatchMethod.EXACT),
        ("Kazan Fed Univ", "kazan", MatchMethod.ABBREVIATION),
        ("Казанский фед. ун-т", "kazan", MatchMethod.ABBREVIATION),
        ("Kazan Federal University, Kremlevskaya str. 18, 420008, Russia", "kazan", MatchMethod.EXACT),
        ("Department of Physics, Kazan Federal University", "kazan", MatchMethod.EXACT),
        ("Kazan Federal University (KFU)", "kazan", MatchMethod.EXACT),
        ("Kazan Federal University / Казанский федеральный университет", "kazan", MatchMethod.EXACT),
        ("The University of Oxford", "oxford", MatchMethod.EXACT),
        ("cs.kpfu.ru", "kazan", MatchMethod.IDENTIFIER),
        ("ivanov@stud.kpfu.ru", "kazan", MatchMethod.IDENTIFIER),
        ("Kazan Federal Univercity", "kazan", MatchMethod.CORRECTION),
        ("Kazan Fedral Universty", "kazan", MatchMethod.CORRECTION),
        ("Казанский национальный технический университет", "kai", MatchMethod.TOKENS),
        ("Московский государственный университет имени М.В. Ломоносова", "msu", MatchMethod.EXACT),
    ],
)
def test_whole_name_in_any_dress_is_certain(text: str, university: str, how: MatchMethod, index: NameIndex) -> None:
    found = resolve(index, text, SEATS)
    assert (found.certainty, found.doubt) == (Certainty.CERTAIN, None)
    assert [(hit.university, hit.how) for hit in found.hits] == [(university, how)]


@pytest.mark.parametrize(
    ("text", "certainty", "doubt", "first"),
    [
        ("MSU", Certainty.AMBIGUOUS, Ambiguity.SEVERAL_HAVE_IT, {"msu", "michigan"}),
        ("Technical University", Certainty.AMBIGUOUS, Ambiguity.SEVERAL_HAVE_IT, {"georgia", "sofia"}),
        ("Kazan Federal", Certainty.AMBIGUOUS, Ambiguity.NOT_WHOLE, {"kazan"}),
        ("Oxford University", Certainty.AMBIGUOUS, Ambiguity.NOT_CONFIRMED, {"oxford"}),
        ("Kazan Med Federal University", Certainty.AMBIGUOUS, Ambiguity.NOT_WHOLE, {"kazan"}),
        ("Kazan Federal University (DE)", Certainty.AMBIGUOUS, Ambiguity.SOMETHING_ELSE, {"kazan"}),
        (
            "University of Oxford, King's College London",
            Certainty.AMBIGUOUS,
            Ambiguity.SOMETHING_ELSE,
            {"oxford", "kings"},
        ),
        ("Moscow School of Kazan Federal University", Certainty.AMBIGUOUS, Ambiguity.NOT_WHOLE, {"kazan"}),
        ("Оксфордский университет", Certainty.AMBIGUOUS, Ambiguity.NOT_CONFIRMED, {"oxford"}),
        ("University", Certainty.UNKNOWN, Ambiguity.NOTHING_IS_LIKE_IT, set()),
        ("Oxford", Certainty.AMBIGUOUS, Ambiguity.NOT_WHOLE, {"oxford"}),
        ("zzzz qqqq", Certainty.UNKNOWN, Ambiguity.NOTHING_IS_LIKE_IT, set()),
        ("", Certainty.UNKNOWN, Ambiguity.NOTHING_IS_LIKE_IT, set()),
        (" \t", Certainty.UNKNOWN, Ambiguity.NOTHING_IS_LIKE_IT, set()),
    ],
)
def test_doubt_is_told_with_the_candidates(
    text: str, certainty: Certainty, doubt: Ambiguity, first: set[str], index: NameIndex
) -> None:
    found = resolve(index, text, SEATS)
    assert (found.certainty, found.doubt) == (certainty, doubt)
    assert {hit.university for hit in found.hits[: len(first)]} == first


NAMESAKES = [
    NameRecord("narikbayev", "Maqsut Narikbayev University", "en", "OFFICIAL", None),
    NameRecord("kharkiv", "H.S. Skovoroda Kharkiv National Pedagogical University", "en", "OFFICIAL", None),
    NameRecord("pereiaslav", "Hryhorii Skovoroda University in Pereiaslav", "en", "OFFICIAL", None),
    NameRecord("radio", "Kharkiv National University of Radio Electronics", "en", "OFFICIAL", None),
]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Казахский государственный юридический университет имени М.С. Нарикбаева", {"narikbayev"}),
        ("Харьковский национальный педагогический университет им. Г.С. Сковороды", {"kharkiv", "pereiaslav"}),
    ],
)
def test_who_has_the_name_of_the_same_person_is_offered_and_not_taken(text: str, offered: set[str]) -> None:
    found = resolve(NameIndex([*NAMES, *NAMESAKES]), text, SEATS)
    assert found.certainty is Certainty.AMBIGUOUS
    assert {hit.university for hit in found.hits[: len(offered)]} == offered


def test_region_before_its_country_is_no_acronym() -> None:
    names = [
        NameRecord("iowa", "Iowa State University", "en", "OFFICIAL", None),
        NameRecord("academia", "Iran Academia", "en", "OFFICIAL", None),
        NameRecord("academia", "IA", "en", "ACRONYM", None),
    ]
    index, seats = NameIndex(names), Seats({"iowa": Seat("US", "US-IA")})
    found = resolve(index, "Iowa State Univ., Ames, IA, USA", seats)
    assert [hit.university for hit in found.hits] == ["iowa"]
    assert [hit.university for hit in resolve(index, "IA, Netherlands", seats).hits] == ["academia"]


def test_word_that_other_names_have_is_not_taken_for_a_mistyped_one(index: NameIndex) -> None:
    """`Kazan` is a word of names: whoever writes `Kazan State` may mean a university that the registry lacks."""
    names = [NameRecord("kazar", "Kazar National University", "en", "OFFICIAL", None), *NAMES]
    found = resolve(NameIndex(names), "Kazan National University", SEATS)
    assert (found.certainty, found.doubt) == (Certainty.AMBIGUOUS, Ambiguity.NOT_WHOLE)
    assert found.hits[0].university == "kazar"


def test_acronym_is_not_corrected(index: NameIndex) -> None:
    assert resolve(index, "МГУПЗ", SEATS).certainty is not Certainty.CERTAIN


@pytest.mark.parametrize(
    ("text", "university"),
    [
        ("Technical University, Georgia", "georgia"),
        ("Technical University (Bulgaria)", "sofia"),
        ("Technical University (BG)", "sofia"),
        ("Technical University, Болгария", "sofia"),
        ("MSU, United States", "michigan"),
        ("Казанский федеральный университет, Россия", "kazan"),
    ],
)
def test_country_leaves_only_its_institutions(text: str, university: str | None, index: NameIndex) -> None:
    found = resolve(index, text, SEATS)
    assert (found.hits[0].university if found.certainty is Certainty.CERTAIN else None) == university


def test_acronym_of_one_institution_of_the_country_is_its_own(index: NameIndex) -> None:
    found = resolve(index, "MSU (US)", SEATS)
    assert (found.certainty, found.hits[0].university) == (Certainty.CERTAIN, "michigan")


@pytest.mark.parametrize(
    ("text", "code"), [("DE", "DE"), ("Germany", "DE"), ("германия", "DE"), ("Kazan", None), ("XX", None), ("", None)]
)
def test_countries_are_known_by_code_and_name(text: str, code: str | None) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    "other",
    ["казанского университета", "Казанскому университету", "к Казанскому университету", "о Казанском университете"],
)
def test_cases_of_a_name_have_one_stem(other: str) -> None:
    assert stems_of(words_of(other)) == stems_of(words_of("Казанский университет"))


def test_names_in_latin_letters_have_no_stem() -> None:
    assert stems_of(["oxford", "university"]) == ""


def test_stems_are_those_of_the_word_however_many_threads_ask() -> None:
    words = [word[:end] for word in STEMMED.split() for end in range(4, len(word) + 1)]
    alone = [stem.__wrapped__(word) for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda _: [stem.__wrapped__(word) for word in words], range(20)))
    finally:
        sys.setswitchinterval(before)
    assert all(found == alone for found in together)


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("univrsity", "university"),
        ("universityy", "university"),
        ("univarsity", "university"),
        ("unviersity", "university"),
        ("niversity", "university"),
    ],
)
def test_words_one_error_away_are_found(mistyped: str, meant: str) -> None:
    assert meant in Corrections(["university", "diversity", "of"]).near(mistyped)


def test_words_two_errors_away_and_short_ones_are_not() -> None:
    corrections = Corrections(["university", "art"])
    assert corrections.near("unvrsity") == ()
    assert corrections.near("arts") == corrections.near("rt") == ()


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("Kazan (Volga Region) Federal University", ["kazan", "federal", "university"]),
        ("Мордовский университет имени Н. П. Огарёва", ["мордовский", "университет"]),
        ("University of Oxford", []),
        ("Academy (Oslo)", []),
    ],
)
def test_addition_of_a_name_may_be_missing(name: str, shorter: list[str]) -> None:
    assert without_addition(name, words_of(name)) == shorter


def test_each_way_and_each_doubt_has_a_sentence() -> None:
    for said in SENTENCES.values():
        assert said.keys() == {*TAKEN, MatchMethod.IDENTIFIER, MatchMethod.EXACT, *Ambiguity}


def test_acronym_of_one_institution_goes_before_the_initials_of_others() -> None:
    names = [
        NameRecord("moscow", "Lomonosov Moscow State University", "en", "OFFICIAL", None),
        NameRecord("moscow", "МГУ", "ru", "ACRONYM", None),
        NameRecord("mordovia", "Мордовский государственный университет", "ru", "OFFICIAL", None),
    ]
    found = resolve(NameIndex(names), "МГУ", SEATS)
    assert (found.certainty, found.hits[0].university) == (Certainty.CERTAIN, "moscow")
    names.append(NameRecord("mordovia", "МГУ", "ru", "ACRONYM", None))
    found = resolve(NameIndex(names), "МГУ", SEATS)
    assert (found.certainty, found.doubt) == (Certainty.AMBIGUOUS, Ambiguity.SEVERAL_HAVE_IT)


HOSTILE = {
    "a legal form that never ends": "государственна" * 40,
    "words of a legal form": "государственное " * 40,
    "brackets": "(" * 500,
    "brackets with letters": "(а" * 250,
    "parts": "Kazan, " * 70,
    "single letters": "a " * 250,
    "a long cell": "Kazan Federal University and the others " * 1_000,
    "an owner that never ends": "Kazan University министерства " + "а " * 230,
}
MAX_SECONDS = 1.0
"""Of the processor: far above what any takes, far below what an exponential one would."""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(text: str, index: NameIndex) -> None:
    started = time.process_time()
    assert resolve(index, text, SEATS).certainty is not Certainty.CERTAIN
    assert time.process_time() - started < MAX_SECONDS


def test_name_beside_its_own_country_goes_before_a_namesake_elsewhere() -> None:
    names = [
        NameRecord("one", "Technical University", "en", "OFFICIAL", None),
        NameRecord("other", "University of Technical", "en", "OFFICIAL", None),
    ]
    seats = Seats({"one": Seat("DE"), "other": Seat("FR")})
    assert resolve(NameIndex(names), "Technical University, France", seats).certainty is not Certainty.CERTAIN


def test_one_that_still_exists_goes_before_one_that_is_gone() -> None:
    names = [NameRecord(id, "Kazan Pedagogical Institute", "en", "OFFICIAL", None) for id in ("new", "old")]
    found = resolve(NameIndex(names), "Kazan Pedagogical Institute", Seats({}, gone=["old"]))
    assert (found.certainty, found.hits[0].university) == (Certainty.CERTAIN, "new")

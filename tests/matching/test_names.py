"""Universities are found by any name, in either script, half typed or mistyped, or by an identifier."""

import gc
import weakref

import pytest

from matching.names.identifiers import IdentifierRecord
from matching.names.index import MatchMethod, NameHit, NameIndex, NameRecord, Tier
from matching.names.transliteration import skeleton
from matching.names.words import initials_of, words_of

NAMES = [
    NameRecord("msu", "Lomonosov Moscow State University", "en", "OFFICIAL", None),
    NameRecord("msu", "Московский государственный университет имени М.В. Ломоносова", "ru", "OFFICIAL", None),
    NameRecord("msu", "Московский государственный университет", "ru", "ALIAS", None),
    NameRecord("msu", "Moscow State University", "en", "ALIAS", None),
    NameRecord("msu", "МГУ", "ru", "ACRONYM", None),
    NameRecord("msu", "MSU", "en", "ACRONYM", None),
    NameRecord("michigan", "Michigan State University", "en", "OFFICIAL", None),
    NameRecord("michigan", "MSU", "en", "ACRONYM", None),
    NameRecord("mordovia", "Мордовский государственный университет", "ru", "OFFICIAL", None),
    NameRecord("mgups", "МГУПС", "ru", "ACRONYM", None),
    NameRecord("mgups", "Московский государственный университет путей сообщения", "ru", "OFFICIAL", None),
    NameRecord("gandhi", "Mahatma Gandhi University", "en", "OFFICIAL", None),
    NameRecord("gandhi", "MGU", "en", "ACRONYM", None),
    NameRecord("kazan", "Kazan Federal University", "en", "OFFICIAL", None),
    NameRecord("kazan", "Казанский федеральный университет", "ru", "OFFICIAL", None),
    NameRecord("kazan", "КФУ", "ru", "ACRONYM", None),
    NameRecord("kazan", "Kazan State University", "en", "FORMER", "2009-10-21"),
    NameRecord("faisal", "King Faisal University", "en", "OFFICIAL", None),
    NameRecord("faisal", "KFU", "en", "ACRONYM", None),
    NameRecord("narfu", "Северный (Арктический) федеральный университет", "ru", "OFFICIAL", None),
    NameRecord("novosibirsk", "Новосибирский государственный университет", "ru", "OFFICIAL", None),
    NameRecord("oxford", "University of Oxford", "en", "OFFICIAL", None),
    NameRecord("brookes", "Oxford Brookes University", "en", "OFFICIAL", None),
    NameRecord("tokyo", "The University of Tokyo", "en", "OFFICIAL", None),
    NameRecord("tokyo", "東京大学", "ja", "OFFICIAL", None),
    NameRecord("science", "Tokyo University of Science", "en", "OFFICIAL", None),
    NameRecord("kings", "King's College London", "en", "OFFICIAL", None),
    NameRecord("xian", "Xi'an Jiaotong University", "en", "OFFICIAL", None),
    NameRecord("petersburg", "Saint Petersburg State University", "en", "OFFICIAL", None),
]
IDENTIFIERS = [
    IdentifierRecord("kazan", "ROR:05256ym39"),
    IdentifierRecord("kazan", "WIKIDATA:Q113788"),
    IdentifierRecord("kazan", "DOMAIN:kpfu.ru"),
    IdentifierRecord("kazan", "OGRN:1021602841391"),
    IdentifierRecord("msu", "ROR:010pmpe69"),
    IdentifierRecord("msu", "DOMAIN:msu.ru"),
    IdentifierRecord("msu", "LOCAL:a1"),
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(NAMES, IDENTIFIERS)


@pytest.mark.parametrize(
    ("text", "university", "how"),
    [
        ("Lomonosov Moscow State University", "msu", MatchMethod.EXACT),
        ("moscow state UNIVERSITY", "msu", MatchMethod.EXACT),
        ("«Моско\u0301вский государственный университет»", "msu", MatchMethod.EXACT),
        ("東京大学", "tokyo", MatchMethod.EXACT),
        ("МГУ", "msu", MatchMethod.ACRONYM),
        ("мгу", "msu", MatchMethod.ACRONYM),
        ("КФУ", "kazan", MatchMethod.ACRONYM),
        ("MGU", "gandhi", MatchMethod.ACRONYM),
        ("НГУ", "novosibirsk", MatchMethod.INITIALS),
        ("нгу", "novosibirsk", MatchMethod.INITIALS),
        ("NGU", "novosibirsk", MatchMethod.INITIALS),
        ("САФУ", "narfu", MatchMethod.INITIALS),
        ("Lomon", "msu", MatchMethod.PREFIX),
        ("Lomonosov", "msu", MatchMethod.PREFIX),
        ("Ломоносов", "msu", MatchMethod.PREFIX),
        ("oxford", "oxford", MatchMethod.PREFIX),
        ("Оксфорд", "oxford", MatchMethod.PREFIX),
        ("Новосиб", "novosibirsk", MatchMethod.PREFIX),
        ("Novosib", "novosibirsk", MatchMethod.PREFIX),
        ("federal kazan", "kazan", MatchMethod.TOKENS),
        ("State Lomonosov Univ", "msu", MatchMethod.TOKENS),
        ("Ломоносова университет", "msu", MatchMethod.TOKENS),
        ("Tokyo University", "tokyo", MatchMethod.TOKENS),
        ("Kazanskiy federalnyy universitet", "kazan", MatchMethod.SPELLING),
        ("Kazanskij federal'nyj universitet", "kazan", MatchMethod.SPELLING),
        ("Novosibirskii gosudarstvennyi universitet", "novosibirsk", MatchMethod.SPELLING),
        ("Kings College London", "kings", MatchMethod.SPELLING),
        ("Xian Jiaotong University", "xian", MatchMethod.SPELLING),
        ("St. Petersburg State University", "petersburg", MatchMethod.SPELLING),
        ("МГУ Lomonosov", "msu", MatchMethod.SEVERAL_NAMES),
        ("Lomonosv", "msu", MatchMethod.FUZZY),
        ("Lomnoosov", "msu", MatchMethod.FUZZY),
        ("Ломоносв", "msu", MatchMethod.FUZZY),
        ("Lomonsov Mosc", "msu", MatchMethod.FUZZY),
        ("Novasib", "novosibirsk", MatchMethod.FUZZY),
        ("Kazn Federal Universty", "kazan", MatchMethod.FUZZY),
        ("kpfu", "kazan", MatchMethod.IDENTIFIER),
        ("https://www.kpfu.ru/eng", "kazan", MatchMethod.IDENTIFIER),
        ("https://ror.org/05256ym39", "kazan", MatchMethod.IDENTIFIER),
        ("Q113788", "kazan", MatchMethod.IDENTIFIER),
        ("OGRN: 1021602841391", "kazan", MatchMethod.IDENTIFIER),
        ("LOCAL:a1", "msu", MatchMethod.IDENTIFIER),
    ],
)
def test_the_university_meant_comes_first(index: NameIndex, text: str, university: str, how: MatchMethod) -> None:
    first = index.search(text)[0]
    assert (first.university, first.how) == (university, how)
    assert 0 < first.score <= 1


def test_a_hit_says_which_name_was_found(index: NameIndex) -> None:
    assert index.search("kfu")[0] == NameHit("faisal", Tier.ACRONYM, "KFU", MatchMethod.ACRONYM)
    assert index.search("kpfu.ru") == [NameHit("kazan", Tier.EXACT, "DOMAIN:kpfu.ru", MatchMethod.IDENTIFIER)]


@pytest.mark.parametrize("text", ["", "   ", "«»", "ь", "zzzzqqqq", "ЫЫЫЫЫ", "'", "x" * 5000])
def test_nothing_is_offered_where_nothing_is_like_it(index: NameIndex, text: str) -> None:
    assert index.search(text) == []


def test_names_that_lie_alike_in_memory_are_told_apart() -> None:
    """The two bytes of 武 are those of `fk`: Python's hashes of both texts are the same."""
    index = NameIndex([NameRecord("wuhan", "武", "zh", "ALIAS", None), NameRecord("fk", "FK", "de", "ALIAS", None)])
    assert [hit.university for text in ("武", "FK") for hit in index.search(text)] == ["wuhan", "fk"]


def test_each_university_comes_once_and_no_more_than_asked_for(index: NameIndex) -> None:
    hits = index.search("university", limit=5)
    assert len({hit.university for hit in hits}) == len(hits) == 5
    assert index.search("university", limit=0) == []


def test_scores_fall(index: NameIndex) -> None:
    scores = [hit.score for hit in index.search("oxford university", limit=20)]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_exact_then_acronym_then_beginning_then_words_then_typing_error() -> None:
    names = ["Tula", "TULA", "Tula State University", "Technical Institute Tula", "Tuva"]
    index = NameIndex(
        NameRecord(f"u{at}", name, "en", "ACRONYM" if name.isupper() else "OFFICIAL", None)
        for at, name in enumerate(names)
    )
    hits = index.search("tula")
    # `Technical Institute Tula` has only words before the one asked for
    assert [(hit.value, hit.how) for hit in hits] == [
        ("Tula", MatchMethod.EXACT),
        ("TULA", MatchMethod.ACRONYM),
        ("Tula State University", MatchMethod.PREFIX),
        ("Technical Institute Tula", MatchMethod.TOKENS),
        ("Tuva", MatchMethod.FUZZY),
    ]


def test_an_acronym_in_the_record_ranks_above_initials_and_a_longer_acronym(index: NameIndex) -> None:
    found = [hit.university for hit in index.search("МГУ")]
    assert found[0] == "msu"
    assert found.index("mordovia") < found.index("gandhi") < found.index("mgups")


def test_without_the_acronym_initials_find_it_and_an_acronym_of_the_same_shape_decides() -> None:
    index = NameIndex(name for name in NAMES if name.value != "МГУ")
    first, second = index.search("МГУ")[:2]
    assert (first.university, first.how, first.value) == (
        "msu",
        MatchMethod.INITIALS,
        "Московский государственный университет",
    )
    assert (second.university, second.how) == ("mordovia", MatchMethod.INITIALS)


def test_initials_of_a_whole_name_rank_above_those_of_its_beginning() -> None:
    index = NameIndex(
        [
            NameRecord("part", "Нарынский государственный университет имени С. Нааматова", "ru", "OFFICIAL", None),
            NameRecord("whole", "Новосибирский государственный университет", "ru", "OFFICIAL", None),
        ]
    )
    assert [hit.university for hit in index.search("НГУ")] == ["whole", "part"]


def test_the_prior_decides_between_equals(index: NameIndex) -> None:
    assert index.search("MSU")[0].university == "msu"
    popular = NameIndex(NAMES, IDENTIFIERS, {"michigan": 12.0, "msu": 3.0})
    assert [hit.university for hit in popular.search("MSU")[:2]] == ["michigan", "msu"]


def test_then_the_shorter_name_then_the_smaller_id_decides() -> None:
    index = NameIndex(
        NameRecord(university, value, "en", "OFFICIAL", None)
        for university, value in [
            ("c", "Delta College"),
            ("b", "Delta College"),
            ("a", "Delta College of Arts"),
        ]
    )
    assert [hit.university for hit in index.search("Delt")] == ["b", "c", "a"]


def test_a_name_of_the_past_stands_behind_one_that_holds() -> None:
    index = NameIndex(
        [
            NameRecord("a", "Kazan State University", "en", "FORMER", "2009-10-21"),
            NameRecord("b", "Kazan State University", "en", "OFFICIAL", None),
        ]
    )
    assert [hit.university for hit in index.search("Kazan State University")] == ["b", "a"]


@pytest.mark.parametrize(
    ("value", "universities"),
    [
        ("Kazan Federal University", ["kazan"]),
        ("kazan state university", ["kazan"]),
        ("MSU", ["msu", "michigan"]),
        ("ror.org/05256ym39", ["kazan"]),
        ("q113788", ["kazan"]),
        ("KPFU.RU", ["kazan"]),
        ("Kazan Federal", []),
        ("Kazan Federal Universty", []),
        ("НГУ", []),
        ("", []),
    ],
)
def test_only_the_exact_name_or_identifier_resolves(index: NameIndex, value: str, universities: list[str]) -> None:
    assert index.resolve(value) == universities


def test_all_holders_of_an_identifier_resolve_the_best_known_first() -> None:
    names = [NameRecord(university, "Lomonosov", "en", "OFFICIAL", None) for university in "ab"]
    index = NameIndex(
        names, [IdentifierRecord("a", "DOMAIN:msu.ru"), IdentifierRecord("b", "DOMAIN:msu.ru")], {"b": 1.0}
    )
    assert index.resolve("msu.ru") == ["b", "a"]
    assert index.search("msu") == [
        NameHit("b", Tier.DOMAIN_LABEL, "DOMAIN:msu.ru", MatchMethod.IDENTIFIER),
        NameHit("a", Tier.DOMAIN_LABEL, "DOMAIN:msu.ru", MatchMethod.IDENTIFIER),
    ]


def test_index_of_the_same_names_shares_them_and_ranks_anew() -> None:
    former = NameIndex(NAMES, IDENTIFIERS, {"michigan": 12.0})
    prior = {"msu": 12.0, "michigan": 3.0}
    later = former.rebuild(reversed(NAMES), [*IDENTIFIERS, IdentifierRecord("michigan", "DOMAIN:msu.edu")], prior)
    assert later.corrections is former.corrections
    assert [former.search("MSU")[0].university, later.search("MSU")[0].university] == ["michigan", "msu"]
    assert later.resolve("msu.edu") == ["michigan"]
    alone = NameIndex(NAMES, [*IDENTIFIERS, IdentifierRecord("michigan", "DOMAIN:msu.edu")], prior)
    assert [later.search(text) for text in ("State", "msu")] == [alone.search(text) for text in ("State", "msu")]


def test_index_of_other_names_shares_nothing() -> None:
    later = NameIndex(NAMES, IDENTIFIERS).rebuild(NAMES[1:], None, {})
    assert later.resolve("DOMAIN:msu.ru") == NameIndex(NAMES, IDENTIFIERS).resolve("DOMAIN:msu.ru")
    assert later.resolve(NAMES[0].value) == []
    assert later.resolve(NAMES[1].value) == [NAMES[1].university]


def test_index_is_let_go() -> None:
    """The collector does not look at the read model, so nothing in it may hold itself."""
    index = NameIndex(NAMES, IDENTIFIERS)
    index.search("Kazan Fedral University")
    held = [weakref.ref(each) for each in (index, index.corrections)]
    gc.disable()
    try:
        del index
        assert [each() for each in held] == [None, None]
    finally:
        gc.enable()


def test_an_empty_registry_offers_nothing() -> None:
    index = NameIndex([])
    assert index.search("Kazan") == []
    assert index.resolve("Kazan") == []


@pytest.mark.parametrize(
    "spellings",
    [
        ["московский", "moskovskiy", "moskovskij", "moskovsky", "moskovskii"],
        ["екатеринбург", "ekaterinburg", "yekaterinburg", "jekaterinburg"],
        ["харьков", "kharkov", "harkov"],
        ["цветков", "tsvetkov", "tzvetkov"],
        ["национальный", "natsionalnyy", "nacionalnyj"],
        ["щукин", "shchukin"],
        ["оксфорд", "oxford"],
        ["колумбия", "columbia", "kolumbiia"],
        ["munchen", "muenchen"],
        ["варшава", "warszawa"],
    ],
)
def test_romanisations_of_a_word_share_a_skeleton(spellings: list[str]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Московский государственный университет", {"мгу": True}),
        ("Московский государственный университет имени М.В. Ломоносова", {"мгу": False}),
        ("University of Oxford", {"uoo": True, "uo": True}),
        ("Oxford", {}),
        ("One Two Three Four Five Six Seven Eight Nine", {}),
    ],
)
def test_initials_of_a_name(name: str, initials: dict[str, bool]) -> None:
    assert initials_of(words_of(name)) == initials


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("King's College", ["kings", "college"]),
        ("Peoples' Friendship", ["peoples", "friendship"]),
        ("Université de l’Ouest", ["universite", "de", "l", "ouest"]),
        ("dell'Insubria", ["dell", "insubria"]),
        ("St. Petersburg", ["saint", "petersburg"]),
        ("St", ["st"]),
    ],
)
def test_words_of_a_name(name: str, words: list[str]) -> None:
    assert words_of(name) == words


def test_identifier_names_an_institution_only_while_it_is_in_force() -> None:
    held = [
        IdentifierRecord("kazan", "LOCAL:ended", until="2020-01-01"),
        IdentifierRecord("kazan", "LOCAL:begins", since="2999-01-01"),
        IdentifierRecord("kazan", "LOCAL:lasts", since="2000-01-01", until="2999-01-01"),
    ]
    index = NameIndex(NAMES, held)
    assert [index.resolve(key) for key in ("LOCAL:ended", "LOCAL:begins", "LOCAL:lasts")] == [[], [], ["kazan"]]


def test_erasmus_code_in_other_padding_is_found_and_its_own_goes_before() -> None:
    records = [
        IdentifierRecord("ankara", "ERASMUS:TR ANKARA01"),
        IdentifierRecord("kobenhavn", "ERASMUS:DK OBENHA01"),
        IdentifierRecord("odd", "ERASMUS:D KOBENHA01"),
        IdentifierRecord("dublin", "ERASMUS:IRLDUBLIN01"),
    ]
    index = NameIndex([], records)
    for written in ("TR ANKARA01", "TRANKARA01", "tr_ankara01", "TR-ANKARA01", "ERASMUS: TRANKARA01"):
        assert [hit.university for hit in index.find_by_identifier(written)] == ["ankara"]
    assert index.find_by_identifier("IRL DUBLIN01")[0].value == "ERASMUS:IRLDUBLIN01"
    assert {hit.university for hit in index.find_by_identifier("DKOBENHA01")} == {"kobenhavn", "odd"}
    assert [hit.university for hit in index.find_by_identifier("DK OBENHA01")] == ["kobenhavn"]
    assert (
        index.find_by_identifier("TRANKARA02")
        == index.find_by_identifier("ANKARA01")
        == index.find_by_identifier("TRANKARA")
        == []
    )

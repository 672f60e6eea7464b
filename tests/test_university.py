"""Universities, asked as a user would."""

import base64
from typing import Any

import orjson
import pytest

from graph.natural_keys import university_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask, asking

MSU = "https://ror.org/010pmpe69"
KAZAN = "Kazan Federal University"

NAME = "query ($identifier: RegistryUniversityIdentifier!) { university(identifier: $identifier) { name } }"
NAMES = (
    "query ($where: RegistryUniversityWhere) { universities(where: $where, first: 100) { nodes { name } totalCount } }"
)
LOCALIZED = """query ($value: String!, $languages: [String!]) {
  university(identifier: {value: $value}) { name(languages: $languages) }
}"""


async def names(ask: Ask, where: dict[str, Any]) -> list[str]:
    """The names that a filter finds; the total must be their number, and one statement gives both."""
    asked = await ask(NAMES, where=where)
    assert asked.errors == []
    assert len(asked.statements) == 1
    found = [node["name"] for node in asked.data["universities"]["nodes"]]
    assert asked.data["universities"]["totalCount"] == len(found)
    return found


async def test_university_is_found_by_its_ror_id(ask: Ask) -> None:
    asked = await ask(LOCALIZED, value=MSU, languages=["ru"])
    assert asked.data == {"university": {"name": "Московский государственный университет имени М.В. Ломоносова"}}
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("ROR", "https://ror.org/05256ym39"),
        ("ROR", "05256ym39"),
        ("WIKIDATA", "Q113788"),
        ("WIKIDATA", "https://www.wikidata.org/wiki/Q113788"),
        ("DOMAIN", "kpfu.ru"),
        ("DOMAIN", "https://www.KPFU.ru/eng"),
        ("ISNI", "0000 0004 0543 9688"),
        ("ISNI", "0000000405439688"),
        (None, "05256ym39"),
        (None, "Q113788"),
        (None, "kpfu.ru"),
        (None, "0000 0004 0543 9688"),
    ],
)
async def test_university_is_found_by_an_identifier_of_any_scheme_named_or_not(
    ask: Ask, scheme: str | None, value: str
) -> None:
    asked = await ask(NAME, identifier={"scheme": scheme, "value": value})
    assert asked.data == {"university": {"name": KAZAN}}
    assert len(asked.statements) == 1


async def test_university_is_found_by_each_of_its_names(ask: Ask) -> None:
    asked = await ask(
        """{
          english: university(identifier: {value: "Kazan Federal University"}) { name }
          official: university(identifier: {value: "Казанский (Приволжский) федеральный университет"}) { name }
          acronym: university(identifier: {value: "KFU"}) { name }
          acronymInRussian: university(identifier: {value: "КФУ"}) { name }
          tatar: university(identifier: {value: "Казан федераль университеты"}) { name }
          transliterated: university(identifier: {value: "kazanskiy privolzhskiy FEDERALNYY universitet"}) { name }
          former: university(identifier: {value: "Казанский государственный университет"}) { name }
          formerAcronym: university(identifier: {value: "КГУ"}) { name }
          chinese: university(identifier: {value: "莫斯科国立大学"}) { name }
        }"""
    )
    assert asked.errors == []
    found = {key: node["name"] for key, node in asked.data.items()}
    assert found.pop("chinese") == "Lomonosov Moscow State University"
    assert set(found.values()) == {KAZAN}


async def test_old_names_come_with_the_university_found_by_one_of_them(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {value: "Kazan State University"}) {
          name names(where: {kind: {eq: FORMER}}) { value until }
        } }"""
    )
    assert asked.data["university"] == {
        "name": KAZAN,
        "names": [
            {"value": "Kazan State University", "until": "2010-04-02"},
            {"value": "КГУ", "until": "2010-04-02"},
            {"value": "Казанский государственный университет", "until": "2010-04-02"},
        ],
    }


async def test_name_of_several_universities_is_ambiguous_and_lists_them(ask: Ask) -> None:
    asked = await ask(NAME, identifier={"value": "БГУ"})
    assert asked.data == {"university": None}
    assert asked.codes == ["AMBIGUOUS"]
    error = asked.errors[0]
    assert error["message"] == "university.identifier.value names 2 institutions; ask for one of them by its id."
    assert error["extensions"]["field"] == "university.identifier.value"
    found = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { ... on University { name } } }",
                      ids=error["extensions"]["candidates"])  # fmt: skip
    assert sorted(node["name"] for node in found.data["nodes"]) == [
        "Baikal State University",
        "Belarusian State University",
    ]


@pytest.mark.parametrize(
    "identifier",
    [{"value": "University of Nowhere"}, {"scheme": "OGRN", "value": "1"}, {"scheme": "DOMAIN", "value": "nowhere.zz"}],
)
async def test_unknown_identifier_finds_nothing_and_is_no_error(ask: Ask, identifier: dict[str, str]) -> None:
    asked = await ask(NAME, identifier=identifier)
    assert (asked.data, asked.errors) == ({"university": None}, [])


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ("", "BAD_USER_INPUT", "university"),
        ('(id: "univ_a", identifier: {value: "KFU"})', "BAD_USER_INPUT", "university"),
        ('(identifier: {value: "  "})', "BAD_USER_INPUT", "university.identifier.value"),
        ('(id: "offi_k3v5k3v5k3v5k3v5")', "BAD_ID", "university.id"),
        ('(id: "nothing")', "BAD_ID", "university.id"),
        ('(id: "")', "BAD_ID", "university.id"),
    ],
)
async def test_university_key_that_cannot_be_used_is_refused_by_code_and_field(
    ask: Ask, arguments: str, code: str, field: str
) -> None:
    asked = await ask(f"{{ university{arguments} {{ name }} }}")
    assert asked.data == {"university": None}
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]
    assert asked.statements == []


async def test_university_is_found_by_its_id_and_an_unknown_id_finds_nothing(ask: Ask) -> None:
    query = "query ($id: ID!) { university(id: $id) { id name founded kind status demoIsHidden: __typename } }"
    asked = await ask(query, id=university_id("ROR", MSU))
    assert asked.data["university"] == {
        "id": university_id("ROR", MSU),
        "name": "Lomonosov Moscow State University",
        "founded": 1755,
        "kind": "HIGHER_EDUCATION",
        "status": "ACTIVE",
        "demoIsHidden": "University",
    }
    unknown = await ask(query, id="univ_aaaaaaaaaaaaaaaa")
    assert (unknown.data, unknown.errors) == ({"university": None}, [])


async def test_university_stands_in_its_city_region_and_country(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) {
          city { name(languages: ["ru"]) geonamesId region { code } country { code } }
          region { code federalDistrict } country { code } locations { name } website studentBand statusSince fields
        } }"""
    )
    assert asked.data["university"] == {
        "city": {"name": "Казань", "geonamesId": 551487, "region": {"code": "RU-TA"}, "country": {"code": "RU"}},
        "region": {"code": "RU-TA", "federalDistrict": "Volga"},
        "country": {"code": "RU"},
        "locations": [{"name": "Kazan’"}],
        "website": "https://kpfu.ru",
        "studentBand": "OVER_30K",
        "statusSince": None,
        "fields": ["0613", "0541", "0532", "0114", "0912", "0231", "0421"],
    }


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"founded": {"eq": 1755}}, ["Lomonosov Moscow State University"]),
        ({"founded": {"in": [1804, 1755, 9]}}, [KAZAN, "Lomonosov Moscow State University"]),
        (
            {"founded": {"gte": 1804, "lt": 1829}},
            [KAZAN, "University of Belgrade", "University of Buenos Aires"],
        ),
        ({"founded": {"gt": 1804, "lte": 1808}}, ["University of Belgrade"]),
        ({"founded": {"isNull": True}}, ["Ufa University of Science and Technology"]),
        (
            {"studentBand": {"eq": "UNDER_5K"}},
            ["Innopolis University", "Khazar University", "Pushkin State Russian language Institute"],
        ),
        (
            {"studentBand": {"notIn": ["OVER_30K", "FROM_15K_TO_30K", "FROM_5K_TO_15K", "UNDER_5K"]},
             "country": {"code": {"eq": "RU"}}},
            ["Astrakhan Tatischev State University", "Baikal State University", "Dagestan State University",
             "Sakhalin State University", "Vladivostok State University"],
        ),
        (
            {"name": {"startsWith": "Kazan"}},
            [KAZAN, "Kazan State Technical University named after A. N. Tupolev"],
        ),
        ({"name": {"startsWith": "kazan"}}, []),
        ({"fields": {"includes": "0916"}}, ["Sechenov University", "University of Jordan"]),
        ({"fields": {"includesAny": ["0911", "0916", "0215"]}}, ["Sechenov University", "University of Jordan"]),
        ({"fields": {"includesUnder": "10"}}, ["Hanoi University", "Vladivostok State University"]),
        (
            {"founded": {"lt": 1800}, "not": {"country": {"code": {"eq": "RU"}}}},
            ["Eötvös Loránd University", "University of Bologna", "University of Havana"],
        ),
        (
            {"anyOf": [{"founded": {"lt": 1700}}, {"name": {"startsWith": "Kazan"}, "founded": {"gt": 1900}}]},
            ["Eötvös Loránd University", "Kazan State Technical University named after A. N. Tupolev",
             "University of Bologna"],
        ),
        ({"not": {"founded": {"gte": 0}}}, ["Ufa University of Science and Technology"]),
        ({"not": {}}, []),
        ({"founded": {"in": []}}, []),
        ({"name": {"startsWith": "Kazan Fed"}, "studentBand": {"notIn": []}}, [KAZAN]),
        ({"name": {"startsWith": ""}, "founded": {"eq": 1755}, "kind": {}}, ["Lomonosov Moscow State University"]),
        ({"name": {"in": ["'; MATCH (n) DETACH DELETE n //", "`", "\x00", "$p0", KAZAN]}}, [KAZAN]),
        ({"anyOf": []}, []),
        ({"demo": True}, []),
    ],
)  # fmt: skip
async def test_universities_are_filtered_by_what_they_are(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    assert await names(ask, where) == found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (
            {"region": {"code": {"eq": "RU-TA"}}},
            ["Innopolis University", KAZAN, "Kazan State Technical University named after A. N. Tupolev"],
        ),
        (
            {"region": {"federalDistrict": {"in": ["Far Eastern", "North Caucasian"]}}},
            ["Dagestan State University", "Sakhalin State University", "Vladivostok State University"],
        ),
        ({"city": {"nameRu": {"eq": "Томск"}}}, ["Tomsk Polytechnic University"]),
        ({"locations": {"some": {"geonamesId": {"eq": 1489425}}}}, ["Tomsk Polytechnic University"]),
        ({"identifiers": {"some": {"scheme": {"eq": "DOMAIN"}, "value": {"eq": "msu.ru"}}}},
         ["Lomonosov Moscow State University"]),
        (
            {"contacts": {"none": {}}},
            ["Baikal State University", "National Autonomous University of Mexico", "The University of Sydney"],
        ),
        (
            {"agreements": {"some": {"kind": {"eq": "NETWORK"}}}},
            [
                "Alexandria University",
                "Eötvös Loránd University",
                "Kazan Federal University",
                "Middle East Technical University",
                "Moscow Aviation Institute",
                "Samarkand State University named after Sharof Rashidov",
                "Tashkent University of Information Technology",
                "University of Novi Sad",
            ],
        ),
        (
            {"agreements": {"some": {"status": {"eq": "IN_FORCE"}}, "atLeast": 7}},
            [KAZAN, "Lomonosov Moscow State University", "Peoples' Friendship University of Russia"],
        ),
        (
            {"events": {"none": {}}, "country": {"code": {"eq": "RU"}}},
            ["Baikal State University", "Dagestan State University", "National Research Mordovia State University",
             "Sechenov University"],
        ),
        (
            {"agreements": {"none": {}}, "contacts": {"atLeast": 5}},
            ["L. N. Gumilyov Eurasian National University", "Novosibirsk State University"],
        ),
        (
            {"intents": {"some": {"direction": {"eq": "SEEKS"}, "cooperationKind": {"eq": "RESEARCH"}}}},
            ["Dagestan State University", "Lomonosov Moscow State University", "Novosibirsk State University"],
        ),
    ],
)  # fmt: skip
async def test_universities_are_filtered_by_what_they_are_related_to(
    ask: Ask, where: dict[str, Any], found: list[str]
) -> None:
    assert await names(ask, where) == found


async def test_partners_are_counted_as_they_were_on_a_date(ask: Ask) -> None:
    """Contacts that were live on 2020-01-01: three Russian partners had Bishkek and New Delhi.

    Of Bologna's three one had been dormant since 2018 and one since 2019.
    """
    russian = {"country": {"code": {"eq": "RU"}}}
    partners = {"some": russian, "atLeast": 3}
    assert await names(ask, {"not": russian, "partners": {**partners, "asOf": "2020-01-01"}}) == [
        "Jawaharlal Nehru University",
        "Kyrgyz National University",
    ]
    two = {"some": russian, "atLeast": 2}
    assert "University of Bologna" in await names(ask, {"partners": {**two, "asOf": "2018-12-31"}})
    assert "University of Bologna" not in await names(ask, {"partners": {**two, "asOf": "2020-01-01"}})
    assert await names(ask, {"not": russian, "partners": {**partners, "asOf": "2012-01-01"}}) == []


PARTNERS = """query ($domain: String!, $first: Date!, $second: Date!) {
  university(identifier: {scheme: DOMAIN, value: $domain}) {
    before: partners(asOf: $first) { nodes { name } totalCount }
    after: partners(asOf: $second) { nodes { name } totalCount }
  }
}"""


@pytest.mark.parametrize(
    ("domain", "first", "before", "second", "after"),
    [
        ("fu-berlin.de", "2022-06-29", [KAZAN, "Lomonosov Moscow State University"],
         "2022-06-30", ["Lomonosov Moscow State University"]),
        ("kpfu.ru", "2013-10-06", ["Belarusian State University", "Indian Institute of Technology Bombay"],
         "2013-10-07", ["Belarusian State University", "Indian Institute of Technology Bombay", "Jilin University"]),
        ("uct.ac.za", "2023-04-16", [],
         "2023-04-17", ["Addis Ababa University", "Peoples' Friendship University of Russia"]),
    ],
)  # fmt: skip
async def test_partners_are_those_of_the_date_each_once(
    ask: Ask, domain: str, first: str, before: list[str], second: str, after: list[str]
) -> None:
    asked = await ask(PARTNERS, domain=domain, first=first, second=second)
    assert asked.data["university"] == {
        "before": {"nodes": [{"name": name} for name in before], "totalCount": len(before)},
        "after": {"nodes": [{"name": name} for name in after], "totalCount": len(after)},
    }
    assert len(asked.statements) == 1


async def test_partners_over_all_time_include_those_lost(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "fu-berlin.de"}) {
          partners(allTime: true) { nodes { name } totalCount }
        } }"""
    )
    assert asked.data["university"]["partners"] == {
        "nodes": [
            {"name": KAZAN},
            {"name": "Lomonosov Moscow State University"},
            {"name": "National Research University Higher School of Economics"},
        ],
        "totalCount": 3,
    }


async def test_people_are_those_who_work_there_on_the_date(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "msu.ru"}) {
          while: people(asOf: "2025-06-29") { edges { since until node { role languages } } }
          after: people(asOf: "2025-06-30") { nodes { role } totalCount }
        } }"""
    )
    edges = asked.data["university"]["while"]["edges"]
    assert [(edge["node"]["role"], edge["since"], edge["until"]) for edge in edges] == [
        ("INTERNATIONAL_OFFICER", "2014-09-01", None),
        ("PROFESSOR", "2009-09-01", None),
        ("VICE_RECTOR", "2018-02-01", "2025-06-30"),
    ]
    assert edges[2]["node"]["languages"] == ["ru", "fr", "en"]
    assert asked.data["university"]["after"] == {
        "nodes": [{"role": "INTERNATIONAL_OFFICER"}, {"role": "PROFESSOR"}],
        "totalCount": 2,
    }


async def test_one_relationship_is_asked_twice_with_other_arguments_in_one_statement(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) {
          newest: contacts(first: 1) { nodes { slug } totalCount }
          oldest: contacts(last: 2) { nodes { slug } }
          lost: contacts(where: {stage: {eq: LOST}}, orderBy: [{field: SINCE}]) { nodes { slug } totalCount }
          seeks: intents(where: {direction: {eq: SEEKS}}) { nodes { slug places } }
        } }"""
    )
    assert asked.data["university"] == {
        "newest": {"nodes": [{"slug": "demo-contact-149"}], "totalCount": 27},
        "oldest": {"nodes": [{"slug": "demo-contact-002"}, {"slug": "demo-contact-001"}]},
        "lost": {
            "nodes": [{"slug": f"demo-contact-{number}"} for number in ("017", "029", "067", "106")],
            "totalCount": 4,
        },
        "seeks": {"nodes": [{"slug": "demo-intent-030", "places": 7}]},
    }
    assert len(asked.statements) == 1


async def test_chain_from_event_to_agreement_is_one_statement(ask: Ask) -> None:
    """Event → contact → agreement: what came of the fair in Tashkent for Innopolis."""
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "innopolis.university"}) {
          events { nodes { slug all: contacts { totalCount }
            agreed: contacts(where: {agreements: {some: {}}}, orderBy: [{field: SLUG}]) {
              nodes { slug agreements { nodes { slug } } } } } }
          contacts { nodes { slug event { slug } office { slug } agreements { nodes { slug } } } }
        } }"""
    )
    assert asked.data["university"]["contacts"]["nodes"] == [
        {
            "slug": "demo-contact-130",
            "event": {"slug": "demo-fair-tashkent-2025"},
            "office": {"slug": "russian-house-tashkent"},
            "agreements": {"nodes": [{"slug": "demo-agreement-039"}]},
        }
    ]
    (event,) = asked.data["university"]["events"]["nodes"]
    assert event["all"] == {"totalCount": 10}
    assert [(node["slug"], node["agreements"]["nodes"][0]["slug"]) for node in event["agreed"]["nodes"]] == [
        ("demo-contact-130", "demo-agreement-039"),
        ("demo-contact-131", "demo-agreement-041"),
        ("demo-contact-132", "demo-agreement-040"),
    ]
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("value", "languages", "name"),
    [
        ("kpfu.ru", None, KAZAN),
        ("kpfu.ru", [], KAZAN),
        ("kpfu.ru", ["xx", "ru"], "Казанский (Приволжский) федеральный университет"),
        ("kpfu.ru", ["ru-Latn"], "Kazanskiy (Privolzhskiy) federalnyy universitet"),
        ("kpfu.ru", ["tt", "ru"], "Казан федераль университеты"),
        ("kpfu.ru", ["zh", "de"], KAZAN),
        ("kpfu.ru", ["", "*", "ru_RU"], KAZAN),
        ("bg.ac.rs", ["sr"], "Универзитет у Београду"),
        ("bg.ac.rs", ["sr-Latn", "sr"], "Univerzitet u Beogradu"),
        ("jnu.ac.in", ["ru"], "Университет имени Джавахарлала Неру"),
        ("hse.ru", ["ba"], "Юғары иҡтисад мәктәбе"),
        ("msu.ru", ["zh"], "莫斯科国立大学"),
    ],
)
async def test_name_is_in_the_first_language_that_has_one(
    ask: Ask, value: str, languages: list[str] | None, name: str
) -> None:
    asked = await ask(LOCALIZED, value=value, languages=languages)
    assert asked.data == {"university": {"name": name}}
    assert len(asked.statements) == 1


async def test_language_tag_of_a_browser_with_a_region_finds_the_name_in_that_language(ask: Ask) -> None:
    asked = await ask(LOCALIZED, value="kpfu.ru", languages=["ru-RU", "en"])
    assert asked.data["university"]["name"] == "Казанский (Приволжский) федеральный университет"
    asked = await ask(LOCALIZED, value="kpfu.ru", languages=["en-GB", "ru"])
    assert asked.data["university"]["name"] in ("Kazan Federal University", "Kazan (Volga Region) Federal University")


async def test_former_names_and_acronyms_are_never_the_name(ask: Ask) -> None:
    """Herzen's Russian acronym is a name in Russian, but its name is the official one."""
    asked = await ask(LOCALIZED, value="herzen.spb.ru", languages=["ru"])
    assert asked.data["university"]["name"].startswith("Российский государственный педагогический")
    asked = await ask(LOCALIZED, value="rudn.ru", languages=["ru"])
    assert asked.data["university"]["name"] == "Российский университет дружбы народов имени Патриса Лумумбы"


PAGE = """query ($order: [RegistryUniversityOrder!], $first: Int, $after: String, $last: Int, $before: String) {
  universities(where: {country: {code: {in: ["KZ", "UZ", "CN"]}}}, orderBy: $order,
               first: $first, after: $after, last: $last, before: $before) {
    totalCount edges { cursor node { id name country { code } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_pages_forward_and_backward_give_every_university_once_in_one_order(ask: Ask, direction: str) -> None:
    """Nine universities, all HIGHER_EDUCATION: the order by kind has nothing but ties."""
    order = [{"field": "KIND", "direction": direction}]
    whole = (await ask(PAGE, order=order)).data["universities"]
    ids = [edge["node"]["id"] for edge in whole["edges"]]
    assert len(set(ids)) == whole["totalCount"] == 9

    forward: list[str] = []
    after = None
    for has_next in (True, True, False):
        page = (await ask(PAGE, order=order, first=4, after=after)).data["universities"]
        forward += [edge["node"]["id"] for edge in page["edges"]]
        assert page["pageInfo"]["hasNextPage"] is has_next
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        after = page["pageInfo"]["endCursor"]
    assert forward == ids

    backward: list[str] = []
    before = None
    for has_previous in (True, True, False):
        page = (await ask(PAGE, order=order, last=4, before=before)).data["universities"]
        backward = [edge["node"]["id"] for edge in page["edges"]] + backward
        assert page["pageInfo"]["hasPreviousPage"] is has_previous
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        before = page["pageInfo"]["startCursor"]
    assert backward == ids


async def test_order_takes_several_keys(ask: Ask) -> None:
    asked = await ask(
        """{ universities(where: {founded: {gte: 1930, lte: 1932}}, orderBy: [
          {field: FOUNDED, direction: DESC}, {field: NAME}
        ]) { nodes { founded name } } }"""
    )
    assert [(node["founded"], node["name"]) for node in asked.data["universities"]["nodes"]] == [
        (1932, "Astrakhan Tatischev State University"),
        (1932, "Kazan State Technical University named after A. N. Tupolev"),
        (1931, "Dagestan State University"),
        (1930, "Baikal State University"),
        (1930, "Moscow Aviation Institute"),
    ]


@pytest.mark.parametrize(("direction", "place"), [("ASC", -1), ("DESC", 0)])
async def test_universities_of_unknown_age_stand_last_ascending_and_first_descending(
    ask: Ask, direction: str, place: int
) -> None:
    asked = await ask(
        "query ($d: RegistryOrderDirection!) { universities(orderBy: [{field: FOUNDED, direction: $d}], first: 100)"
        " { nodes { founded } } }",
        d=direction,
    )
    years = [node["founded"] for node in asked.data["universities"]["nodes"]]
    assert years.pop(place) is None
    assert years == sorted(years, reverse=direction == "DESC")


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ("first: -1", "BAD_USER_INPUT", "universities.first"),
        ("first: 101", "BAD_USER_INPUT", "universities.first"),
        ("last: 101", "BAD_USER_INPUT", "universities.last"),
        ("first: 1, last: 1", "BAD_USER_INPUT", "universities.last"),
        ('first: 1, before: "x"', "BAD_USER_INPUT", "universities.before"),
        ('last: 1, after: "x"', "BAD_USER_INPUT", "universities.after"),
        ('after: "not a cursor"', "BAD_CURSOR", "universities.after"),
        ('before: ""', "BAD_CURSOR", "universities.before"),
        ("orderBy: [{field: NAME}, {field: NAME}]", "BAD_USER_INPUT", "universities.orderBy"),
        ("orderBy: [{field: NAME}, {field: KIND}, {field: STATUS}, {field: ID}]", "BAD_USER_INPUT",
         "universities.orderBy"),
        ("where: {name: {eq: null}}", "BAD_USER_INPUT", "universities.where.name.eq"),
        ("where: {contacts: {}}", "BAD_USER_INPUT", "universities.where.contacts"),
        ("where: {contacts: {atLeast: 0}}", "BAD_USER_INPUT", "universities.where.contacts.atLeast"),
        ("where: {anyOf: [{}, {not: {city: {name: {in: null}}}}]}", "BAD_USER_INPUT",
         "universities.where.anyOf[1].not.city.name.in"),
    ],
)  # fmt: skip
async def test_argument_that_cannot_be_used_is_named_and_nothing_is_asked_of_the_store(
    ask: Ask, arguments: str, code: str, field: str
) -> None:
    asked = await ask(f"{{ universities({arguments}) {{ nodes {{ id }} }} }}")
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]
    assert asked.statements == []


async def test_cursor_of_another_order_is_refused(ask: Ask) -> None:
    page = await ask("{ universities(first: 1) { pageInfo { endCursor } } }")
    cursor = page.data["universities"]["pageInfo"]["endCursor"]
    asked = await ask(
        "query ($after: String) { universities(after: $after, orderBy: [{field: FOUNDED}]) { nodes { id } } }",
        after=cursor,
    )
    assert asked.codes == ["BAD_CURSOR"]


@pytest.mark.parametrize(
    "held",
    [
        [0, 1755, "univ_a"],
        [None, None, None],
        ["right", "1755", "univ_a"],
        ["right", True, "univ_a"],
        ["right", 1755, None],
        ["right", 1755],
        ["right", 2**63, "univ_a"],
        {"right": 1},
        7,
    ],
)
async def test_forged_cursor_is_refused(ask: Ask, held: Any) -> None:
    query = "query ($after: String) { universities(first: 1, after: $after, orderBy: [{field: FOUNDED}]) { " \
            "pageInfo { endCursor } nodes { name } } }"  # fmt: skip
    given = (await ask(query)).data["universities"]["pageInfo"]["endCursor"]
    right = orjson.loads(base64.urlsafe_b64decode(given + "=="))[0]
    if isinstance(held, list):
        held = [right if each == "right" else each for each in held]
    forged = base64.urlsafe_b64encode(orjson.dumps(held)).decode().rstrip("=")
    assert (await ask(query, after=forged)).codes == ["BAD_CURSOR"]


async def test_values_of_a_filter_are_bounded(ask: Ask) -> None:
    asked = await ask(NAMES, where={"name": {"in": ["x"] * 1001}})
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["extensions"]["field"] == "universities.where.name.in"
    asked = await ask(NAMES, where={"anyOf": [{"founded": {"eq": 1}}] * 101})
    assert asked.codes == ["TOO_BIG"]
    assert asked.statements == []


async def test_question_that_could_give_too_many_nodes_is_refused_with_its_estimate(ask: Ask) -> None:
    asked = await ask("{ universities(first: 100) { nodes { partners(first: 100) { nodes { names(first: 2) { value } "
                      "} } } } }")  # fmt: skip
    assert asked.codes == ["TOO_BIG"]
    assert asked.errors[0]["extensions"]["estimate"] == 100 * (1 + 100 * (1 + 2))
    assert asked.errors[0]["extensions"]["limit"] == 20_000
    assert asked.statements == []


async def test_total_alone_is_one_statement_without_rows(ask: Ask) -> None:
    asked = await ask("{ universities { totalCount } }")
    assert asked.data == {"universities": {"totalCount": 60}}
    assert len(asked.statements) == 1
    assert "collect" not in asked.statements[0]


async def test_connection_of_which_nothing_is_asked_needs_no_statement(ask: Ask) -> None:
    asked = await ask("{ universities { __typename } }")
    assert asked.data == {"universities": {"__typename": "UniversityConnection"}}
    assert asked.statements == []


async def test_empty_page_has_no_cursors_but_its_total(ask: Ask) -> None:
    asked = await ask(
        "{ universities(first: 0) { totalCount nodes { id } pageInfo { hasNextPage startCursor endCursor } } }"
    )
    assert asked.data["universities"] == {
        "totalCount": 60,
        "nodes": [],
        "pageInfo": {"hasNextPage": True, "startCursor": None, "endCursor": None},
    }


TWO_SEATS = """
CREATE (u:University {id: 'univ_aaaaaaaaaaaaaaaa', name: 'Two Seats', kind: 'OTHER', status: 'ACTIVE'}),
  (main:City {id: 'city_b', geonamesId: 2, name: 'Main'}), (other:City {id: 'city_a', geonamesId: 1, name: 'Other'}),
  (u)-[:LOCATED_IN {position: 0}]->(main), (u)-[:LOCATED_IN {position: 1}]->(other),
  (main)-[:IN_COUNTRY]->(:Country {id: 'ctry_b', code: 'KZ', name: 'Kazakhstan'}),
  (other)-[:IN_COUNTRY]->(:Country {id: 'ctry_a', code: 'RU', name: 'Russia'}),
  (main)-[:IN_REGION]->(:Region {id: 'regn_b', code: 'KZ-75', name: 'Almaty'}),
  (other)-[:IN_REGION]->(:Region {id: 'regn_a', code: 'RU-MOW', name: 'Moscow'})
"""


async def test_seats_come_main_one_first(store: Store, settings: Settings) -> None:
    await store.write(lambda transaction: transaction.run(TWO_SEATS))
    asked = await asking(store, settings)("{ universities { nodes { city { name } locations { name } } } }")
    assert asked.data["universities"]["nodes"] == [
        {"city": {"name": "Main"}, "locations": [{"name": "Main"}, {"name": "Other"}]}
    ]


async def test_country_and_region_are_those_of_the_main_seat(store: Store, settings: Settings) -> None:
    """18 of the 10,654 institutions of the ROR file have seats in several regions, 2 in several countries."""
    await store.write(lambda transaction: transaction.run(TWO_SEATS))
    asked = await asking(store, settings)("{ universities { nodes { country { code } region { code } } } }")
    assert asked.data["universities"]["nodes"] == [{"country": {"code": "KZ"}, "region": {"code": "KZ-75"}}]


@pytest.mark.parametrize(("where", "found"), [
    ({"city": {"name": {"eq": "Main"}}}, 1),
    ({"city": {"name": {"eq": "Other"}}}, 0),
    ({"city": {"geonamesId": {"eq": 1}}}, 0),
    ({"country": {"code": {"eq": "KZ"}}}, 1),
    ({"country": {"code": {"eq": "RU"}}}, 0),
    ({"country": {"name": {"eq": "Russia"}}}, 0),
    ({"not": {"country": {"name": {"eq": "Russia"}}}}, 1),
    ({"region": {"code": {"eq": "RU-MOW"}}}, 0),
    ({"locations": {"some": {"name": {"eq": "Other"}}}}, 1),
])  # fmt: skip
async def test_filter_by_place_means_the_main_seat_as_the_field_does(
    store: Store, settings: Settings, where: dict[str, Any], found: int
) -> None:
    await store.write(lambda transaction: transaction.run(TWO_SEATS))
    text = "query ($where: RegistryUniversityWhere) { universities(where: $where) { totalCount nodes { id } } }"
    asked = await asking(store, settings)(text, where=where)
    assert asked.errors == []
    assert (asked.data["universities"]["totalCount"], len(asked.data["universities"]["nodes"])) == (found, found)


async def test_region_is_not_that_of_another_seat_where_the_main_one_has_none(store: Store, settings: Settings) -> None:
    await store.write(lambda transaction: transaction.run(TWO_SEATS))
    cut = "MATCH (:City {id: $city})-[r:IN_REGION]->() DELETE r"
    await store.write(lambda transaction: transaction.run(cut, {"city": "city_b"}))
    asked = await asking(store, settings)("{ universities { nodes { region { code } country { code } } } }")
    assert asked.data["universities"]["nodes"] == [{"region": None, "country": {"code": "KZ"}}]


async def test_neighbourhood_takes_the_country_of_the_main_seat(store: Store, settings: Settings) -> None:
    await store.write(lambda transaction: transaction.run(TWO_SEATS))
    contact = """MATCH (u:University) CREATE (:Office {id: 'offi_a'})<-[:FACILITATED_BY]-
      (:Contact {id: 'cont_a', stage: 'AGREED'})-[:BETWEEN]->(u)"""
    await store.write(lambda transaction: transaction.run(contact))
    text = """query ($code: String!) {
      neighbourhood(of: "offi_a", where: {countries: [$code]}) { nodes { node { id } } }
    }"""
    ask = asking(store, settings)
    for code, shown in (("KZ", ["offi_a", "cont_a", "univ_aaaaaaaaaaaaaaaa"]), ("RU", ["offi_a"])):
        asked = await ask(text, code=code)
        assert [each["node"]["id"] for each in asked.data["neighbourhood"]["nodes"]] == shown

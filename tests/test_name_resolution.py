"""Names resolved many at a time, asked as a partner's system would."""

import random

import pytest

from graph.store.store import Store
from matching.names.recognition import load_recogniser
from tests.conftest import Ask

RESOLVE = """query ($names: [String!]!) {
  resolve(names: $names) {
    certainCount ambiguousCount unknownCount
    resolutions {
      name certainty doubt score matchedName reason russian: reason(language: RU)
      university { name } candidates { score matchedName kind node { name } }
    }
  }
}"""
COUNTS = "query ($names: [String!]!) { resolve(names: $names) { certainCount ambiguousCount unknownCount } }"
KAZAN = "Kazan Federal University"


async def test_names_are_resolved_in_their_order_with_reasons_in_one_statement(ask: Ask) -> None:
    names = ["kpfu.ru", "с Казанским федеральным университетом", "BSU", "nothing of the kind", "kpfu.ru"]
    asked = await ask(RESOLVE, names=names)
    found = asked.data["resolve"]
    assert [each["name"] for each in found["resolutions"]] == names
    assert [each["certainty"] for each in found["resolutions"]] == [
        "CERTAIN", "CERTAIN", "AMBIGUOUS", "UNKNOWN", "CERTAIN",
    ]  # fmt: skip
    assert (found["certainCount"], found["ambiguousCount"], found["unknownCount"]) == (3, 1, 1)
    assert found["resolutions"][1] == {
        "name": "с Казанским федеральным университетом",
        "certainty": "CERTAIN",
        "doubt": None,
        "score": 0.915,
        "matchedName": "Казанский федеральный университет",
        "reason": "It is “Казанский федеральный университет” in another case.",
        "russian": "Это название «Казанский федеральный университет» в другом падеже.",
        "university": {"name": KAZAN},
        "candidates": [
            {
                "score": 0.915,
                "matchedName": "Казанский федеральный университет",
                "kind": "DECLENSION",
                "node": {"name": KAZAN},
            }
        ],
    }
    assert len(asked.statements) == 1


async def test_ambiguous_name_is_never_taken_but_has_candidates(ask: Ask) -> None:
    asked = await ask(RESOLVE, names=["BSU"])
    (found,) = asked.data["resolve"]["resolutions"]
    assert (found["university"], found["doubt"]) == (None, "SEVERAL_HAVE_IT")
    assert len({each["node"]["name"] for each in found["candidates"]}) > 1


async def test_five_thousand_names_are_resolved_in_one_call(ask: Ask) -> None:
    asked = await ask(COUNTS, names=["kpfu.ru", "Kazan Federal University"] * 2_500)
    assert asked.data == {"resolve": {"certainCount": 5_000, "ambiguousCount": 0, "unknownCount": 0}}
    assert asked.statements == []


async def test_more_names_are_refused_with_the_field(ask: Ask) -> None:
    asked = await ask(COUNTS, names=["kpfu.ru"] * 5_001)
    (error,) = asked.errors
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_USER_INPUT", "resolve.names")
    assert "5,001" in error["message"] and "5,000" in error["message"]


@pytest.mark.parametrize("names", [[], [""], ["\u0000"], ["x" * 500], ["(" * 250 + ")" * 250], ["', DROP"]])
async def test_odd_texts_are_no_errors(ask: Ask, names: list[str]) -> None:
    asked = await ask(COUNTS, names=names)
    assert asked.errors == []
    assert asked.data["resolve"]["certainCount"] == 0


async def test_text_that_is_too_long_is_named(ask: Ask) -> None:
    asked = await ask(COUNTS, names=["kpfu.ru", "x" * 501])
    (error,) = asked.errors
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_USER_INPUT", "resolve.names.1")


@pytest.mark.parametrize(
    ("text", "name"),
    [("МГУ", "Lomonosov Moscow State University"), ("MSU", "Lomonosov Moscow State University"), ("КФУ", KAZAN),
     ("BSU", None)],
)  # fmt: skip
async def test_acronym_means_the_same_wherever_an_institution_is_named(ask: Ask, text: str, name: str | None) -> None:
    query = """query ($text: String!, $names: [String!]!) {
      university(identifier: {value: $text}) { name }
      resolve(names: $names) { resolutions { certainty university { name } } }
      search(text: $text, first: 1) { nodes { name } }
    }"""
    asked = await ask(query, text=text, names=[text])
    (resolved,) = asked.data["resolve"]["resolutions"]
    institution = name and {"name": name}
    assert asked.data["university"] == institution
    assert resolved == {"certainty": "CERTAIN" if name else "AMBIGUOUS", "university": institution}
    assert name is None or asked.data["search"]["nodes"] == [institution]
    assert asked.codes == ([] if name else ["AMBIGUOUS"])


AROUND = (
    "{}", "«{}»", "{}, Россия", "{} (DE)", "Department of Physics, {}", "ФГБОУ ВО «{}»", "{}, 12 Main Street",
    "Northern School of {}",
)  # fmt: skip
TEXTS = 500


async def test_resolve_search_and_imports_give_one_verdict_on_one_text(ask: Ask, demo_store: Store) -> None:
    chance = random.Random(4)
    rows = await demo_store.rows("MATCH (:University)-[:NAMED]->(n) RETURN DISTINCT n.value AS name ORDER BY name", {})
    names = [row["name"] for row in rows]
    texts = [_written(chance.choice(names), chance) for _ in range(TEXTS)]
    asked = await ask(
        "query ($names: [String!]!) { resolve(names: $names) { resolutions { certainty university { id } } } }",
        names=texts,
    )
    recognise = await load_recogniser(demo_store)
    certain = 0
    for text, found in zip(texts, asked.data["resolve"]["resolutions"], strict=True):
        meant = found["university"] and found["university"]["id"]
        taken = recognise("University", text)
        assert (taken.certain and taken.certain.id) == meant, text
        assert taken.ambiguous == (found["certainty"] == "AMBIGUOUS"), text
        if meant and not certain % 10:
            hits = await ask("query ($t: String!) { search(text: $t, first: 1) { nodes { id } } }", t=text)
            assert hits.data["search"]["nodes"] == [{"id": meant}], text
        certain += bool(meant)
    assert TEXTS * 0.3 < certain < TEXTS * 0.9


def _written(name: str, chance: random.Random) -> str:
    """A name as somebody may write it, with a letter amiss now and then."""
    at = chance.randrange(len(name))
    wrong = name[:at] + name[at + 1 :] if chance.random() < 0.3 else name
    return chance.choice(AROUND).format(wrong)

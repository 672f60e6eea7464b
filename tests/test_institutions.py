"""How an institution is named in arguments: by one name, and in any usual way."""

from typing import Any

import pytest
from graphql import get_named_type, is_required_argument

from graph.natural_keys import university_id
from schema.query import assemble_schema
from tests.conftest import Ask

KAZAN = university_id("ROR", "https://ror.org/05256ym39")
MOSCOW = university_id("ROR", "https://ror.org/010pmpe69")
FORMER = {"partnerMatches": "for", "similarInstitutions": "to", "balanceOfExchange": "of"}
QUESTIONS = {
    "partnerMatches": 'partnerMatches(NAMED, asOf: "2026-06-15", first: 3) { nodes { id } }',
    "similarInstitutions": 'similarInstitutions(NAMED, asOf: "2026-06-15", first: 3) { nodes { id } }',
    "matchingIntents": 'matchingIntents(NAMED, asOf: "2026-06-15", first: 3) { nodes { id } }',
    "balanceOfExchange": 'balanceOfExchange(NAMED, from: "2023/2024", to: "2025/2026") { totals { sent } }',
    "communities": 'communities(NAMED, asOf: "2026-06-15") { communities { institutionCount } }',
    "cutPoints": 'cutPoints(NAMED, asOf: "2026-06-15") { articulationPoints { cutOffCount } bridgeCount }',
    "singlePointsOfFailure": 'singlePointsOfFailure(NAMED, asOf: "2026-06-15") { totalCount }',
    "planProgress": "planProgress(year: 2026, NAMED) { totals { done } }",
}


async def answer(ask: Ask, question: str, named: str) -> Any:
    asked = await ask(f"{{ {QUESTIONS[question].replace('NAMED', named)} }}")
    assert asked.errors == [], asked.errors
    return asked.data


def test_institution_that_a_question_is_about_is_called_university_everywhere() -> None:
    query = assemble_schema()[0]._schema.query_type
    assert query
    identified = {
        f"{name}.{each}"
        for name, field in query.fields.items()
        for each, argument in field.args.items()
        if get_named_type(argument.type).name == "ID" and not argument.deprecation_reason
    }
    others = {each for each in identified if each.rpartition(".")[2] not in ("id", "ids", "university")}
    assert others == {"introductionPaths.from", "introductionPaths.to", "neighbourhood.of"}
    for name, former in FORMER.items():
        argument = query.fields[name].args[former]
        assert argument.deprecation_reason == "Use `university`." and not is_required_argument(argument)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("named", ["kpfu.ru", "https://ror.org/05256ym39", "Казанский федеральный университет", "КФУ"])
async def test_institution_is_named_by_any_identifier_or_exact_name(ask: Ask, question: str, named: str) -> None:
    by_id = await answer(ask, question, f'university: "{KAZAN}"')
    assert await answer(ask, question, f'university: "{named}"') == by_id


async def test_introductions_take_identifiers_at_both_ends(ask: Ask) -> None:
    query = '{ introductionPaths(from: "%s", to: "%s", asOf: "2026-06-15") { length } }'
    by_id = await ask(query % (KAZAN, MOSCOW))
    assert (await ask(query % ("kpfu.ru", "msu.ru"))).data == by_id.data
    same = await ask(query % ("kpfu.ru", KAZAN))
    assert [error["extensions"]["field"] for error in same.errors] == ["introductionPaths.to"]


@pytest.mark.parametrize("question", FORMER)
async def test_former_name_of_the_argument_is_still_taken(ask: Ask, question: str) -> None:
    known = await answer(ask, question, f'university: "{KAZAN}"')
    assert await answer(ask, question, f'{FORMER[question]}: "{KAZAN}"') == known


@pytest.mark.parametrize("question", FORMER)
async def test_institution_must_be_given_once(ask: Ask, question: str) -> None:
    former = FORMER[question]
    for named, told in {
        f'university: "{KAZAN}", {former}: "{KAZAN}"': f"cannot be given together with `{former}`.",
        f"{former}: null": "must be given.",
    }.items():
        (error,) = (await ask(f"{{ {QUESTIONS[question].replace('NAMED', named)} }}")).errors
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert error["message"] == f"{question}.university {told}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("first: 1, last: 1", "universities.last cannot be given together with `first`."),
        ('after: "x", before: "x"', "universities.after cannot be given together with `before`."),
        ('after: "x", last: 1', "universities.after cannot be given together with `last`."),
        ('before: "x", first: 1', "universities.before cannot be given together with `first`."),
    ],
)
async def test_arguments_of_a_page_that_do_not_go_together_are_both_named(
    ask: Ask, arguments: str, message: str
) -> None:
    asked = await ask(f"{{ universities({arguments}) {{ totalCount nodes {{ id }} }} }}")
    assert [error["message"] for error in asked.errors] == [message]

"""The documents of docs/queries: each gives its checked answer on both stores, in one statement a root field."""

import json
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, parse

from tests.conftest import Ask
from transport.queries import Example, examples

ANSWERS = Path(__file__).parent / "answers"
EXAMPLES = examples()


def root_fields(example: Example) -> int:
    operation = parse(example.query).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return len(operation.selection_set.selections)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
async def test_document_gives_its_answer_in_one_statement_a_root_field(
    ask: Ask, example: Example, request: pytest.FixtureRequest
) -> None:
    asked = await ask(example.query, **example.variables)
    assert asked.errors == []
    path = ANSWERS / f"{example.name}.json"
    if request.config.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(asked.data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert asked.data == json.loads(path.read_text("utf-8"))
    assert len(asked.statements) == root_fields(example)


def test_documents_cover_the_questions_of_web_clients_and_staff() -> None:
    numbers = {example.name.partition("-")[0] for example in EXAMPLES}
    assert numbers >= {"01", "02", "03", "07", "08", "16"}
    assert all(example.title and example.question and example.variables for example in EXAMPLES)

"""The compiled projection against the stock executor: random documents, random answers, many of them broken.

Where the projection gives data, the stock executor gives the same bytes and no error; where it gives none, the stock
executor's result is what goes out.
"""

import random
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, FragmentDefinitionNode, OperationDefinitionNode, execute, parse, validate

from engine.context import Context
from engine.document import Document
from engine.executor import Ready, ready_operation
from engine.variables import coercion
from schema.query import assemble_schema
from tests.projection.answers import Maker
from tests.projection.documents import VARIABLES, Writer

SEEDS = range(10)
OPERATIONS = 500
"""For each seed: 5,000 in all."""
BROKEN = (0.0, 0.0, 0.002, 0.02, 0.2)
"""How likely each value of an answer is an odd one."""

NO_REGISTRY: Any = None


class Trial:
    """A random document, and the operation that is compiled of it."""

    def __init__(self, numbers: random.Random) -> None:
        self.schema = assemble_schema()[0]._schema
        self.text = Writer(self.schema, numbers).document()
        self.parsed = parse(self.text)
        self.valid = not validate(self.schema, self.parsed)

    def ready(self) -> tuple[Ready, Document]:
        operation = next(each for each in self.parsed.definitions if isinstance(each, OperationDefinitionNode))
        fragments = {
            each.name.value: each for each in self.parsed.definitions if isinstance(each, FragmentDefinitionNode)
        }
        variables = coercion(self.schema, operation)(VARIABLES)
        assert not isinstance(variables, list)
        document = Document(self.schema, fragments, variables)
        ready = ready_operation(document, operation)
        assert ready
        return ready.with_projection(), document

    def stock(self, answers: dict[str, Any]) -> ExecutionResult:
        result = execute(
            self.schema, self.parsed, context_value=Context(NO_REGISTRY, answers=answers), variable_values=VARIABLES
        )
        assert isinstance(result, ExecutionResult)
        return result


def dumped(data: Any) -> bytes | None:
    try:
        return orjson.dumps(data)
    except TypeError:
        return None


@pytest.mark.parametrize("seed", SEEDS)
def test_projection_gives_what_the_stock_executor_gives(seed: int) -> None:
    numbers = random.Random(seed)
    tried = taken = needless = 0
    while tried < OPERATIONS:
        trial = Trial(numbers)
        if not trial.valid:
            continue
        ready, document = trial.ready()
        root = document.schema.query_type
        assert root
        for broken in BROKEN:
            tried += 1
            answers = Maker(document, numbers, broken).answers(ready.roots.asked, root)
            stock = trial.stock(answers)
            data = ready.data(answers)
            if data is not None:
                taken += 1
                assert (data, None) == (dumped(stock.data), stock.errors), trial.text
            elif not broken:
                raise AssertionError(f"whole answers were not taken: {trial.text}\n{ready.source}")
            elif not stock.errors and dumped(stock.data) is not None:
                needless += 1  # for example a text in the place of an object of which only the type is asked
    assert taken > tried * 0.5
    assert needless < tried * 0.02


@pytest.mark.parametrize("seed", [1])
def test_most_random_documents_are_valid_and_no_two_are_alike(seed: int) -> None:
    numbers = random.Random(seed)
    trials = [Trial(numbers) for _ in range(100)]
    assert sum(each.valid for each in trials) > 60
    assert len({each.text for each in trials}) == 100

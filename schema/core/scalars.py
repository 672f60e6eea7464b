"""Scalars of our own."""

from typing import NewType

import strawberry
from graphql import GraphQLError

from engine.cursors import is_date
from engine.spelling import spell

Date = NewType("Date", str)
"""A date as text: the store gives dates in this form, and takes them so."""

MAX_SHOWN = 40
"""Characters of a bad value that an error repeats."""


DateTime = NewType("DateTime", str)
"""An instant as text. Nothing takes one yet."""


def _parse_date(value: object) -> str:
    if not isinstance(value, str) or not is_date(value):
        raise GraphQLError(f"Date must be a calendar date written YYYY-MM-DD, not {spell(value, MAX_SHOWN)}.")
    return value


DATE = strawberry.scalar(
    name="Date",
    description="A calendar date, written YYYY-MM-DD.",
    specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    serialize=lambda value: value,
    parse_value=_parse_date,
)

DATE_TIME = strawberry.scalar(
    name="DateTime",
    description="An instant in UTC, written YYYY-MM-DDThh:mm:ssZ.",
    specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    serialize=lambda value: value,
)

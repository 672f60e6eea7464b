"""A university's own subgraph: its open places and its contact office, beside the partner registry's University.

    python subgraph.py            serves it at http://127.0.0.1:8001/graphql

The rows in the CSV files are invented. Put a query of your own systems in the place of `rows`.
"""

import csv
import os
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL

HERE = Path(__file__).parent
LIBRARY = "https://library.example/search"
HOST, PORT = "127.0.0.1", int(os.environ.get("PORT", "8001"))


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the files."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bare(ror: str) -> str:
    """A ROR id without its address and in one case: `https://ror.org/05256ym39` and `05256YM39` are one."""
    return ror.rstrip("/").rpartition("/")[2].lower()


def of(ror: str, name: str) -> list[dict[str, str]]:
    """The rows of one institution."""
    return [row for row in rows(name) if bare(row["ror"]) == bare(ror)]


@strawberry.type(description="Where to turn with questions; an office, not a person.")
class ContactOffice:
    """The office of the university that answers partners and applicants."""

    name: str = strawberry.field(description="Its name.")
    page: str = strawberry.field(description="Address of its page.")


@strawberry.type(description="Places that are still open, of one kind.")
class OpenPlaces:
    """Open places of a university."""

    academic_year: str = strawberry.field(description="The academic year, for example `2026/2027`.")
    field: str = strawberry.field(description="ISCED-F 2013 code, for example `0613`.")
    level: str = strawberry.field(description="Level of the European Qualifications Framework, `EQF5` to `EQF8`.")
    language: str = strawberry.field(description="Language of instruction, BCP 47.")
    places: int = strawberry.field(description="How many are open.")
    university: "University" = strawberry.field(description="The institution; the registry knows the rest of it.")


def open_places_of(found: list[dict[str, str]], academic_year: str | None, field: str | None) -> list[OpenPlaces]:
    """The rows that fit, as what is answered; a field of fewer digits takes all below it."""
    return [
        OpenPlaces(
            academic_year=row["academic_year"],
            field=row["field"],
            level=row["level"],
            language=row["language"],
            places=int(row["places"]),
            university=University(ror=row["ror"]),
        )
        for row in found
        if academic_year in (None, row["academic_year"]) and row["field"].startswith(field or "")
    ]


@strawberry.federation.type(keys=["ror"])
class University:
    """The registry's University, with what we add to it. The registry describes the type and its key."""

    ror: str | None
    display_name: str = strawberry.federation.field(external=True, default="")

    @classmethod
    def resolve_reference(cls, ror: str, displayName: str = "") -> Self:  # as the schema writes it
        """What a gateway asks: the institution with this key, and with its name where a field requires it."""
        return cls(ror=ror, display_name=displayName)

    @strawberry.field(description="Its open places; null where the institution is not one of ours.")
    def open_places(self, academic_year: str | None = None, field: str | None = None) -> list[OpenPlaces] | None:
        """From our own rows."""
        own = of(self.ror or "", "open_places")
        return open_places_of(own, academic_year, field) if own else None

    @strawberry.field(description="Where partners and applicants turn; null where the institution is not one of ours.")
    def contact_office(self) -> ContactOffice | None:
        """From our own rows."""
        own = of(self.ror or "", "contact_offices")
        return ContactOffice(name=own[0]["name"], page=own[0]["page"]) if own else None

    @strawberry.federation.field(
        description="Where our library looks for what it has about the institution.", requires=["displayName"]
    )
    def library_search(self) -> str | None:
        """By the name that the registry gives it."""
        return f"{LIBRARY}?{urlencode({'q': self.display_name})}"


@strawberry.type
class Query:
    """What can be asked of us without the registry."""

    @strawberry.field(description="All open places.")
    def open_places(self, academic_year: str | None = None, field: str | None = None) -> list[OpenPlaces]:
        """From our own rows."""
        return open_places_of(rows("open_places"), academic_year, field)


schema = strawberry.federation.Schema(query=Query, federation_version="2.3")
app = Starlette(routes=[Route("/graphql", GraphQL(schema, graphql_ide=None))])

if __name__ == "__main__":
    uvicorn.run(app, host=HOST, port=PORT, log_level="warning")

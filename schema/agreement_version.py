"""Versions of agreements: when what the registry knows of one has changed, and in which fields."""

from graph.privacy import Level, Privacy
from graph.vocabularies.forms import SHA_256
from schema.core.declare import by, extends, many, node, one, stored
from schema.core.reported import Keyed
from schema.core.scalars import Date


@node(
    prefix="agvr",
    keys=("slug",),
    order=by("-recorded"),
    plural="agreementVersions",
    privacy=Privacy(Level.OWNERS, ("agreement.parties", "agreement.office")),
)
class AgreementVersion(Keyed):
    """A state of an agreement as it was recorded: version 1 is the first; each later one says what it changed."""

    number: int = stored("Number of the version, from 1; the highest is the newest.", between=(1, 10_000))
    recorded: Date = stored("Day on which this state was recorded.", indexed=True)
    content_hash: str = stored(
        "SHA-256 of the agreement's facts in this state, in hexadecimal digits: equal where nothing differs.",
        form=SHA_256,
    )
    changed_fields: list[str] = stored(
        "Fields of the agreement that differ from the version before, by their names here; none in version 1."
    )
    note: str | None = stored("Why it changed, in the words of whoever reported it.")
    agreement = one("Agreement", "-[:VERSION_OF]->", "The agreement whose state it is.", required=True)


@extends("Agreement")
class AgreementAgreementVersion:
    """What leads from Agreement to here."""

    versions = many("AgreementVersion", "<-[:VERSION_OF]-", "Its recorded states, newest first.", order=by("-number"))

"""Compliance checks: what must be granted before an agreement may be signed."""

from enum import Enum

from graph.privacy import Level, Privacy
from schema.core.declare import by, extends, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class ComplianceCheckKind(Enum):
    """Who must say yes, and to what."""

    MINISTRY_CONCLUSION = "The ministry must conclude that an agreement with a foreign party may be signed."
    EXPORT_CONTROL = "What is passed on must not fall under export control."
    LEGAL_OPINION = "The lawyers of a party must agree to the text."


@enumeration
class ComplianceCheckStatus(Enum):
    """Where a check stands."""

    REQUIRED = "It is needed, and nobody has asked for it yet."
    REQUESTED = "It has been asked for, and no answer has come."
    GRANTED = "The answer is yes: this check does not stand in the way of signing."
    REFUSED = "The answer is no: the agreement may not be signed as it is."


@node(
    prefix="cchk",
    keys=("slug",),
    order=by("-required"),
    plural="complianceChecks",
    privacy=Privacy(Level.OWNERS, ("agreement.parties", "agreement.office")),
)
class ComplianceCheck(Keyed):
    """A gate before an agreement is signed: which rule asks for it, and how far it has come."""

    kind: ComplianceCheckKind = stored("Who must say yes, and to what.")
    rule: str = stored("The rule that asks for it, for example `Decree 645 of 2022`.")
    status: ComplianceCheckStatus = stored("Where it stands.")
    required: Date = stored("Day from which it is needed.", indexed=True)
    requested: Date | None = stored("Day on which it was asked for.")
    decided: Date | None = stored("Day of the answer.")
    until: Date | None = stored("First day on which what was granted no longer holds; none: it holds without end.")
    agreement = one("Agreement", "-[:GATES]->", "The agreement that may not be signed without it.", required=True)


@extends("Agreement")
class AgreementComplianceCheck:
    """What leads from Agreement to here."""

    compliance_checks = many("ComplianceCheck", "<-[:GATES]-", "What must be granted before it is signed.",
                             order=by("-required"))  # fmt: skip

"""Annual plans: what the agency and a university mean to do together in a year."""

from enum import Enum

from graph.privacy import Level, Privacy
from schema.core.declare import by, extends, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed


@enumeration
class AnnualPlanStatus(Enum):
    """Where an annual plan stands."""

    DRAFT = "Being written; nothing is promised yet."
    AGREED = "Both sides have agreed to it, and its year has not begun."
    RUNNING = "Its year has begun, and its actions are under way."
    CLOSED = "Its year is over and what was done is reported."


@node(
    prefix="plan",
    keys=("slug",),
    order=by("-year"),
    plural="annualPlans",
    privacy=Privacy(Level.OWNERS, ("university", "office")),
)
class AnnualPlan(Keyed):
    """What a university and an office of the agency mean to do together in one year, under their agreement."""

    year: int = stored("The calendar year it is for.", between=(1990, 2100), indexed=True)
    status: AnnualPlanStatus = stored("Where it stands.")
    university = one("University", "-[:PLAN_OF]->", "The university whose plan it is.", required=True)
    office = one("Office", "-[:PLANNED_WITH]->", "The office that carries it out with the university.", required=True)
    agreement = one(
        "Agreement",
        "-[:PLANNED_UNDER]->",
        "The university's agreement with the agency that asks for it.",
        required=True,
    )


@extends("University")
class UniversityAnnualPlan:
    """What leads from University to here."""

    annual_plans = many("AnnualPlan", "<-[:PLAN_OF]-", "Its plans with the agency, newest year first.",
                        order=by("-year"))  # fmt: skip


@extends("Office")
class OfficeAnnualPlan:
    """What leads from Office to here."""

    annual_plans = many("AnnualPlan", "<-[:PLANNED_WITH]-", "Plans it carries out, newest year first.",
                        order=by("-year"))  # fmt: skip


@extends("Agreement")
class AgreementAnnualPlan:
    """What leads from Agreement to here."""

    annual_plans = many("AnnualPlan", "<-[:PLANNED_UNDER]-", "Plans made under it, newest year first.",
                        order=by("-year"))  # fmt: skip

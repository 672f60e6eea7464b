"""Plan and fact: what the annual plans of a year promised, and what was done."""

from enum import Enum

from resolvers.plan_progress import completion, plan_progress_field
from schema.core.arguments import only_university
from schema.core.declare import Argument, analysis, answer, computed, part, parts, reference, references, stored
from schema.core.enumerations import choice
from schema.core.paging import forward_page
from schema.core.scalars import Date
from schema.core.sums import OR_MORE
from schema.joint_action import JointActionArea


@choice
class PlanProgressBy(Enum):
    """By what plan and fact are told apart."""

    AREA = "A row for each of the five areas in which there are actions."
    UNIVERSITY = "A row for each university with a plan for the year."
    OFFICE = "A row for each office that carries out a plan for the year."


class Progress:
    """The numbers that a row and the totals share."""

    plans: int = stored("How many annual plans it is about.")
    action_count: int = stored("How many joint actions they promise.")
    done: int = stored("Those that were done by `asOf`.")
    cancelled: int = stored("Those that were cancelled.")
    overdue: int = stored("Those that were neither done nor cancelled by `asOf`, though they were due before it.")
    evidenced: int = stored("Those that an event, an agreement, a contact or a mobility flow shows.")
    target: int = stored(
        "Sum of the targets that are not cancelled, whatever they count; for sums of like things ask `indicators`."
        + OR_MORE
    )
    actual: int = stored(
        "Sum of what they had reached by `asOf`, whatever they count; for sums of like things ask `indicators`."
        + OR_MORE
    )
    completion: float | None = computed(
        "Mean share of its target that an action has reached, from 0 to 1; none where all are cancelled.", completion
    )


@answer
class PlanProgressInfo(Progress):
    """Plan and fact of an area, of a university or of an office."""

    area: JointActionArea | None = stored("The area; none unless asked for by area.")
    university = reference("University", "The university; none unless asked for by university.", optional=True)
    office = reference("Office", "The office; none unless asked for by office.", optional=True)
    actions = references("JointAction", "The actions behind the numbers, by the day they are due, 20 at most.")


@answer
class PlanProgressSummary(Progress):
    """Plan and fact of all plans of the question together."""


@answer
class PlanProgressIndicatorInfo:
    """Plan and fact of all actions of an area that count the same."""

    indicator: str = stored("What is counted, for example `students exchanged`.")
    area: JointActionArea = stored("The area.")
    action_count: int = stored("How many joint actions count it.")
    cancelled: int = stored("Those that were cancelled; their targets are left out.")
    target: int = stored("Sum of the targets." + OR_MORE)
    actual: int = stored("Sum of what was reached by `asOf`." + OR_MORE)


@answer
class PlanProgressResult:
    """What the annual plans of a year promised, and what was done."""

    rows = parts("PlanProgressInfo", "The rows of the page, by area or by name.")
    totals = part("PlanProgressSummary", "All plans of the question together, not only those of the page.")
    indicators = parts(
        "PlanProgressIndicatorInfo",
        "Sums of what is counted alike, by indicator and area, of all plans of the question.",
    )
    page_info = part("PageInfo", "Where the page lies.")


analysis(
    "plan_progress",
    "PlanProgressResult",
    "Plan and fact of a year by area, by university or by office, with the actions behind each number.",
    (
        Argument("year", int, "The calendar year of the plans."),
        Argument("by", PlanProgressBy, "By what the rows are told apart.", PlanProgressBy.AREA),
        Argument("office", str | None, "Only plans that this office carries out: its id or its slug.", None),
        only_university("Only plans of this university"),
        Argument(
            "asOf",
            Date | None,
            "The date at which to look: what was done later is not done; today if left out.",
            None,
        ),
        *forward_page("rows"),
    ),
    plan_progress_field,
)

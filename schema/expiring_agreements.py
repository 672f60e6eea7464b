"""Agreements that end soon, with what lives under them."""

from resolvers.expiring_agreements import expiring_agreements_field
from resolvers.plan_progress import completion
from schema.core.declare import Argument, analysis, answer, computed, part, parts, reference, stored
from schema.core.paging import forward_page
from schema.core.scalars import Date
from schema.core.sums import OR_MORE


@answer
class ExpiringAgreementInfo:
    """An agreement in force that ends soon."""

    agreement = reference("Agreement", "The agreement.")
    office = reference(
        "Office", "The office that signed it, else one that brought about a contact of which it came.", optional=True
    )
    valid_to: Date = stored("Last day on which it binds.")
    last_activity: Date | None = stored(
        "Newest day, not after `asOf`, on which something happened: it was signed, a version was recorded, an action "
        "was done under it, or a contact of which it came was begun, or had a letter, call, visit or meeting."
    )
    is_quiet: bool = stored("Whether nothing has happened for a year (`lastActivity`), and no `people` moved.")
    people: int = stored(
        "People who moved under it in the academic years that run at `asOf` and in the one before each." + OR_MORE
    )
    action_count: int = stored("Joint actions of plans made under it, or of which it is evidence.")
    completion: float | None = computed(
        "Mean share of its target that such an action has reached; none where there is none.", completion
    )


@answer
class ExpiringAgreementsOfOfficeSummary:
    """How many agreements of an office end soon."""

    office = reference("Office", "The office; none for agreements that came about without any.", optional=True)
    agreements: int = stored("How many end.")
    quiet: int = stored("Those that are quiet.")
    people: int = stored(
        "People who moved under them in the academic years that run at `asOf` and in the one before each." + OR_MORE
    )


@answer
class ExpiringAgreementsResult:
    """Agreements in force that end soon, one by one and by office."""

    agreements = parts("ExpiringAgreementInfo", "The agreements of the page, those that end first first.")
    offices = parts("ExpiringAgreementsOfOfficeSummary", "By office, those with most agreements first, 100 at most.")
    page_info = part("PageInfo", "Where the page of agreements lies.")


analysis(
    "expiring_agreements",
    "ExpiringAgreementsResult",
    "Agreements in force that end soon, with plan completion, live exchanges and last activity.",
    (
        Argument("days", int, "Those that end within so many days, 1,830 at most.", 180),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        Argument("office", str | None, "Only those that this office signed or brought about: its id or its slug.",
                 None),
        Argument("onlyQuiet", bool, "True: only those that are quiet.", False),
        *forward_page("agreements"),
    ),
    expiring_agreements_field,
)  # fmt: skip

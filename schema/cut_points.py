"""Cut points: institutions and ties without which others fall off the network."""

from resolvers.cut_points import cut_points_field
from schema.core.arguments import only_university
from schema.core.declare import Argument, analysis, answer, part, parts, reference, references, stored
from schema.core.paging import ranking_page
from schema.core.scalars import Date


class CutOff:
    """What would be cut off."""

    cut_off_count: int = stored("How many institutions would be cut off from the largest part that is left.")
    cut_off = references("University", "Those of them with most partners, 5 at most.")


@answer
class ArticulationPointInfo(CutOff):
    """An institution without which the network, or the component in which it is, would fall apart."""

    university = reference("University", "The institution.")


@answer
class BridgeInfo(CutOff):
    """Two institutions whose tie alone holds two parts of the network together."""

    inner = reference("University", "The one on the larger side.")
    outer = reference("University", "The one on the smaller side, which would be cut off.")
    contact_count: int = stored("How many live contacts there are between the two.")
    contacts = references("Contact", "The contacts between the two, newest evidence first, 5 at most.")
    last_activity: Date = stored("The newest day, up to `asOf`, on which one of the contacts began or was active last.")


@answer
class CutPointsResult:
    """Where the network would fall apart."""

    institution_count: int = stored("How many institutions have a partner, and so are a part of the network.")
    component_count: int = stored("How many components it has: groups without a contact between them.")
    largest_component: int = stored("How many institutions the largest of them has.")
    articulation_points = parts("ArticulationPointInfo", "Those of the page; the ones that cut off most come first.")
    bridges = parts("BridgeInfo", "The bridges that cut off most, 20 at most.")
    bridge_count: int = stored("How many bridges there are.")
    page_info = part("PageInfo", "Where the page of articulation points lies.")
    total_count: int = stored("How many articulation points there are on all pages.")


analysis(
    "cut_points",
    "CutPointsResult",
    "Institutions (articulation points) and ties (bridges) without which others would fall off the network.",
    (
        only_university("Only this institution, if it is an articulation point, and the bridges that end at it"),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *ranking_page(),
    ),
    cut_points_field,
)  # fmt: skip

"""Balance of exchange: what an institution sends to its partners and receives from them."""

from resolvers.balance_of_exchange import balance, balance_of_exchange_field, weighted_received, weighted_sent
from schema.core.arguments import subject
from schema.core.declare import Argument, analysis, answer, computed, part, parts, reference, references, stored
from schema.core.paging import forward_page
from schema.core.sums import OR_MORE
from schema.mobility_flow import MobilityFlowKind


class Exchanged:
    """The numbers that a row and the totals share."""

    sent: int = stored("How many people were sent." + OR_MORE)
    received: int = stored("How many people were received." + OR_MORE)
    weighted_sent: float = computed("What was sent, each flow with its weight.", weighted_sent)
    weighted_received: float = computed("What was received, each flow with its weight.", weighted_received)
    balance: float | None = computed(
        "(sent − received) / (sent + received), weighted: 1 where people are only sent, −1 where they are only "
        "received; none where nothing of weight moved.",
        balance,
    )


@answer
class PartnerBalanceInfo(Exchanged):
    """What was sent to one partner and received from it."""

    partner = reference("University", "The partner.")
    out_of_balance: bool = stored("Whether the balance is further from 0 than `tolerance`.")
    flows = references("MobilityFlow", "The flows behind the numbers, latest year first, 20 at most.")


@answer
class BalanceSummary(Exchanged):
    """What was sent and received altogether."""

    partners: int = stored("How many partners there were.")
    out_of_balance: int = stored("How many of them are out of balance.")


@answer
class BalanceOfExchangeResult:
    """What an institution sent to its partners and received from them."""

    partners = parts("PartnerBalanceInfo", "The partners of the page, those with most people first.")
    totals = part("BalanceSummary", "All partners together, not only those of the page.")
    page_info = part("PageInfo", "Where the page lies.")


analysis(
    "balance_of_exchange",
    "BalanceOfExchangeResult",
    "Balance of exchange by partner over academic years, counted and weighted, and who is out of balance.",
    (
        *subject("The institution whose exchange is looked at", "of"),
        Argument("from", str, "First academic year, written as `2024/2025` or `2024/2024`."),
        Argument("to", str, "Last academic year, which counts too."),
        Argument("tolerance", float, "How far from 0 a balance may be, from 0 to 1.", 0.2),
        Argument("kinds", list[MobilityFlowKind] | None,
                 "Only flows of these kinds, so none if the list is empty; if left out, all but `FULL_DEGREE`.", None),
        Argument("onlyOutOfBalance", bool, "True: only partners that are out of balance.", False),
        *forward_page("partners"),
    ),
    balance_of_exchange_field,
)  # fmt: skip

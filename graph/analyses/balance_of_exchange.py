"""Balance of exchange: who was sent to each partner and received from it, as counts and as weighted sums.

The weighted sum of a flow is its count times its weight (what one of its people counts, 1.0 for a year). With what is
sent and what is received weighted, balance = (sent − received) / (sent + received): 1 only sends, −1 only receives.
"""

from graph.model import Property, PropertyKind, Sort
from graph.plan.analysis import AnalysisTable, NodeColumn

MAX_FLOWS = 20
"""Flows that a partner's row names as its evidence."""
ROUNDING = 1e-9
"""Sums of weights are compared no finer than this: the stores add in different orders."""

FLOWS = """
MATCH (u:University {id: $of})
CALL (u) {
  MATCH (u)<-[:FLOWS_FROM]-(f is MobilityFlow)-[:FLOWS_TO]->(p is University)
  WHERE f.academicYear >= $from AND f.academicYear <= $to AND f.kind IN $kinds AND p.id <> $of
  RETURN p, f, f.count AS sent, f.count * f.weight AS weightedSent, $none AS received, $weightless AS weightedReceived
  UNION ALL
  MATCH (u)<-[:FLOWS_TO]-(f is MobilityFlow)-[:FLOWS_FROM]->(p is University)
  WHERE f.academicYear >= $from AND f.academicYear <= $to AND f.kind IN $kinds AND p.id <> $of
  RETURN p, f, $none AS sent, $weightless AS weightedSent, f.count AS received, f.count * f.weight AS weightedReceived
}
"""

SUMS = """sum(sent) AS sent, sum(received) AS received,
  sum(weightedSent) AS weightedSent, sum(weightedReceived) AS weightedReceived"""
OUT_OF_BALANCE = "abs(weightedSent - weightedReceived) > $tolerance * (weightedSent + weightedReceived) + $rounding"

NUMBERS = (
    Property("sent", PropertyKind.INTEGER),
    Property("received", PropertyKind.INTEGER),
    Property("weightedSent", PropertyKind.FLOAT),
    Property("weightedReceived", PropertyKind.FLOAT),
)
CONSTANTS = (("none", 0), ("weightless", 0.0), ("rounding", ROUNDING))

PARTNERS = AnalysisTable(
    "what was sent to each partner and received from it",
    f"""{FLOWS.strip()}
WITH p, f, sent, received, weightedSent, weightedReceived ORDER BY f.academicYear DESC, f.id
WITH p, {SUMS}, collect(f)[..$mostFlows] AS flows
WITH p AS partner, p.id AS id, sent, received, weightedSent, weightedReceived, flows, sent + received AS people,
  {OUT_OF_BALANCE} AS outOfBalance
[onlyOutOfBalance] WHERE outOfBalance
WITH partner, id, sent, received, weightedSent, weightedReceived, flows, people, outOfBalance
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("people", PropertyKind.INTEGER),
        *NUMBERS,
        Property("outOfBalance", PropertyKind.BOOLEAN),
    ),
    nodes=(
        NodeColumn("partner", "University"),
        NodeColumn("flows", "MobilityFlow", most=MAX_FLOWS, order=(Sort("academicYear", descending=True),)),
    ),
    order=(Sort("people", descending=True),),
    constants=(*CONSTANTS, ("mostFlows", MAX_FLOWS)),
)

TOTALS = AnalysisTable(
    "what was sent and received altogether",
    f"""{FLOWS.strip()}
WITH p, {SUMS}
WITH count(p) AS partners, count(CASE WHEN {OUT_OF_BALANCE} THEN p END) AS outOfBalance, {SUMS}
""",
    values=(Property("partners", PropertyKind.INTEGER), Property("outOfBalance", PropertyKind.INTEGER), *NUMBERS),
    constants=CONSTANTS,
)

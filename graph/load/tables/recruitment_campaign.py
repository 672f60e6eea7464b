"""Tables of RecruitmentCampaign nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import SPAN, EdgeTable, NodeTable

NODES = {
    "RecruitmentCampaign": NodeTable("camp", SPAN),
}
EDGES = {
    "RECRUITS_FOR": EdgeTable((("RecruitmentCampaign", "University"),)),
    "RECRUITS_IN": EdgeTable((("RecruitmentCampaign", "Country"),)),
    "LED_BY": EdgeTable((("RecruitmentCampaign", "Office"),)),
    "FILLS": EdgeTable((("RecruitmentCampaign", "Quota"),)),
    "ADVERTISED_AT": EdgeTable((("RecruitmentCampaign", "Event"),)),
    "STATED_BY": EdgeTable((("RecruitmentCampaign", "Source"),), ("checked",)),
}
VALUES = {
    "RecruitmentCampaign.kind": "SCHOLARSHIP CONTRACT",
}

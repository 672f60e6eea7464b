"""Tables of AgreementVersion nodes: labels and relationship types that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "AgreementVersion": NodeTable("agvr", ("recorded",)),
}
EDGES = {
    "VERSION_OF": EdgeTable((("AgreementVersion", "Agreement"),)),
    "STATED_BY": EdgeTable((("AgreementVersion", "Source"),), ("checked",)),
}

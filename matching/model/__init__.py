"""The network in memory: what is read from the graph, kept in arrays, and looked at on a day."""

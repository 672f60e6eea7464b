"""The registry as a subgraph."""

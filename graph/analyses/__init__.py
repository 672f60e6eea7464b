"""Analyses: their Cypher, one a file, with the formula that docs/analyses.md explains."""

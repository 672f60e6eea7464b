"""Partner matching over a read model in memory: whom to approach, why, and through whom.

`network.load_network` builds the read model from the graph; `ranking.rank` orders the candidates
of one institution; `paths.introduction_paths` finds who can introduce two; `sentences` says it all in
English or Russian.
"""

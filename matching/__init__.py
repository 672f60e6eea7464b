"""Partner matching over a read model in memory: whom to approach, why, and through whom.

`view.load_view` builds the read model from the graph (`model/`, `names/`), and `views` has one for each sight;
`ranking.rank` orders the candidates of one institution; `paths.introduction_paths` finds who can introduce two;
`analyses/` answers what staff ask of the whole network; `wording/` says it all in English or Russian.
"""

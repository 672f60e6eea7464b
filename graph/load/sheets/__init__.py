"""Tables as people send them: bytes in, rows with their line numbers out, what was guessed on the way, and problems.

`reading.read_sheet` is the way in. Nothing here knows the graph.
"""

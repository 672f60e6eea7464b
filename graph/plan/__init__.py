"""Reads: selection → shape → statement. In the order in which a question passes through:

selection   what is asked of the graph, as a plain tree; filters, keys and analysis are parts of it
cost        what it could give and walk, before it runs
shape       the selection without its values, which finds the statement of questions that differ in values alone
plan        puts a plan together: shapes, statement, parameters; and reads back what comes
kept        keeps statements by their shapes
statement   the text for the shapes of one question: where nodes begin, pages, relationships, totals
guard       what who asks may see, as conditions of nodes
condition   filters, valid time and cursors as the text of a WHERE
inline      short relationships as pattern comprehensions, and their order
row         what stands where in a row
steps, neighbourhood, neighbourhood_statement   a walk around a node
analysis_statement   a table of an analysis
moments     when a thing was
"""

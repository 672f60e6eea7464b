"""The GraphQL engine: from a document to its answer, without HTTP. In the order in which a question passes through:

operation      runs one operation: document, variables, execution, errors
documents      parses, validates and measures a text once, and keeps it
limits         what a document may ask for
turns          lets long documents be prepared in turns with answers
introspection  answers what is asked about the schema itself
executable     an operation and what executes it: the stock executor first, a compiled one from the second time on
variables      coerces variables, and fills them into arguments
executor       executes a compiled operation
context        what one request shares: the registry, plans that are kept, answers
read           the way of one field: selection → plan → store → rows → projection
by_ids         nodes by their ids, those that answers refer to as well
streaming, feed   subscriptions, and what tells them that something was written
document       fields and arguments as they were asked for
selection      fields asked for → what is read (`graph.plan`)
where          filters
constraints    which parts of variables only parameters depend on, so that plans are kept
cursors        places in lists, and pages
readings       how each field is read of a row: one table for both projections
projection     rows → answers, for the stock executor
compiled       generated Python for a projection
rendered       nodes that are JSON already, in the place of an answer
answers        what is worked out, and the nodes to which it refers
ranked         pages of a ranking
analysis       fields over a statement that was written by hand
fields         what a declaration says of a field
codes, spelling, texts   codes of vocabularies, likely spellings, words of messages
faults         errors as GraphQL tells them

A field's own behaviour is in `resolvers/`, its declaration in `schema/`; neither is imported here.
"""

"""The words in which nouns are declared, and what makes a schema of the declarations.

declare      the words: node, stored, one, listed, many; enumerations those of enumerations
reported     what nouns that people report have in common
model        declarations → the model of the graph (graph/model.py)
scalars, inputs, arguments, paging, states, sums, languages   what declarations have in common
assembly     declarations → Strawberry types → the schema; attach adds what nouns get from others
access       the schema → what each role may do with its fields (access/table.py)
federation   entities, keys and the SDL for gateways
fields       root fields
"""

"""The words in which nouns are declared, and what makes a schema of the declarations.

declare      the words: node, edge, stored, one, listed, connected
scalars, inputs, arguments, paging, states, sums, languages   what declarations have in common
assembly     declarations → Strawberry types → the schema; attach adds what nouns get from others
federation   entities, keys and the SDL for gateways
fields       root fields
"""

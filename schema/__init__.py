"""The GraphQL contract: one noun a file. `assembly.py` puts the schema together."""

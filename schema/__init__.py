"""The GraphQL contract: one noun a file, in the words of `core/`. `query.py` has the root fields."""

"""Answers recomputed in plain Python from what a store exports."""

"""Reads: selection → shape → statement."""

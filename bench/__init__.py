"""Measurements: each prints ratios first, and what it ran."""

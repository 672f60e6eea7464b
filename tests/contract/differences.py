"""Statements whose rows differ between the stores, each with the reason why that is borne; none at present.

A name here is that of a case (tests/contract/cases.py). When the stores agree again, a test asks to take it out.
"""

DIFFERENCES: dict[str, str] = {}

"""Institutions by their names: in any script, half typed, mistyped, declined, or by an identifier."""

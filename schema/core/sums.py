"""Sums: how fields tell those that an `Int` of GraphQL cannot hold."""

OR_MORE = " 2,147,483,647 where it is that many or more."
"""Ends the description of a sum."""

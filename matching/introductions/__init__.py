"""Who can introduce one institution to another."""

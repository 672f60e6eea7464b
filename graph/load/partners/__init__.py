"""What partners send: contacts, agreements and events from their own systems, in their own words (docs/import.md)."""

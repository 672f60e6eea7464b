"""How data enters: importers (ROR, offices), the demo set, and the export that reads back."""

"""GraphQL over HTTP, the pages, and what a request goes through before and after the schema."""

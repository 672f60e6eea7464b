CREATE CONSTRAINT contact_id IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT contact_slug IF NOT EXISTS FOR (n:Contact) REQUIRE n.slug IS UNIQUE;
CREATE INDEX contact_since IF NOT EXISTS FOR (n:Contact) ON (n.since);
CREATE INDEX contact_last_activity IF NOT EXISTS FOR (n:Contact) ON (n.lastActivity);

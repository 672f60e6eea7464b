CREATE CONSTRAINT restriction_id IF NOT EXISTS FOR (n:Restriction) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT restriction_slug IF NOT EXISTS FOR (n:Restriction) REQUIRE n.slug IS UNIQUE;
CREATE INDEX restriction_since IF NOT EXISTS FOR (n:Restriction) ON (n.since);

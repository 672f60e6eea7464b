CREATE CONSTRAINT contact_point_id IF NOT EXISTS FOR (n:ContactPoint) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT contact_point_slug IF NOT EXISTS FOR (n:ContactPoint) REQUIRE n.slug IS UNIQUE;
CREATE INDEX contact_point_seen IF NOT EXISTS FOR (n:ContactPoint) ON (n.seen);

CREATE CONSTRAINT venue_id IF NOT EXISTS FOR (n:Venue) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT venue_slug IF NOT EXISTS FOR (n:Venue) REQUIRE n.slug IS UNIQUE;
CREATE INDEX venue_name IF NOT EXISTS FOR (n:Venue) ON (n.name);
CREATE INDEX venue_capacity IF NOT EXISTS FOR (n:Venue) ON (n.capacity);

CREATE CONSTRAINT booking_id IF NOT EXISTS FOR (n:Booking) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT booking_slug IF NOT EXISTS FOR (n:Booking) REQUIRE n.slug IS UNIQUE;
CREATE INDEX booking_since IF NOT EXISTS FOR (n:Booking) ON (n.since);

CREATE CONSTRAINT programme_id IF NOT EXISTS FOR (n:Programme) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT programme_slug IF NOT EXISTS FOR (n:Programme) REQUIRE n.slug IS UNIQUE;
CREATE INDEX programme_field IF NOT EXISTS FOR (n:Programme) ON (n.field);
CREATE INDEX programme_free_places_year IF NOT EXISTS FOR (n:Programme) ON (n.freePlacesYear);

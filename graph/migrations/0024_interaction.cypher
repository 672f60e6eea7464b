CREATE CONSTRAINT interaction_id IF NOT EXISTS FOR (n:Interaction) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT interaction_slug IF NOT EXISTS FOR (n:Interaction) REQUIRE n.slug IS UNIQUE;
CREATE INDEX interaction_date IF NOT EXISTS FOR (n:Interaction) ON (n.date);

CREATE CONSTRAINT agreement_id IF NOT EXISTS FOR (n:Agreement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT agreement_slug IF NOT EXISTS FOR (n:Agreement) REQUIRE n.slug IS UNIQUE;
CREATE INDEX agreement_title IF NOT EXISTS FOR (n:Agreement) ON (n.title);
CREATE INDEX agreement_valid_to IF NOT EXISTS FOR (n:Agreement) ON (n.validTo);

CREATE CONSTRAINT university_id IF NOT EXISTS FOR (n:University) REQUIRE n.id IS UNIQUE;
CREATE INDEX university_name IF NOT EXISTS FOR (n:University) ON (n.name);

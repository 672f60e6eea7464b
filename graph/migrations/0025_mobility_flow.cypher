CREATE CONSTRAINT mobility_flow_id IF NOT EXISTS FOR (n:MobilityFlow) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT mobility_flow_slug IF NOT EXISTS FOR (n:MobilityFlow) REQUIRE n.slug IS UNIQUE;
CREATE INDEX mobility_flow_academic_year IF NOT EXISTS FOR (n:MobilityFlow) ON (n.academicYear);

CREATE CONSTRAINT quota_id IF NOT EXISTS FOR (n:Quota) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT quota_slug IF NOT EXISTS FOR (n:Quota) REQUIRE n.slug IS UNIQUE;
CREATE INDEX quota_academic_year IF NOT EXISTS FOR (n:Quota) ON (n.academicYear);

// Changes take the place of revisions (graph/changes/). A graph that has revisions goes by another name from here on:
// numbers begin anew, and what was made of the old ones does not count.
CREATE CONSTRAINT change_key IF NOT EXISTS FOR (n:Change) REQUIRE n.key IS UNIQUE;
CREATE INDEX change_seq IF NOT EXISTS FOR (n:Change) ON (n.seq);
CREATE INDEX change_entity IF NOT EXISTS FOR (n:Change) ON (n.entity);
CREATE CONSTRAINT seal_number IF NOT EXISTS FOR (n:Seal) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT request_key IF NOT EXISTS FOR (n:Request) REQUIRE n.key IS UNIQUE;
MATCH (v:Revision) DELETE v;
MATCH (r:Registry) WHERE r.dataVersion IS NOT NULL SET r.lineage = coalesce(r.lineage, '') + '-changes' REMOVE r.dataVersion;
DROP CONSTRAINT revision_number IF EXISTS;

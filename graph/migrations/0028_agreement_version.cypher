CREATE CONSTRAINT agreement_version_id IF NOT EXISTS FOR (n:AgreementVersion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT agreement_version_slug IF NOT EXISTS FOR (n:AgreementVersion) REQUIRE n.slug IS UNIQUE;
CREATE INDEX agreement_version_recorded IF NOT EXISTS FOR (n:AgreementVersion) ON (n.recorded);

CREATE CONSTRAINT compliance_check_id IF NOT EXISTS FOR (n:ComplianceCheck) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT compliance_check_slug IF NOT EXISTS FOR (n:ComplianceCheck) REQUIRE n.slug IS UNIQUE;
CREATE INDEX compliance_check_required IF NOT EXISTS FOR (n:ComplianceCheck) ON (n.required);

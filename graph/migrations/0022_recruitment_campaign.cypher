CREATE CONSTRAINT recruitment_campaign_id IF NOT EXISTS FOR (n:RecruitmentCampaign) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT recruitment_campaign_slug IF NOT EXISTS FOR (n:RecruitmentCampaign) REQUIRE n.slug IS UNIQUE;
CREATE INDEX recruitment_campaign_academic_year IF NOT EXISTS FOR (n:RecruitmentCampaign) ON (n.academicYear);

CREATE CONSTRAINT annual_plan_id IF NOT EXISTS FOR (n:AnnualPlan) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT annual_plan_slug IF NOT EXISTS FOR (n:AnnualPlan) REQUIRE n.slug IS UNIQUE;
CREATE INDEX annual_plan_year IF NOT EXISTS FOR (n:AnnualPlan) ON (n.year);

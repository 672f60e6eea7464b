CREATE CONSTRAINT cooperation_condition_id IF NOT EXISTS FOR (n:CooperationCondition) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT cooperation_condition_slug IF NOT EXISTS FOR (n:CooperationCondition) REQUIRE n.slug IS UNIQUE;

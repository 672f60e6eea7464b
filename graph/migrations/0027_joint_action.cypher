CREATE CONSTRAINT joint_action_id IF NOT EXISTS FOR (n:JointAction) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT joint_action_slug IF NOT EXISTS FOR (n:JointAction) REQUIRE n.slug IS UNIQUE;
CREATE INDEX joint_action_due IF NOT EXISTS FOR (n:JointAction) ON (n.due);

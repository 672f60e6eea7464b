// Who may see a node of a type that is not published as a whole (graph/privacy.py): totals are counted by it.
CREATE INDEX agreement_seen IF NOT EXISTS FOR (n:Agreement) ON (n.seen);
CREATE INDEX agreement_version_seen IF NOT EXISTS FOR (n:AgreementVersion) ON (n.seen);
CREATE INDEX annual_plan_seen IF NOT EXISTS FOR (n:AnnualPlan) ON (n.seen);
CREATE INDEX assistance_request_seen IF NOT EXISTS FOR (n:AssistanceRequest) ON (n.seen);
CREATE INDEX booking_seen IF NOT EXISTS FOR (n:Booking) ON (n.seen);
CREATE INDEX compliance_check_seen IF NOT EXISTS FOR (n:ComplianceCheck) ON (n.seen);
CREATE INDEX contact_seen IF NOT EXISTS FOR (n:Contact) ON (n.seen);
CREATE INDEX cooperation_condition_seen IF NOT EXISTS FOR (n:CooperationCondition) ON (n.seen);
CREATE INDEX interaction_seen IF NOT EXISTS FOR (n:Interaction) ON (n.seen);
CREATE INDEX joint_action_seen IF NOT EXISTS FOR (n:JointAction) ON (n.seen);
CREATE INDEX participation_seen IF NOT EXISTS FOR (n:Participation) ON (n.seen);

CREATE CONSTRAINT assistance_request_id IF NOT EXISTS FOR (n:AssistanceRequest) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT assistance_request_slug IF NOT EXISTS FOR (n:AssistanceRequest) REQUIRE n.slug IS UNIQUE;
CREATE INDEX assistance_request_asked IF NOT EXISTS FOR (n:AssistanceRequest) ON (n.asked);

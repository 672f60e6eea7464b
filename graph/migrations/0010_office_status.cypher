CREATE CONSTRAINT office_status_id IF NOT EXISTS FOR (n:OfficeStatus) REQUIRE n.id IS UNIQUE;

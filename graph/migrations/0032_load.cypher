// Bookkeeping: loads that have begun and not ended, so that one that was cut is seen and can go on.
CREATE CONSTRAINT load_name IF NOT EXISTS FOR (n:Load) REQUIRE n.name IS UNIQUE;

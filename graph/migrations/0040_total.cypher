// Totals of what not everybody may see (graph/totals.py).
CREATE CONSTRAINT total_level IF NOT EXISTS FOR (n:Total) REQUIRE n.level IS UNIQUE;

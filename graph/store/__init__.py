"""One driver for both stores: Neo4j and the embedded ArcadeDB."""

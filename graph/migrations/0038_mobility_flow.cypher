CREATE INDEX mobility_flow_seen IF NOT EXISTS FOR (n:MobilityFlow) ON (n.seen);

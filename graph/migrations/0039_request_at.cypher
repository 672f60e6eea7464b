// Answers to requests that are too old are found by their instant (graph/write/requests.py).
CREATE INDEX request_at IF NOT EXISTS FOR (n:Request) ON (n.at);

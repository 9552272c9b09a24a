-- Files of the inbox. Their bytes lie with the images of cards; what was refused has none.
CREATE TABLE incoming_document (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  name      TEXT NOT NULL,
  way       TEXT NOT NULL,
  hash      TEXT NOT NULL CHECK (length(hash) = 64),
  format    TEXT NOT NULL,
  size      INTEGER NOT NULL CHECK (size >= 0),
  at        INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  status    TEXT NOT NULL,
  status_at INTEGER,
  status_by TEXT NOT NULL,
  scan      INTEGER REFERENCES scan (id),
  routed_to TEXT NOT NULL,
  problem   TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((status IN ('indexed', 'routed', 'acknowledged')) <= (scan IS NOT NULL)),
  CHECK (status <> 'routed' OR routed_to <> '')
);
CREATE UNIQUE INDEX incoming_by_hash ON incoming_document (hash) WHERE status <> 'withdrawn';
CREATE INDEX incoming_to_do ON incoming_document (id) WHERE status IN ('received', 'routed', 'refused');

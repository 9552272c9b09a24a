-- What is done beside the keystroke. Instants are UTC milliseconds; name says which job it is, such as 'backup 2026-11-28'.
-- The indexes' conditions stand, word for word, in the statements of storage/jobs.py.

CREATE TABLE job (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  name        TEXT NOT NULL CHECK (name <> ''),
  kind        TEXT NOT NULL CHECK (kind <> ''),
  due         INTEGER NOT NULL CHECK (typeof(due) = 'integer'),
  deadline    INTEGER,
  details     TEXT NOT NULL,
  status      TEXT NOT NULL,
  tries       INTEGER NOT NULL CHECK (typeof(tries) = 'integer' AND tries >= 0),
  tried_at    INTEGER,
  worker      TEXT NOT NULL,
  problem     TEXT NOT NULL,
  finished_at INTEGER,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((status = 'running') = (worker <> '')),
  CHECK ((tries > 0) = (tried_at IS NOT NULL))
);

CREATE UNIQUE INDEX job_by_name ON job (name COLLATE NOCASE) WHERE status <> 'withdrawn';
CREATE INDEX job_by_kind ON job (kind, id);
CREATE INDEX job_open ON job (due, id) WHERE status IN ('waiting', 'running');
CREATE INDEX job_in_trouble ON job (id) WHERE problem <> '' AND status IN ('waiting', 'running', 'failed');

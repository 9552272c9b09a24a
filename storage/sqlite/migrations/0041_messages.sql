-- What patients are told and answer. Instants are UTC milliseconds, starts UTC minutes. An unsent message that no longer
-- holds is superseded: of those that count no two have one key.
CREATE TABLE message (
  id         INTEGER PRIMARY KEY CHECK (id > 0),
  patient    INTEGER NOT NULL REFERENCES patient (id),
  reason     TEXT NOT NULL,
  subject    TEXT NOT NULL CHECK (subject <> ''),
  occurrence TEXT NOT NULL,
  start      INTEGER NOT NULL CHECK (typeof(start) = 'integer'),
  due        INTEGER NOT NULL CHECK (typeof(due) = 'integer'),
  until      INTEGER NOT NULL CHECK (typeof(until) = 'integer'),
  status     TEXT NOT NULL,
  status_at  INTEGER NOT NULL CHECK (typeof(status_at) = 'integer'),
  way        TEXT,
  address    TEXT NOT NULL,
  language   TEXT NOT NULL,
  title      TEXT NOT NULL,
  text       TEXT NOT NULL,
  why        TEXT NOT NULL,
  detail     TEXT NOT NULL,
  tries      INTEGER NOT NULL CHECK (tries >= 0),
  worker     TEXT NOT NULL,
  reference  TEXT NOT NULL,
  carried_by INTEGER REFERENCES message (id),
  rev        INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (status NOT IN ('sent', 'delivered') OR way IS NOT NULL)
);
CREATE UNIQUE INDEX message_key ON message (subject, reason, occurrence, start, patient, coalesce(way, ''))
  WHERE status NOT IN ('superseded', 'failed', 'suppressed');
CREATE INDEX message_by_subject ON message (subject, id);
CREATE INDEX message_by_patient ON message (patient, id);
CREATE INDEX message_open ON message (due, id) WHERE status IN ('planned', 'held', 'queued');
CREATE INDEX message_by_address ON message (address, status_at) WHERE address <> '';
CREATE INDEX message_by_carrier ON message (carried_by) WHERE carried_by IS NOT NULL;
CREATE INDEX message_in_trouble ON message (start, id)
  WHERE status IN ('failed', 'suppressed') AND why NOT IN ('too-late', 'by-hand', 'deceased', 'record-gone');
CREATE INDEX message_by_reference ON message (reference) WHERE reference <> '';

-- What is known of a number or an e-mail address, whoever has it.
CREATE TABLE contact_point (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  key       TEXT NOT NULL CHECK (key <> ''),
  line      TEXT NOT NULL,
  stops     TEXT NOT NULL,
  bad_since INTEGER,
  bad_code  TEXT NOT NULL,
  status    TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX contact_point_by_key ON contact_point (key COLLATE NOCASE);

CREATE TABLE answer (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  source   TEXT NOT NULL CHECK (source <> ''),
  way      TEXT NOT NULL,
  sender   TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  text     TEXT NOT NULL,
  meaning  TEXT NOT NULL,
  came_to  TEXT NOT NULL,
  patient  INTEGER REFERENCES patient (id),
  message  INTEGER REFERENCES message (id),
  status   TEXT NOT NULL,
  rev      INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE UNIQUE INDEX answer_by_source ON answer (source);
CREATE INDEX answer_by_patient ON answer (patient, id);

-- What came in that a person must see to.
CREATE TABLE inbox_item (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER REFERENCES patient (id),
  appointment INTEGER REFERENCES appointment (id),
  number      TEXT NOT NULL,
  why         TEXT NOT NULL CHECK (why <> ''),
  said        TEXT NOT NULL,
  since       INTEGER NOT NULL CHECK (typeof(since) = 'integer'),
  status      TEXT NOT NULL,
  done_at     INTEGER,
  done_by     TEXT NOT NULL,
  note        TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX inbox_item_by_patient ON inbox_item (patient, id);
CREATE INDEX inbox_item_by_appointment ON inbox_item (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX inbox_item_open ON inbox_item (since, id) WHERE status = 'open';

-- The clinic's own words.
CREATE TABLE message_template (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  reason   TEXT NOT NULL,
  way      TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language <> ''),
  site     TEXT NOT NULL,
  title    TEXT NOT NULL,
  text     TEXT NOT NULL CHECK (text <> ''),
  status   TEXT NOT NULL,
  rev      INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE UNIQUE INDEX message_template_of ON message_template (reason, way, language, site) WHERE status = 'current';

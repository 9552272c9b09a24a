-- Calls to patients, each about the subject of its list: an appointment, or a call back. Instants are UTC milliseconds.
CREATE TABLE call_attempt (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  call_list   TEXT NOT NULL,
  subject     INTEGER NOT NULL,
  outcome     TEXT NOT NULL,
  at          INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  made_by     TEXT NOT NULL,
  phone       TEXT NOT NULL,
  note        TEXT NOT NULL,
  appointment INTEGER REFERENCES appointment (id),
  start       INTEGER CHECK (start IS NULL OR typeof(start) = 'integer'),
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX call_attempt_by_patient ON call_attempt (patient, at);
CREATE INDEX call_attempt_by_subject ON call_attempt (call_list, subject, id) WHERE status = 'made';
CREATE INDEX call_attempt_by_time ON call_attempt (at) WHERE status = 'made';
CREATE INDEX call_attempt_by_appointment ON call_attempt (appointment) WHERE appointment IS NOT NULL;

CREATE TABLE call_back (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  why         TEXT NOT NULL CHECK (why <> ''),
  due         INTEGER NOT NULL CHECK (typeof(due) = 'integer'),
  raised_at   INTEGER NOT NULL CHECK (typeof(raised_at) = 'integer'),
  raised_by   TEXT NOT NULL,
  phone       TEXT NOT NULL,
  call_list   TEXT NOT NULL,
  appointment INTEGER REFERENCES appointment (id),
  start       INTEGER CHECK (start IS NULL OR typeof(start) = 'integer'),
  done_at     INTEGER CHECK (done_at IS NULL OR typeof(done_at) = 'integer'),
  done_by     TEXT NOT NULL,
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX call_back_by_patient ON call_back (patient, id);
CREATE INDEX call_back_open ON call_back (due, id) WHERE status = 'open';
CREATE INDEX call_back_by_appointment ON call_back (appointment) WHERE appointment IS NOT NULL;

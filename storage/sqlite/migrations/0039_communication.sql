-- Contacts with patients, in either direction. Instants are UTC milliseconds; the day of the follow-up is the site's.
CREATE TABLE communication (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  at          INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  made_by     TEXT NOT NULL,
  summary     TEXT NOT NULL CHECK (summary <> ''),
  channel     TEXT NOT NULL,
  direction   TEXT NOT NULL,
  who         TEXT NOT NULL,
  appointment INTEGER REFERENCES appointment (id),
  follow_up   TEXT,
  done_at     INTEGER CHECK (done_at IS NULL OR typeof(done_at) = 'integer'),
  done_by     TEXT NOT NULL,
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX communication_by_patient ON communication (patient, at);
CREATE INDEX communication_by_appointment ON communication (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX communication_to_follow_up ON communication (follow_up, id)
  WHERE follow_up IS NOT NULL AND done_at IS NULL AND status = 'completed';

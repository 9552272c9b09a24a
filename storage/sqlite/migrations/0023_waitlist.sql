-- Who waits for a time. Instants are UTC milliseconds, dates are days of the site.
CREATE TABLE wait_entry (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  visit_type  TEXT NOT NULL REFERENCES visit_type (code) DEFERRABLE INITIALLY DEFERRED,
  providers   TEXT NOT NULL,
  time_window TEXT NOT NULL,
  first_day   TEXT,
  last_day    TEXT,
  band        INTEGER NOT NULL CHECK (band BETWEEN 1 AND 9),
  earlier     INTEGER NOT NULL CHECK (earlier IN (0, 1)),
  note        TEXT NOT NULL,
  since       INTEGER NOT NULL CHECK (typeof(since) = 'integer'),
  since_by    TEXT NOT NULL,
  status      TEXT NOT NULL,
  status_at   INTEGER NOT NULL CHECK (typeof(status_at) = 'integer'),
  status_by   TEXT NOT NULL,
  appointment INTEGER REFERENCES appointment (id),
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX wait_entry_by_patient ON wait_entry (patient, id);
CREATE INDEX wait_entry_by_appointment ON wait_entry (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX wait_entry_waiting ON wait_entry (band, since, id) WHERE status = 'waiting';

-- Whom of them somebody tried to reach about which time; start is in UTC minutes, as that of an appointment.
CREATE TABLE wait_contact (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  entry    INTEGER NOT NULL REFERENCES wait_entry (id),
  provider TEXT NOT NULL,
  site     TEXT NOT NULL,
  start    INTEGER NOT NULL CHECK (typeof(start) = 'integer'),
  outcome  TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  made_by  TEXT NOT NULL,
  note     TEXT NOT NULL,
  status   TEXT NOT NULL,
  rev      INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX wait_contact_by_entry ON wait_contact (entry, id);

-- Time that a visit gave back. Whether it is free by now is nowhere kept: the rules say so.
CREATE TABLE freed_slot (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  provider    TEXT NOT NULL,
  site        TEXT NOT NULL,
  start       INTEGER NOT NULL CHECK (typeof(start) = 'integer'),
  finish      INTEGER NOT NULL CHECK (typeof(finish) = 'integer' AND finish > start),
  why         TEXT NOT NULL,
  appointment INTEGER NOT NULL,
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX freed_slot_open ON freed_slot (finish, id) WHERE status = 'open';
CREATE INDEX freed_slot_by_provider ON freed_slot (provider, start) WHERE status = 'open';

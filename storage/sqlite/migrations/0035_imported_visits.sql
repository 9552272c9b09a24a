-- Visits that files of another scheduler brought, in its words. They take nobody's time; one that was to come is booked
-- as an appointment.
CREATE TABLE imported_visit (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  start       INTEGER NOT NULL CHECK (typeof(start) = 'integer'),
  minutes     INTEGER NOT NULL CHECK (minutes > 0),
  number      TEXT NOT NULL,
  visit_type  TEXT NOT NULL,
  provider    TEXT NOT NULL,
  site        TEXT NOT NULL,
  note        TEXT NOT NULL,
  appointment INTEGER REFERENCES appointment (id),
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX imported_visit_by_patient ON imported_visit (patient, start);
CREATE INDEX imported_visit_by_appointment ON imported_visit (appointment);
CREATE INDEX imported_visit_by_number ON imported_visit (number) WHERE number <> '';

-- Visits that come again, and what is told of visits, as a set-up file says it.
CREATE TABLE recall_kind (
  seq     INTEGER NOT NULL,
  code    TEXT NOT NULL PRIMARY KEY,
  name    TEXT NOT NULL,
  months  INTEGER NOT NULL CHECK (months > 0),
  types   TEXT NOT NULL,
  after   TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);

CREATE TABLE service_info (
  seq        INTEGER NOT NULL,
  topic      TEXT NOT NULL,
  text       TEXT NOT NULL,
  visit_type TEXT NOT NULL,
  site       TEXT NOT NULL,
  language   TEXT NOT NULL,
  retired    INTEGER NOT NULL CHECK (retired IN (0, 1)),
  PRIMARY KEY (topic, visit_type, site, language)
);

-- Who is due again. Whether they are booked is nowhere kept: the schedule says so. Dates are days of the site.
CREATE TABLE recall (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  kind        TEXT NOT NULL,
  due         TEXT NOT NULL,
  since       INTEGER NOT NULL CHECK (typeof(since) = 'integer'),
  since_by    TEXT NOT NULL,
  computed    TEXT,
  appointment INTEGER REFERENCES appointment (id),
  until       TEXT,
  note        TEXT NOT NULL,
  status      TEXT NOT NULL,
  status_at   INTEGER CHECK (status_at IS NULL OR typeof(status_at) = 'integer'),
  status_by   TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX recall_by_patient ON recall (patient, id);
CREATE INDEX recall_by_appointment ON recall (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX recall_due ON recall (kind, due, id);

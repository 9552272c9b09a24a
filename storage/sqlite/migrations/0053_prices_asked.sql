-- Who only asks what a visit costs has no appointment.
CREATE TABLE estimate_copy (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  appointment INTEGER REFERENCES appointment (id),
  visit_type  TEXT NOT NULL REFERENCES visit_type (code),
  provider    TEXT NOT NULL REFERENCES provider (code),
  site        TEXT NOT NULL REFERENCES site (code),
  day         TEXT NOT NULL,
  lines       TEXT NOT NULL,
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  at          INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  made_by     TEXT NOT NULL,
  asked_at    INTEGER,
  how         TEXT,
  told_at     INTEGER,
  told_by     TEXT NOT NULL,
  note        TEXT NOT NULL,
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((status IN ('given', 'declined')) <= (told_at IS NOT NULL)),
  CHECK ((how IS NOT NULL) <= (told_at IS NOT NULL)),
  CHECK (appointment IS NOT NULL OR asked_at IS NOT NULL)
);
INSERT INTO estimate_copy
  (id, patient, appointment, visit_type, provider, site, day, lines, currency, at, made_by, asked_at, how, told_at,
   told_by, note, status, rev)
SELECT
   id, patient, appointment, visit_type, provider, site, day, lines, currency, at, made_by, asked_at, how, told_at,
   told_by, note, status, rev
FROM estimate;
DROP TABLE estimate;
ALTER TABLE estimate_copy RENAME TO estimate;
CREATE INDEX estimate_by_appointment ON estimate (appointment, id);
CREATE INDEX estimate_by_patient ON estimate (patient);
CREATE INDEX estimate_open ON estimate (appointment) WHERE status IN ('asked', 'drafted');

-- A document that was scanned for a patient: its bytes are a file among the images of cards, under its hash.
CREATE TABLE scan (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  kind        TEXT NOT NULL,
  title       TEXT NOT NULL CHECK (title <> ''),
  day         TEXT NOT NULL,
  hash        TEXT NOT NULL REFERENCES card_file (hash),
  format      TEXT NOT NULL,
  size        INTEGER NOT NULL CHECK (typeof(size) = 'integer' AND size > 0),
  at          INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  kept_by     TEXT NOT NULL,
  appointment INTEGER REFERENCES appointment (id),
  reason      TEXT NOT NULL,
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX scan_by_patient ON scan (patient);
CREATE INDEX scan_by_appointment ON scan (appointment);
CREATE INDEX scan_by_hash ON scan (hash);

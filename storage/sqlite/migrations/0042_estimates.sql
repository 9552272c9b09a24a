-- What a service costs: by type of visit, where it is set up by provider too, and from when to when.
CREATE TABLE fee (
  seq        INTEGER NOT NULL PRIMARY KEY,
  visit_type TEXT NOT NULL REFERENCES visit_type (code),
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,
  cents      INTEGER NOT NULL CHECK (typeof(cents) = 'integer' AND cents >= 0),
  provider   TEXT REFERENCES provider (code),
  starts     TEXT,
  ends       TEXT
);

-- What a visit was expected to cost, as it was told, or asked for.
CREATE TABLE estimate (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  appointment INTEGER NOT NULL REFERENCES appointment (id),
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
  CHECK ((how IS NOT NULL) <= (told_at IS NOT NULL))
);
CREATE INDEX estimate_by_appointment ON estimate (appointment, id);
CREATE INDEX estimate_by_patient ON estimate (patient);
CREATE INDEX estimate_open ON estimate (appointment) WHERE status IN ('asked', 'drafted');
CREATE INDEX coverage_self_pay ON coverage (patient) WHERE payer = 'self-pay';

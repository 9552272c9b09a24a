-- Who pays for patients that it insures. As of the other coded records nothing is deleted.
CREATE TABLE payer (
  code      TEXT NOT NULL PRIMARY KEY CHECK (code <> '' AND lower(code) <> 'self-pay'),
  seq       INTEGER NOT NULL,
  name      TEXT NOT NULL,
  payer_id  TEXT NOT NULL,
  phone     TEXT NOT NULL,
  member_id TEXT NOT NULL,
  renews    TEXT NOT NULL,
  ask_by    TEXT NOT NULL,
  portal    TEXT NOT NULL,
  retired   INTEGER NOT NULL CHECK (retired IN (0, 1))
);

-- A patient's coverage: payer is a payer's code, or 'self-pay' where the patient pays. Days are both included, and
-- NULL where it is open; instants are UTC milliseconds, amounts cents. enrolled_... and benefits_... are NULL before
-- anybody asked.
CREATE TABLE coverage (
  id                 INTEGER PRIMARY KEY CHECK (id > 0),
  patient            INTEGER NOT NULL REFERENCES patient (id),
  payer              TEXT NOT NULL CHECK (payer <> ''),
  plan               TEXT NOT NULL,
  member_id          TEXT NOT NULL,
  group_number       TEXT NOT NULL,
  subscriber         TEXT NOT NULL,
  relation           TEXT NOT NULL,
  starts             TEXT,
  ends               TEXT,
  place              TEXT NOT NULL,
  copays             TEXT NOT NULL,
  enrolled           TEXT,
  enrolled_at        INTEGER,
  enrolled_on        TEXT,
  enrolled_how       TEXT,
  enrolled_by        TEXT,
  enrolled_reference TEXT,
  enrolled_asked     TEXT,
  benefits_at        INTEGER,
  benefits_how       TEXT,
  benefits_by        TEXT,
  copay              INTEGER CHECK (copay >= 0),
  coinsurance        INTEGER CHECK (coinsurance BETWEEN 0 AND 100),
  deductible         INTEGER CHECK (deductible >= 0),
  deductible_left    INTEGER CHECK (deductible_left >= 0),
  out_of_pocket      INTEGER CHECK (out_of_pocket >= 0),
  out_of_pocket_left INTEGER CHECK (out_of_pocket_left >= 0),
  status             TEXT NOT NULL,
  rev                INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (starts IS NULL OR ends IS NULL OR starts <= ends),
  CHECK ((enrolled IS NULL) = (enrolled_at IS NULL)),
  CHECK (payer <> 'self-pay' OR member_id = '' AND enrolled IS NULL AND benefits_at IS NULL)
);

-- What a patient's coverages say is known by the sum of their revs, which every change raises.
CREATE INDEX coverage_by_patient ON coverage (patient, rev);

-- What one patient is to another, and who decides and pays for whom. A merge may make both of them one.
CREATE TABLE family_link (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  patient   INTEGER NOT NULL REFERENCES patient (id),
  other     INTEGER NOT NULL REFERENCES patient (id),
  kinship   TEXT NOT NULL,
  household INTEGER NOT NULL,
  guardian  INTEGER NOT NULL,
  guarantor INTEGER NOT NULL,
  status    TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX family_link_by_patient ON family_link (patient);
CREATE INDEX family_link_by_other ON family_link (other);

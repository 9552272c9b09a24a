-- Which two records are likely one person: derived from the patient records, like the words they are found under, and never
-- written by hand (storage.sqlite.lookup.pairs). The smaller number stands first.
CREATE TABLE likely_pair (
  patient INTEGER NOT NULL,
  other   INTEGER NOT NULL CHECK (other > patient),
  points  INTEGER NOT NULL,
  PRIMARY KEY (patient, other)
) WITHOUT ROWID;

CREATE INDEX likely_pair_by_other ON likely_pair (other);
CREATE INDEX likely_pair_by_points ON likely_pair (points DESC, patient, other);

-- Whose record is new or says something else than when it was compared with the others.
CREATE TABLE uncompared (patient INTEGER PRIMARY KEY);

INSERT INTO uncompared (patient) SELECT id FROM patient WHERE status <> 'entered-in-error' AND merged_into IS NULL;

-- Two records that somebody found to be of two people.
CREATE TABLE apart (
  id      INTEGER PRIMARY KEY CHECK (id > 0),
  patient INTEGER NOT NULL REFERENCES patient (id),
  other   INTEGER NOT NULL,
  status  TEXT NOT NULL,
  rev     INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX apart_by_patient ON apart (patient);
CREATE INDEX apart_by_other ON apart (other);

-- Who opened which record, a line each. at is UTC milliseconds since 1970, acts_for '' but for who acts with another's
-- rights, patient a row number of the clinic's own file, 0 for all of them. hash covers the line and the hash before.
CREATE TABLE access (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  at       INTEGER NOT NULL,
  person   TEXT NOT NULL CHECK (person <> ''),
  acts_for TEXT NOT NULL,
  way      TEXT NOT NULL CHECK (way <> ''),
  patient  INTEGER NOT NULL,
  hash     TEXT NOT NULL CHECK (length(hash) = 64)
);

CREATE INDEX access_by_patient ON access (patient);
CREATE INDEX access_by_person ON access (person);
CREATE INDEX access_by_rights ON access (acts_for) WHERE acts_for <> '';

CREATE TRIGGER access_insert BEFORE INSERT ON access
BEGIN
  SELECT RAISE(ABORT, 'the log of openings is only made longer')
  WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM access);
END;

CREATE TRIGGER access_update BEFORE UPDATE ON access
BEGIN
  SELECT RAISE(ABORT, 'the log of openings is never changed');
END;

CREATE TRIGGER access_delete BEFORE DELETE ON access
BEGIN
  SELECT RAISE(ABORT, 'the log of openings is never deleted');
END;

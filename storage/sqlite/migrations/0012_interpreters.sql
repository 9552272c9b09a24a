-- Who interprets, at how many visits at once, and for which site (NULL: all). As of the other coded records nothing is deleted.
CREATE TABLE interpreter (
  code      TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq       INTEGER NOT NULL,
  name      TEXT NOT NULL,
  languages TEXT NOT NULL,
  site      TEXT REFERENCES site (code),
  count     INTEGER NOT NULL CHECK (count > 0),
  retired   INTEGER NOT NULL CHECK (retired IN (0, 1))
);

-- The languages in which a provider needs nobody to interpret.
ALTER TABLE provider ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';

ALTER TABLE appointment ADD COLUMN interpreter TEXT REFERENCES interpreter (code) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX appointment_by_interpreter ON appointment (interpreter, start) WHERE interpreter IS NOT NULL;

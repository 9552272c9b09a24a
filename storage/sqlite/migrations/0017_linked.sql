-- Visits that belong together: a series with its rule, or several booked as one. Nothing of it is deleted.
CREATE TABLE linked (
  id      INTEGER PRIMARY KEY CHECK (id > 0),
  patient INTEGER NOT NULL REFERENCES patient (id),
  kind    TEXT NOT NULL,
  rule    TEXT NOT NULL,
  status  TEXT NOT NULL,
  rev     INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX linked_by_patient ON linked (patient);

-- What an appointment is of them: the part-th of so many.
ALTER TABLE appointment ADD COLUMN linked INTEGER REFERENCES linked (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE appointment ADD COLUMN part INTEGER CHECK ((part IS NULL) = (linked IS NULL));
ALTER TABLE appointment ADD COLUMN parts INTEGER CHECK ((parts IS NULL) = (linked IS NULL));
CREATE INDEX appointment_by_link ON appointment (linked, start) WHERE linked IS NOT NULL;

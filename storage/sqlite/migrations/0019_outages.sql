-- Days on which fewer pieces of an equipment are there. start and finish are those days in UTC minutes, which follow from
-- the site's zone and are written with the set-up.
CREATE TABLE outage (
  seq       INTEGER NOT NULL PRIMARY KEY,
  equipment TEXT NOT NULL,
  site      TEXT NOT NULL REFERENCES site (code),
  first_day TEXT NOT NULL,
  last_day  TEXT,
  count     INTEGER NOT NULL CHECK (count >= 0),
  note      TEXT NOT NULL,
  start     INTEGER,
  finish    INTEGER
);
CREATE INDEX outage_by_equipment ON outage (site, equipment);

-- When somebody interprets: the days of the week, and wall time at the site; NULL is at any time.
ALTER TABLE interpreter ADD COLUMN days TEXT NOT NULL DEFAULT '[]';
ALTER TABLE interpreter ADD COLUMN begin TEXT;
ALTER TABLE interpreter ADD COLUMN finish TEXT;

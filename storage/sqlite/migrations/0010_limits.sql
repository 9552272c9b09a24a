-- How many double bookings a provider takes a day, by site, provider and visit type; how many are seen at once. NULL: as many
-- as other limits allow.
ALTER TABLE site ADD COLUMN overbooks INTEGER;
ALTER TABLE provider ADD COLUMN overbooks INTEGER;
ALTER TABLE visit_type ADD COLUMN capacity INTEGER;
ALTER TABLE visit_type ADD COLUMN overbooks INTEGER;

-- Of a session too; what it said before was read by no rule, and 0 for nearly all.
CREATE TABLE session_with_limit (
  seq            INTEGER NOT NULL PRIMARY KEY,
  provider       TEXT NOT NULL REFERENCES provider (code),
  site           TEXT NOT NULL REFERENCES site (code),
  days           TEXT NOT NULL,
  begin          TEXT NOT NULL,
  finish         TEXT NOT NULL,
  every          INTEGER NOT NULL CHECK (every > 0),
  starts         TEXT,
  ends           TEXT,
  capacity       INTEGER NOT NULL,
  overbook_limit INTEGER,
  types          TEXT NOT NULL
);

INSERT INTO session_with_limit (seq, provider, site, days, begin, finish, every, starts, ends, capacity, types)
SELECT seq, provider, site, days, begin, finish, every, starts, ends, capacity, types FROM session;

DROP TABLE session;

ALTER TABLE session_with_limit RENAME TO session;

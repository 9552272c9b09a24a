-- What the clinic has been set up with. Coded records are never deleted, as appointments name them: `retired` takes them
-- out of use. `seq` keeps the order of the set-up. Lists are JSON, dates ISO, times the site's wall time: 'HH:MM', and
-- 'YYYY-MM-DDTHH:MM' for the begin and finish of a block.

CREATE TABLE site (
  code    TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  name    TEXT NOT NULL,
  zone    TEXT NOT NULL,
  grid    INTEGER NOT NULL CHECK (grid > 0),
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);

CREATE TABLE room (
  code    TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  site    TEXT NOT NULL REFERENCES site (code),
  kind    TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);

CREATE TABLE provider (
  code    TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  name    TEXT NOT NULL,
  skills  TEXT NOT NULL,
  starts  TEXT,
  ends    TEXT,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);

CREATE TABLE visit_type (
  code             TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq              INTEGER NOT NULL,
  name             TEXT NOT NULL,
  minutes          INTEGER NOT NULL CHECK (minutes > 0),
  provider_from    INTEGER NOT NULL CHECK (provider_from >= 0),
  provider_minutes INTEGER,
  buffer_before    INTEGER NOT NULL,
  buffer_after     INTEGER NOT NULL,
  room_kind        TEXT NOT NULL,
  equipment        TEXT NOT NULL,
  skills           TEXT NOT NULL,
  min_age          INTEGER,
  max_age          INTEGER,
  sex              TEXT NOT NULL,
  patients         TEXT NOT NULL,
  modes            TEXT NOT NULL,
  requires         TEXT NOT NULL,
  retired          INTEGER NOT NULL CHECK (retired IN (0, 1))
);

CREATE TABLE equipment (
  site    TEXT NOT NULL REFERENCES site (code),
  code    TEXT NOT NULL CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  count   INTEGER NOT NULL CHECK (count >= 0),
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  PRIMARY KEY (site, code)
);

CREATE TABLE reason (
  purpose TEXT NOT NULL CHECK (purpose IN ('cancel', 'override', 'waive')),
  code    TEXT NOT NULL CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  text    TEXT NOT NULL,
  by      TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  PRIMARY KEY (purpose, code)
);

CREATE TABLE user_account (
  name    TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
  seq     INTEGER NOT NULL,
  roles   TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);

-- The rest has no codes: these rows are replaced as a whole.

CREATE TABLE session (
  seq       INTEGER NOT NULL PRIMARY KEY,
  provider  TEXT NOT NULL REFERENCES provider (code),
  site      TEXT NOT NULL REFERENCES site (code),
  days      TEXT NOT NULL,
  begin     TEXT NOT NULL,
  finish    TEXT NOT NULL,
  every     INTEGER NOT NULL CHECK (every > 0),
  starts    TEXT,
  ends      TEXT,
  capacity  INTEGER NOT NULL,
  overbooks INTEGER NOT NULL,
  types     TEXT NOT NULL
);

CREATE TABLE session_exception (
  seq       INTEGER NOT NULL PRIMARY KEY,
  provider  TEXT NOT NULL REFERENCES provider (code),
  first_day TEXT NOT NULL,
  last_day  TEXT,
  kind      TEXT NOT NULL CHECK (kind IN ('cancelled', 'extra', 'leave')),
  begin     TEXT,
  finish    TEXT,
  site      TEXT REFERENCES site (code),
  note      TEXT NOT NULL
);

CREATE TABLE holiday (
  seq  INTEGER NOT NULL PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (code),
  day  TEXT NOT NULL,
  name TEXT NOT NULL
);

CREATE TABLE block (
  seq           INTEGER NOT NULL PRIMARY KEY,
  provider      TEXT NOT NULL REFERENCES provider (code),
  begin         TEXT NOT NULL,
  finish        TEXT NOT NULL,
  kind          TEXT NOT NULL,
  site          TEXT REFERENCES site (code),
  types         TEXT NOT NULL,
  release_hours INTEGER
);

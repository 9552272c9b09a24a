-- That a provider is late, a row each time it is said: the newest of a day counts. noted_at is UTC milliseconds, day a local date.

CREATE TABLE provider_delay (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  provider TEXT NOT NULL REFERENCES provider (code),
  day      TEXT NOT NULL,
  minutes  INTEGER NOT NULL CHECK (typeof(minutes) = 'integer' AND minutes >= 0),
  noted_at INTEGER NOT NULL CHECK (typeof(noted_at) = 'integer'),
  noted_by TEXT NOT NULL,
  status   TEXT NOT NULL,
  rev      INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE INDEX provider_delay_by_day ON provider_delay (day, id) WHERE status = 'noted';

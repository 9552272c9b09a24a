-- A day at a site that was closed: what its sheet says, as it was signed, and the newest link of the journal then.
CREATE TABLE day_close (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  site      TEXT NOT NULL REFERENCES site (code),
  day       TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  closed_by TEXT NOT NULL,
  facts     TEXT NOT NULL,
  entry     INTEGER NOT NULL,
  seal      TEXT NOT NULL,
  note      TEXT NOT NULL,
  status    TEXT NOT NULL,
  reason    TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE UNIQUE INDEX day_closed ON day_close (site, day) WHERE status = 'closed';

CREATE TRIGGER day_closed_once_insert BEFORE INSERT ON day_close
WHEN NEW.status = 'closed'
BEGIN
  SELECT RAISE(ABORT, 'day-closed: this day is closed already')
  WHERE EXISTS (SELECT 1 FROM day_close WHERE site = NEW.site AND day = NEW.day AND status = 'closed');
END;
CREATE TRIGGER day_closed_once_update BEFORE UPDATE ON day_close
WHEN NEW.status = 'closed' AND OLD.status <> 'closed'
BEGIN
  SELECT RAISE(ABORT, 'day-closed: this day is closed already')
  WHERE EXISTS (SELECT 1 FROM day_close WHERE site = NEW.site AND day = NEW.day AND status = 'closed');
END;

-- Work that goes on for days. Instants are UTC milliseconds; facts are a JSON object of texts, the kind's own.
CREATE TABLE work_case (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  patient   INTEGER REFERENCES patient (id),
  kind      TEXT NOT NULL,
  subject   TEXT NOT NULL,
  urgency   TEXT NOT NULL,
  site      TEXT NOT NULL,
  state     TEXT NOT NULL,
  state_at  INTEGER NOT NULL CHECK (typeof(state_at) = 'integer'),
  state_by  TEXT NOT NULL,
  status    TEXT NOT NULL,
  outcome   TEXT NOT NULL,
  owner     TEXT NOT NULL,
  pool      TEXT NOT NULL,
  due       INTEGER NOT NULL CHECK (typeof(due) = 'integer'),
  reminds   INTEGER NOT NULL CHECK (typeof(reminds) = 'integer'),
  escalates INTEGER NOT NULL CHECK (typeof(escalates) = 'integer'),
  snoozed   INTEGER,
  facts     TEXT NOT NULL,
  opened_at INTEGER NOT NULL CHECK (typeof(opened_at) = 'integer'),
  opened_by TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (status <> 'closed' OR outcome <> '')
);
CREATE INDEX work_case_by_patient ON work_case (patient, id);
-- Open ones in the order of their lists; what a list leaves out is told by the index alone.
CREATE INDEX work_case_by_urgency ON work_case (kind, urgency DESC, due, id, owner, pool, escalates, snoozed, state)
  WHERE status = 'open';
CREATE INDEX work_case_by_due ON work_case (kind, due, id, owner, pool, escalates, snoozed, state) WHERE status = 'open';
CREATE INDEX work_case_by_owner ON work_case (owner, kind, urgency DESC, due, id, snoozed) WHERE status = 'open';
CREATE INDEX work_case_closed ON work_case (kind, state_at DESC, id) WHERE status = 'closed';

CREATE TABLE case_event (
  id           INTEGER PRIMARY KEY CHECK (id > 0),
  work_case    INTEGER NOT NULL REFERENCES work_case (id),
  at           INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  made_by      TEXT NOT NULL,
  act          TEXT NOT NULL,
  step         TEXT NOT NULL,
  before_state TEXT NOT NULL,
  after_state  TEXT NOT NULL,
  note         TEXT NOT NULL,
  facts        TEXT NOT NULL,
  status       TEXT NOT NULL,
  rev          INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX case_event_by_case ON case_event (work_case, id);

-- What an event tells is never changed, whoever writes: it counts, or it was a mistake.
CREATE TRIGGER case_event_stays BEFORE UPDATE ON case_event
WHEN (NEW.work_case, NEW.at, NEW.made_by, NEW.act, NEW.step, NEW.before_state, NEW.after_state, NEW.note, NEW.facts)
  IS NOT
  (OLD.work_case, OLD.at, OLD.made_by, OLD.act, OLD.step, OLD.before_state, OLD.after_state, OLD.note, OLD.facts)
BEGIN
  SELECT RAISE(ABORT, 'journal: what a case_event tells never changes, note another with clinicdesk');
END;

CREATE TABLE case_link (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  work_case INTEGER NOT NULL REFERENCES work_case (id),
  kind      TEXT NOT NULL,
  number    INTEGER NOT NULL,
  code      TEXT NOT NULL,
  status    TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX case_link_by_case ON case_link (work_case, id);
CREATE INDEX case_link_by_target ON case_link (kind, number) WHERE status = 'current';

-- The words of notes, facts and subjects, by the number of their event; written with it, as no trigger may do so.
CREATE VIRTUAL TABLE case_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');

-- Deadlines and owners where the clinic has others than the kinds.
CREATE TABLE case_rule (
  seq      INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  state    TEXT NOT NULL,
  due      INTEGER,
  unit     TEXT NOT NULL,
  urgent   INTEGER,
  remind   INTEGER,
  escalate INTEGER,
  owner    TEXT NOT NULL,
  retired  INTEGER NOT NULL CHECK (retired IN (0, 1)),
  PRIMARY KEY (kind, state)
);

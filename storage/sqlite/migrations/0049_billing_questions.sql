-- What patients ask about a line of their ledger, or dispute of it.
CREATE TABLE billing_question (
  id         INTEGER PRIMARY KEY CHECK (id > 0),
  line       INTEGER NOT NULL REFERENCES ledger (id),
  kind       TEXT NOT NULL,
  text       TEXT NOT NULL CHECK (text <> ''),
  at         INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  noted_by   TEXT NOT NULL,
  status     TEXT NOT NULL,
  settled_at INTEGER,
  settled_by TEXT NOT NULL,
  outcome    TEXT NOT NULL,
  rev        INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((status = 'settled') <= (settled_at IS NOT NULL))
);
CREATE UNIQUE INDEX billing_question_open ON billing_question (line) WHERE status = 'open';
CREATE INDEX billing_question_by_line ON billing_question (line, id);

-- By which payments patients pay what they owe, as billing tells it.
CREATE TABLE payment_plan (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  patient   INTEGER NOT NULL REFERENCES patient (id),
  number    TEXT NOT NULL CHECK (number <> ''),
  payments  INTEGER NOT NULL CHECK (typeof(payments) = 'integer' AND payments > 0),
  amount    INTEGER NOT NULL CHECK (typeof(amount) = 'integer' AND amount >= 0),
  down      INTEGER NOT NULL CHECK (typeof(down) = 'integer' AND down >= 0),
  apr       INTEGER NOT NULL CHECK (typeof(apr) = 'integer' AND apr >= 0),
  signed    TEXT,
  guarantor TEXT NOT NULL,
  first_due TEXT,
  status    TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX payment_plan_by_patient ON payment_plan (patient);
CREATE UNIQUE INDEX payment_plan_by_number ON payment_plan (number) WHERE status <> 'entered-in-error';

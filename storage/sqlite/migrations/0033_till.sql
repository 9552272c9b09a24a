-- A drawer from its opening until it is counted. Amounts are cents, instants UTC milliseconds.
CREATE TABLE till (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  drawer    TEXT NOT NULL CHECK (drawer <> ''),
  site      TEXT NOT NULL REFERENCES site (code),
  floated   INTEGER NOT NULL CHECK (typeof(floated) = 'integer' AND floated >= 0),
  opened_at INTEGER NOT NULL CHECK (typeof(opened_at) = 'integer'),
  opened_by TEXT NOT NULL,
  status    TEXT NOT NULL,
  closed_at INTEGER,
  closed_by TEXT NOT NULL,
  counted   INTEGER CHECK (counted >= 0),
  expected  INTEGER,
  note      TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((counted IS NULL) = (closed_at IS NULL) AND (expected IS NULL) = (closed_at IS NULL))
);
CREATE INDEX till_by_drawer ON till (drawer COLLATE NOCASE, id);
CREATE UNIQUE INDEX till_open ON till (drawer COLLATE NOCASE) WHERE status = 'open';

-- What patients owe, line by line. cents is what a line adds to that; a payment has less than 0. What takes a line back
-- is a line too, which it names in voids and whose cents have the other sign. What passed over a desk has a method.
CREATE TABLE ledger (
  id           INTEGER PRIMARY KEY CHECK (id > 0),
  patient      INTEGER NOT NULL REFERENCES patient (id),
  kind         TEXT NOT NULL,
  cents        INTEGER NOT NULL CHECK (typeof(cents) = 'integer' AND abs(cents) <= 100000000),
  currency     TEXT NOT NULL CHECK (length(currency) = 3),
  site         TEXT NOT NULL REFERENCES site (code),
  day          TEXT NOT NULL,
  at           INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  taken_by     TEXT NOT NULL,
  method       TEXT,
  receipt      INTEGER CHECK (receipt > 0),
  voids        INTEGER REFERENCES ledger (id),
  appointment  INTEGER REFERENCES appointment (id),
  till         INTEGER REFERENCES till (id),
  tendered     INTEGER CHECK (tendered >= -cents),
  last4        TEXT NOT NULL CHECK (last4 = '' OR last4 GLOB '[0-9][0-9][0-9][0-9]'),
  reference    TEXT NOT NULL,
  check_number TEXT NOT NULL,
  stated       INTEGER,
  external     TEXT NOT NULL,
  reason       TEXT NOT NULL,
  note         TEXT NOT NULL,
  status       TEXT NOT NULL,
  rev          INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((method IS NOT NULL) = (kind IN ('copay', 'balance', 'prepayment', 'deposit', 'no-show-fee', 'refund'))),
  CHECK ((receipt IS NOT NULL) = (method IS NOT NULL AND voids IS NULL)),
  CHECK (voids IS NOT NULL OR CASE
    WHEN kind = 'refund' THEN cents > 0
    WHEN method IS NOT NULL THEN cents < 0
    WHEN kind = 'statement' THEN cents = 0
    ELSE cents <> 0
  END),
  CHECK ((stated IS NOT NULL) = (kind = 'statement'))
);
CREATE UNIQUE INDEX ledger_by_receipt ON ledger (receipt) WHERE receipt IS NOT NULL;
CREATE UNIQUE INDEX ledger_by_voided ON ledger (voids) WHERE voids IS NOT NULL;
CREATE INDEX ledger_by_patient ON ledger (patient, cents);
CREATE INDEX ledger_by_appointment ON ledger (appointment, kind, cents) WHERE appointment IS NOT NULL;
CREATE INDEX ledger_by_till ON ledger (till, id) WHERE till IS NOT NULL;
CREATE INDEX ledger_by_day ON ledger (day, id) WHERE method IS NOT NULL;
CREATE INDEX ledger_by_external ON ledger (external, id) WHERE external <> '';

CREATE TRIGGER ledger_numbered BEFORE INSERT ON ledger
BEGIN
  SELECT RAISE(ABORT, 'receipt: receipts are numbered one after the other')
  WHERE NEW.receipt IS NOT NULL AND NEW.receipt IS NOT (
    SELECT coalesce(max(receipt), 0) + 1 FROM ledger WHERE receipt IS NOT NULL
  );
  SELECT RAISE(ABORT, 'currency: the ledgers are kept in one currency')
  WHERE NEW.currency IS NOT coalesce((SELECT currency FROM ledger ORDER BY id LIMIT 1), NEW.currency);
  SELECT RAISE(ABORT, 'voided: a line is taken back once, by one of the same kind and amount')
  WHERE NEW.voids IS NOT NULL AND (
    EXISTS (SELECT 1 FROM ledger WHERE voids = NEW.voids)
    OR NOT EXISTS (
      SELECT 1 FROM ledger AS taken WHERE taken.id = NEW.voids AND taken.cents = -NEW.cents
        AND taken.kind = NEW.kind AND taken.patient = NEW.patient AND taken.method IS NEW.method
    )
  );
  SELECT RAISE(ABORT, 'drawer: money goes through an open drawer')
  WHERE NEW.till IS NOT NULL AND NOT EXISTS (SELECT 1 FROM till WHERE till.id = NEW.till AND till.status = 'open');
END;

-- A line stays as it was written. Only whose it is changes, when records are merged.
CREATE TRIGGER ledger_written_once BEFORE UPDATE ON ledger
BEGIN
  SELECT RAISE(ABORT, 'journal: a line of a ledger never changes, take it back with clinicdesk void')
  WHERE (
    OLD.kind, OLD.cents, OLD.currency, OLD.site, OLD.day, OLD.at, OLD.taken_by, OLD.method, OLD.receipt, OLD.voids,
    OLD.appointment, OLD.till, OLD.tendered, OLD.last4, OLD.reference, OLD.check_number, OLD.stated, OLD.external,
    OLD.reason, OLD.note, OLD.status
  ) IS NOT (
    NEW.kind, NEW.cents, NEW.currency, NEW.site, NEW.day, NEW.at, NEW.taken_by, NEW.method, NEW.receipt, NEW.voids,
    NEW.appointment, NEW.till, NEW.tendered, NEW.last4, NEW.reference, NEW.check_number, NEW.stated, NEW.external,
    NEW.reason, NEW.note, NEW.status
  );
END;

CREATE TRIGGER till_open_once_insert BEFORE INSERT ON till
WHEN NEW.status = 'open'
BEGIN
  SELECT RAISE(ABORT, 'drawer-open: this drawer is open already')
  WHERE EXISTS (SELECT 1 FROM till WHERE drawer = NEW.drawer COLLATE NOCASE AND status = 'open');
END;
CREATE TRIGGER till_open_once_update BEFORE UPDATE ON till
WHEN NEW.status = 'open' AND OLD.status <> 'open'
BEGIN
  SELECT RAISE(ABORT, 'drawer-open: this drawer is open already')
  WHERE EXISTS (SELECT 1 FROM till WHERE drawer = NEW.drawer COLLATE NOCASE AND status = 'open' AND id <> NEW.id);
END;

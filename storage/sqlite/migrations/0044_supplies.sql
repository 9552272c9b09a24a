-- Items of the stock. How many are there is the sum of their movements, and stands nowhere else.
CREATE TABLE supply_item (
  id         INTEGER PRIMARY KEY CHECK (id > 0),
  name       TEXT NOT NULL CHECK (name <> ''),
  unit       TEXT NOT NULL,
  site       TEXT NOT NULL REFERENCES site (code),
  par        INTEGER NOT NULL CHECK (typeof(par) = 'integer' AND par BETWEEN 0 AND 1000000),
  reorder_at INTEGER NOT NULL CHECK (typeof(reorder_at) = 'integer' AND reorder_at BETWEEN 0 AND 1000000),
  supplier   INTEGER REFERENCES directory_entry (id),
  catalog    TEXT NOT NULL,
  note       TEXT NOT NULL,
  status     TEXT NOT NULL,
  rev        INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

CREATE TABLE supply_order (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  site      TEXT NOT NULL REFERENCES site (code),
  supplier  INTEGER REFERENCES directory_entry (id),
  lines     TEXT NOT NULL,
  status    TEXT NOT NULL,
  since     INTEGER,
  since_by  TEXT NOT NULL,
  expected  TEXT,
  reference TEXT NOT NULL,
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (status NOT IN ('placed', 'received') OR supplier IS NOT NULL)
);
CREATE INDEX supply_order_open ON supply_order (id) WHERE status IN ('draft', 'placed');

CREATE TABLE supply_move (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  item     INTEGER NOT NULL REFERENCES supply_item (id),
  kind     TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (typeof(quantity) = 'integer'),
  at       INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  made_by  TEXT NOT NULL,
  counted  INTEGER CHECK (counted >= 0),
  order_id INTEGER REFERENCES supply_order (id),
  note     TEXT NOT NULL,
  status   TEXT NOT NULL,
  rev      INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((counted IS NOT NULL) = (kind = 'counted')),
  CHECK ((order_id IS NOT NULL) = (kind = 'received')),
  CHECK (CASE kind WHEN 'used' THEN quantity < 0 WHEN 'received' THEN quantity > 0 ELSE 1 END)
);
CREATE INDEX supply_move_by_item ON supply_move (item, status, quantity);
CREATE INDEX supply_move_by_order ON supply_move (order_id, item, quantity) WHERE order_id IS NOT NULL AND status = 'posted';

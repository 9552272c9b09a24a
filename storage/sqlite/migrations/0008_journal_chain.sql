-- The journal is chained: each turn that writes to it appends a link whose hash covers the hash before, the entry, and the
-- rows first_row <= seq < next_row that it wrote (storage/chain.py). An act over many turns has a link for each.
CREATE TABLE journal_chain (
  link      INTEGER PRIMARY KEY CHECK (link > 0),
  entry     INTEGER NOT NULL,
  first_row INTEGER NOT NULL,
  next_row  INTEGER NOT NULL CHECK (next_row >= first_row),
  is_end    INTEGER NOT NULL CHECK (is_end IN (0, 1)),
  hash      TEXT NOT NULL CHECK (length(hash) = 64)
);

-- An entry ends once, and whether it did is looked up.
CREATE UNIQUE INDEX journal_chain_end ON journal_chain (entry) WHERE is_end = 1;

CREATE TRIGGER journal_chain_insert BEFORE INSERT ON journal_chain
BEGIN
  SELECT RAISE(ABORT, 'the chain of the journal is only made longer')
  WHERE NEW.link IS NOT (SELECT coalesce(max(link), 0) + 1 FROM journal_chain);
END;

CREATE TRIGGER journal_chain_update BEFORE UPDATE ON journal_chain
BEGIN
  SELECT RAISE(ABORT, 'the chain of the journal is never changed');
END;

CREATE TRIGGER journal_chain_delete BEFORE DELETE ON journal_chain
BEGIN
  SELECT RAISE(ABORT, 'the chain of the journal is never deleted');
END;

-- What an act made of the rows of the set-up, as JSON objects by column (storage/setup_changes.py); kind is their table.
CREATE TABLE setup_change (
  entry  INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  before TEXT,
  after  TEXT,
  PRIMARY KEY (entry, seq),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
);

CREATE TRIGGER setup_change_insert BEFORE INSERT ON setup_change
BEGIN
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal_chain WHERE entry = NEW.entry AND is_end = 1);
  SELECT RAISE(ABORT, 'the journal is never replaced')
  WHERE EXISTS (SELECT 1 FROM setup_change WHERE entry = NEW.entry AND seq = NEW.seq);
END;

CREATE TRIGGER setup_change_update BEFORE UPDATE ON setup_change
BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;

CREATE TRIGGER setup_change_delete BEFORE DELETE ON setup_change
BEGIN
  SELECT RAISE(ABORT, 'the journal is never deleted');
END;

-- An act over so many rows that it takes many transactions, such as an import: its journal entry stays open in between,
-- so that all of it is one act, whenever it ends.

-- The entries to which rows may still be added. Whoever holds the turn of the batches (storage.sqlite.batch) closes what
-- others left here when they died.
CREATE TABLE journal_open (
  entry INTEGER PRIMARY KEY REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TRIGGER journal_open_insert BEFORE INSERT ON journal_open
BEGIN
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.entry);
END;

CREATE TRIGGER journal_open_update BEFORE UPDATE ON journal_open
BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;

DROP TRIGGER journal_row_insert;

CREATE TRIGGER journal_row_insert BEFORE INSERT ON journal_row
BEGIN
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.entry)
    AND NOT EXISTS (SELECT 1 FROM journal_open WHERE entry = NEW.entry);
  SELECT RAISE(ABORT, 'the journal is never replaced')
  WHERE EXISTS (SELECT 1 FROM journal_row WHERE entry = NEW.entry AND seq = NEW.seq)
     OR EXISTS (
       SELECT 1 FROM journal_row WHERE table_name = NEW.table_name AND row = NEW.row AND rev = NEW.rev
     );
END;

-- Only the sentence of an open entry changes, which tells how far the act has got.
DROP TRIGGER journal_update;

CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'an act is undone once only')
  WHERE OLD.undone_by IS NOT NULL AND NEW.undone_by IS NOT OLD.undone_by;
  SELECT RAISE(ABORT, 'the journal is never changed')
  WHERE (NEW.id, NEW.at, NEW.actor, NEW.verb, NEW.subject_kind, NEW.subject, NEW.reason)
     IS NOT (OLD.id, OLD.at, OLD.actor, OLD.verb, OLD.subject_kind, OLD.subject, OLD.reason)
     OR NEW.undoes IS NOT OLD.undoes
     OR (NEW.sentence IS NOT OLD.sentence AND NOT EXISTS (SELECT 1 FROM journal_open WHERE entry = OLD.id))
     OR (NEW.undone_by IS NOT OLD.undone_by
         AND NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.undone_by AND undoes = OLD.id));
END;

-- An import looks for each of its lines by the number that the other system gave.
CREATE INDEX patient_by_external_id ON patient (external_id)
WHERE external_id <> '' AND status <> 'entered-in-error';

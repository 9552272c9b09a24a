-- What is never lost: every event of a visit, every entry of the journal and every image. The guards of the tables that are
-- journalled are made from their declarations (0005 and later).

CREATE TRIGGER visit_event_insert BEFORE INSERT ON visit_event
BEGIN
  SELECT RAISE(ABORT, 'what happened in a visit is never replaced')
  WHERE EXISTS (SELECT 1 FROM visit_event WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.entry);
  SELECT RAISE(ABORT, 'an event belongs to a journalled change of its visit: make it with clinicdesk')
  WHERE NOT EXISTS (
    SELECT 1 FROM journal_row WHERE table_name = 'visit' AND row = NEW.appointment AND entry = NEW.entry
  );
END;

CREATE TRIGGER visit_event_update BEFORE UPDATE ON visit_event
BEGIN
  SELECT RAISE(ABORT, 'what happened in a visit is never changed');
END;

CREATE TRIGGER visit_event_delete BEFORE DELETE ON visit_event
BEGIN
  SELECT RAISE(ABORT, 'what happened in a visit is never deleted');
END;

CREATE TRIGGER journal_row_insert BEFORE INSERT ON journal_row
BEGIN
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.entry);
  SELECT RAISE(ABORT, 'the journal is never replaced')
  WHERE EXISTS (SELECT 1 FROM journal_row WHERE entry = NEW.entry AND seq = NEW.seq)
     OR EXISTS (
       SELECT 1 FROM journal_row WHERE table_name = NEW.table_name AND row = NEW.row AND rev = NEW.rev
     );
END;

CREATE TRIGGER journal_row_update BEFORE UPDATE ON journal_row
BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;

CREATE TRIGGER journal_row_delete BEFORE DELETE ON journal_row
BEGIN
  SELECT RAISE(ABORT, 'the journal is never deleted');
END;

CREATE TRIGGER journal_replace BEFORE INSERT ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is never replaced') WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'an act is undone by a later one only') WHERE NEW.undone_by IS NOT NULL;
END;

-- The entry that takes another back marks it, so that the two can never disagree.
CREATE TRIGGER journal_insert AFTER INSERT ON journal WHEN NEW.undoes IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'only an earlier act can be undone')
  WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.undoes AND id < NEW.id);
  UPDATE journal SET undone_by = NEW.id WHERE id = NEW.undoes;
END;

CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'an act is undone once only') WHERE OLD.undone_by IS NOT NULL;
  SELECT RAISE(ABORT, 'the journal is never changed')
  WHERE (NEW.id, NEW.at, NEW.actor, NEW.verb, NEW.subject_kind, NEW.subject, NEW.sentence, NEW.reason)
     IS NOT (OLD.id, OLD.at, OLD.actor, OLD.verb, OLD.subject_kind, OLD.subject, OLD.sentence, OLD.reason)
     OR NEW.undoes IS NOT OLD.undoes
     OR NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.undone_by AND undoes = OLD.id);
END;

CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is never deleted');
END;

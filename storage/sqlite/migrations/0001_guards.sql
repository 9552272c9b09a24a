-- What the tables refuse from whoever writes them, this program or a hand: a double booking, a change without its journal
-- entry, and the loss of anything recorded. No guard needs foreign keys to be on. A message that begins with 'occupied:'
-- is read by the program; the others are for people.

-- What each appointment takes. Appointments in the statuses listed take no time (core.model.appointment says the same).
CREATE VIEW needed (kind, resource, lane, start, end, appointment) AS
SELECT 'patient', CAST(patient AS TEXT), 0, start, end, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'provider', provider, lane, provider_start, provider_end, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'room', room, 0, start, end, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist') AND room IS NOT NULL;

CREATE TRIGGER occupancy_insert BEFORE INSERT ON occupancy
BEGIN
  SELECT CASE NEW.kind
    WHEN 'patient' THEN RAISE(ABORT, 'occupied:patient: this patient has another appointment then')
    WHEN 'provider' THEN RAISE(ABORT, 'occupied:provider: this provider is booked then, in this lane')
    ELSE RAISE(ABORT, 'occupied:room: this room is taken then')
  END
  WHERE EXISTS (
    SELECT 1 FROM occupancy
    WHERE kind = NEW.kind AND resource = NEW.resource AND lane = NEW.lane
      AND start < NEW.end AND start > NEW.start - 720 AND end > NEW.start
  );
  SELECT RAISE(ABORT, 'occupancy follows from the appointments and is not written by hand')
  WHERE NOT EXISTS (
    SELECT 1 FROM needed
    WHERE appointment = NEW.appointment AND kind = NEW.kind AND resource = NEW.resource AND lane = NEW.lane
      AND start = NEW.start AND end = NEW.end
  );
END;

CREATE TRIGGER occupancy_update BEFORE UPDATE ON occupancy
BEGIN
  SELECT RAISE(ABORT, 'occupancy follows from the appointments and is not changed by hand');
END;

CREATE TRIGGER occupancy_delete BEFORE DELETE ON occupancy
BEGIN
  SELECT RAISE(ABORT, 'occupancy follows from the appointments: this time is still booked')
  WHERE EXISTS (
    SELECT 1 FROM needed
    WHERE appointment = OLD.appointment AND kind = OLD.kind AND resource = OLD.resource AND lane = OLD.lane
      AND start = OLD.start AND end = OLD.end
  );
END;

-- BEFORE INSERT sees no row number where none is given, so only a replacement is refused there, and the rest after.
CREATE TRIGGER appointment_replace BEFORE INSERT ON appointment
BEGIN
  SELECT RAISE(ABORT, 'an appointment is never replaced: change it with clinicdesk')
  WHERE EXISTS (SELECT 1 FROM appointment WHERE id = NEW.id);
END;

CREATE TRIGGER appointment_insert AFTER INSERT ON appointment
BEGIN
  SELECT RAISE(ABORT, 'an appointment needs its journal entry: book with clinicdesk')
  WHERE NEW.rev <> 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'appointment' AND row = NEW.id AND rev = 1 AND before IS NULL AND after IS NOT NULL
  );
  INSERT INTO occupancy (kind, resource, lane, start, end, appointment)
  SELECT kind, resource, lane, start, end, appointment FROM needed WHERE appointment = NEW.id;
END;

CREATE TRIGGER appointment_update BEFORE UPDATE ON appointment
BEGIN
  SELECT RAISE(ABORT, 'the number of an appointment never changes') WHERE NEW.id IS NOT OLD.id;
  SELECT RAISE(ABORT, 'a change of an appointment needs its journal entry: make it with clinicdesk')
  WHERE NEW.rev IS NOT OLD.rev + 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'appointment' AND row = NEW.id AND rev = NEW.rev AND before IS NOT NULL AND after IS NOT NULL
  );
END;

-- Rows that are still needed exactly as they are stay: an arrival changes no occupancy. One DELETE a kind, since only
-- the whole key finds a row by index.
CREATE TRIGGER appointment_updated AFTER UPDATE ON appointment
BEGIN
  DELETE FROM occupancy
  WHERE kind = 'patient' AND resource = CAST(OLD.patient AS TEXT) AND lane = 0 AND start = OLD.start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'patient' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.end = occupancy.end
    );
  DELETE FROM occupancy
  WHERE kind = 'provider' AND resource = OLD.provider AND lane = OLD.lane AND start = OLD.provider_start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'provider' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.end = occupancy.end
    );
  DELETE FROM occupancy
  WHERE kind = 'room' AND resource = OLD.room AND lane = 0 AND start = OLD.start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'room' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.end = occupancy.end
    );
  INSERT INTO occupancy (kind, resource, lane, start, end, appointment)
  SELECT kind, resource, lane, start, end, appointment FROM needed
  WHERE appointment = NEW.id AND NOT EXISTS (
    SELECT 1 FROM occupancy
    WHERE occupancy.kind = needed.kind AND occupancy.resource = needed.resource AND occupancy.lane = needed.lane
      AND occupancy.start = needed.start AND occupancy.appointment = NEW.id
  );
END;

CREATE TRIGGER appointment_delete BEFORE DELETE ON appointment
BEGIN
  SELECT RAISE(ABORT, 'appointments are never deleted: cancel it with clinicdesk');
END;

CREATE TRIGGER patient_replace BEFORE INSERT ON patient
BEGIN
  SELECT RAISE(ABORT, 'a patient is never replaced: change the record with clinicdesk')
  WHERE EXISTS (SELECT 1 FROM patient WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'another patient has this MRN')
  WHERE NEW.status <> 'entered-in-error' AND EXISTS (
    SELECT 1 FROM patient WHERE mrn = NEW.mrn COLLATE NOCASE AND status <> 'entered-in-error'
  );
END;

CREATE TRIGGER patient_insert AFTER INSERT ON patient
BEGIN
  SELECT RAISE(ABORT, 'a patient needs a journal entry: register with clinicdesk')
  WHERE NEW.rev <> 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'patient' AND row = NEW.id AND rev = 1 AND before IS NULL AND after IS NOT NULL
  );
END;

CREATE TRIGGER patient_update BEFORE UPDATE ON patient
BEGIN
  SELECT RAISE(ABORT, 'the row number of a patient never changes') WHERE NEW.id IS NOT OLD.id;
  SELECT RAISE(ABORT, 'a change of a patient needs its journal entry: make it with clinicdesk')
  WHERE NEW.rev IS NOT OLD.rev + 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'patient' AND row = NEW.id AND rev = NEW.rev AND before IS NOT NULL AND after IS NOT NULL
  );
  SELECT RAISE(ABORT, 'another patient has this MRN')
  WHERE NEW.status <> 'entered-in-error' AND EXISTS (
    SELECT 1 FROM patient
    WHERE mrn = NEW.mrn COLLATE NOCASE AND status <> 'entered-in-error' AND id <> NEW.id
  );
END;

CREATE TRIGGER patient_delete BEFORE DELETE ON patient
BEGIN
  SELECT RAISE(ABORT, 'patients are never deleted: archive the record with clinicdesk');
END;

CREATE TRIGGER visit_replace BEFORE INSERT ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit is never replaced: change it with clinicdesk')
  WHERE EXISTS (SELECT 1 FROM visit WHERE appointment = NEW.appointment);
END;

-- A patient may arrive again after an arrival was undone: the visit's revs run on.
CREATE TRIGGER visit_insert AFTER INSERT ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit needs its journal entry: let the patient arrive with clinicdesk')
  WHERE NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'visit' AND row = NEW.appointment AND rev = NEW.rev AND before IS NULL AND after IS NOT NULL
  ) OR EXISTS (
    SELECT 1 FROM journal_row WHERE table_name = 'visit' AND row = NEW.appointment AND rev > NEW.rev
  );
END;

CREATE TRIGGER visit_update BEFORE UPDATE ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit never goes to another appointment') WHERE NEW.appointment IS NOT OLD.appointment;
  SELECT RAISE(ABORT, 'a change of a visit needs its journal entry: make it with clinicdesk')
  WHERE NEW.rev IS NOT OLD.rev + 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'visit' AND row = NEW.appointment AND rev = NEW.rev
      AND before IS NOT NULL AND after IS NOT NULL
  );
END;

CREATE TRIGGER visit_delete BEFORE DELETE ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit goes only when its arrival is undone with clinicdesk')
  WHERE NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'visit' AND row = OLD.appointment AND rev = OLD.rev + 1
      AND before IS NOT NULL AND after IS NULL
  );
END;

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

-- Who and what is taken when follows from the appointments, and nobody is booked twice. Each refusal begins with the name by
-- which the program knows it, as those of the guards that every journalled table has (storage/sqlite/guards.py).

-- What each appointment takes. Appointments in the statuses listed take no time (AppointmentStatus.takes_time says the same).
CREATE VIEW needed (kind, resource, lane, start, finish, appointment) AS
SELECT 'patient', CAST(patient AS TEXT), 0, start, finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'provider', provider, lane, provider_start, provider_finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'room', room, 0, start, finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist') AND room IS NOT NULL;

CREATE TRIGGER occupancy_insert BEFORE INSERT ON occupancy
BEGIN
  SELECT CASE NEW.kind
    WHEN 'patient' THEN RAISE(ABORT, 'patient: this patient has another appointment then')
    WHEN 'provider' THEN RAISE(ABORT, 'provider: this provider is booked then, in this lane')
    ELSE RAISE(ABORT, 'room: this room is taken then')
  END
  WHERE EXISTS (
    SELECT 1 FROM occupancy
    WHERE kind = NEW.kind AND resource = NEW.resource AND lane = NEW.lane
      AND start < NEW.finish AND start > NEW.start - 720 AND finish > NEW.start
  );
  SELECT RAISE(ABORT, 'journal: occupancy follows from the appointments and is not written by hand')
  WHERE NOT EXISTS (
    SELECT 1 FROM needed
    WHERE appointment = NEW.appointment AND kind = NEW.kind AND resource = NEW.resource AND lane = NEW.lane
      AND start = NEW.start AND finish = NEW.finish
  );
END;

CREATE TRIGGER occupancy_update BEFORE UPDATE ON occupancy
BEGIN
  SELECT RAISE(ABORT, 'journal: occupancy follows from the appointments and is not changed by hand');
END;

CREATE TRIGGER occupancy_delete BEFORE DELETE ON occupancy
BEGIN
  SELECT RAISE(ABORT, 'journal: occupancy follows from the appointments: this time is still booked')
  WHERE EXISTS (
    SELECT 1 FROM needed
    WHERE appointment = OLD.appointment AND kind = OLD.kind AND resource = OLD.resource AND lane = OLD.lane
      AND start = OLD.start AND finish = OLD.finish
  );
END;

-- What a new appointment takes.
CREATE TRIGGER appointment_occupies_insert AFTER INSERT ON appointment
BEGIN
  INSERT INTO occupancy (kind, resource, lane, start, finish, appointment)
  SELECT kind, resource, lane, start, finish, appointment FROM needed WHERE appointment = NEW.id;
END;

-- Rows that are still needed exactly as they are stay: an arrival changes no occupancy. One DELETE a kind, since only
-- the whole key finds a row by index.
CREATE TRIGGER appointment_occupies_update AFTER UPDATE ON appointment
BEGIN
  DELETE FROM occupancy
  WHERE kind = 'patient' AND resource = CAST(OLD.patient AS TEXT) AND lane = 0 AND start = OLD.start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'patient' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.finish = occupancy.finish
    );
  DELETE FROM occupancy
  WHERE kind = 'provider' AND resource = OLD.provider AND lane = OLD.lane AND start = OLD.provider_start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'provider' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.finish = occupancy.finish
    );
  DELETE FROM occupancy
  WHERE kind = 'room' AND resource = OLD.room AND lane = 0 AND start = OLD.start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'room' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.finish = occupancy.finish
    );
  INSERT INTO occupancy (kind, resource, lane, start, finish, appointment)
  SELECT kind, resource, lane, start, finish, appointment FROM needed
  WHERE appointment = NEW.id AND NOT EXISTS (
    SELECT 1 FROM occupancy
    WHERE occupancy.kind = needed.kind AND occupancy.resource = needed.resource AND occupancy.lane = needed.lane
      AND occupancy.start = needed.start AND occupancy.appointment = NEW.id
  );
END;

-- Whom a type of visit needs besides its provider: codes, a skill for each place, and from which minute for how many.
ALTER TABLE visit_type ADD COLUMN further TEXT NOT NULL DEFAULT '[]';
ALTER TABLE visit_type ADD COLUMN further_skills TEXT NOT NULL DEFAULT '[]';
ALTER TABLE visit_type ADD COLUMN further_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit_type ADD COLUMN further_minutes INTEGER;

-- Who is there besides the provider: [code, start, finish, lane] of each.
ALTER TABLE appointment ADD COLUMN further TEXT NOT NULL DEFAULT '[]';
CREATE INDEX appointment_with_further ON appointment (start) WHERE further <> '[]';

-- json_extract is not trusted in a schema, json_each is.
CREATE VIEW further_provider (appointment, status, provider, start, finish, lane) AS
SELECT appointment.id, appointment.status,
  (SELECT value FROM json_each(one.value) WHERE key = 0), (SELECT value FROM json_each(one.value) WHERE key = 1),
  (SELECT value FROM json_each(one.value) WHERE key = 2), (SELECT value FROM json_each(one.value) WHERE key = 3)
FROM appointment CROSS JOIN json_each(appointment.further) AS one
WHERE appointment.further <> '[]';

DROP VIEW needed;

-- What each appointment takes for itself alone. Appointments in the statuses listed take no time
-- (AppointmentStatus.takes_time says the same); a room that a group shares is guarded apart.
CREATE VIEW needed (kind, resource, lane, start, finish, appointment) AS
SELECT 'patient', CAST(patient AS TEXT), 0, start, finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'provider', provider, lane, provider_start, provider_finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'room', room, 0, start, finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist') AND room IS NOT NULL AND seats = 1
UNION ALL
SELECT 'provider', provider, lane, start, finish, appointment FROM further_provider
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist');

DROP TRIGGER occupancy_insert;

CREATE TRIGGER occupancy_insert BEFORE INSERT ON occupancy
BEGIN
  SELECT CASE
    WHEN NEW.kind = 'patient' THEN RAISE(ABORT, 'patient: this patient has another appointment then')
    WHEN NEW.kind = 'room' THEN RAISE(ABORT, 'room: this room is taken then')
    WHEN NEW.resource IS (SELECT provider FROM appointment WHERE id = NEW.appointment)
      THEN RAISE(ABORT, 'provider: this provider is booked then, in this lane')
    ELSE RAISE(ABORT, 'further: a further provider is booked then, in this lane')
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

DROP TRIGGER appointment_occupies_update;

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
  DELETE FROM occupancy
  WHERE (kind, resource, lane, start) IN (
      SELECT 'provider', CAST((SELECT value FROM json_each(one.value) WHERE key = 0) AS TEXT),
        CAST((SELECT value FROM json_each(one.value) WHERE key = 3) AS INTEGER),
        CAST((SELECT value FROM json_each(one.value) WHERE key = 1) AS INTEGER)
      FROM json_each(OLD.further) AS one
    ) AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'provider' AND needed.resource = occupancy.resource
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

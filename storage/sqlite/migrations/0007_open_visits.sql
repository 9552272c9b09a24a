-- Visits that nobody has closed, of whatever day: a handful among millions.
CREATE INDEX visit_open ON visit (appointment) WHERE step NOT IN ('checked-out', 'left');

-- Bookings whose patient has not come yet, to be looked through when the set-up changes.
CREATE INDEX appointment_to_come ON appointment (start) WHERE status IN ('proposed', 'pending', 'booked');

-- When the zone of a site was last changed: what was booked before stands at another time of day since.
ALTER TABLE site ADD COLUMN zone_since INTEGER;

-- One patient is in one room at a time, whatever they are there for.
CREATE TRIGGER visit_elsewhere_insert BEFORE INSERT ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'elsewhere: this patient is in another room')
  WHERE EXISTS (
    SELECT 1 FROM visit AS other JOIN appointment AS theirs ON theirs.id = other.appointment
    WHERE other.room IS NOT NULL AND other.appointment <> NEW.appointment
      AND theirs.patient = (SELECT patient FROM appointment WHERE id = NEW.appointment)
  );
END;

CREATE TRIGGER visit_elsewhere_update BEFORE UPDATE ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'elsewhere: this patient is in another room')
  WHERE EXISTS (
    SELECT 1 FROM visit AS other JOIN appointment AS theirs ON theirs.id = other.appointment
    WHERE other.room IS NOT NULL AND other.appointment <> OLD.appointment
      AND theirs.patient = (SELECT patient FROM appointment WHERE id = NEW.appointment)
  );
END;

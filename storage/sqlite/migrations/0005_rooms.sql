-- One patient is in a room at a time, and a visit names a room only while its patient is in it.
CREATE TRIGGER visit_room_insert BEFORE INSERT ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'in-room: somebody is in this room')
  WHERE EXISTS (SELECT 1 FROM visit WHERE room = NEW.room);
  SELECT RAISE(ABORT, 'step: only a patient who is in a room has one')
  WHERE NEW.step NOT IN ('roomed', 'with-provider');
END;

CREATE TRIGGER visit_room_update BEFORE UPDATE ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'in-room: somebody is in this room')
  WHERE EXISTS (SELECT 1 FROM visit WHERE room = NEW.room AND appointment <> OLD.appointment);
  SELECT RAISE(ABORT, 'step: only a patient who is in a room has one')
  WHERE NEW.step NOT IN ('roomed', 'with-provider');
END;

-- One patient is in a room at a time, and a visit names a room only while its patient is in it.

CREATE INDEX visit_in_room ON visit (room) WHERE room IS NOT NULL;

CREATE TRIGGER visit_room_insert BEFORE INSERT ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'occupied:in-room: somebody is in this room')
  WHERE EXISTS (SELECT 1 FROM visit WHERE room = NEW.room);
  SELECT RAISE(ABORT, 'only a patient who is in a room has one')
  WHERE NEW.step NOT IN ('roomed', 'with-provider');
END;

CREATE TRIGGER visit_room_update BEFORE UPDATE ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'occupied:in-room: somebody is in this room')
  WHERE EXISTS (SELECT 1 FROM visit WHERE room = NEW.room AND appointment <> OLD.appointment);
  SELECT RAISE(ABORT, 'only a patient who is in a room has one')
  WHERE NEW.step NOT IN ('roomed', 'with-provider');
END;

-- What somebody did last, whether or not it was taken back: for redo, and for undo of what was redone. Programs of the
-- version before ask journal_undoable, which stays for them.
CREATE INDEX journal_by_actor ON journal (actor, id);

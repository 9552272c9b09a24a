-- Who is in which room now.

CREATE INDEX visit_in_room ON visit (room) WHERE room IS NOT NULL;

-- What somebody did last, whether or not it was taken back: for redo, and for undo of what was redone. Programs of the
-- version before ask journal_undoable, which stays for them.
CREATE INDEX journal_by_actor ON journal (actor, id);

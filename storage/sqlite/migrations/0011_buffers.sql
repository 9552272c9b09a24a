-- Minutes: of the way to a site from any other, in which a room is cleaned, which a provider needs around each visit.
ALTER TABLE site ADD COLUMN travel INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN cleanup INTEGER NOT NULL DEFAULT 0;
ALTER TABLE provider ADD COLUMN buffer_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE provider ADD COLUMN buffer_after INTEGER NOT NULL DEFAULT 0;

-- The kind of block that a visit type needs, if it needs one.
ALTER TABLE visit_type ADD COLUMN block_kind TEXT NOT NULL DEFAULT '';

-- 'end' is a reserved word to other engines. Images in the journal keep the names of their time (storage/tables.py).

ALTER TABLE appointment RENAME COLUMN end TO finish;
ALTER TABLE appointment RENAME COLUMN provider_end TO provider_finish;
ALTER TABLE occupancy RENAME COLUMN end TO finish;

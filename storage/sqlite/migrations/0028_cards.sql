-- Images of insurance cards: their bytes are files in the folder beside the database, each under its hash (SHA-256).
CREATE TABLE card_file (
  hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
  size INTEGER NOT NULL CHECK (typeof(size) = 'integer' AND size > 0)
);
CREATE TRIGGER card_file_update BEFORE UPDATE ON card_file
BEGIN
  SELECT RAISE(ABORT, 'journal: the image of a card never changes');
END;
CREATE TRIGGER card_file_delete BEFORE DELETE ON card_file
BEGIN
  SELECT RAISE(ABORT, 'journal: the image of a card is never deleted');
END;

-- Those of a coverage, of which the journal seals the hash; NULL where there is none.
ALTER TABLE coverage ADD COLUMN front_hash TEXT REFERENCES card_file (hash);
ALTER TABLE coverage ADD COLUMN front_kind TEXT;
ALTER TABLE coverage ADD COLUMN front_size INTEGER;
ALTER TABLE coverage ADD COLUMN back_hash TEXT REFERENCES card_file (hash);
ALTER TABLE coverage ADD COLUMN back_kind TEXT;
ALTER TABLE coverage ADD COLUMN back_size INTEGER;

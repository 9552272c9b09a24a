-- What a payer said of the plan's days, and that a question about the coverage was rejected; NULL before.
ALTER TABLE coverage ADD COLUMN enrolled_from TEXT;
ALTER TABLE coverage ADD COLUMN enrolled_until TEXT;
ALTER TABLE coverage ADD COLUMN rejected_at INTEGER;
ALTER TABLE coverage ADD COLUMN rejected_why TEXT;
ALTER TABLE coverage ADD COLUMN rejected_asked TEXT;
ALTER TABLE coverage ADD COLUMN rejected_patient INTEGER CHECK (rejected_patient IN (0, 1));

-- By which number payers know the clinic at a site; what they are asked about, and told.
ALTER TABLE site ADD COLUMN npi TEXT NOT NULL DEFAULT '';
ALTER TABLE payer ADD COLUMN services TEXT NOT NULL DEFAULT '["30"]';
ALTER TABLE payer ADD COLUMN tells TEXT NOT NULL DEFAULT '["date","sex"]';

-- Files that went out to payers and came in from them. hash is the SHA-256 of their bytes; instants are UTC milliseconds.
CREATE TABLE exchange_file (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  name      TEXT NOT NULL CHECK (name <> ''),
  hash      TEXT NOT NULL CHECK (length(hash) = 64),
  size      INTEGER NOT NULL CHECK (typeof(size) = 'integer' AND size >= 0),
  direction TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  status    TEXT NOT NULL,
  problem   TEXT NOT NULL,
  matched   INTEGER NOT NULL CHECK (typeof(matched) = 'integer' AND matched >= 0),
  rev       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE UNIQUE INDEX exchange_file_by_hash ON exchange_file (hash) WHERE direction = 'in';
CREATE INDEX exchange_file_refused ON exchange_file (id) WHERE status = 'refused';

-- Their bytes, packed, under that hash, which says what they are: the journal of a file seals them with it.
CREATE TABLE exchange_text (
  hash   TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  packed BLOB NOT NULL
);
CREATE TRIGGER exchange_text_update BEFORE UPDATE ON exchange_text
BEGIN
  SELECT RAISE(ABORT, 'journal: the bytes of a file never change');
END;
CREATE TRIGGER exchange_text_delete BEFORE DELETE ON exchange_text
BEGIN
  SELECT RAISE(ABORT, 'journal: the bytes of a file are never deleted');
END;

-- Questions to payers about the insurance of visits; told is the answer, JSON, NULL before.
CREATE TABLE inquiry (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  coverage    INTEGER NOT NULL REFERENCES coverage (id),
  appointment INTEGER NOT NULL REFERENCES appointment (id),
  trace       TEXT NOT NULL CHECK (trace <> ''),
  on_day      TEXT NOT NULL,
  asked       TEXT NOT NULL,
  services    TEXT NOT NULL,
  file        INTEGER NOT NULL REFERENCES exchange_file (id),
  sent_at     INTEGER NOT NULL CHECK (typeof(sent_at) = 'integer'),
  sent_by     TEXT NOT NULL,
  status      TEXT NOT NULL,
  answered_at INTEGER,
  answer_file INTEGER NOT NULL,
  told        TEXT,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK ((answered_at IS NULL) = (told IS NULL))
);
CREATE UNIQUE INDEX inquiry_by_trace ON inquiry (trace COLLATE NOCASE);
CREATE INDEX inquiry_by_patient ON inquiry (patient, id);
CREATE INDEX inquiry_by_coverage ON inquiry (coverage, id);
CREATE INDEX inquiry_by_appointment ON inquiry (appointment);
CREATE INDEX inquiry_by_file ON inquiry (file, id);

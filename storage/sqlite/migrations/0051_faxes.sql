-- Faxes that go out. The number is that of the moment; the bytes of document and cover lie with the images of cards.
CREATE TABLE outgoing_fax (
  id            INTEGER PRIMARY KEY CHECK (id > 0),
  patient       INTEGER REFERENCES patient (id),
  entry         INTEGER REFERENCES directory_entry (id),
  recipient     TEXT NOT NULL,
  number        TEXT NOT NULL CHECK (number <> ''),
  title         TEXT NOT NULL,
  document_hash TEXT NOT NULL CHECK (length(document_hash) = 64),
  document_kind TEXT NOT NULL,
  document_size INTEGER NOT NULL,
  cover_hash    TEXT NOT NULL CHECK (length(cover_hash) = 64),
  cover_kind    TEXT NOT NULL,
  cover_size    INTEGER NOT NULL,
  pages         INTEGER NOT NULL CHECK (pages >= 0),
  at            INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  sent_by       TEXT NOT NULL,
  status        TEXT NOT NULL,
  status_at     INTEGER NOT NULL,
  tries         INTEGER NOT NULL CHECK (tries BETWEEN 1 AND 3),
  code          TEXT NOT NULL,
  rev           INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX outgoing_open ON outgoing_fax (id) WHERE status IN ('queued', 'sent', 'failed');
CREATE INDEX outgoing_by_patient ON outgoing_fax (patient) WHERE patient IS NOT NULL;

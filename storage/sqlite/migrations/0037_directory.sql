-- Practices, labs, imaging, pharmacies and suppliers. Payers are set up, and stand in their own table.
CREATE TABLE directory_entry (
  id            INTEGER PRIMARY KEY CHECK (id > 0),
  name          TEXT NOT NULL CHECK (name <> ''),
  kind          TEXT NOT NULL CHECK (kind <> 'payer'),
  specialties   TEXT NOT NULL,
  phone         TEXT NOT NULL,
  fax           TEXT NOT NULL,
  email         TEXT NOT NULL,
  address       TEXT NOT NULL,
  hours         TEXT NOT NULL,
  contact       TEXT NOT NULL,
  referrals     TEXT NOT NULL,
  referral_note TEXT NOT NULL,
  npi           TEXT NOT NULL,
  note          TEXT NOT NULL,
  status        TEXT NOT NULL,
  merged_into   INTEGER REFERENCES directory_entry (id) CHECK (merged_into <> id),
  rev           INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

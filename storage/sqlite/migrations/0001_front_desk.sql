-- The records of the front desk. Appointment times are UTC minutes since 1970, instants are UTC milliseconds since 1970,
-- birth dates ISO text, codes those of the set-up, short lists JSON. Only SQL of SQLite 3.34 is used.
--
-- While an act is being written its images refer to a journal entry that comes last. As long as such a reference is
-- open, SQLite looks for children of every parent inserted: a foreign key to patient, appointment or journal therefore
-- needs an index that begins with its column, else each booking reads the whole table. Where a trigger checks the same
-- there is no foreign key.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE patient (
  id                        INTEGER PRIMARY KEY CHECK (id > 0),
  mrn                       TEXT NOT NULL CHECK (mrn <> ''),
  family                    TEXT NOT NULL,
  given                     TEXT NOT NULL,
  birth_date                TEXT NOT NULL CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sex                       TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
  preferred                 TEXT NOT NULL,
  previous                  TEXT NOT NULL,
  phones                    TEXT NOT NULL,
  email                     TEXT NOT NULL,
  address                   TEXT NOT NULL,
  language                  TEXT NOT NULL,
  interpreter               INTEGER NOT NULL CHECK (interpreter IN (0, 1)),
  usual_provider            TEXT NOT NULL,
  alerts                    TEXT NOT NULL,
  status                    TEXT NOT NULL
    CHECK (status IN ('active', 'deceased', 'archived', 'restricted', 'entered-in-error')),
  external_id               TEXT NOT NULL,
  identity_verified_at      INTEGER,
  demographics_confirmed_at INTEGER,
  rev                       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (family <> '' OR given <> '')
);

-- An undone registration gives its number back.
CREATE UNIQUE INDEX patient_by_mrn ON patient (mrn COLLATE NOCASE) WHERE status <> 'entered-in-error';

-- 720 minutes is the longest appointment there is: it bounds every search for an overlap.
CREATE TABLE appointment (
  id             INTEGER PRIMARY KEY CHECK (id > 0),
  patient        INTEGER NOT NULL REFERENCES patient (id) DEFERRABLE INITIALLY DEFERRED,
  provider       TEXT NOT NULL REFERENCES provider (code) DEFERRABLE INITIALLY DEFERRED,
  site           TEXT NOT NULL REFERENCES site (code) DEFERRABLE INITIALLY DEFERRED,
  room           TEXT REFERENCES room (code) DEFERRABLE INITIALLY DEFERRED,
  visit_type     TEXT NOT NULL REFERENCES visit_type (code) DEFERRABLE INITIALLY DEFERRED,
  mode           TEXT NOT NULL CHECK (mode IN ('in-person', 'telehealth')),
  start          INTEGER NOT NULL CHECK (typeof(start) = 'integer'),
  end            INTEGER NOT NULL CHECK (typeof(end) = 'integer'),
  provider_start INTEGER NOT NULL CHECK (typeof(provider_start) = 'integer'),
  provider_end   INTEGER NOT NULL CHECK (typeof(provider_end) = 'integer'),
  lane           INTEGER NOT NULL CHECK (typeof(lane) = 'integer' AND lane >= 0),
  status         TEXT NOT NULL CHECK (status IN (
    'proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled',
    'cancelled', 'noshow', 'entered-in-error', 'waitlist')),
  status_at      INTEGER NOT NULL,
  status_by      TEXT NOT NULL,
  confirmation   TEXT NOT NULL CHECK (confirmation IN (
    'none', 'sent', 'confirmed', 'declined', 'callback', 'expired', 'failed')),
  note           TEXT NOT NULL,
  cancel_reason  TEXT,
  cancel_by      TEXT CHECK (cancel_by IN ('patient', 'clinic')),
  cancel_late    INTEGER CHECK (cancel_late IN (0, 1)),
  cancel_note    TEXT,
  overrides      TEXT NOT NULL,
  rev            INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (end > start AND end - start <= 720),
  CHECK (start <= provider_start AND provider_start < provider_end AND provider_end <= end),
  CHECK ((cancel_reason IS NULL) = (cancel_by IS NULL)
    AND (cancel_reason IS NULL) = (cancel_late IS NULL)
    AND (cancel_reason IS NULL) = (cancel_note IS NULL))
);

CREATE INDEX appointment_by_site ON appointment (site, start);
CREATE INDEX appointment_by_provider ON appointment (provider, start);
CREATE INDEX appointment_by_patient ON appointment (patient, start);

-- Who and what is taken when, exactly and half-open. Kept by triggers from the appointments, never by hand.
-- kind: patient, provider, room; resource: the patient's id or the code; lane: 0 but for an overbooked provider.
CREATE TABLE occupancy (
  kind        TEXT NOT NULL CHECK (kind IN ('patient', 'provider', 'room')),
  resource    TEXT NOT NULL,
  lane        INTEGER NOT NULL,
  start       INTEGER NOT NULL,
  end         INTEGER NOT NULL,
  appointment INTEGER NOT NULL,
  PRIMARY KEY (kind, resource, lane, start)
) WITHOUT ROWID;

-- How far the patient of an appointment has got; no row before the arrival.
CREATE TABLE visit (
  appointment    INTEGER PRIMARY KEY REFERENCES appointment (id) DEFERRABLE INITIALLY DEFERRED,
  step           TEXT NOT NULL CHECK (step IN (
    'arrived', 'checked-in', 'roomed', 'with-provider', 'departed', 'checked-out', 'left')),
  since          INTEGER NOT NULL,
  step_by        TEXT NOT NULL,
  arrived_at     INTEGER NOT NULL,
  late           INTEGER NOT NULL CHECK (late IN (0, 1)),
  room           TEXT REFERENCES room (code) DEFERRABLE INITIALLY DEFERRED,
  checked_in_at  INTEGER,
  checked_out_at INTEGER,
  waivers        TEXT NOT NULL,
  rev            INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);

-- Every step of every visit, in order. step and room are those after the event; step is NULL when the visit went.
CREATE TABLE visit_event (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  entry       INTEGER NOT NULL,
  appointment INTEGER NOT NULL REFERENCES appointment (id) DEFERRABLE INITIALLY DEFERRED,
  at          INTEGER NOT NULL,
  by          TEXT NOT NULL,
  event       TEXT NOT NULL CHECK (event <> ''),
  step        TEXT,
  room        TEXT
);

CREATE INDEX visit_event_by_appointment ON visit_event (appointment);

-- One row an act, written last in its transaction: what was written under its id before is sealed by it.
CREATE TABLE journal (
  id           INTEGER PRIMARY KEY CHECK (id > 0),
  at           INTEGER NOT NULL,
  actor        TEXT NOT NULL CHECK (actor <> ''),
  verb         TEXT NOT NULL CHECK (verb <> ''),
  subject_kind TEXT NOT NULL,
  subject      INTEGER NOT NULL,
  sentence     TEXT NOT NULL,
  reason       TEXT NOT NULL,
  undoes       INTEGER,
  undone_by    INTEGER
);

CREATE INDEX journal_undoable ON journal (actor, id) WHERE undone_by IS NULL AND undoes IS NULL;

-- The rows an act wrote, as JSON objects by column; rev is the row's rev after the write (a deleted row's last rev + 1).
CREATE TABLE journal_row (
  entry      INTEGER NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED,
  seq        INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row        INTEGER NOT NULL,
  rev        INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  before     TEXT,
  after      TEXT,
  PRIMARY KEY (entry, seq),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
);

CREATE UNIQUE INDEX journal_row_by_row ON journal_row (table_name, row, rev);

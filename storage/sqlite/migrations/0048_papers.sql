-- What of a patient's cases a visit may need, and whether any of it has changed, is told by the index alone.
CREATE INDEX work_case_of_patient ON work_case (patient, kind, rev, status, state);

-- What costs a visit of an authorization though nobody was seen.
ALTER TABLE payer ADD COLUMN units_lost TEXT NOT NULL DEFAULT '[]';

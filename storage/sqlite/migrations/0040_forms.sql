-- Which forms patients sign or are given. As of the other coded records nothing is deleted.
CREATE TABLE form (
  code        TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq         INTEGER NOT NULL,
  name        TEXT NOT NULL,
  template    TEXT NOT NULL,
  needs       TEXT NOT NULL,
  may_decline INTEGER NOT NULL CHECK (may_decline IN (0, 1)),
  types       TEXT NOT NULL,
  min_age,
  max_age,
  valid_days  INTEGER NOT NULL CHECK (valid_days >= 0),
  retired     INTEGER NOT NULL CHECK (retired IN (0, 1))
);

-- What a patient, or who decides for them, did with a form: form is its code, day that of the site.
CREATE TABLE form_note (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  patient     INTEGER NOT NULL REFERENCES patient (id),
  form        TEXT NOT NULL CHECK (form <> ''),
  state       TEXT NOT NULL,
  day         TEXT NOT NULL,
  at          INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  noted_by    TEXT NOT NULL,
  signer      TEXT NOT NULL,
  appointment INTEGER REFERENCES appointment (id),
  note        TEXT NOT NULL,
  status      TEXT NOT NULL,
  rev         INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
CREATE INDEX form_note_by_patient ON form_note (patient, rev);
CREATE INDEX form_note_by_appointment ON form_note (appointment);

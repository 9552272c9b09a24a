-- Under what a patient is found: derived from the patient records, written with them and never by hand (storage.lookup.search).
-- Records entered in error have no rows here.

-- family and given are folded. The order of results, birth dates whole and by their 'MM-DD', and look-alikes.
CREATE TABLE patient_key (
  patient  INTEGER PRIMARY KEY REFERENCES patient (id) DEFERRABLE INITIALLY DEFERRED,
  family   TEXT NOT NULL,
  given    TEXT NOT NULL,
  born     TEXT NOT NULL,
  born_day TEXT NOT NULL
);

CREATE INDEX patient_key_by_name ON patient_key (family, given, born);
CREATE INDEX patient_key_by_born ON patient_key (born, family, given);
CREATE INDEX patient_key_by_born_day ON patient_key (born_day, family, given);

-- Every folded part of every name, the MRN with and without its letters, and every run of digits that ends a phone number:
-- what is typed is a prefix of one of them. whole: it is not merely a piece of the MRN or of a number.
CREATE TABLE patient_term (
  patient INTEGER NOT NULL REFERENCES patient (id) DEFERRABLE INITIALLY DEFERRED,
  term    TEXT NOT NULL CHECK (term <> ''),
  whole   INTEGER NOT NULL CHECK (whole IN (0, 1)),
  PRIMARY KEY (patient, term)
) WITHOUT ROWID;

CREATE INDEX patient_term_by_term ON patient_term (term, patient, whole);

-- Each distinct part of a name, for spellings near to it. A word that nobody bears any more finds nobody.
CREATE TABLE name_word (
  word  TEXT NOT NULL PRIMARY KEY,
  sound TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX name_word_by_sound ON name_word (sound);

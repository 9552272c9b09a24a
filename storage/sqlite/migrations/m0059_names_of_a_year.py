"""What does a database need so that a name that thousands bear and a year of birth are looked up along one index?"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 59

# A word of the name of whoever was born in that year: derived from the patient records, and written with them.
# It refers to none, as every patient who goes would then be looked for in all of it.
_TABLE: Final = """
CREATE TABLE name_of_year (
  year    INTEGER NOT NULL,
  term    TEXT NOT NULL,
  patient INTEGER NOT NULL,
  PRIMARY KEY (year, term, patient)
) WITHOUT ROWID
"""
_FILL: Final = """
INSERT INTO name_of_year (year, term, patient)
SELECT CAST(substr(born, 1, 4) AS INTEGER), term, patient_term.patient
FROM patient_key JOIN patient_term ON patient_term.patient = patient_key.patient
WHERE whole AND term IN (SELECT word FROM name_word)
ORDER BY 1, 2, 3
"""


def apply(db: sqlite3.Connection) -> None:
    """Add the table, and the names that there are."""
    db.execute(_TABLE)
    db.execute(_FILL)

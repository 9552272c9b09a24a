"""What does a database need so that names of other letters are found as they are read?"""

from __future__ import annotations

import sqlite3
from typing import Final

from core.patients.romanised import latin_readings
from storage.sqlite.lookup.index import heard_as

MIN_COMPATIBLE: Final = 60

_OTHER_LETTERS: Final = """
SELECT patient, term, CAST(substr(born, 1, 4) AS INTEGER)
FROM name_word CROSS JOIN patient_term INDEXED BY patient_term_by_term ON term = word JOIN patient_key USING (patient)
WHERE whole AND word GLOB '*[^ -~]*'
"""


def apply(db: sqlite3.Connection) -> None:
    """Tell anew how each name is heard that had no sound, and have names be found as they are read too."""
    words = db.execute("SELECT word FROM name_word WHERE sound = ''").fetchall()
    heard = [(heard_as(word), word) for (word,) in words if not word.isascii()]
    db.executemany("UPDATE name_word SET sound = ? WHERE word = ?", heard)
    found = db.execute(_OTHER_LETTERS)
    read = sorted({(patient, latin, year) for patient, word, year in found for latin in latin_readings(word)})
    db.executemany(
        "INSERT INTO patient_term (patient, term, whole) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET whole = 1",
        [(patient, latin) for patient, latin, _ in read],
    )
    db.executemany(
        "INSERT OR IGNORE INTO name_of_year (year, term, patient) VALUES (?, ?, ?)",
        [(year, latin, patient) for patient, latin, year in read],
    )
    db.executemany(
        "INSERT OR IGNORE INTO name_word (word, sound) VALUES (?, ?)",
        [(latin, heard_as(latin)) for latin in sorted({latin for _, latin, _ in read})],
    )

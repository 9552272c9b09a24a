"""Is a record whose status said restricted, in rows and in the journal of before, active and marked so today?"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from storage.codec import to_json
from storage.patient_tables import PATIENT
from storage.sqlite import migrations
from tests.storage.test_search import person

_FIRST_WITH_THE_MARK = 36


def test_rows_of_before() -> None:
    """Others keep the status they have."""
    steps = migrations.all_steps()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrations.take_steps(db, steps[: _FIRST_WITH_THE_MARK - 1])
        db.execute("DROP TRIGGER patient_insert")  # which wants the images of a journal
        db.execute("DROP TRIGGER patient_replace")
        rows = [PATIENT.table.to_row(person(name)) for name in ("Smith, Ann", "Jones, Bo")]
        for number, (row, status) in enumerate(zip(rows, ("restricted", "deceased"), strict=True)):
            row |= {"id": number + 1, "mrn": f"{number}", "status": status}
            for later in ("restricted", "reach_by"):
                del row[later]
            db.execute(f"INSERT INTO patient ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
        migrations.take_steps(db, steps[_FIRST_WITH_THE_MARK - 1 :])
        assert [("active", 1), ("deceased", 0)] == db.execute(
            "SELECT status, restricted FROM patient ORDER BY id"
        ).fetchall()


def test_images_of_before() -> None:
    """So undo brings back a restricted record as one of today."""
    kept = PATIENT.table.to_row(person("Smith, Ann"))
    del kept["restricted"]
    row = PATIENT.table.row_from_image(to_json(kept | {"status": "restricted"}))
    assert ("active", 1) == (row["status"], row["restricted"])
    row = PATIENT.table.row_from_image(to_json(kept | {"status": "archived"}))
    assert ("archived", 0) == (row["status"], row["restricted"])

"""Is what became of forms taken in from a file, held to what is noted at the desk, as one act?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.forms.model import FormState
from core.importing.columns import ColumnMap
from core.importing.request import ImportFile
from tests.clinics import register
from tests.desk.importing import Told
from tests.desk.test_forms import FORMS

if TYPE_CHECKING:
    from core.desk import Desk
    from core.importing.request import ImportReport
    from core.patients.model import Patient

HEADINGS = "mrn,form,status,date,valid until,signed by,note"


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """Who is of age, where the clinic has forms."""
    desk.set_up("sue", FORMS, place="forms.toml")
    return register(desk)


def taken(desk: Desk, *lines: str, dry_run: bool = False) -> tuple[ImportReport, list[tuple[int, str, str]]]:
    """What came of a file of these lines, and which were rejected: number, fields, why."""
    told = Told()
    file = ImportFile("forms.csv", tuple(f"{line}\n" for line in (HEADINGS, *lines)), ColumnMap())
    report = desk.documents.import_forms("sue", file, sink=told, dry_run=dry_run)
    return report, [(one.line, one.field, one.reason) for one in told.rejected]


def noted(desk: Desk, patient: Patient) -> dict[str, tuple[FormState, date, str]]:
    """What was noted last of each form."""
    found = desk.documents.forms("ana", patient.ref)
    notes = (*(one.note for one in found.found), *found.others)
    return {one.form: (one.state, one.day, one.signer) for one in notes if one}


def test_a_file_says_what_was_signed(desk: Desk, smith: Patient) -> None:
    """By code or name, once however often it comes, undone and done again as one act; the newest day counts."""
    lines = (
        f"{smith.mrn},privacy,,2025-02-03,,,",
        f"{smith.mrn},Consent,declined,2026-03-01,2027-03-01,,not yet",
        f"{smith.mrn},consent,signed,2026-04-01,,Lee,",
    )
    assert 3 == taken(desk, *lines, dry_run=True)[0].added
    assert {} == noted(desk, smith)
    report, rejected = taken(desk, *lines)
    assert (3, []) == (report.added, rejected)
    whole = {
        "privacy": (FormState.SIGNED, date(2025, 2, 3), ""),
        "consent": (FormState.SIGNED, date(2026, 4, 1), "Lee"),
    }
    assert whole == noted(desk, smith)
    assert (0, 3) == ((again := taken(desk, *lines)[0]).added + again.updated, again.unchanged)
    desk.journal.undo("sue")
    assert {} == noted(desk, smith)
    desk.journal.redo("sue")
    assert whole == noted(desk, smith)
    assert 3 == taken(desk, *lines)[0].unchanged


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ("999,privacy,,2026-01-02,,,", "mrn", "999"),
        (",privacy,,2026-01-02,,,", "mrn", "names no patient"),
        ("{mrn},,,2026-01-02,,,", "form", "no form"),
        ("{mrn},privcy,,2026-01-02,,,", "form", "privacy"),
        ("{mrn},privacy,,,,,", "day", "no day"),
        ("{mrn},privacy,maybe,2026-01-02,,,", "state", "signed"),
        ("{mrn},privacy,,2026-11-24,,,", "day", "Nothing was signed on 24 Nov 2026"),
        ("{mrn},privacy,,1980-01-01,,,", "day", "Nothing was signed"),
        ("{mrn},privacy,,31/31/2026,,,", "day", "31/31/2026"),
        ("{mrn},privacy,,2026-01-02,2025-01-01,,", "until", "before 2 Jan 2026"),
        ("{mrn},privacy,,2026-01-02,2026-12-31,,", "until", "by this clinic for good"),
        ("{mrn},consent,,2026-01-02,2026-12-31,,", "until", "by this clinic until 2 Jan 2027"),
        ("{mrn},privacy,,2026-01-02,,,card 4111 1111 1111 1111", "note", "payment card"),
        ("{child},privacy,,2026-01-02,,,", "signer", "Say who signed"),
    ],
)
def test_a_line_that_cannot_be_is_told(desk: Desk, smith: Patient, line: str, field: str, says: str) -> None:
    """With the field and what to do, and the others are taken."""
    child = register(desk, "Ray", "Al", date(2016, 5, 6))
    right = f"{child.mrn},privacy,,2026-01-02,,Ray Ann,"
    report, rejected = taken(desk, line.format(mrn=smith.mrn, child=child.mrn), right)
    ((number, wrong, why),) = rejected
    assert (1, 2, field) == (report.added, number, wrong)
    assert says in why
    assert {"privacy": (FormState.SIGNED, date(2026, 1, 2), "Ray Ann")} == noted(desk, child)
    assert {} == noted(desk, smith)


def test_what_a_file_says_otherwise_is_changed(desk: Desk, smith: Patient) -> None:
    """As by other files: the signer of the same signature, not a second one; two lines of one file may not differ."""
    taken(desk, f"{smith.mrn},privacy,,2026-01-02,,,")
    assert 1 == taken(desk, f"{smith.mrn},privacy,,2026-01-02,,Ann,")[0].updated
    assert {"privacy": (FormState.SIGNED, date(2026, 1, 2), "Ann")} == noted(desk, smith)
    _, rejected = taken(desk, *(f"{smith.mrn},privacy,,2026-01-03,,{name}," for name in ("Ann", "Bo")))
    assert [(3, "form")] == [(line, field) for line, field, _ in rejected]

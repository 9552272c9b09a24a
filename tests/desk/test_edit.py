"""What may be changed of a record, who is told, and what happens when two desks change one?"""

from __future__ import annotations

from datetime import date

import pytest

from core.clinic.ports import Store
from core.conflict import Severity
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound
from core.patients.consent import Channel, Evidence
from core.patients.model import Alert, Patient, PatientStatus, Phone, PreviousName, Sex
from core.record_ref import PatientId, RecordRef
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tests.clinics import NOW, FakeClock, book, patient_of, register
from tests.desk.asking import booking, refused, rules_met

BORN = date(1984, 3, 14)


def edited(desk: Desk, patient: Patient, **changes: object) -> Patient:
    """The record after ana has changed it."""
    change = desk.patients.edit("ana", patient.id, changes, rev=patient.rev)
    return patient_of(change)


def test_every_field_can_be_changed(desk: Desk, smith: Patient) -> None:
    """What is given is read as at registration; what is not stays."""
    changes = {
        "family": "van der Berg",
        "given": " Jan ",
        "birth_date": date(1984, 4, 13),
        "sex": Sex.OTHER,
        "phones": (Phone("617 555 0123", "home", voice=False, text=True),),
        "mrn": "A-17",
        "preferred": "Jan",
        "previous": (PreviousName("Smith"),),
        "email": "j@example.org",
        "address": "1 Main St",
        "language": "nl",
        "interpreter": True,
        "usual_provider": "LEE",
        "alerts": (Alert("needs a ramp"),),
        "external_id": "X9",
        "status": PatientStatus.RESTRICTED,
        "identity_verified_at": True,
        "demographics_confirmed_at": True,
    }
    change = desk.patients.edit("ana", smith.id, changes, rev=smith.rev)
    assert change is not None
    noted = tuple(Evidence(channel, "", NOW, "ana") for channel in (Channel.VOICE, Channel.TEXT))
    phone = Phone("617 555 0123", "home", voice=False, text=True, evidence=noted)
    assert (
        Patient(
            smith.id, "A-17", "van der Berg", "Jan", date(1984, 4, 13), Sex.OTHER, "Jan", (PreviousName("Smith"),),
            (phone,), "j@example.org", "1 Main St", "nl",
            interpreter=True, usual_provider="lee", alerts=(Alert("needs a ramp"),), restricted=True,
            external_id="X9", identity_verified_at=NOW, demographics_confirmed_at=NOW, rev=smith.rev + 1,
        )
        == patient_of(change)
        == desk.patients.by_id("vic", smith.id)
    )  # fmt: skip


def test_the_journal_names_the_fields_and_not_what_they_hold(desk: Desk, smith: Patient) -> None:
    """Who reads the journal learns what was touched; the values are in the record."""
    changes = {"phones": (Phone("617 555 9999"),), "address": "9 Elm St", "status": PatientStatus.ARCHIVED}
    change = desk.patients.edit("ana", smith.id, changes, rev=smith.rev)
    assert change is not None
    assert f"Changed phones, address and status of Smith, John, MRN {smith.mrn}." == change.sentence
    assert ("edit", "ana", smith.ref) == (change.entry.verb, change.entry.actor, change.entry.subject)


def test_what_is_so_already_is_no_change(desk: Desk, smith: Patient) -> None:
    """Nothing is written, the journal stays as it is."""
    before = desk.journal.entries_on("ana", RecordRef("patient", smith.id))
    assert desk.patients.edit("ana", smith.id, {"family": "Smith", "sex": smith.sex}, rev=smith.rev) is None
    assert desk.patients.edit("ana", smith.id, {}) is None
    assert before == desk.journal.entries_on("ana", RecordRef("patient", smith.id))


def test_a_record_is_found_as_it_was_changed(desk: Desk, smith: Patient) -> None:
    """Lookups follow at once, and undo brings back the old name."""
    edited(desk, smith, family="Novak")
    assert [smith.id] == [hit.patient.id for hit in desk.patients.find("ana", "novak").hits]
    assert () == desk.patients.find("ana", "smith").hits
    desk.journal.undo("ana")
    assert [smith.id] == [hit.patient.id for hit in desk.patients.find("ana", "smith").hits]


def test_two_desks_do_not_overwrite_each_other(desk: Desk, smith: Patient) -> None:
    """The second is told what was changed, by whom and when, and nothing of the first is lost."""
    edited(desk, smith, address="9 Elm St")
    with pytest.raises(ChangedElsewhere) as caught:
        desk.patients.edit("ben", smith.id, {"email": "s@example.org"}, rev=smith.rev)
    assert caught.value.sentence.startswith(
        f"Somebody was first: Changed address of Smith, John, MRN {smith.mrn}. (ana, at 10:20)"
    )
    assert ("9 Elm St", "") == (
        desk.patients.by_id("ben", smith.id).address,
        desk.patients.by_id("ben", smith.id).email,
    )


def test_without_a_rev_the_newest_is_changed(desk: Desk, smith: Patient) -> None:
    """A script that has seen nothing overwrites nothing it knows of."""
    edited(desk, smith, address="9 Elm St")
    change = desk.patients.edit("ben", smith.id, {"email": "s@example.org"})
    assert ("9 Elm St", "s@example.org") == (patient_of(change).address, patient_of(change).email)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"family": "", "given": ""}, "family"),
        ({"family": "\u200b"}, "family"),
        ({"birth_date": date(2026, 11, 24)}, "birth_date"),
        ({"phones": (Phone("call me"),)}, "phone"),
        ({"email": "nowhere"}, "email"),
        ({"mrn": ""}, "mrn"),
        ({"mrn": "  "}, "mrn"),
        ({"status": PatientStatus.ENTERED_IN_ERROR}, "status"),
    ],
)
def test_what_cannot_be_right_is_refused_by_its_field(
    desk: Desk, smith: Patient, wrong: dict[str, object], field: str
) -> None:
    """As at registration, and nothing is written."""
    with pytest.raises(BadInput) as caught:
        desk.patients.edit("ana", smith.id, wrong, rev=smith.rev)
    assert field == caught.value.field
    assert smith == desk.patients.by_id("ana", smith.id)


def test_what_is_not_changed_is_not_judged(desk: Desk, store: Store[Reading, Writing], smith: Patient) -> None:
    """A phone that came in otherwise and has no digits does not keep the address from being changed."""
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="other", verb="test")
        odd = tx.patients.save(replace(smith, phones=(Phone("ask his wife"),)))
        tx.journal.end(RecordRef("patient", smith.id), "Changed by hand.")
    assert (Phone("ask his wife"),) == edited(desk, odd, address="9 Elm St").phones


def test_an_mrn_has_one_owner(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Hard, and one's own in another spelling is nobody else's."""
    refusal = refused(lambda: edited(desk, smith, mrn=jones.mrn))
    assert f"Not changed: MRN {jones.mrn} belongs to Jones, Ann." == refusal.sentence
    assert [(Severity.HARD, (jones.id,))] == [(one.severity, one.patients) for one in refusal.conflicts]
    assert "a-1" == edited(desk, edited(desk, smith, mrn="A-1"), mrn="a-1").mrn


def test_an_edit_that_makes_a_double_is_shown_first(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Whoever is sure saves anyway; other fields are changed without a question."""
    changes = {"family": "Smith", "given": "Jon"}
    refusal = refused(lambda: desk.patients.edit("ana", jones.id, changes, rev=jones.rev))
    assert "DUPLICATE" == refusal.conflicts[0].rule
    assert refusal.sentence.endswith("Look at that record, or save this one anyway.")
    change = desk.patients.edit("ana", jones.id, changes, rev=jones.rev, anyway=True)
    assert "9 Elm St" == edited(desk, patient_of(change), address="9 Elm St").address
    assert smith.rev == desk.patients.by_id("ana", smith.id).rev


@pytest.mark.parametrize(
    ("changes", "back"),
    [
        ({"status": PatientStatus.DECEASED}, {"status": PatientStatus.ACTIVE}),
        ({"status": PatientStatus.ARCHIVED}, {"status": PatientStatus.ACTIVE}),
        ({"no_booking": True}, {"no_booking": False}),
    ],
)
def test_what_keeps_from_booking_warns_of_what_is_booked(
    desk: Desk, smith: Patient, changes: dict[str, object], back: dict[str, object]
) -> None:
    """Appointments to come stay, and are told with the act; no other is booked until the record is active again."""
    first = book(desk, smith, "2026-11-24T10:00")
    book(desk, smith, "2026-11-25T10:00")
    change = desk.patients.edit("ana", smith.id, changes, rev=smith.rev)
    assert change is not None
    (warning,) = change.warnings
    assert (Severity.WARN, 2) == (warning.severity, len(warning.appointments))
    assert first.appointment.id == warning.appointments[0]
    assert (
        "Smith, John still has 2 appointments to come, the next on 24 Nov 2026 at 10:00."
        " Cancel what will not take place."
    ) == warning.message
    assert ["C1"] == rules_met(lambda: desk.schedule.book("ana", booking(smith, "2026-11-30T10:00")))
    active = desk.patients.edit("ana", smith.id, back, rev=patient_of(change).rev)
    assert active is not None
    assert () == active.warnings
    assert desk.schedule.book("ana", booking(smith, "2026-11-30T10:00")).only(ScheduledVisit)


def test_identity_and_demographics_are_dated_and_taken_back(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """Now, or not at all; left out they stay."""
    known = edited(desk, smith, identity_verified_at=True, demographics_confirmed_at=True)
    clock.forward(minutes=5)
    later = edited(desk, known, identity_verified_at=False)
    assert (None, NOW) == (later.identity_verified_at, later.demographics_confirmed_at)


def test_an_edit_is_taken_back_as_it_was(desk: Desk, smith: Patient) -> None:
    """Every field of it, under a new rev; and redone."""
    edited(desk, smith, family="Novak", alerts=(Alert("needs a ramp"),))
    desk.journal.undo("ana")
    assert replace(smith, rev=smith.rev + 2) == desk.patients.by_id("ana", smith.id)
    desk.journal.redo("ana")
    assert ("Novak", (Alert("needs a ramp"),)) == (
        desk.patients.by_id("ana", smith.id).family,
        desk.patients.by_id("ana", smith.id).alerts,
    )


def test_a_record_entered_in_error_is_changed_no_more(desk: Desk) -> None:
    """It is kept for the journal alone."""
    patient = register(desk)
    desk.journal.undo("ana")
    with pytest.raises(BadInput, match="entered in error"):
        desk.patients.edit("ana", patient.id, {"address": "x"})


def test_nobody_is_changed_who_is_not_there(desk: Desk) -> None:
    """A row number alone is no record."""
    with pytest.raises(NotFound):
        desk.patients.edit("ana", PatientId(999), {"address": "x"})


def test_who_looks_on_changes_nothing(desk: Desk, smith: Patient) -> None:
    """The refusal names the act."""
    with pytest.raises(NotAllowed, match="vic may not edit patients"):
        desk.patients.edit("vic", smith.id, {"address": "x"})


def test_likely_duplicates_are_told_before_anything_is_saved(desk: Desk, smith: Patient) -> None:
    """With their reasons, the record being edited left out, and the same errors as registering."""
    typed = Patient(PatientId(0), "", "Smyth", "John", BORN, Sex.UNKNOWN)
    (found,) = desk.patients.duplicates("vic", typed)
    assert (smith.id, ("family name spelled nearly so", "same given name", "same birth date")) == (
        found.patient.id,
        found.reasons,
    )
    assert () == desk.patients.duplicates("vic", typed, beside=smith.id)
    with pytest.raises(BadInput):
        desk.patients.duplicates("vic", replace(typed, email="nowhere"))

"""Are forms due by visit, age and expiry, noted with who and when, and in the way of check-in until they are?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.form import Form
from core.desk import Desk
from core.documents.forms import FormSaid
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound, Refused
from core.family.model import Kinship
from core.forms.model import FormNote, FormState
from core.forms.standing import standings
from core.patients.model import ContactPerson, ContactRole
from core.record_ref import PatientId
from core.settings.model import DocumentSettings, Policy
from core.visits.clearance.item import ClearanceState
from core.visits.state import Verb
from tests.clinics import NOW, book, register

if TYPE_CHECKING:
    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock

FORMS = """
[[form]]
code = "privacy"
name = "Privacy notice"
may_decline = true

[[form]]
code = "consent"
name = "Consent"
valid_days = 365
types = ["fu20"]

[[form]]
code = "intake"
name = "Intake"
needs = "given"
min_age = 18
types = ["new40"]
"""
S, D, G = FormState.SIGNED, FormState.DECLINED, FormState.GIVEN


@pytest.fixture(autouse=True)
def forms(desk: Desk) -> None:
    """The clinic has forms."""
    desk.set_up("sue", FORMS, place="forms.toml")


def noted(desk: Desk, visit: ScheduledVisit | Patient, *said: tuple[str, FormState], **more: Any) -> str:  # noqa: ANN401 - any field
    """What became of these forms, noted by ana; the sentence."""
    return desk.documents.note_forms("ana", visit.ref, [FormSaid(form, state, **more) for form, state in said]).sentence


def due(desk: Desk, visit: ScheduledVisit | Patient) -> list[str]:
    """The codes of those that are due."""
    return [one.form.code for one in desk.documents.forms("ana", visit.ref).found if one.is_due]


def state(desk: Desk, visit: ScheduledVisit) -> ClearanceState:
    """Where the item of check-in stands."""
    return desk.view("ana").clearance(desk.schedule.appointment("ana", visit.appointment.id))["forms"]


ADULT = date(1984, 3, 14)
ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("form", "born", "visit_type", "said", "why"),
    [
        (Form("a", "A"), ADULT, "fu20", [], "A is to be signed"),
        (Form("a", "A"), ADULT, None, [], "A is to be signed"),
        (Form("a", "A", needs="given"), ADULT, None, [], "A is to be given"),
        (Form("a", "A", types=("new40",)), ADULT, "fu20", [], None),
        (Form("a", "A", types=("new40",)), ADULT, None, [], None),
        (Form("a", "A", retired=True), ADULT, "fu20", [], None),
        (Form("a", "A", min_age=43), ADULT, "fu20", [], None),
        (Form("a", "A", min_age=42, max_age=42), ADULT, "fu20", [], "A is to be signed"),
        (Form("a", "A", max_age=17), date(2008, 11, 24), "fu20", [], "A is to be signed"),
        (Form("a", "A", max_age=17), date(2008, 11, 23), "fu20", [], None),
        (Form("a", "A"), ADULT, "fu20", [(S, date(2001, 1, 1))], ""),
        (Form("a", "A", valid_days=365), ADULT, "fu20", [(S, date(2025, 11, 23))], ""),
        (Form("a", "A", valid_days=364), ADULT, "fu20", [(S, date(2025, 11, 23))], "A was signed on 23 Nov 2025, and"),
        (Form("a", "A"), ADULT, "fu20", [(G, ON)], "A was given, and is to be signed"),
        (Form("a", "A"), ADULT, "fu20", [(D, ON)], "A was declined on 23 Nov 2026"),
        (Form("a", "A", may_decline=True), ADULT, "fu20", [(D, ON)], ""),
        (Form("a", "A", needs="given"), ADULT, "fu20", [(D, ON)], ""),
        (Form("a", "A"), ADULT, "fu20", [(S, date(2026, 1, 1)), (D, ON)], "A was declined"),
        (Form("a", "A"), ADULT, "fu20", [(D, ON), (S, date(2026, 1, 1))], "A was declined"),
        (Form("a", "A"), ADULT, "fu20", [(D, ON), (S, ON)], ""),
        (Form("a", "A"), ADULT, "fu20", [(S, date(2026, 11, 24))], "A is to be signed"),
    ],
)
def test_which_are_due(
    form: Form, born: date, visit_type: str | None, said: list[tuple[FormState, date]], why: str | None
) -> None:
    """By type of visit, age and expiry; None where it is not asked for. What was noted last, by day, counts."""
    notes = [FormNote(at, PatientId(1), "a", state, day, NOW, "ana") for at, (state, day) in enumerate(said, 1)]
    found = standings({"a": form}, notes, born, ON, visit_type)
    assert (why is not None) == bool(found)
    if why is not None:
        (one,) = found
        assert one.why.startswith(why)
        assert bool(why) is one.is_due


def test_check_in_waits_for_them_by_every_way(desk: Desk, smith: Patient) -> None:
    """Until each is noted, or waived with a reason; an undo has them due again, for an undone check-in too."""
    visit = book(desk, smith)
    number, settled = visit.appointment.id, ("identity", "demographics")
    assert ClearanceState.DUE is state(desk, visit)
    for verified in (settled, (*settled, "forms")):
        with pytest.raises((Refused, BadInput), match="Privacy notice is to be signed; Consent is to be signed"):
            desk.visits.do("ana", Verb.CHECK_IN, number, verified=verified)
    assert "Privacy notice declined" in noted(desk, visit, ("privacy", D))
    assert ["consent"] == due(desk, visit)
    noted(desk, visit, ("consent", S))
    assert ClearanceState.OK is state(desk, visit)
    desk.journal.undo("ana")
    assert ["consent"] == due(desk, visit)
    desk.journal.redo("ana")
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=settled)
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    with pytest.raises(Refused):
        desk.visits.do("ana", Verb.CHECK_IN, number, verified=settled)
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=settled, waivers={"forms": "later"})
    assert ClearanceState.WAIVED is state(desk, visit)


def test_several_are_noted_as_one_act(desk: Desk, smith: Patient) -> None:
    """Or none of them; in whatever case the code is typed; on an earlier day, but never on one to come."""
    visit = book(desk, smith)
    with pytest.raises(NotFound, match='did you mean "consent"'):
        noted(desk, visit, ("privacy", S), ("consnt", S))
    for wrong in (date(2026, 11, 24), date(1984, 3, 13)):
        with pytest.raises(BadInput, match="Nothing was signed on"):
            noted(desk, visit, ("privacy", S), day=wrong)
    assert ["privacy", "consent"] == due(desk, visit)
    noted(desk, visit, ("PRIVACY", S), ("consent", S), day=date(2026, 11, 20))
    assert [] == due(desk, visit)
    entries = [entry.sentence for entry in desk.journal.entries_on("ana", smith.ref)]
    assert "Smith, John, MRN 100001: Privacy notice signed; Consent signed." in entries
    desk.journal.undo("ana")
    assert ["privacy", "consent"] == due(desk, visit)
    for who in ("vic", "eve"):
        with pytest.raises(NotAllowed):
            desk.documents.note_forms(who, smith.ref, [FormSaid("privacy", S)])


def test_what_expires_before_the_visit_is_due(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """On the day of the visit, not on the day on which somebody looks; the list of the work has it by start."""
    noted(desk, smith, ("privacy", S), ("consent", S), day=date(2025, 11, 25))
    soon, later = book(desk, smith, "2026-11-25T10:00"), book(desk, smith, "2026-11-26T10:00")
    assert [] == due(desk, soon)
    assert ["consent"] == due(desk, later)
    (row,) = desk.documents.forms_due("ana")
    assert (later.appointment.id, True) == (row.scheduled.appointment.id, "is to be signed again" in row.why)
    clock.forward(minutes=60 * 24 * 2)
    noted(desk, later, ("consent", S))
    assert () == desk.documents.forms_due("ana")


def test_who_decides_signs_for_a_minor(desk: Desk, store: Store[Reading, Writing], clock: FakeClock) -> None:
    """By the family or the contacts of the record, or by name; of nobody known it is asked who did."""
    child = register(desk, family="Smith", given="Tim", born=date.fromisoformat("2015-01-02"))
    with pytest.raises(BadInput, match="is 11, and nobody is known who decides") as refusal:
        noted(desk, child, ("privacy", S))
    assert "signer" == refusal.value.field
    assert "given" in noted(desk, child, ("privacy", G))
    assert "signed by Aunt May" in noted(desk, child, ("privacy", S), signer="Aunt May")
    mother = register(desk, family="Smith", given="Ann", born=date.fromisoformat("1984-01-02"))
    desk.family.relate("ana", child.id, mother.id, {"kinship": Kinship.PARENT, "guardian": True})
    assert "declined by Smith, Ann" in noted(desk, child, ("privacy", D))
    assert "Smith, Ann" == desk.documents.forms("ana", child.ref).guardian
    assert "Smith, Ann" in desk.documents.form("ana", child.ref, "privacy").document.text()
    other = register(desk, family="Ray", given="Al", born=date.fromisoformat("2015-01-02"))
    guardian = (ContactPerson("Ray, Bea", role=ContactRole.GUARDIAN),)
    desk.patients.edit("ana", other.id, {"contacts": guardian})
    assert "signed by Ray, Bea" in noted(desk, other, ("privacy", S))
    early = Desk(store, clock, Policy(documents=DocumentSettings(full_age=11)), RoleAuthorization())
    assert "signed." in early.documents.note_forms("ana", child.ref, [FormSaid("privacy", S)]).sentence


def test_a_merge_takes_them_along(desk: Desk, smith: Patient) -> None:
    """And taking the records apart gives each its own again."""
    twin = register(desk, family="Smith", given="Jon", born=date.fromisoformat("1984-03-14"))
    noted(desk, twin, ("privacy", S))
    assert ["privacy"] == due(desk, smith)
    desk.merging.merge("sue", twin.id, smith.id)
    assert [] == due(desk, smith)
    with pytest.raises(ChangedElsewhere):
        desk.journal.undo("ana")  # the note is of another record now, until these are taken apart
    desk.merging.unmerge("sue", twin.id)
    assert (["privacy"], []) == (due(desk, smith), due(desk, twin))

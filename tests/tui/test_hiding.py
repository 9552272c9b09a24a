"""Is nobody named on a screen that hides names, whatever the desk has to say?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.cases.beginning import CaseRequest
from core.cases.listing import CaseFilter
from core.contact.call_model import CallList
from core.errors import Refused
from core.patients.model import Alert, PatientStatus
from core.record_ref import PatientId
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import MoveRequest
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import book, register
from tests.desk.asking import booking
from tests.sessions import a_sitting
from tui.prompts.booking_check import CheckedRequest
from tui.prompts.case_lines import head_lines
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.inspect import InspectPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.override import OverridePrompt
from tui.prompts.prompt import Did, Open
from tui.prompts.prompt_bar import PromptBar
from tui.prompts.reasoned_act import VerbAct
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext
from tui.screens.case_rows import case_row
from tui.screens.contact_rows import call_row, follow_up_row
from tui.screens.patient_sheet import read_sheet
from tui.screens.sheet_sections import sheet_rows
from tui.selection.selection import ScreenKind, Selection
from tui.text.hiding import hide_conflict, what_to_know
from tui.text.words import alert_lines

if TYPE_CHECKING:
    from pathlib import Path


def test_an_alert_of_today_is_told_in_the_evening_too(tmp_path: Path) -> None:
    """The day is that at the clinic, where UTC has the next one."""
    sitting = a_sitting(tmp_path)
    sitting.clock.set("2026-11-23T20:30")
    workstation, today = sitting.workstation, date(2026, 11, 23)
    workstation.pass_minute(sitting.clock.now())
    assert today != workstation.view.now.date()
    changes = {"alerts": (Alert("bring papers", today), Alert("latex", today - timedelta(days=1)))}
    change = workstation.desk.patients.edit("ana", sitting.smith.patient.id, changes)
    assert change is not None
    (told,) = what_to_know(workstation, change)
    assert "bring papers" in told[0][0]


@pytest.mark.parametrize(("family", "given"), [("Suharto", ""), ("", "Suharto"), ("Suharto", "Ann")])
@pytest.mark.parametrize("mrn", ["", "777"], ids=["looks alike", "has the number"])
def test_who_looks_alike_or_has_the_number(tmp_path: Path, family: str, given: str, mrn: str) -> None:
    """A single name, which looks like no name, is hidden as the two of others are."""
    workstation = a_sitting(tmp_path).workstation
    other = register(workstation.desk, family, given, mrn="777")
    draft = replace(other, id=PatientId(0), mrn=mrn, birth_date=date(1950, 5, 5) if mrn else other.birth_date)
    with pytest.raises(Refused) as refused:
        workstation.desk.patients.register("ana", draft)
    workstation.state.privacy = True
    told = [hide_conflict(workstation, conflict).message for conflict in refused.value.conflicts]
    assert told
    assert "Suharto" not in str(told)


@pytest.mark.parametrize(("family", "given"), [("Suharto", ""), ("", "Suharto"), ("Suharto", "Ann")])
def test_whom_a_rule_of_booking_names(tmp_path: Path, family: str, given: str) -> None:
    """Where a booking is checked, and where the question for a reason tells what stands against it."""
    workstation = a_sitting(tmp_path).workstation
    desk = workstation.desk
    who = register(desk, family, given)
    desk.patients.edit("ana", who.id, {"status": PatientStatus.RESTRICTED}, rev=who.rev)
    workstation.state.privacy = True
    assessment = desk.schedule.assess("ana", booking(who))
    (conflict,) = assessment.conflicts
    assert "Suharto" in conflict.message
    visit = book(desk, who, "2026-11-24T10:00")
    asked = OverridePrompt(workstation, (conflict,), VerbAct(workstation, Verb.ARRIVE, (visit,)))
    inspected = desk.schedule.conflicts_of("ana", visit.appointment.id)
    assert inspected == (conflict,)
    told = [*CheckedRequest(workstation, assessment).lines(workstation), *asked.panel()]
    assert "Suharto" not in str(told)


def test_whom_an_override_was_against(tmp_path: Path) -> None:
    """On the card of the other: a sentence that was written down says no more whom it names."""
    sitting = a_sitting(tmp_path)
    desk, workstation = sitting.workstation.desk, sitting.workstation
    met = book(desk, register(desk, "Suharto", ""), "2026-11-24T10:00")
    who = register(desk, "Sukarno", "")
    made = desk.schedule.book("ana", booking(who, "2026-11-24T10:00", overrides={"C3": "urgent"})).only(ScheduledVisit)
    desk.visits.do("ana", Verb.CANCEL, met.appointment.id, reason="sick")
    assert made
    here = Selection(ScreenKind("day", frozenset({"appointment"})), (made,))
    workstation.state.privacy = True
    told = str(InspectPrompt(workstation, sitting.site, here).panel())
    assert "over C3 for urgent, ana at 10:20" in told
    assert "Su" not in told


def test_what_became_of_whom_a_question_put_aside_is_about(tmp_path: Path) -> None:
    """Moved meanwhile, cleared meanwhile, or a mistake: nobody of them need be highlighted."""
    sitting = a_sitting(tmp_path)
    workstation, desk, at = sitting.workstation, sitting.workstation.desk, sitting.site
    who = register(desk, "Suharto", "")
    made = book(desk, who, "2026-11-23T11:00")
    move, gate = MovePrompt(workstation, at, made).state(), CheckInPrompt(workstation, (made,)).state()
    request = MoveRequest(made.appointment.id, datetime(2026, 11, 23, 14))
    desk.schedule.move("mei", request)
    workstation.state.privacy = True
    assert "Moved S, fu20" in restore(move, RestoreContext(workstation, at)).changed
    desk.visits.do("ben", Verb.CHECK_IN, made.appointment.id, verified=("identity", "demographics"))
    desk.visits.do("ben", Verb.STEP_BACK, made.appointment.id)
    bar = PromptBar(workstation)
    bar.attempt(lambda: Open(restore(gate, RestoreContext(workstation, at)).prompt))
    assert "Nothing is due any more: S can be checked in with one key." == bar.said
    mistake = register(desk, "Sukarno", "")
    desk.journal.undo("ana")

    def edit() -> None:
        desk.patients.edit("ben", mistake.id, {"given": "Ann"}, rev=None)

    bar.attempt(edit)
    assert bar.said.startswith("The record of S ")


def test_what_somebody_typed_is_hidden_whole(tmp_path: Path) -> None:
    """A name in it need not look like one: "mary brown"; also in the sentence of the act, and in the journal."""
    sitting = a_sitting(tmp_path)
    workstation, desk, who = sitting.workstation, sitting.workstation.desk, sitting.smith.patient
    typed = "about mary brown"
    desk.patients.edit("ana", who.id, {"alerts": (Alert(typed),), "contact_rule": typed}, rev=who.rev)
    desk.calls.raise_back("ana", who.id, typed, due=desk.now() + timedelta(minutes=1))
    sitting.clock.forward(minutes=5)
    desk.contact.note("ana", who.id, {"summary": typed, "follow_up": date(2026, 11, 23)})
    begun = desk.cases.begin("ana", CaseRequest("task", typed, who.id, note=typed))
    workstation.state.privacy = True
    workstation.pass_minute(sitting.clock.now())
    patient = desk.patients.by_id("ana", who.id)
    view = workstation.view
    rows = [
        *(call_row(one, view) for one in desk.calls.listed("ana", CallList.CALL_BACK)),
        *(follow_up_row(one, view) for one in desk.contact.due("ana")),
        *(case_row(one, view) for one in desk.cases.listed("ana", CaseFilter())),
    ]
    assert 3 == len(rows)
    bar = PromptBar(workstation)
    bar.attempt(lambda: Did(begun))
    sheet = sheet_rows(read_sheet(workstation, patient), workstation, sitting.site, 160, privacy=True)
    told = [
        *(row.trouble_told(privacy=True) for row in rows),
        *(row.cells.hidden() for row in rows if row.cells),
        *(row.line for row in sheet),
        *alert_lines(patient, date(2026, 11, 23), privacy=True),
        *what_to_know(workstation, begun),
        *head_lines(desk.cases.whole("ana", begun.records[0].ref.id), workstation),
        bar.said,
    ]
    assert [] == [one for one in told if "mary" in str(one).lower()]
    assert str(told).count("(hidden)") >= 10
    assert "mary" in str([row.trouble_told(privacy=False) for row in rows])

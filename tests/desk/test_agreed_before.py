"""Is a conflict that somebody agreed to known again by what it met, however that is called by now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict, Severity
from core.schedule.returning import is_on_record
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import book, register
from tests.desk.asking import now_of, rules_met

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit

OVER = "2026-11-24T10:00"


def _agreed(desk: Desk, smith: Patient, jones: Patient) -> tuple[ScheduledVisit, ScheduledVisit]:
    """Smith with Lee, and Jones at the same time over it; Jones then cancelled."""
    first = book(desk, smith, OVER, actor="ben")
    over = book(desk, jones, OVER, overrides={"C3": "double-ok"})
    desk.visits.do("ana", Verb.CANCEL, over.appointment.id, reason="sick")
    return first, over


def test_whoever_married_meanwhile_is_the_same(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Another family name of the patient, and of the provider, makes no other conflict."""
    _, over = _agreed(desk, smith, jones)
    desk.patients.edit("ben", smith.id, {"family": "Okafor"}, rev=smith.rev)
    desk.set_up("sue", '[[provider]]\ncode = "lee"\nname = "Leeland, Dana MD"\n', place="name.toml")
    desk.journal.undo("ana")
    assert now_of(desk, over).appointment.status.takes_time


def test_a_namesake_at_the_same_time_is_not_the_same(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The sentence reads alike, and nobody has agreed to it."""
    first, _ = _agreed(desk, smith, jones)
    desk.visits.do("ben", Verb.CANCEL, first.appointment.id, reason="sick")
    book(desk, register(desk, actor="ben"), OVER, actor="ben")
    assert ["C3"] == rules_met(lambda: desk.journal.undo("ana"))


def test_one_that_was_moved_meanwhile_is_not_the_same(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Another time of the same two is another matter."""
    first, _ = _agreed(desk, smith, jones)
    desk.visits.do("ben", Verb.CANCEL, first.appointment.id, reason="sick")
    book(desk, smith, "2026-11-24T10:10", actor="ben")
    assert ["C3"] == rules_met(lambda: desk.journal.undo("ana"))


def test_a_leave_that_is_called_otherwise_is_the_same_for_the_list(desk: Desk, smith: Patient) -> None:
    """What was booked over it stays off the list of what is to be moved; over longer hours it comes on."""
    leave = '[[exception]]\nprovider = "lee"\ndate = 2026-11-24\nkind = "leave"\nfrom = "13:00"\nto = "{to}"\n'
    desk.set_up("sue", leave.format(to="15:00"), place="leave.toml")
    book(desk, smith, "2026-11-24T14:00", overrides={"C6": "urgent"})
    desk.set_up("sue", '[[provider]]\ncode = "lee"\nname = "Leeland, Dana MD"\n', place="name.toml")
    assert () == desk.schedule.to_move("ana")


def test_what_was_agreed_to_before_causes_were_kept_is_known_by_its_words(
    desk: Desk, smith: Patient, jones: Patient
) -> None:
    """As an earlier version recorded it."""
    _, over = _agreed(desk, smith, jones)
    (kept,) = now_of(desk, over).appointment.overrides
    assert kept.cause
    older = replace(over, appointment=replace(over.appointment, overrides=(replace(kept, cause=""),)))
    met = Conflict("C3", Severity.CONFIRM, kept.message, cause="lee 1 202611241500-202611241520")
    assert [True, False] == [is_on_record(one, older) for one in (met, replace(met, message="Something else."))]

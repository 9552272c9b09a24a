"""Who is in the queue today?"""

import pytest

from core.desk import Desk
from core.errors import NotFound
from core.patients.model import Patient
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import FakeClock, book, register
from tests.desk.asking import booking, scheduled_of

BOTH = ("identity", "demographics")


def names(desk: Desk, *, site: str | None = None, provider: str | None = None) -> list[str]:
    """The family names in the queue, in order."""
    return [one.patient.family for one in desk.visits.queue("vic", site=site, provider=provider)]


@pytest.fixture
def crowd(desk: Desk, clock: FakeClock) -> dict[str, Patient]:
    """Somebody in every state, at Main unless said otherwise; it is 11:00."""
    patients = {name: register(desk, name, actor="cy") for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir")}
    numbers = {
        name: book(desk, patients[name], f"2026-11-23T{start}", provider=provider, actor="cy").appointment.id
        for name, start, provider in (
            ("Alder", "10:20", "lee"),
            ("Birch", "10:20", "ito"),
            ("Cedar", "10:40", "lee"),
            ("Dogwood", "11:40", "lee"),
            ("Elm", "11:00", "novak"),
            ("Fir", "12:00", "ito"),
        )
    }
    book(desk, patients["Alder"], "2026-11-24T10:00", actor="cy")
    desk.visits.do("ana", Verb.CHECK_IN, numbers["Alder"], verified=BOTH)
    desk.visits.do("ana", Verb.CHECK_OUT, numbers["Alder"])
    desk.visits.do("ana", Verb.ARRIVE, numbers["Dogwood"])
    desk.visits.do("ana", Verb.LEFT, numbers["Dogwood"])
    desk.visits.do("ana", Verb.CANCEL, numbers["Fir"], reason="sick")
    clock.set("2026-11-23T11:00")
    desk.visits.do("ana", Verb.NO_SHOW, numbers["Birch"])
    return patients


@pytest.mark.usefixtures("crowd")
def test_everyone_expected_or_here_today_by_start(desk: Desk) -> None:
    """Those who are done, left or did not come too; not who was cancelled before, nor tomorrow's. Elm is at 12:00."""
    assert ["Birch", "Alder", "Cedar", "Dogwood", "Elm"] == names(desk)


@pytest.mark.usefixtures("crowd")
def test_a_site_and_a_provider_narrow_it(desk: Desk) -> None:
    """Each by its code, in whatever case."""
    assert ["Elm"] == names(desk, site="west")
    assert ["Alder", "Cedar", "Dogwood"] == names(desk, provider="LEE")
    assert [] == names(desk, site="west", provider="lee")
    with pytest.raises(NotFound):
        desk.visits.queue("vic", site="east")


def test_today_is_each_site_s_own(desk: Desk, clock: FakeClock, smith: Patient, jones: Patient) -> None:
    """Half past twelve at night in New York is still Monday at West."""
    book(desk, smith, "2026-11-23T16:00", provider="novak", actor="cy")
    book(desk, jones, "2026-11-23T16:00", actor="cy")
    clock.set("2026-11-24T00:30")
    assert ["Smith"] == names(desk)


def test_who_was_never_checked_out_is_still_here(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """Yesterday's visit stays until somebody ends it."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH)
    clock.set("2026-11-24T09:00")
    assert ["Smith"] == names(desk)
    desk.visits.do("ana", Verb.CHECK_OUT, scheduled.appointment.id)
    assert [] == names(desk)


def test_what_was_booked_in_error_is_in_no_queue(desk: Desk, smith: Patient) -> None:
    """An undone booking is nobody's visit."""
    scheduled_of(desk.schedule.book("ana", replace(booking(smith, "2026-11-23T10:40"))))
    desk.journal.undo("ana")
    assert [] == names(desk)

"""What does a day at a site show?"""

from datetime import date

import pytest

from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import NotAllowed, NotFound
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.day import ClosureKind
from tests.clinics import book, register
from tests.desk.asking import set_status

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 26)


def providers(desk: Desk, site: str, on: date, provider: str | None = None) -> list[str]:
    """The columns of the day."""
    return [one.provider.code for one in desk.schedule.day("vic", site, on, provider=provider).providers]


def test_who_works_has_a_column(desk: Desk) -> None:
    """In the order of the set-up; who works elsewhere that day has none here."""
    assert (["lee", "ito"], ["novak"]) == (providers(desk, "main", MONDAY), providers(desk, "west", MONDAY))
    assert (["lee"], ["ito", "novak"]) == (providers(desk, "main", THURSDAY), providers(desk, "west", THURSDAY))


def test_who_is_away_keeps_the_column(desk: Desk) -> None:
    """Nobody should have to wonder where Novak is."""
    (novak,) = desk.schedule.day("vic", "west", TUESDAY).providers
    assert [ClosureKind.LEAVE] == [closure.kind for closure in novak.closures]
    assert () == novak.open_spans()


def test_a_holiday_keeps_the_columns_and_is_named(desk: Desk) -> None:
    """Lee would have worked on Christmas."""
    view = desk.schedule.day("vic", "main", date(2026, 12, 25))
    assert ("Christmas", ["lee"]) == (view.holiday and view.holiday.name, [one.provider.code for one in view.providers])


def test_who_has_somebody_booked_has_a_column(desk: Desk, smith: Patient) -> None:
    """Also without a session, and also when they have left since."""
    book(desk, smith, "2026-11-26T18:00", provider="ito", site="main", overrides={"C6": "urgent"})
    assert ["lee", "ito"] == providers(desk, "main", THURSDAY)
    desk.set_up("sue", '[[provider]]\ncode = "ito"\nretired = true', place="retire.toml")
    assert (["lee", "ito"], ["lee"]) == (providers(desk, "main", THURSDAY), providers(desk, "main", MONDAY))


def test_who_is_not_here_yet_has_no_column(desk: Desk) -> None:
    """Sessions begin with the first working day."""
    desk.set_up("sue", '[[provider]]\ncode = "lee"\nname = "Lee, Dana MD"\nstarts = 2026-11-24', place="later.toml")
    assert (["ito"], ["lee", "ito"]) == (providers(desk, "main", MONDAY), providers(desk, "main", TUESDAY))


def test_one_provider_may_be_asked_for(desk: Desk, smith: Patient, jones: Patient) -> None:
    """With their appointments only; named, they have a column even on a day off."""
    book(desk, smith, "2026-11-24T09:00")
    book(desk, jones, "2026-11-24T09:00", provider="ito")
    view = desk.schedule.day("vic", "main", TUESDAY, provider="ITO")
    assert (["ito"], ["Jones, Ann"]) == (
        [one.provider.code for one in view.providers], [one.patient.name for one in view.appointments]
    )  # fmt: skip
    assert ["novak"] == providers(desk, "main", TUESDAY, "novak")


def test_appointments_come_in_time_order(desk: Desk) -> None:
    """By start, then by provider."""
    starts = [("2026-11-24T11:00", "lee"), ("2026-11-24T09:00", "lee"), ("2026-11-24T09:00", "ito")]
    for number, (start, provider) in enumerate(starts):
        book(desk, register(desk, f"P{number}"), start, provider=provider)
    assert ["P2", "P1", "P0"] == [one.patient.family for one in desk.schedule.day("vic", "main", TUESDAY).appointments]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (AppointmentStatus.BOOKED, True),
        (AppointmentStatus.FULFILLED, True),
        (AppointmentStatus.NOSHOW, True),
        (AppointmentStatus.CANCELLED, False),
        (AppointmentStatus.ENTERED_IN_ERROR, False),
        (AppointmentStatus.WAITLIST, False),
    ],
)
def test_what_took_no_place_is_not_on_the_day(
    desk: Desk, store: Store[Reading, Writing], smith: Patient, status: AppointmentStatus, *, shown: bool
) -> None:
    """A no-show is: somebody may still want to call."""
    set_status(store, book(desk, smith, "2026-11-24T09:00"), status)
    assert shown == bool(desk.schedule.day("vic", "main", TUESDAY).appointments)


def test_a_day_is_the_local_day_of_the_site(desk: Desk, smith: Patient, jones: Patient) -> None:
    """An evening at Main is the next day in UTC, and still on its own page (Easy!Appointments #961)."""
    evening = {"C6": "urgent"}
    book(desk, smith, "2026-11-24T23:30", overrides=evening)
    book(desk, jones, "2026-11-24T00:00", overrides=evening)
    days = [
        [one.patient.family for one in desk.schedule.day("vic", "main", date(2026, 11, day)).appointments]
        for day in (23, 24, 25)
    ]
    assert [[], ["Jones", "Smith"], []] == days


def test_each_site_has_its_own_page(desk: Desk, smith: Patient) -> None:
    """What is at West is not at Main."""
    book(desk, smith, "2026-11-26T09:00", provider="ito")
    assert (0, 1) == tuple(len(desk.schedule.day("vic", site, THURSDAY).appointments) for site in ("main", "west"))


def test_a_retired_site_can_still_be_looked_at(desk: Desk, smith: Patient) -> None:
    """Its past did not go with it."""
    book(desk, smith, "2026-11-26T09:00", provider="ito")
    desk.set_up("sue", '[[site]]\ncode = "west"\nretired = true', place="retire.toml")
    assert 1 == len(desk.schedule.day("vic", "west", THURSDAY).appointments)


def test_an_unknown_site_or_provider_is_told(desk: Desk) -> None:
    """With the nearest code."""
    with pytest.raises(NotFound, match="Did you mean 'main'"):
        desk.schedule.day("vic", "mian", MONDAY)
    with pytest.raises(NotFound, match="There is no provider 'zzz'"):
        desk.schedule.day("vic", "main", MONDAY, provider="zzz")


def test_a_stranger_sees_no_schedule(desk: Desk) -> None:
    """Where users are set up, only they look."""
    with pytest.raises(NotAllowed, match="is not set up as a user"):
        desk.schedule.day("stranger", "main", MONDAY)

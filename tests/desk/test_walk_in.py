"""Who takes somebody that came without an appointment, from when on, and is the act one that rules and undo know?"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.model import Clinic, Provider, Site
from core.clinic.ports import Store
from core.conflict import Severity
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import Patient, PatientStatus
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.day import ProviderDay
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.schedule.opening import provider_day
from core.settings.model import BookingSettings, Policy
from core.visits import candidates
from core.visits.state import Verb
from core.visits.walk_in import WalkIn, WalkInRequest, span_now
from tests.clinics import FakeClock, book, register, visit_of
from tests.desk.asking import now_of, refused, status_of, step_of


def _request(  # the fields of a request, with those given a default that most tests share
    patient: Patient,
    visit_type: str = "fu20",
    *,
    site: str | None = "main",
    providers: tuple[str, ...] = (),
    room: str | None = None,
    minutes: int | None = None,
    overrides: Mapping[str, str] | None = None,
) -> WalkInRequest:
    """A follow-up at main, with whoever is free."""
    return WalkInRequest(patient.id, visit_type, providers, site, minutes, room, overrides=overrides or {})


def _proposed(desk: Desk, request: WalkInRequest) -> WalkIn:
    return desk.visits.propose_walk_in("ana", request)


def _walk_in(desk: Desk, request: WalkInRequest) -> ScheduledVisit:
    return visit_of(desk.visits.walk_in("ana", request))


def _met(act: Callable[[], object]) -> set[str]:
    """The rules that stand in the way of the act."""
    return {conflict.rule for conflict in refused(act).conflicts if conflict.severity is not Severity.WARN}


@pytest.mark.parametrize(
    ("now", "minutes", "expected"),
    [
        ("2026-11-23T10:20", 20, "10:20"),
        ("2026-11-23T10:24", 20, "10:20"),
        ("2026-11-23T10:24", 5, "10:20"),
        ("2026-11-23T10:24", 4, "10:25"),
        ("2026-11-23T10:25", 5, "10:25"),
        ("2027-11-07T01:33", 20, "1:30"),
        ("2026-11-23T00:03", 20, "0:00"),
    ],
)
def test_it_begins_on_the_grid_at_or_before_now(
    desk: Desk, clock: FakeClock, now: str, minutes: int, expected: str
) -> None:
    """Where so short a visit would be over by now, it begins at the next time of the grid."""
    clock.set(now)
    site = desk.clinic().sites["main"]
    span = span_now(site, desk.now(), minutes)
    assert expected == f"{span.start.astimezone(site.tz):%-H:%M}"
    assert span.end > desk.now()


def test_one_act_books_and_arrives(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """One entry of the journal; the arrival is not late for an appointment that nobody had."""
    clock.set("2026-11-23T10:24")
    change = desk.visits.walk_in("ana", WalkInRequest(smith.id, "fu20", site="main"))
    here = visit_of(change)
    assert here.visit
    assert (Status.ARRIVED, VisitStep.ARRIVED, False) == (here.appointment.status, here.visit.step, here.visit.late)
    assert ("walk-in", "ana") == (change.entry.verb, change.entry.actor)
    assert "Smith, John walked in 10:24: fu20 with Lee 10:20, room R1." == change.sentence
    assert [here.ref] == [one.ref for one in desk.visits.queue("ana", site="main")]


def test_undo_takes_back_both_and_redo_brings_both(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """The time is free again, and then taken again, the patient there since they came."""
    here = _walk_in(desk, _request(smith))
    desk.journal.undo("ana")
    assert (Status.ENTERED_IN_ERROR, None) == (status_of(desk, here), now_of(desk, here).visit)
    clock.set("2026-11-23T10:30")
    desk.journal.redo("ana")
    again = now_of(desk, here)
    assert again.visit
    assert (Status.ARRIVED, here.visit and here.visit.arrived_at) == (again.appointment.status, again.visit.arrived_at)
    desk.journal.undo("ana")
    assert Status.ENTERED_IN_ERROR is status_of(desk, here)


def test_redo_meets_the_rules(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Who was booked into the freed time stands in its way."""
    here = _walk_in(desk, _request(smith))
    desk.journal.undo("ana")
    book(desk, jones, "2026-11-23T10:20", actor="ben")
    assert "C3" in _met(lambda: desk.journal.redo("ana"))
    desk.journal.redo("ana", overrides={"C3": "urgent"})
    assert Status.ARRIVED is status_of(desk, here)


def test_a_step_back_leaves_it_booked(desk: Desk, smith: Patient) -> None:
    """As any arrival that is stepped back from."""
    here = _walk_in(desk, _request(smith))
    desk.visits.do("ana", Verb.STEP_BACK, here.appointment.id)
    assert (Status.BOOKED, None) == (status_of(desk, here), now_of(desk, here).visit)
    desk.visits.do("ana", Verb.ARRIVE, here.appointment.id)
    assert VisitStep.ARRIVED is step_of(desk, here)


def test_another_days_walk_in_is_a_supervisors_to_take_back(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """It is an arrival too."""
    _walk_in(desk, _request(smith))
    clock.set("2026-11-24T09:00")
    with pytest.raises(NotAllowed, match="step back on another day"):
        desk.journal.undo("ana")


def test_who_is_free_takes_them(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Lee is taken, so that it is Ito; of two who are free it is the first of the set-up."""
    assert "lee" == _proposed(desk, _request(smith)).assessment.provider.code
    book(desk, jones, "2026-11-23T10:20")
    found = _proposed(desk, _request(smith))
    assert ("ito", ()) == (found.assessment.provider.code, found.assessment.conflicts)
    free = [(one.provider.code, f"{one.free_at:%H:%M}") for one in found.candidates if one.free_at]
    assert [("ito", "15:20"), ("lee", "15:40")] == free


def test_the_usual_provider_comes_first_where_equally_free(desk: Desk, smith: Patient, jones: Patient) -> None:
    """And not before somebody who is free sooner."""
    desk.patients.edit("ana", smith.id, {"usual_provider": "ito"})
    assert "ito" == _proposed(desk, _request(smith)).assessment.provider.code
    book(desk, jones, "2026-11-23T10:20", provider="ito")
    assert "lee" == _proposed(desk, _request(smith)).assessment.provider.code


def test_who_has_fewer_waiting_comes_first(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Somebody who came early for Lee, and waits."""
    early = book(desk, jones, "2026-11-23T11:00")
    desk.visits.do("ana", Verb.ARRIVE, early.appointment.id)
    found = _proposed(desk, _request(smith))
    assert [("ito", 0), ("lee", 1)] == [(one.provider.code, one.waiting) for one in found.candidates]


def test_a_late_provider_is_free_later(desk: Desk, smith: Patient) -> None:
    """Whoever is on time takes them, though the late one is the usual."""
    desk.patients.edit("ana", smith.id, {"usual_provider": "lee"})
    desk.schedule.note_late("ana", "lee", 25)
    found = _proposed(desk, _request(smith))
    free = [(one.provider.code, f"{one.free_at:%H:%M}") for one in found.candidates if one.free_at]
    assert ("ito", [("ito", "15:20"), ("lee", "15:45")]) == (found.assessment.provider.code, free)


def test_who_is_named_takes_them_whatever_it_meets(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Lee's time is taken: a reason leads over it, and is recorded."""
    book(desk, jones, "2026-11-23T10:20")
    assert "C3" in _met(lambda: _walk_in(desk, _request(smith, providers=("lee",))))
    here = _walk_in(desk, _request(smith, providers=("lee",), overrides={"C3": "urgent"}))
    assert [("C3", "urgent", "ana")] == [(one.rule, one.reason, one.user) for one in here.appointment.overrides]
    assert 1 == here.appointment.lane


def test_every_rule_passes_as_for_a_booking(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Nobody free: the first with whom a reason leads over all of it; a patient who is elsewhere is refused by all."""
    for provider in ("lee", "ito"):
        book(desk, register(desk, provider), "2026-11-23T10:20", provider=provider)
    found = _proposed(desk, _request(smith))
    assert {"C3"} == {conflict.rule for conflict in found.assessment.conflicts}
    book(desk, jones, "2026-11-23T09:20", provider="novak", site="west", overrides={"C6": "urgent"})
    assert "C2" in _met(lambda: _walk_in(desk, _request(jones, overrides={"C3": "urgent", "C2": "urgent"})))
    desk.patients.edit("ana", smith.id, {"status": PatientStatus.DECEASED})
    assert "C1" in _met(lambda: _walk_in(desk, _request(smith, overrides={"C3": "urgent"})))


def test_lead_time_is_of_bookings(
    store: Store[Reading, Writing], clock: FakeClock, smith: Patient, jones: Patient
) -> None:
    """C10: where bookings need an hour's notice, who stands at the desk is seen all the same, by redo too."""
    policy = Policy(booking=BookingSettings(lead_minutes=60))
    strict = Desk(store, clock, policy, RoleAuthorization())
    assert "C10" in _met(lambda: book(strict, jones, "2026-11-23T10:40"))
    walked_in = strict.visits.walk_in("ana", WalkInRequest(smith.id, "fu20", site="main"))
    strict.journal.undo("ana")
    again = visit_of(strict.journal.redo("ana")).appointment
    assert (visit_of(walked_in).appointment.start, Status.ARRIVED) == (again.start, again.status)


def test_who_may_only_look_walks_nobody_in(desk: Desk, smith: Patient) -> None:
    """It asks for both privileges."""
    with pytest.raises(NotAllowed):
        desk.visits.walk_in("vic", WalkInRequest(smith.id, "fu20", site="main"))


def test_nobody_asks_for_a_site_where_people_work_at_one_alone(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """On a Saturday on which one site is open; where nobody works anywhere, it is asked for."""
    extra = 'provider = "lee"\nsite = "main"\ndate = 2026-11-28\nkind = "extra"\nfrom = "09:00"\nto = "12:00"\n'
    desk.set_up("sue", f"[[exception]]\n{extra}", place="extra.toml")
    clock.set("2026-11-28T10:20")
    assert "main" == _proposed(desk, _request(smith, site=None)).assessment.site.code
    clock.set("2026-11-29T10:20")
    with pytest.raises(BadInput, match="At which site"):
        _proposed(desk, _request(smith, site=None))


def test_the_site_is_found_or_asked_for(desk: Desk, smith: Patient) -> None:
    """The room's, where the provider named works today, or else asked."""
    with pytest.raises(BadInput, match=r"At which site is the patient\? Name one of main, west\."):
        _proposed(desk, _request(smith, site=None))
    for providers, room, site in ((("lee",), None, "main"), (("novak",), None, "west"), ((), "R2", "main")):
        found = _proposed(desk, _request(smith, site=None, providers=providers, room=room))
        assert site == found.assessment.site.code


def test_unknown_codes_are_named(desk: Desk, smith: Patient) -> None:
    """As for a booking."""
    for request in (
        _request(smith, providers=("leee",)),
        _request(smith, "fu2"),
        _request(smith, site="mian"),
    ):
        with pytest.raises(NotFound, match="Did you mean"):
            _proposed(desk, request)
    with pytest.raises(BadInput, match="minutes"):
        _proposed(desk, _request(smith, minutes=0))


def test_after_hours_a_provider_is_named(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """Nobody works any more: who is named is asked for a reason."""
    clock.set("2026-11-23T18:02")
    with pytest.raises(BadInput, match="Nobody works at Main Street for the rest of Mon 23 Nov"):
        _proposed(desk, _request(smith))
    assert "C6" in _met(lambda: _walk_in(desk, _request(smith, providers=("lee",))))
    assert "lee" == _walk_in(desk, _request(smith, providers=("lee",), overrides={"C6": "urgent"})).appointment.provider


def test_types_that_fit_come_first(desk: Desk) -> None:
    """All of them stay, in the order of the set-up but for those for others."""
    infant = register(desk, "Kid", "Al", date(2026, 11, 1))
    assert ("fu20", "new40", "proc") == tuple(desk.visits.walk_in_types("ana", infant.id, "main"))


def test_whoever_works_here_today_is_looked_at_once_for_all_types(
    desk: Desk, smith: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of Lee, Ito, and Novak, who is elsewhere, two; a key in the line costs no more."""
    looked_at: list[str] = []

    def counted(clinic: Clinic, provider: Provider, site: Site, on: date, *, now: datetime) -> ProviderDay:
        looked_at.append(provider.code)
        return provider_day(clinic, provider, site, on, now=now)

    monkeypatch.setattr(candidates, "provider_day", counted)
    assert 3 == len(desk.visits.walk_in_types("ana", smith.id, "main"))
    assert ["lee", "ito"] == looked_at
    _proposed(desk, _request(smith))
    assert ["lee", "ito"] == looked_at[2:]

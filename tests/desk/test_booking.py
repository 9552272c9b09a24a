"""What is booked, where and when, and what is refused?"""

from datetime import UTC, datetime, timedelta

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.conflict import Severity
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import Patient, PatientStatus
from core.record_ref import PatientId
from core.schedule.model.appointment import AppointmentStatus, Confirmation, Mode
from core.schedule.requests import MoveRequest
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import NOW, FakeClock, book, register, visit_of
from tests.desk.asking import booking, refused, rules_met, scheduled_of, set_patient_status

TWO_SITES_A_DAY = """
[[session]]
provider = "novak"
site = "main"
days = ["sat"]
from = "08:00"
to = "11:00"

[[session]]
provider = "novak"
site = "west"
days = ["sat"]
from = "13:00"
to = "16:00"
"""


def test_a_booking_is_kept_with_all_that_was_chosen_for_it(desk: Desk, smith: Patient) -> None:
    """The type's length and mode, the session's site, the first free room, and who booked it when."""
    change = desk.schedule.book("ana", booking(smith, note="  bring\x1b the letter "))
    kept = desk.schedule.appointment("ana", scheduled_of(change).appointment.id)
    assert kept == visit_of(change)
    appointment = kept.appointment
    assert (smith.id, "lee", "main", "R1", "fu20") == (
        appointment.patient, appointment.provider, appointment.site, appointment.room, appointment.visit_type
    )  # fmt: skip
    assert (datetime(2026, 11, 24, 15, tzinfo=UTC), 20, 0) == (appointment.start, appointment.minutes, appointment.lane)
    assert (AppointmentStatus.BOOKED, NOW, "ana") == (appointment.status, appointment.status_at, appointment.status_by)
    assert (Mode.IN_PERSON, Confirmation.NONE, "bring the letter", ()) == (
        appointment.mode, appointment.confirmation, appointment.note, appointment.overrides
    )  # fmt: skip


def test_a_booking_is_told_in_one_sentence(desk: Desk, smith: Patient) -> None:
    """Who, what, with whom, when and where; the entry says the same."""
    change = desk.schedule.book("ana", booking(smith))
    assert "Booked Smith, John, fu20 with Lee Tue 24 Nov 10:00, room R1." == change.sentence
    entry = change.entry
    assert (change.sentence, "ana", "book", NOW) == (entry.sentence, entry.actor, entry.verb, entry.at)
    assert scheduled_of(change).ref == entry.subject


def test_next_year_is_told_with_its_number(desk: Desk, smith: Patient) -> None:
    """In November, Tuesday the 12th of January needs a year."""
    change = desk.schedule.book("ana", booking(smith, "2027-01-12T09:00"))
    assert "Booked Smith, John, fu20 with Lee Tue 12 Jan 2027 9:00, room R1." == change.sentence


def test_two_requests_for_one_slot_end_with_one_booking(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Cal.com confirmed both (#10789, #23974); here the second is told with whom it collides."""
    first = book(desk, smith, "2026-11-24T10:00")
    refusal = refused(lambda: desk.schedule.book("ben", booking(jones)))
    assert "Not booked: Lee has Smith, John 10:00-10:20 (fu20). Give a reason to go ahead: urgent, " in refusal.sentence
    assert [("C3", Severity.CONFIRM, (first.appointment.id,))] == [
        (conflict.rule, conflict.severity, conflict.appointments) for conflict in refusal.conflicts
    ]


def test_what_is_refused_leaves_nothing_behind(desk: Desk, smith: Patient, jones: Patient) -> None:
    """No appointment, and no act that could be undone."""
    book(desk, smith, "2026-11-24T10:00")
    refused(lambda: desk.schedule.book("ben", booking(jones)))
    assert () == desk.schedule.of_patient("ana", jones.id)
    with pytest.raises(NotFound):
        desk.journal.undo("ben")


def test_every_conflict_comes_back_at_once(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Also those that would only warn; the gravest is told first, and how many more there are."""
    book(desk, smith, "2026-11-24T11:50", minutes=10)
    book(desk, jones, "2026-11-24T11:55", overrides={"C3": "urgent", "C6": "other"}, room="R2")
    refusal = refused(lambda: desk.schedule.book("ana", booking(smith, "2026-11-24T11:58", room="R2")))
    assert ["C2", "C3", "C3", "C4", "C6", "C10"] == [conflict.rule for conflict in refusal.conflicts]
    assert (
        "Not booked: Smith, John already has fu20 with Lee at Main Street, 11:50-12:00. (5 more.)" == refusal.sentence
    )


def test_a_warning_does_not_stop_a_booking(desk: Desk, smith: Patient) -> None:
    """The same day again is said, not refused."""
    book(desk, smith, "2026-11-24T10:00")
    change = desk.schedule.book("ana", booking(smith, "2026-11-24T15:00"))
    sentence = "Smith, John also has fu20 with Lee at Main Street that day, 10:00-10:20."
    assert [sentence] == [conflict.message for conflict in change.warnings]


def test_back_to_back_appointments_meet_no_rule(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Half-open: 10:00-10:20 and 10:20-10:40 share nothing."""
    book(desk, smith, "2026-11-24T10:00")
    assert () == desk.schedule.assess("ana", booking(jones, "2026-11-24T10:20")).conflicts


def test_assessing_is_booking_without_writing(desk: Desk, smith: Patient) -> None:
    """The same choices and conflicts, and nothing kept."""
    assessment = desk.schedule.assess("ana", booking(smith, "2026-11-24T11:50"))
    assert ("main", "R1", Mode.IN_PERSON) == (
        assessment.site.code, assessment.room and assessment.room.code, assessment.mode
    )  # fmt: skip
    assert (datetime(2026, 11, 24, 16, 50, tzinfo=UTC), datetime(2026, 11, 24, 17, 10, tzinfo=UTC)) == (
        assessment.start,
        assessment.end,
    )
    assert (
        assessment.conflicts == refused(lambda: desk.schedule.book("ana", booking(smith, "2026-11-24T11:50"))).conflicts
    )
    assert () == desk.schedule.of_patient("ana", smith.id)


@pytest.mark.parametrize(("actor", "refusal"), [("vic", "may not book"), ("nobody", "is not set up as a user")])
def test_who_may_not_book_is_told_so(desk: Desk, smith: Patient, actor: str, refusal: str) -> None:
    """A viewer looks on; who is no user of the clinic may not even do that."""
    for act in (desk.schedule.book, desk.schedule.assess):
        with pytest.raises(NotAllowed, match=f"^{actor} {refusal}"):
            act(actor, booking(smith))


# Where


@pytest.mark.parametrize(("start", "site"), [("2026-11-25T10:00", "main"), ("2026-11-26T10:00", "west")])
def test_the_site_is_that_of_the_session(desk: Desk, smith: Patient, start: str, site: str) -> None:
    """Ito is at Main on Wednesdays and at West on Thursdays."""
    assert site == book(desk, smith, start, provider="ito").appointment.site


def test_the_site_of_an_instant_is_found_by_its_own_day(desk: Desk, smith: Patient) -> None:
    """Wednesday evening at Main is Thursday in UTC, and Ito is not at West yet (Easy!Appointments #961)."""
    assessment = desk.schedule.assess("ana", booking(smith, "2026-11-26T00:30+00:00", provider="ito"))
    assert "main" == assessment.site.code
    assert ["19:30-19:50 is outside Ito's session (9:00-17:00)."] == [one.message for one in assessment.conflicts]


def test_wall_time_is_that_of_the_site(desk: Desk, smith: Patient) -> None:
    """Ten o'clock at West is 16:00 in UTC."""
    scheduled = book(desk, smith, "2026-11-26T10:00", provider="ito")
    assert datetime(2026, 11, 26, 16, tzinfo=UTC) == scheduled.appointment.start


def test_of_two_sites_on_one_day_the_session_at_that_time_decides(desk: Desk, smith: Patient) -> None:
    """In the morning here, in the afternoon there; between the two somebody has to say."""
    desk.set_up("sue", TWO_SITES_A_DAY, place="saturday.toml")
    starts = ("2026-11-28T08:00", "2026-11-28T10:50", "2026-11-28T13:00")
    assert ["main", "main", "west"] == [
        desk.schedule.assess("ana", booking(smith, start, provider="novak")).site.code for start in starts
    ]
    with pytest.raises(BadInput) as caught:
        desk.schedule.assess("ana", booking(smith, "2026-11-28T11:00", provider="novak"))
    assert ("Novak works at main and west that day. Say which site.", "site") == (
        caught.value.sentence, caught.value.field
    )  # fmt: skip


def test_without_a_session_the_site_must_be_said(desk: Desk, smith: Patient) -> None:
    """Nobody can guess where Lee would be on a Saturday."""
    with pytest.raises(BadInput) as caught:
        desk.schedule.assess("ana", booking(smith, "2026-11-28T10:00"))
    assert "Lee has no session that day. Say which site: main, west." == caught.value.sentence
    assessment = desk.schedule.assess("ana", booking(smith, "2026-11-28T10:00", site="main"))
    assert ["Lee has no session at Main Street on Sat 28 Nov."] == [one.message for one in assessment.conflicts]


def test_a_room_says_the_site_too(desk: Desk, smith: Patient) -> None:
    """W1 is at West."""
    assert "west" == desk.schedule.assess("ana", booking(smith, "2026-11-28T10:00", room="W1")).site.code


def test_a_site_that_is_no_longer_in_use_is_not_booked(desk: Desk, smith: Patient) -> None:
    """Neither by its code, nor by a session or a room that are still set up there."""
    desk.set_up("sue", '[[site]]\ncode = "west"\nretired = true', place="retire.toml")
    for request in (
        booking(smith, "2026-11-26T10:00", provider="ito", site="west"),
        booking(smith, "2026-11-26T10:00", provider="ito", room="W1"),
    ):
        with pytest.raises(BadInput, match="no longer in use"):
            desk.schedule.assess("ana", request)
    assert "main" == desk.schedule.assess("ana", booking(smith, "2026-11-26T10:00", provider="ito")).site.code


def test_a_room_at_another_site_is_refused(desk: Desk, smith: Patient) -> None:
    """Room and site contradict each other."""
    with pytest.raises(BadInput, match="Room W1 is at west, not at main"):
        desk.schedule.book("ana", booking(smith, site="main", room="W1"))


def test_each_booking_takes_the_first_room_that_is_free(desk: Desk) -> None:
    """In the order of the set-up, each room once (Open Dental's search tried one room again and again)."""
    found = []
    for number, provider in enumerate(["lee", "ito", "novak"]):
        patient = register(desk, f"Patient{number}")
        found.append(
            book(
                desk, patient, "2026-11-25T10:00", provider=provider, site="main", overrides={"C6": "other"}
            ).appointment.room
        )
    assert ["R1", "R2", "P1"] == found
    refusal = refused(lambda: desk.schedule.book("ana", booking(register(desk, "Last"), "2026-11-25T10:10")))
    assert "No fitting room is free at Main Street 10:10-10:30." in [one.message for one in refusal.conflicts]


def test_a_type_takes_only_rooms_of_its_kind(desk: Desk, smith: Patient, jones: Patient) -> None:
    """A procedure needs P1; taken, or at a site that has none, it is refused rather than booked without."""
    assert "P1" == book(desk, smith, "2026-11-25T10:00", visit_type="proc").appointment.room
    taken = refused(
        lambda: desk.schedule.book("ana", booking(jones, "2026-11-25T10:30", visit_type="proc", provider="ito"))
    )
    assert ["No procedure room is free at Main Street 10:30-11:10."] == [one.message for one in taken.conflicts]
    none = refused(
        lambda: desk.schedule.book("ana", booking(jones, "2026-11-26T10:00", visit_type="proc", provider="ito"))
    )
    assert ["No procedure room is free at West Side 10:00-10:40."] == [one.message for one in none.conflicts]


def test_a_room_named_is_the_room_checked(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Two practitioners never share a room (Frappe), even when another one is free."""
    book(desk, smith, "2026-11-25T10:00", room="R2")
    assert ["Room R2 has Smith, John with Lee 10:00-10:20."] == [
        conflict.message
        for conflict in refused(
            lambda: desk.schedule.book("ana", booking(jones, "2026-11-25T10:10", provider="ito", room="R2"))
        ).conflicts
    ]


def test_telehealth_takes_no_room(desk: Desk, smith: Patient) -> None:
    """The provider is taken, and no room."""
    request = replace(booking(smith), mode=Mode.TELEHEALTH)
    appointment = scheduled_of(desk.schedule.book("ana", request)).appointment
    assert (Mode.TELEHEALTH, None) == (appointment.mode, appointment.room)


def test_a_site_that_keeps_no_rooms_needs_none(desk: Desk, smith: Patient) -> None:
    """Rooms are not everybody's concern."""
    desk.set_up("sue", '[[room]]\ncode = "W1"\nretired = true', place="retire.toml")
    scheduled = book(desk, smith, "2026-11-26T10:00", provider="ito")
    assert ("west", None) == (scheduled.appointment.site, scheduled.appointment.room)


# When


@pytest.mark.parametrize("minutes", [0, -20, 1441])
def test_a_length_that_is_none_is_no_appointment(desk: Desk, smith: Patient, minutes: int) -> None:
    """Nought is not left out, and nobody's privilege makes it a visit."""
    with pytest.raises(BadInput) as caught:
        desk.schedule.book("sue", booking(smith, minutes=minutes, overrides={"C10": "other"}))
    assert "minutes" == caught.value.field


@pytest.mark.parametrize("minutes", [1, 1440])
def test_any_other_length_is_for_the_limits_to_judge(desk: Desk, smith: Patient, minutes: int) -> None:
    """A minute is too short, and a day too long, by the settings."""
    assert "C10" in rules_met(lambda: desk.schedule.book("ana", booking(smith, minutes=minutes)))


def test_no_privilege_books_longer_than_the_store_can_keep(desk: Desk, smith: Patient) -> None:
    """For a coordinator C10 answers; a supervisor who would go over it is told the length there is."""
    request = booking(smith, minutes=721, overrides={"C10": "other", "C6": "other"})
    assert "C10" in rules_met(lambda: desk.schedule.book("ana", request))
    with pytest.raises(BadInput, match="Type 1 to 720 minutes"):
        desk.schedule.book("sue", request)
    assert 720 == scheduled_of(desk.schedule.book("sue", replace(request, minutes=720))).appointment.minutes


def test_a_start_has_no_seconds(desk: Desk, smith: Patient) -> None:
    """Appointments lie on whole minutes, whoever books them."""
    with pytest.raises(BadInput) as caught:
        desk.schedule.book("sue", booking(smith, "2026-11-24T10:00:30", overrides={"C10": "other"}))
    assert "start" == caught.value.field


def test_a_time_that_the_clocks_skip_is_refused(desk: Desk, smith: Patient) -> None:
    """With the nearest two, and nothing else; an override of another rule does not change that."""
    request = booking(smith, "2027-03-14T02:30", site="main", overrides={"C6": "urgent"})
    assert (
        "Not booked: 2:30 does not exist on 14 Mar 2027 at Main Street: the clocks go forward."
        " The nearest times are 1:55 and 3:00."
    ) == refused(lambda: desk.schedule.book("ana", request)).sentence


def test_a_time_that_happens_twice_is_asked_for(desk: Desk, smith: Patient) -> None:
    """Refused until somebody says which, by the fold or by an offset."""
    request = booking(smith, "2027-11-07T01:30", site="main", overrides={"C6": "urgent"})
    assert "C15" in rules_met(lambda: desk.schedule.book("ana", request))
    answers = [
        replace(request, fold=0),
        replace(request, fold=1),
        booking(smith, "2027-11-07T01:30-04:00", site="main"),
        booking(smith, "2027-11-07T01:30-05:00", site="main"),
    ]
    found = [desk.schedule.assess("ana", answer) for answer in answers]
    assert [5, 6, 5, 6] == [one.start.hour for one in found]
    assert all("C15" not in [conflict.rule for conflict in one.conflicts] for one in found)


@pytest.mark.parametrize(("fold", "said", "other"), [(0, "1:30 EDT", "1:30 EST"), (1, "1:30 EST", "1:30 EDT")])
def test_either_of_the_two_is_booked_and_moved_to_the_other(
    desk: Desk, smith: Patient, fold: int, said: str, other: str
) -> None:
    """And every sentence says which of them it is."""
    request = booking(smith, "2027-11-07T01:30", site="main", overrides={"C6": "urgent"})
    booked = desk.schedule.book("ana", replace(request, fold=fold))
    assert said in booked.sentence
    where = MoveRequest(scheduled_of(booked).appointment.id, request.start, fold=1 - fold, overrides=request.overrides)
    moved = desk.schedule.move("ana", where)
    assert (True, True) == (said in moved.sentence, other in moved.sentence)
    before, after = (scheduled_of(one).appointment.start for one in (booked, moved))
    assert timedelta(hours=1 if fold == 0 else -1) == after - before


def test_an_appointment_over_the_change_is_as_long_as_its_minutes(desk: Desk, smith: Patient) -> None:
    """From 1:50 to 3:10 on the clock are twenty minutes when they go forward."""
    request = booking(smith, "2027-03-14T01:50", site="main", overrides={"C6": "urgent"})
    appointment = scheduled_of(desk.schedule.book("ana", request)).appointment
    assert (20, datetime(2027, 3, 14, 7, 10, tzinfo=UTC)) == (appointment.minutes, appointment.end)


def test_a_slot_that_has_begun_is_booked_for_who_walks_in(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Until it is over."""
    assert () == desk.schedule.assess("ana", booking(smith, "2026-11-23T10:05")).conflicts
    clock.forward(minutes=5)
    assert ["C10"] == rules_met(lambda: desk.schedule.book("ana", booking(smith, "2026-11-23T10:05")))


# With whom


def test_the_middle_of_a_procedure_alone_takes_the_provider(desk: Desk, smith: Patient, jones: Patient) -> None:
    """While Smith is prepared from 10:00 to 10:10 and cleaned up after from 10:30, Lee sees others."""
    procedure = book(desk, smith, "2026-11-25T10:00", visit_type="proc").appointment
    assert (datetime(2026, 11, 25, 15, 10, tzinfo=UTC), datetime(2026, 11, 25, 15, 30, tzinfo=UTC)) == (
        procedure.provider_start,
        procedure.provider_end,
    )
    assert () == desk.schedule.assess("ana", booking(jones, "2026-11-25T09:50")).conflicts
    assert () == desk.schedule.assess("ana", booking(jones, "2026-11-25T10:30")).conflicts
    assert ["C3"] == [one.rule for one in desk.schedule.assess("ana", booking(jones, "2026-11-25T10:10")).conflicts]


def test_a_shorter_or_longer_procedure_shrinks_or_stretches_the_provider_s_part(desk: Desk, smith: Patient) -> None:
    """Preparation and clean-up keep their ten minutes; where nothing would be left, all of it needs the provider."""
    lengths = {50: (10, 40), 25: (10, 15), 20: (0, 20)}
    for day, (minutes, part) in enumerate(lengths.items(), start=7):
        one = book(desk, smith, f"2026-12-{day:02}T10:00", visit_type="proc", minutes=minutes).appointment
        assert part == tuple((at - one.start).seconds // 60 for at in (one.provider_start, one.provider_end))


def test_a_visit_in_progress_counts(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Bahmni ignored appointments that had begun: neither Smith nor Lee is free while Smith is checked in."""
    here = book(desk, smith, "2026-11-23T10:10")
    desk.visits.do("ana", Verb.CHECK_IN, here.appointment.id, verified=["identity", "demographics"])
    assert ["C2", "C3", "C4"] == rules_met(
        lambda: desk.schedule.book("ana", booking(smith, "2026-11-23T10:20", room="R1"))
    )
    assert ["C3"] == rules_met(lambda: desk.schedule.book("ana", booking(jones, "2026-11-23T10:20")))


@pytest.mark.parametrize("status", [PatientStatus.DECEASED, PatientStatus.ARCHIVED, PatientStatus.ENTERED_IN_ERROR])
def test_who_may_not_be_booked_is_refused(
    desk: Desk, store: Store[Reading, Writing], smith: Patient, status: PatientStatus
) -> None:
    """Rule C1 looks at the record as it is now."""
    set_patient_status(store, smith, status)
    assert ["C1"] == rules_met(lambda: desk.schedule.book("ana", booking(smith)))


def test_leave_and_typed_blocks_ask_for_a_reason(desk: Desk, smith: Patient) -> None:
    """Each in one calm sentence."""
    found = [
        [conflict.message for conflict in desk.schedule.assess("ana", request).conflicts]
        for request in (
            booking(smith, "2026-11-24T10:00", provider="novak"),
            booking(smith, "2026-11-24T10:20", provider="ito"),
            booking(smith, "2026-12-25T10:00", provider="lee"),
        )
    ]
    assert [
        ["Novak is away all day."],
        ["10:00-11:00 is kept for procedure (proc), not for fu20."],
        ["Main Street is closed: Christmas."],
    ] == found


# Unknown


def test_an_unknown_code_is_told_with_the_nearest(desk: Desk, smith: Patient) -> None:
    """Codes are read without case, but not guessed."""
    with pytest.raises(NotFound) as caught:
        desk.schedule.book("ana", booking(smith, provider="leee"))
    assert "There is no provider 'leee'. Did you mean 'lee'?" == caught.value.sentence
    assert "lee" == desk.schedule.assess("ana", booking(smith, provider="LEE")).provider.code


@pytest.mark.parametrize("wrong", [{"provider": "zzz"}, {"visit_type": "zzz"}, {"site": "zzz"}, {"room": "zzz"}])
def test_no_unknown_code_is_booked(desk: Desk, smith: Patient, wrong: dict[str, str]) -> None:
    """Whatever it is a code of."""
    with pytest.raises(NotFound, match="'zzz'"):
        desk.schedule.book("ana", replace(booking(smith), **wrong))  # type: ignore[arg-type]


def test_what_is_retired_is_booked_no_more(desk: Desk, smith: Patient) -> None:
    """A type or a room that is gone is refused; a provider who has left asks for a reason (C6)."""
    retired = '[[visit_type]]\ncode = "new40"\nretired = true\n[[room]]\ncode = "R2"\nretired = true\n'
    desk.set_up("sue", retired + '[[provider]]\ncode = "lee"\nretired = true', place="retire.toml")
    for request in (booking(smith, visit_type="new40", provider="ito"), booking(smith, room="R2", provider="ito")):
        with pytest.raises(BadInput, match="no longer in use"):
            desk.schedule.book("ana", request)
    assessment = desk.schedule.assess("ana", booking(smith))
    assert ["Lee no longer works here."] == [conflict.message for conflict in assessment.conflicts]


def test_nobody_is_booked_who_is_not_registered(desk: Desk) -> None:
    """A number without a record."""
    request = booking(register(desk))
    with pytest.raises(NotFound, match="There is no patient id:999"):
        desk.schedule.book("ana", replace(request, patient=PatientId(999)))


def test_the_settings_decide_how_grave_a_rule_is(store: Store[Reading, Writing], clock: FakeClock) -> None:
    """With C3 only warning, a second patient goes to a further lane of the provider without a question."""
    desk = Desk(store, clock, Policy(rules=RuleSettings(C3=Severity.WARN)), RoleAuthorization())
    lanes = [book(desk, register(desk, name), "2026-11-24T10:00").appointment.lane for name in ("One", "Two")]
    assert [0, 1] == lanes

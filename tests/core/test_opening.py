"""When is a provider's time open: sessions as they fall, and what closes them?"""

from datetime import date, datetime, time, timedelta

import pytest
from msgspec.structs import force_setattr

from core.calendar.interval import Interval
from core.calendar.wall import END_OF_DAY, day_span
from core.clinic.dated import Block, ExceptionKind, Holiday, SessionException
from core.clinic.model import Clinic, Room, Session, Site
from core.schedule.model.day import Closure, ClosureKind, ProviderDay
from core.schedule.opening import falls_on, holiday_on, provider_day, sites_of
from core.schedule.rooms import rooms_at
from core.structs import replace
from tests.core.proposing import LEE, MAIN, NOW, TOMORROW, WEST, between

TUESDAY = TOMORROW
MORNING = Session("lee", "main", (0, 1, 2, 3, 4), time(9), time(12))
AFTERNOON = Session("lee", "main", (0, 1, 2, 3, 4), time(13), time(17))


def clinic(
    *sessions: Session,
    exceptions: tuple[SessionException, ...] = (),
    blocks: tuple[Block, ...] = (),
    holidays: tuple[Holiday, ...] = (),
) -> Clinic:
    """Lee at two sites, with these hours."""
    return Clinic(
        sites={"main": MAIN, "west": WEST},
        providers={"lee": LEE},
        sessions=sessions,
        exceptions=exceptions,
        holidays=holidays,
        blocks=blocks,
    )


def day_of(hours: Clinic, on: date = TUESDAY, *, site: Site = MAIN, now: datetime = NOW) -> ProviderDay:
    """Lee's day."""
    return provider_day(hours, LEE, site, on, now=now)


def exception(
    kind: ExceptionKind,
    hours: tuple[str, str] | None = None,
    *,
    on: date = TUESDAY,
    until: date | None = None,
    site: str = "",
    note: str = "",
) -> SessionException:
    """A dated exception of Lee's sessions."""
    begin, finish = (time.fromisoformat(one) for one in hours) if hours else (None, None)
    return SessionException("lee", on, kind, until, begin, finish, site, note)


def block(start: str, end: str, *, site: str = "", types: tuple[str, ...] = (), hours: int | None = None) -> Block:
    """Time of Lee set aside for procedures."""
    return Block("lee", datetime.fromisoformat(start), datetime.fromisoformat(end), "procedure", site, types, hours)


def test_a_weekly_session_falls_on_its_weekdays() -> None:
    """Monday is day 0."""
    week = [date(2026, 11, 23) + timedelta(days=day) for day in range(7)]
    session = replace(MORNING, days=(0, 2, 6))
    assert [True, False, True, False, False, False, True] == [falls_on(session, day) for day in week]


def test_a_session_has_a_first_and_a_last_day() -> None:
    """Both days themselves still count."""
    session = replace(MORNING, starts=date(2026, 11, 23), ends=date(2026, 11, 25))
    days = [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 26)]
    assert [False, True, True, False] == [falls_on(session, day) for day in days]


def test_every_second_week_counts_whole_weeks_from_the_first() -> None:
    """The week of `starts` is the first, whichever of its days that is; also over the turn of the year."""
    session = replace(MORNING, days=(0, 4), every=2, starts=date(2026, 11, 25))
    mondays = [date(2026, 11, 23) + timedelta(weeks=week) for week in range(8)]
    fridays = [monday + timedelta(days=4) for monday in mondays]
    assert [False, False, True, False, True, False, True, False] == [falls_on(session, day) for day in mondays]
    assert [True, False, True, False, True, False, True, False] == [falls_on(session, day) for day in fridays]


def test_open_time_is_session_time() -> None:
    """Morning and afternoon with the break between them."""
    day = day_of(clinic(MORNING, AFTERNOON))
    assert (between("9:00", "12:00"), between("13:00", "17:00")) == day.open_spans()
    assert () == day.closures


def test_sessions_that_touch_are_one_stretch_of_open_time() -> None:
    """A booking may lie across the line between them."""
    day = day_of(clinic(MORNING, replace(AFTERNOON, begin=time(12))))
    assert (between("9:00", "17:00"),) == day.open_spans()


def test_a_session_is_at_its_own_site() -> None:
    """Lee has no hours at West."""
    assert () == day_of(clinic(MORNING), site=WEST).sessions


def test_a_session_may_last_until_midnight() -> None:
    """An evening to 24:00 ends with the day, and so do a leave and a block of its last hours."""
    evening = replace(MORNING, begin=time(18), finish=END_OF_DAY)
    to_midnight = between("18:00", "2026-11-25T00:00")
    assert (to_midnight,) == day_of(clinic(evening)).open_spans()
    leave = exception(ExceptionKind.LEAVE, ("22:00", "00:00"))
    assert (between("18:00", "22:00"),) == day_of(clinic(evening, exceptions=(leave,))).open_spans()
    late = block("2026-11-24T22:00", "2026-11-25T00:00")
    assert (between("18:00", "22:00"),) == day_of(clinic(evening, blocks=(late,))).open_spans()


def test_an_extra_session_adds_hours_at_its_site() -> None:
    """It needs no weekly session behind it, and takes place on each of its days."""
    saturday = date(2026, 11, 28)
    extra = exception(ExceptionKind.EXTRA, ("08:00", "10:00"), on=saturday, until=date(2026, 11, 29), site="main")
    hours = clinic(exceptions=(extra,))
    assert [1, 1, 0] == [len(day_of(hours, saturday + timedelta(days=more)).sessions) for more in range(3)]
    assert () == day_of(hours, saturday, site=WEST).sessions
    assert (between("2026-11-28T08:00", "2026-11-28T10:00"),) == day_of(hours, saturday).open_spans()


def test_a_cancellation_without_hours_closes_every_session_of_the_day() -> None:
    """The closures are the sessions themselves: what was never open is not cancelled."""
    day = day_of(clinic(MORNING, AFTERNOON, exceptions=(exception(ExceptionKind.CANCELLED, note="training"),)))
    assert () == day.open_spans()
    assert (
        Closure(ClosureKind.CANCELLED, between("9:00", "12:00"), "training"),
        Closure(ClosureKind.CANCELLED, between("13:00", "17:00"), "training"),
    ) == day.closures


def test_a_cancellation_with_hours_closes_only_those() -> None:
    """The rest of the session stays open."""
    day = day_of(clinic(MORNING, exceptions=(exception(ExceptionKind.CANCELLED, ("08:00", "10:00")),)))
    assert (between("10:00", "12:00"),) == day.open_spans()
    assert (Closure(ClosureKind.CANCELLED, between("9:00", "10:00"), "cancelled"),) == day.closures


def test_a_cancelled_session_may_be_replaced_on_the_same_day() -> None:
    """Cancelled and extra on one day means other hours, not none."""
    both = (
        exception(ExceptionKind.CANCELLED),
        exception(ExceptionKind.EXTRA, ("11:00", "14:00"), site="main"),
    )
    assert (between("11:00", "14:00"),) == day_of(clinic(MORNING, exceptions=both)).open_spans()


def test_a_cancellation_on_a_day_without_sessions_closes_nothing() -> None:
    """There is nothing to cancel on a Saturday."""
    saturday = date(2026, 11, 28)
    day = day_of(clinic(MORNING, exceptions=(exception(ExceptionKind.CANCELLED, on=saturday),)), saturday)
    assert () == day.closures


@pytest.mark.parametrize(("site", "closures"), [("main", 1), ("west", 0), ("", 1)])
def test_an_exception_may_name_one_site(site: str, closures: int) -> None:
    """Lee may be away from one site and work at the other."""
    day = day_of(clinic(MORNING, exceptions=(exception(ExceptionKind.LEAVE, site=site),)))
    assert closures == len(day.closures)


def test_leave_closes_whole_days_to_its_last_one() -> None:
    """From `on` to `until`, both of them, also on days without sessions."""
    leave = exception(ExceptionKind.LEAVE, on=date(2026, 11, 27), until=date(2026, 11, 30), note="holiday trip")
    hours = clinic(MORNING, exceptions=(leave,))
    days = [date(2026, 11, 26) + timedelta(days=more) for more in range(6)]
    assert [0, 1, 1, 1, 1, 0] == [len(day_of(hours, day).closures) for day in days]
    assert (Closure(ClosureKind.LEAVE, day_span(days[1], MAIN.tz), "holiday trip"),) == day_of(hours, days[1]).closures


def test_leave_with_hours_closes_them_on_each_of_its_days() -> None:
    """A week of late mornings."""
    leave = exception(ExceptionKind.LEAVE, ("09:00", "10:00"), until=date(2026, 11, 25))
    hours = clinic(MORNING, exceptions=(leave,))
    assert (between("10:00", "12:00"),) == day_of(hours).open_spans()
    wednesday = between("2026-11-25T10:00", "2026-11-25T12:00")
    assert (wednesday,) == day_of(hours, date(2026, 11, 25)).open_spans()


def test_a_holiday_closes_its_site_only() -> None:
    """The other site works on."""
    holiday = Holiday("main", TUESDAY, "Founders' Day")
    hours = clinic(MORNING, replace(MORNING, site="west"), holidays=(holiday,))
    assert () == day_of(hours).open_spans()
    assert (Closure(ClosureKind.HOLIDAY, day_span(TUESDAY, MAIN.tz), "Founders' Day"),) == day_of(hours).closures
    assert (between("9:00", "12:00", WEST),) == day_of(hours, site=WEST).open_spans()
    assert (holiday, None) == (holiday_on(hours, MAIN, TUESDAY), holiday_on(hours, WEST, TUESDAY))


def test_a_block_is_a_closure_with_the_types_that_still_fit() -> None:
    """It is set aside, not open, whoever it is for."""
    day = day_of(clinic(MORNING, blocks=(block("2026-11-24T10:00", "2026-11-24T11:00", types=("proc",)),)))
    assert (between("9:00", "10:00"), between("11:00", "12:00")) == day.open_spans()
    assert (Closure(ClosureKind.BLOCK, between("10:00", "11:00"), "procedure", ("proc",)),) == day.closures


def test_a_block_belongs_to_its_day_and_site() -> None:
    """Without a site it is wherever the provider is."""
    here = block("2026-11-24T10:00", "2026-11-24T11:00", site="west")
    hours = clinic(MORNING, blocks=(here, block("2026-11-25T10:00", "2026-11-25T11:00")))
    assert () == day_of(hours).closures
    assert 1 == len(day_of(hours, site=WEST).closures)
    assert 1 == len(day_of(hours, date(2026, 11, 25)).closures)


def test_a_block_is_released_so_many_hours_before_it_starts() -> None:
    """From that very instant on it is open to all."""
    hours = clinic(MORNING, blocks=(block("2026-11-24T10:00", "2026-11-24T11:00", hours=24),))
    release = between("2026-11-23T10:00", "2026-11-23T10:01").start
    just_before = day_of(hours, now=release - timedelta(minutes=1))
    assert (1, 0) == (len(just_before.closures), len(day_of(hours, now=release).closures))


@pytest.mark.parametrize(
    ("end", "closed"),
    [
        ("2026-11-26T10:00", [("11:00", "12:00"), ("9:00", "12:00"), ("9:00", "10:00")]),
        ("2026-11-26T00:00", [("11:00", "12:00"), ("9:00", "12:00"), None]),
    ],
)
def test_a_block_over_days_closes_each_of_them(end: str, closed: list[tuple[str, str] | None]) -> None:
    """From its start on the first day to its end on the last, with all between; released, all of it is open."""
    hours = clinic(replace(MORNING, days=(1, 2, 3)), blocks=(block("2026-11-24T11:00", end, hours=24),))
    release = between("2026-11-23T11:00", "2026-11-23T11:01").start
    for day, span in enumerate(closed):
        on = TUESDAY + timedelta(days=day)
        found = day_of(hours, on, now=release - timedelta(minutes=1))
        (session,) = (one.span for one in found.sessions)
        shared = [session.shared(closure.span) for closure in found.closures]
        begin, finish = span or ("9:00", "9:00")
        expected = between(f"{on}T{begin:0>5}", f"{on}T{finish:0>5}")
        assert ([expected] if span else []) == shared
        assert () == day_of(hours, on, now=release).closures


@pytest.mark.parametrize(
    ("zone", "on", "begin", "finish", "expected"),
    [
        ("America/New_York", "2027-03-14", "02:30", "04:00", ("2027-03-14T07:00", "2027-03-14T08:00")),
        ("America/New_York", "2027-03-14", "02:10", "02:50", None),
        ("America/New_York", "2027-03-14", "01:00", "02:30", ("2027-03-14T06:00", "2027-03-14T07:00")),
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "04:00", ("2026-10-03T15:30", "2026-10-03T17:00")),
        ("America/Santiago", "2026-09-06", "00:30", "02:00", ("2026-09-06T04:00", "2026-09-06T05:00")),
        ("Asia/Beirut", "2026-03-29", "00:15", "02:00", ("2026-03-28T22:00", "2026-03-28T23:00")),
        ("Asia/Kolkata", "2026-03-29", "02:30", "04:00", ("2026-03-28T21:00", "2026-03-28T22:30")),
    ],
)
def test_hours_in_what_the_clocks_skip_are_cut(
    zone: str, on: str, begin: str, finish: str, expected: tuple[str, str] | None
) -> None:
    """A session or block that begins or ends in the skipped time does so at the change, wherever that is."""
    site, day = replace(MAIN, zone=zone), date.fromisoformat(on)
    session = replace(
        MORNING, begin=time.fromisoformat(begin), finish=time.fromisoformat(finish), days=(day.weekday(),)
    )
    hours = replace(clinic(session, blocks=(block(f"{on}T{begin}", f"{on}T{finish}"),)), sites={"main": site})
    found = provider_day(hours, LEE, site, day, now=NOW)
    spans = [Interval(*(datetime.fromisoformat(f"{one}+00:00") for one in expected))] if expected else []
    assert (spans, spans) == ([one.span for one in found.sessions], [one.span for one in found.closures])


def test_a_block_that_is_never_released_stays() -> None:
    """Also when it has begun."""
    hours = clinic(MORNING, blocks=(block("2026-11-24T10:00", "2026-11-24T11:00"),))
    assert 1 == len(day_of(hours, now=between("10:30", "10:31").start).closures)


@pytest.mark.parametrize(("starts", "ends", "sessions"), [
    (None, None, 1),
    (TUESDAY, TUESDAY, 1),
    (TUESDAY + timedelta(days=1), None, 0),
    (None, TUESDAY - timedelta(days=1), 0),
])  # fmt: skip
def test_nobody_has_sessions_before_their_first_day_or_after_their_last(
    starts: date | None, ends: date | None, sessions: int
) -> None:
    """Weekly sessions of somebody who is not here yet, or no more, are not open."""
    provider = replace(LEE, starts=starts, ends=ends)
    day = provider_day(clinic(MORNING), provider, MAIN, TUESDAY, now=NOW)
    assert sessions == len(day.sessions)


@pytest.mark.parametrize(("on", "hours"), [
    (date(2027, 3, 14), ("2027-03-14T13:00+00:00", "2027-03-14T16:00+00:00")),
    (date(2027, 11, 7), ("2027-11-07T14:00+00:00", "2027-11-07T17:00+00:00")),
])  # fmt: skip
def test_a_session_keeps_its_wall_time_when_the_clocks_change(on: date, hours: tuple[str, str]) -> None:
    """From nine to twelve on the site's clocks on every daylight saving day (Cal.com #1092)."""
    start, end = (datetime.fromisoformat(one) for one in hours)
    assert (Interval(start, end),) == day_of(clinic(replace(MORNING, days=(6,))), on).open_spans()


def test_the_sites_of_a_day_are_those_of_weekly_and_extra_sessions() -> None:
    """In the order of the set-up, each once."""
    extra = exception(ExceptionKind.EXTRA, ("14:00", "16:00"), site="west")
    hours = clinic(AFTERNOON, MORNING, exceptions=(extra,))
    assert ("main", "west") == sites_of(hours, LEE, TUESDAY)
    assert ("main",) == sites_of(hours, LEE, date(2026, 11, 25))
    assert () == sites_of(hours, LEE, date(2026, 11, 28))


def test_nobody_elses_sessions_are_looked_at() -> None:
    """A provider's sites, day and rooms are found without a walk through everybody's: among 400 it is as quick."""
    others = range(400)
    hours = replace(
        clinic(*(replace(MORNING, provider=f"p{number}", site=f"s{number}") for number in others), MORNING, AFTERNOON),
        rooms={f"r{number}": Room(f"r{number}", f"s{number}") for number in others},
    )
    assert (401, 0, 0, 400, 0) == tuple(
        map(len, (hours.sessions_of, hours.exceptions_of, hours.blocks_of, hours.rooms_at, hours.holidays_at))
    )
    for whole in ("sessions", "exceptions", "blocks", "holidays", "rooms"):
        force_setattr(hours, whole, None)  # whoever walks through it stumbles
    assert ("main",) == sites_of(hours, LEE, TUESDAY)
    assert 2 == len(day_of(hours).sessions)
    assert None is holiday_on(hours, MAIN, TUESDAY)
    assert ((), ("r7",)) == (rooms_at(hours, "main"), tuple(room.code for room in rooms_at(hours, "s7")))

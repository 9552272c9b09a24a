"""Is a series checked at every visit, booked whole or not at all, and moved, cancelled and undone as one?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.calendar.recurrence import read_rule
from core.conflict import Severity
from core.errors import BadInput, ChangedElsewhere, NotAllowed, Refused
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.linked import Link, LinkKind, LinkStatus, Scope
from core.schedule.model.visit import ScheduledVisit
from core.schedule.series.requests import Instead, OccurrenceState, SeriesRequest
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from tests.clinics import MAIN, SETUP, USERS, FakeClock, book, make_desk, register
from tests.desk.asking import booking, moving, now_of, refused, status_of

if TYPE_CHECKING:
    from core.desk import Desk
    from core.journal.change import Change

WEEKLY: Final = "FREQ=WEEKLY;COUNT=6"
START: Final = "2026-11-24T10:00"
"""A Tuesday; the fourth Tuesday after is in the week of Christmas."""


def series(patient: Patient, rule: str = WEEKLY, start: str = START, **more: Any) -> SeriesRequest:  # noqa: ANN401
    """A follow-up with Lee by that rule."""
    own = {name: more.pop(name) for name in ("skipped", "instead") if name in more}
    return SeriesRequest(booking(patient, start, **more), read_rule(rule), **own)


def visits(change: Change) -> tuple[ScheduledVisit, ...]:
    """The appointments of an act."""
    return change.all_of(ScheduledVisit)


def walls(found: tuple[ScheduledVisit, ...]) -> list[str]:
    """When each starts, on the clocks at main."""
    return [f"{one.appointment.start.astimezone(MAIN):%m-%d %H:%M}" for one in found]


def again(desk: Desk, found: tuple[ScheduledVisit, ...]) -> tuple[ScheduledVisit, ...]:
    """The same appointments as they are now."""
    return tuple(now_of(desk, one) for one in found)


def test_booked_whole(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """Six visits at ten, each with what it is of the series; undo makes mistakes of all, redo brings all back."""
    made = visits(desk.schedule.book_series("ana", series(smith)))
    assert ["11-24 10:00", "12-01 10:00", "12-08 10:00", "12-15 10:00", "12-22 10:00", "12-29 10:00"] == walls(made)
    (number,) = {one.appointment.link.visits for one in made if one.appointment.link}
    assert [Link(number, part, 6) for part in range(1, 7)] == [one.appointment.link for one in made]
    linked = desk.schedule.linked("ana", made[2].appointment.id)
    assert linked
    assert (LinkKind.SERIES, WEEKLY, LinkStatus.ACTIVE) == (
        linked.record.kind,
        linked.record.rule,
        linked.record.status,
    )
    assert made == linked.visits

    desk.journal.undo("ana")
    assert {AppointmentStatus.ENTERED_IN_ERROR} == {status_of(desk, one) for one in made}
    desk.journal.redo("ana")
    assert {AppointmentStatus.BOOKED} == {status_of(desk, one) for one in made}
    assert [one.appointment.link for one in made] == [one.appointment.link for one in again(desk, made)]
    assert () == examine(tmp_path / "clinic.db")


def test_every_occurrence_meets_the_rules(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Only the fourth is taken: peers that look at the first alone book over it (Cal.com #25287)."""
    book(desk, jones, "2026-12-15T10:10")
    grid = desk.schedule.series("ana", series(smith))
    assert ["ok", "ok", "ok", "conflict", "ok", "ok"] == [one.state.value for one in grid]
    assert ["C3"] == [conflict.rule for conflict in grid[3].conflicts]
    refusal = refused(lambda: desk.schedule.book_series("ana", series(smith)))
    assert ["C12", "C3"] == [conflict.rule for conflict in refusal.conflicts]
    assert "None of the series is booked. Tue 15 Dec 10:00: Lee has Jones, Ann 10:10-10:30 (fu20)." in refusal.sentence
    assert () == desk.schedule.of_patient("ana", smith.id), "all of them or none"


def test_rows_are_skipped_changed_or_gone_over(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Each row by its day; the reason stands with the visit that needed it, and with no other."""
    for day in ("2026-12-01", "2026-12-08", "2026-12-15"):
        book(desk, jones, f"{day}T10:10")
    wanted = series(
        smith,
        skipped=frozenset({date(2026, 12, 1)}),
        instead={date(2026, 12, 8): Instead(datetime(2026, 12, 8, 10, 30))},
        overrides={"C3": "urgent"},
    )
    change = desk.schedule.book_series("ana", wanted)
    made = visits(change)
    assert ["11-24 10:00", "12-08 10:30", "12-15 10:00", "12-22 10:00", "12-29 10:00"] == walls(made)
    assert [0, 0, 1, 0, 0] == [len(one.appointment.overrides) for one in made]
    assert [1, 2, 3, 4, 5] == [one.appointment.link.part for one in made if one.appointment.link]
    assert "urgent" == change.entry.reason
    assert "without 1 Dec" in change.sentence


def test_one_reason_for_all(desk: Desk, smith: Patient, jones: Patient) -> None:
    """A reason for C12 leads over whatever any visit meets that a reason leads over, and is kept with its rule."""
    book(desk, jones, "2026-12-08T10:10")
    wanted = series(smith, "FREQ=WEEKLY;COUNT=2", "2026-12-05T10:00", site="main", overrides={"C12": "double-ok"})
    made = visits(desk.schedule.book_series("ana", wanted))  # Saturdays
    assert [["C6"], ["C6"]] == [[over.rule for over in one.appointment.overrides] for one in made]


@pytest.mark.parametrize("severity", [Severity.HARD, Severity.WARN])
def test_how_grave_it_is_is_a_setting(tmp_path: Path, severity: Severity) -> None:
    """Hard: no visit of a series needs a reason. Only said: each rule wants its own reason."""
    desk = make_desk(tmp_path, policy=Policy(rules=RuleSettings(C12=severity)))
    smith, jones = register(desk), register(desk, "Jones", "Ann")
    book(desk, jones, "2026-12-08T10:10")
    refused(lambda: desk.schedule.book_series("ana", series(smith, overrides={"C12": "urgent"})))
    over = series(smith, overrides={"C3": "urgent"})
    if severity is Severity.HARD:
        assert ["C12", "C3"] == [one.rule for one in refused(lambda: desk.schedule.book_series("ana", over)).conflicts]
    else:
        assert 6 == len(visits(desk.schedule.book_series("ana", over)))


def test_a_holiday_is_told_and_mended(desk: Desk, smith: Patient) -> None:
    """A Friday series meets Christmas: the fixes are free, and taking one of them makes the series whole."""
    friday = series(smith, "FREQ=WEEKLY;COUNT=3", "2026-12-18T10:00")
    grid = desk.schedule.series("ana", friday)
    assert [OccurrenceState.OK, OccurrenceState.HOLIDAY, OccurrenceState.OK] == [one.state for one in grid]
    assert ["Mon 28 Dec 10:00"] == [fix.words for fix in grid[1].fixes]
    mended = replace(friday, instead={grid[1].on: grid[1].fixes[0].instead})
    assert ["12-18 10:00", "12-28 10:00", "01-01 10:00"] == walls(visits(desk.schedule.book_series("ana", mended)))


def test_every_fix_is_free(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Another start that day, the next day, a colleague: whichever is taken, the row is ok and nothing else changes."""
    book(desk, jones, "2026-12-01T10:00", minutes=30)
    wanted = series(smith, "FREQ=WEEKLY;COUNT=2")
    row = desk.schedule.series("ana", wanted)[1]
    assert ["9:40 that day", "Wed 2 Dec 10:00", "with Ito"] == [fix.words for fix in row.fixes]
    for fix in row.fixes:
        mended = desk.schedule.series("ana", replace(wanted, instead={row.on: fix.instead}))
        assert [OccurrenceState.OK] * 2 == [one.state for one in mended]
        assert (fix.start, fix.provider.code) == (mended[1].start, mended[1].provider.code)


def test_a_room_that_is_named_is_mended(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Where it is taken, another room is the nearest fix."""
    book(desk, jones, "2026-12-01T10:00", provider="ito", room="R1")
    wanted = series(smith, "FREQ=WEEKLY;COUNT=2", room="R1")
    row = desk.schedule.series("ana", wanted)[1]
    assert ("C4", "room R2") == (row.conflicts[0].rule, row.fixes[0].words)
    made = visits(desk.schedule.book_series("ana", replace(wanted, instead={row.on: row.fixes[0].instead})))
    assert ["R1", "R2"] == [one.appointment.room for one in made]


def test_a_row_meets_the_rows_before_it(desk: Desk, smith: Patient) -> None:
    """Two visits of one series at one instant are C2, though neither is booked yet."""
    clash = series(smith, instead={date(2026, 12, 8): Instead(datetime(2026, 12, 1, 10, 10))})
    grid = desk.schedule.series("ana", clash)
    assert ["ok", "ok", "conflict", "ok", "ok", "ok"] == [one.state.value for one in grid]
    assert "C2" in [conflict.rule for conflict in grid[2].conflicts]
    assert [()] == [conflict.appointments for conflict in grid[2].conflicts if conflict.rule == "C2"]


def test_wall_clock_is_kept(desk: Desk, smith: Patient) -> None:
    """Ten o'clock before and after the clocks change, which are other instants."""
    made = visits(desk.schedule.book_series("ana", series(smith, "FREQ=WEEKLY;COUNT=3", "2027-03-05T10:00")))
    assert ["03-05 10:00", "03-12 10:00", "03-19 10:00"] == walls(made)
    assert [15, 15, 14] == [one.appointment.start.astimezone(UTC).hour for one in made]


def test_a_series_moved_to_where_it_is_changes_nothing(desk: Desk, smith: Patient) -> None:
    """As of a single visit; what was confirmed of these times stays so."""
    made = visits(desk.schedule.book_series("ana", series(smith)))
    same = moving(made[1], "2026-12-01T10:00")
    met = refused(lambda: desk.schedule.move_together("ana", same, Scope.ALL)).conflicts
    assert ["STATE"] == [conflict.rule for conflict in met]
    assert made == again(desk, made)


def test_an_hour_that_the_clocks_skip(desk: Desk, smith: Patient) -> None:
    """That row alone is C15, with the times around it to choose from; the others stand at half past two."""
    wanted = series(smith, "FREQ=WEEKLY;COUNT=2", "2027-03-07T02:30", site="main", overrides={"C6": "urgent"})
    grid = desk.schedule.series("ana", wanted)
    assert [["C6"], ["C15"]] == [[conflict.rule for conflict in one.conflicts] for one in grid]
    refused(lambda: desk.schedule.book_series("ana", wanted))
    mended = replace(wanted, instead={grid[1].on: Instead(datetime(2027, 3, 14, 3, 0))})
    assert ["03-07 02:30", "03-14 03:00"] == walls(visits(desk.schedule.book_series("ana", mended)))


def test_what_is_taken_around_an_hour_that_the_clocks_skip(tmp_path: Path) -> None:
    """The row has a fix all the same, further on that day and at that time the next day."""
    nights = """
[[session]]
provider = "lee"
site = "main"
days = ["sat", "sun", "mon"]
from = "00:00"
to = "04:00"
"""
    desk = make_desk(tmp_path, setup=SETUP + nights)
    smith, jones = register(desk), register(desk, family="Jones", given="Ann")
    wanted = series(smith, "FREQ=WEEKLY;COUNT=2", "2027-03-07T02:30", site="main")
    around = [fix.instead.start for fix in desk.schedule.series("ana", wanted)[1].fixes]
    assert [datetime(2027, 3, 14, 1, 55), datetime(2027, 3, 14, 3)] == around
    book(desk, jones, "2027-03-14T01:55")  # until 3:15
    further = [fix.instead.start for fix in desk.schedule.series("ana", wanted)[1].fixes]
    assert [datetime(2027, 3, 14, 3, 15), datetime(2027, 3, 15, 2, 30)] == further


def test_an_hour_that_the_clocks_show_twice(desk: Desk, smith: Patient) -> None:
    """It is asked which, and either of them may be had."""
    wanted = series(smith, "FREQ=WEEKLY;COUNT=2", "2027-10-31T01:30", site="main", overrides={"C6": "urgent"})
    row = desk.schedule.series("ana", wanted)[1]
    assert "C15" in [conflict.rule for conflict in row.conflicts]
    for fold in (0, 1):
        chosen = replace(wanted, instead={row.on: Instead(datetime(2027, 11, 7, 1, 30), fold)})
        made = visits(desk.schedule.book_series("ana", chosen))
        assert datetime(2027, 11, 7, 5 + fold, 30, tzinfo=UTC) == made[1].appointment.start
        desk.journal.undo("ana")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"skipped": frozenset({date(2026, 12, 2)})}, "The series has no visit on Wed 2 Dec 2026."),
        ({"instead": {date(2026, 12, 2): Instead(room="R1")}}, "The series has no visit on Wed 2 Dec 2026."),
        (
            {"skipped": frozenset(date(2026, 11, 24) + timedelta(weeks=at) for at in range(6))},
            "No visit of the series is left.",
        ),
    ],
)
def test_a_day_that_is_none_of_its_own(desk: Desk, smith: Patient, changes: dict[str, Any], said: str) -> None:
    """What is said of no day of the series is not said in vain."""
    with pytest.raises(BadInput, match=said.replace(".", r"\.")):
        desk.schedule.series("ana", series(smith, **changes))


def test_one_visit_alone_is_no_series(desk: Desk, smith: Patient) -> None:
    """It belongs to nothing, so that nobody is asked which of one is meant."""
    (made,) = visits(desk.schedule.book_series("ana", series(smith, "FREQ=DAILY;COUNT=1")))
    assert made.appointment.link is None


def test_who_may(desk: Desk, smith: Patient) -> None:
    """Whoever may not book sees no grid either."""
    for act in (desk.schedule.series, desk.schedule.book_series):
        with pytest.raises(NotAllowed):
            act("vic", series(smith))


class TestTogether:
    """What is done to one visit of a series, to it and later ones, or to all."""

    @pytest.fixture
    def made(self, desk: Desk, smith: Patient) -> tuple[ScheduledVisit, ...]:
        """Six Tuesdays at ten."""
        return visits(desk.schedule.book_series("ana", series(smith)))

    @pytest.mark.parametrize(
        ("scope", "expected"),
        [
            (Scope.ONE, ["11-24 10:00", "12-01 10:00", "12-10 09:30", "12-15 10:00", "12-22 10:00", "12-29 10:00"]),
            (Scope.LATER, ["11-24 10:00", "12-01 10:00", "12-10 09:30", "12-17 09:30", "12-24 09:30", "12-31 09:30"]),
            (Scope.ALL, ["11-26 09:30", "12-03 09:30", "12-10 09:30", "12-17 09:30", "12-24 09:30", "12-31 09:30"]),
        ],
    )
    def test_moved_by_as_much(
        self, desk: Desk, made: tuple[ScheduledVisit, ...], scope: Scope, expected: list[str], tmp_path: Path
    ) -> None:
        """From Tuesday ten to Thursday half past nine; one undo puts all back, and redo moves all again."""
        desk.schedule.move_together("ana", moving(made[2], "2026-12-10T09:30"), scope)
        assert expected == walls(again(desk, made))
        desk.journal.undo("ana")
        assert [one.appointment.start for one in made] == [one.appointment.start for one in again(desk, made)]
        desk.journal.redo("ana")
        assert expected == walls(again(desk, made))
        assert () == examine(tmp_path / "clinic.db")

    @pytest.mark.parametrize("weeks", [1, 2, -1])
    def test_where_the_next_one_was(self, desk: Desk, made: tuple[ScheduledVisit, ...], weeks: int) -> None:
        """By whole weeks either way each takes the place of another of the series, and meets none."""
        desk_start = made[3].appointment.start.astimezone(MAIN) + timedelta(weeks=weeks)
        scope = Scope.LATER if weeks < 0 else Scope.ALL
        if weeks < 0:
            desk.visits.do("ana", Verb.CANCEL, made[2].appointment.id, reason="sick")
        before = again(desk, made)
        desk.schedule.move_together("ana", moving(made[3], f"{desk_start:%Y-%m-%dT%H:%M}"), scope)
        shifted = [
            one.appointment.start - was.appointment.start for one, was in zip(again(desk, made), before, strict=True)
        ]
        assert [timedelta(weeks=weeks)] * 3 == shifted[3:]

    def test_one_of_a_time_of_its_own(self, desk: Desk, made: tuple[ScheduledVisit, ...]) -> None:
        """It comes to the time that all are moved to; where only days are, it keeps its own."""
        desk.schedule.move("ana", moving(made[0], "2026-11-24T13:20"))
        desk.schedule.move_together("ana", moving(made[0], "2026-11-25T13:20"), Scope.ALL)
        assert ["11-25 13:20", "12-02 10:00"] == walls(again(desk, made))[:2]
        desk.schedule.move_together("ana", moving(made[0], "2026-11-25T09:30"), Scope.ALL)
        assert {"09:30"} == {wall[6:] for wall in walls(again(desk, made))}

    def test_another_provider_for_all(self, desk: Desk, made: tuple[ScheduledVisit, ...]) -> None:
        """Only who it is with is changed; what the rule of hours says of each is asked."""
        change = desk.schedule.move_together(
            "ana", moving(made[0], START, provider="ito", overrides={"C8": "urgent"}), Scope.ALL
        )
        assert {"ito"} == {one.appointment.provider for one in visits(change)}
        assert [["C8"], [], [], [], [], []] == [
            [over.rule for over in one.appointment.overrides] for one in visits(change)
        ]

    def test_all_or_none(self, desk: Desk, made: tuple[ScheduledVisit, ...], jones: Patient) -> None:
        """One of them would meet somebody: nothing is moved, and it is said which."""
        book(desk, jones, "2026-12-24T09:30")
        before = again(desk, made)
        refusal = refused(lambda: desk.schedule.move_together("ana", moving(made[2], "2026-12-10T09:30"), Scope.LATER))
        assert "None of the 4 is moved. Thu 24 Dec 9:30: Lee has Jones, Ann" in refusal.sentence
        assert before == again(desk, made)
        over = moving(made[2], "2026-12-10T09:30", overrides={"C3": "urgent"})
        assert 4 == len(visits(desk.schedule.move_together("ana", over, Scope.LATER)))

    def test_cancelled(self, desk: Desk, made: tuple[ScheduledVisit, ...], tmp_path: Path) -> None:
        """This and later ones; whoever was cancelled before stays so, and one undo brings back only these."""
        desk.visits.do("ana", Verb.CANCEL, made[4].appointment.id, reason="sick")
        change = desk.visits.cancel_together("ana", made[2].appointment.id, Scope.LATER, VerbOptions(reason="sick"))
        assert [3, 4, 6] == [one.appointment.link.part for one in visits(change) if one.appointment.link]
        assert "3 cancelled: Smith, John (Tue 8 Dec 10:00); Smith, John (Tue 15 Dec 10:00)" in change.sentence
        desk.journal.undo("ana")
        states = [status_of(desk, one).value for one in made]
        assert ["booked", "booked", "booked", "booked", "cancelled", "booked"] == states
        assert () == examine(tmp_path / "clinic.db")

    def test_what_has_begun_stays(self, desk: Desk, made: tuple[ScheduledVisit, ...], clock: FakeClock) -> None:
        """All of a series is what is still to come of it."""
        clock.set("2026-11-24T09:55")
        desk.visits.do("ana", Verb.ARRIVE, made[0].appointment.id)
        clock.set("2026-12-01T12:00")
        change = desk.visits.cancel_together("ana", made[3].appointment.id, Scope.ALL, VerbOptions(reason="sick"))
        assert [3, 4, 5, 6] == [one.appointment.link.part for one in visits(change) if one.appointment.link]

    def test_somebody_was_first(self, desk: Desk, made: tuple[ScheduledVisit, ...]) -> None:
        """The rev that was seen is asked for, as of one visit."""
        desk.schedule.move("ben", moving(made[2], "2026-12-08T11:00"))
        with pytest.raises(ChangedElsewhere):
            desk.schedule.move_together("ana", moving(made[2], "2026-12-08T09:00", rev=1), Scope.ALL)

    @pytest.mark.parametrize("scope", [Scope.ALL, Scope.LATER])
    def test_what_was_taken_back_is_not_moved(self, desk: Desk, made: tuple[ScheduledVisit, ...], scope: Scope) -> None:
        """Nor assessed: its state is told."""
        desk.journal.undo("ana")
        for act in (desk.schedule.move_together, desk.schedule.assess_together):
            gone = moving(made[2], "2026-12-08T09:00")
            assert "Only a booked appointment can be moved." in refused(lambda: act("ana", gone, scope)).sentence  # noqa: B023

    def test_undo_is_refused_where_one_was_changed(self, desk: Desk, made: tuple[ScheduledVisit, ...]) -> None:
        """By somebody else since: no half of a series is taken back."""
        desk.schedule.move("ben", moving(made[2], "2026-12-08T11:00"))
        with pytest.raises(ChangedElsewhere):
            desk.journal.undo("ana")
        assert {AppointmentStatus.BOOKED} == {status_of(desk, one) for one in made}

    def test_it_belongs_to_nothing(self, desk: Desk, jones: Patient) -> None:
        """Of a visit of its own there are no later ones."""
        alone = book(desk, jones, "2026-11-24T14:00")
        with pytest.raises(BadInput, match="is a visit of its own"):
            desk.schedule.move_together("ana", moving(alone, "2026-11-24T15:00"), Scope.LATER)
        with pytest.raises(BadInput, match="is a visit of its own"):
            desk.visits.cancel_together("ana", alone.appointment.id, Scope.ALL, VerbOptions(reason="sick"))


def test_a_provider_of_two_sites(tmp_path: Path) -> None:
    """Every weekday with Ito: each at the site where Ito is that day, at ten of its own clocks."""
    desk = make_desk(tmp_path, setup=SETUP + USERS)
    smith = register(desk)
    made = visits(
        desk.schedule.book_series("ana", series(smith, "FREQ=DAILY;COUNT=4", "2026-11-30T10:00", provider="ito"))
    )
    assert ["main", "main", "main", "west"] == [one.appointment.site for one in made]
    assert [15, 15, 15, 16] == [one.appointment.start.hour for one in made]


def test_refused_tells_all_it_met(desk: Desk, smith: Patient) -> None:
    """Every conflict of every visit, each with its day: Saturday and Sunday of a daily series."""
    with pytest.raises(Refused) as refusal:
        desk.schedule.book_series("ana", series(smith, "FREQ=DAILY;COUNT=7", "2026-11-30T10:00"))
    told = [conflict.message.partition(":")[0] for conflict in refusal.value.conflicts if conflict.rule == "C6"]
    assert ["Sat 5 Dec 10", "Sun 6 Dec 10"] == told

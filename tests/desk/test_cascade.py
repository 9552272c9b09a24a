"""Is freed time offered and filled, does what that frees come next, and does one undo take all of it back?"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import ChangedElsewhere, NotFound, Refused
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.wait import Outcome
from core.settings.model import Policy
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock, book, register
from tests.depth import depth
from tests.desk.asking import moving, now_of, refused, rules_met, status_of
from tests.desk.waiting import accept, accepted, cancelled, families, freed, hours_of, offer, put_on, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit


@pytest.fixture
def line(desk: Desk) -> dict[str, ScheduledVisit]:
    """Alpha, Beta, Gamma and Delta, each a day after the other at ten with Lee; all but Alpha want to come earlier."""
    booked = {}
    for day, name in enumerate(("Alpha", "Beta", "Gamma", "Delta"), 24):
        booked[name] = book(desk, register(desk, name, f"G{name}"), f"2026-11-{day}T10:00")
        if name != "Alpha":
            put_on(desk, booked[name].patient)
    return booked


def when(desk: Desk, scheduled: ScheduledVisit) -> str:
    """The day and hour of an appointment, in UTC."""
    return f"{now_of(desk, scheduled).appointment.start:%-d %-H:%M}"


def test_each_time_that_is_filled_frees_the_next(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """Beta comes up, Gamma takes Beta's, Delta takes Gamma's; what Delta leaves suits nobody any more."""
    change = cancelled(desk, line["Alpha"])
    assert [("24 10:00-10:20", ["Beta", "Gamma", "Delta"])] == freed(desk, change)
    for name, left in (("Beta", "25"), ("Gamma", "26")):
        (one,) = desk.waitlist.freed_by("ana", change.entry.id)
        change = accept(desk, one, name)
        assert change.sentence.endswith("Off the waiting list for fu20.")
        assert [left] == [hours.split()[0] for hours, _ in freed(desk, change)]
    (one,) = desk.waitlist.freed_by("ana", change.entry.id)
    assert [] == freed(desk, accept(desk, one, "Delta"))
    assert ["24 15:00", "25 15:00", "26 15:00"] == [when(desk, line[name]) for name in ("Beta", "Gamma", "Delta")]
    assert ([], ()) == (waiting(desk), desk.waitlist.freed("ana"))


def test_one_undo_takes_back_the_chain_and_one_redo_does_it_again(
    desk: Desk, line: dict[str, ScheduledVisit], tmp_path: Path
) -> None:
    """The cancellation that began it is an act of its own."""
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, line["Alpha"]).entry.id)
    for name in ("Beta", "Gamma", "Delta"):
        change = accept(desk, one, name)
        one = next(iter(desk.waitlist.freed_by("ana", change.entry.id)), one)
    desk.journal.undo("ana")
    assert ["25 15:00", "26 15:00", "27 15:00"] == [when(desk, line[name]) for name in ("Beta", "Gamma", "Delta")]
    assert ["Beta", "Gamma", "Delta"] == waiting(desk)
    assert [("24 10:00-10:20", ["Beta", "Gamma", "Delta"])] == [
        (hours_of(each), families(each)) for each in desk.waitlist.freed("ana")
    ]
    desk.journal.redo("ana")
    assert ["24 15:00", "25 15:00", "26 15:00"] == [when(desk, line[name]) for name in ("Beta", "Gamma", "Delta")]
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    assert AppointmentStatus.BOOKED is status_of(desk, line["Alpha"])
    assert () == desk.waitlist.freed("ana")
    assert () == examine(tmp_path / "clinic.db")


def test_a_chain_that_cannot_all_go_back_goes_back_in_no_part(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """Ben has booked what Beta left before: the reason is asked for once, and then all of it is undone."""
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, line["Alpha"]).entry.id)
    (one,) = desk.waitlist.freed_by("ana", accept(desk, one, "Beta").entry.id)
    accept(desk, one, "Gamma")
    book(desk, register(desk, "Chen", actor="ben"), "2026-11-26T10:00", actor="ben")  # where Gamma was
    assert ["C3"] == rules_met(lambda: desk.journal.undo("ana"))
    assert ["24 15:00", "25 15:00"] == [when(desk, line[name]) for name in ("Beta", "Gamma")]
    desk.journal.undo("ana", overrides={"C3": "urgent"})
    assert ["25 15:00", "26 15:00"] == [when(desk, line[name]) for name in ("Beta", "Gamma")]


def test_only_what_belongs_together_is_undone_together(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """Another act between, or another person's, ends the chain."""
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, line["Alpha"]).entry.id)
    (one,) = desk.waitlist.freed_by("ana", accept(desk, one, "Beta").entry.id)
    register(desk, "Between", actor="ana")
    accept(desk, one, "Gamma")
    desk.journal.undo("ana")
    assert ["24 15:00", "26 15:00"] == [when(desk, line[name]) for name in ("Beta", "Gamma")]
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    assert "25 15:00" == when(desk, line["Beta"])


def test_anothers_part_of_the_chain_is_theirs(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """Ben filled what Ana freed: her undo is refused, naming him, until he has taken his back."""
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, line["Alpha"]).entry.id)
    (one,) = desk.waitlist.freed_by("ana", accept(desk, one, "Beta").entry.id)
    accept(desk, one, "Gamma", actor="ben")
    assert ["C3"] == rules_met(lambda: desk.journal.undo("ana"))
    desk.journal.undo("ben")
    desk.journal.undo("ana")
    assert ["25 15:00", "26 15:00"] == [when(desk, line[name]) for name in ("Beta", "Gamma")]


def test_what_frees_time(desk: Desk, clock: FakeClock) -> None:
    """A patient's cancellation, a move away, a no-show as far as time is left; not what the clinic cancels."""
    put_on(desk, register(desk, "Waits", "W"))

    def booked(start: str) -> ScheduledVisit:
        return book(desk, register(desk, "Gap", start[-5:]), start)

    assert [("24 10:00-10:20", ["Waits"])] == freed(desk, cancelled(desk, booked("2026-11-24T10:00")))
    assert [] == freed(desk, cancelled(desk, booked("2026-11-25T10:00"), reason="provider-out"))
    moved = desk.schedule.move("ana", moving(booked("2026-11-25T11:00"), "2026-11-25T14:00"))
    assert [("25 11:00-11:20", ["Waits"])] == freed(desk, moved)
    shifted = desk.schedule.move("ana", moving(booked("2026-11-26T11:00"), "2026-11-26T11:10"))
    assert [] == freed(desk, shifted)  # ten minutes are too short for anybody
    late = book(desk, register(desk, "Late", "L"), "2026-11-23T10:40", minutes=60)
    clock.set("2026-11-23T10:53")
    assert [("23 10:55-11:40", ["Waits"])] == freed(desk, desk.visits.do("ana", Verb.NO_SHOW, late.appointment.id))


def test_what_is_left_over_is_offered_again(desk: Desk) -> None:
    """A visit that is shorter than the gap leaves the rest of it."""
    gap = book(desk, register(desk, "Gap", "G"), "2026-11-24T10:00", visit_type="new40")
    for name in ("A", "B", "C"):
        put_on(desk, register(desk, name, "X"))
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, gap).entry.id)
    change = accept(desk, one, "A")
    assert [("24 10:20-10:40", ["B", "C"])] == freed(desk, change)
    (one,) = desk.waitlist.freed("ana")
    accept(desk, one, "B")
    assert () == desk.waitlist.freed("ana")
    desk.journal.undo("ana")
    assert ["24 10:00-10:40"] == [hours_of(each) for each in desk.waitlist.freed("ana")]


def test_it_stands_until_it_is_filled_or_past(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """Also for who is put on the list later; by whatever way it is filled; and not in vain."""
    gap = book(desk, register(desk, "Gap", "G"), "2026-11-23T11:00")
    cancelled(desk, gap)
    assert () == desk.waitlist.freed("ana")
    put_on(desk, register(desk, "Waits", "W"))
    assert ["23 11:00-11:20"] == [hours_of(one) for one in desk.waitlist.freed("ana")]
    book(desk, smith, "2026-11-23T11:00", actor="ben")
    assert () == desk.waitlist.freed("ana")
    desk.journal.undo("ben")
    assert ["23 11:00-11:20"] == [hours_of(one) for one in desk.waitlist.freed("ana")]
    clock.set("2026-11-23T11:20")
    assert () == desk.waitlist.freed("ana")


def test_who_declined_is_not_asked_again_and_undo_asks_them(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """The list shows who tried to reach them, and when."""
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, line["Alpha"]).entry.id)
    beta = one.matches[0].entry.id
    desk.waitlist.contact("ana", beta, one.offer, Outcome.NO_ANSWER)
    desk.waitlist.contact("ben", beta, one.offer, Outcome.DECLINED, note="works then")
    (again,) = desk.waitlist.freed("ana")
    assert ["Gamma", "Delta"] == families(again)
    made = next(match for match in desk.waitlist.waiting("ana") if match.entry.id == beta).contacts
    assert [("no-answer", "ana", ""), ("declined", "ben", "works then")] == [
        (contact.outcome.value, contact.by, contact.note) for contact in made
    ]
    desk.journal.undo("ben")
    (again,) = desk.waitlist.freed("ana")
    assert ["Beta", "Gamma", "Delta"] == families(again)


def test_of_two_desks_that_fill_one_time_the_second_is_told(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """Two requests for one slot are never both confirmed (Cal.com #10789), and nothing of either is lost."""
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, line["Alpha"]).entry.id)
    accepted(desk, one, "Beta")
    refusal = refused(lambda: accept(desk, one, "Gamma", actor="ben"))
    assert [("C3", "Lee has Beta, GBeta 10:00-10:20 (fu20).")] == [
        (met.rule, met.message) for met in refusal.conflicts if met.rule == "C3"
    ]
    assert ("26 15:00", ["Gamma", "Delta"]) == (when(desk, line["Gamma"]), waiting(desk))


def test_two_desks_that_fill_two_times_with_one_patient(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """The second is told that they wait no longer."""
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, line["Alpha"]).entry.id)
    beta = one.matches[0]
    accept(desk, one, "Beta")
    with pytest.raises(ChangedElsewhere, match="waits no longer: booked"):
        desk.waitlist.accept("ben", beta.entry.id, offer("2026-11-24T11:00", None))


def test_a_reason_leads_over_a_rule_and_is_recorded(desk: Desk, smith: Patient) -> None:
    """Whom the list would not offer the time can be given it all the same."""
    entry = put_on(desk, smith, window="any pm")
    held = offer("2026-11-24T12:30", None)
    assert ["C6"] == rules_met(lambda: desk.waitlist.accept("ana", entry.id, held))
    change = desk.waitlist.accept("ana", entry.id, held, overrides={"C6": "urgent"})
    assert "urgent" == change.entry.reason


def test_the_time_meant(desk: Desk, line: dict[str, ScheduledVisit]) -> None:
    """Freed time by its start alone, any other with its provider."""
    cancelled(desk, line["Alpha"])
    gap = offer()
    assert gap == desk.waitlist.offer_at("ana", gap.start)
    assert gap == desk.waitlist.offer_at("ana", gap.start, provider="LEE")
    assert None is desk.waitlist.offer_at("ana", offer("2026-11-24T11:00").start, provider="lee").end
    with pytest.raises(Exception, match="Say whose time"):
        desk.waitlist.offer_at("ana", offer("2026-11-24T11:00").start)
    with pytest.raises(NotFound):
        desk.waitlist.offer_at("ana", gap.start, provider="leo")


NAMES: Final = ("A", "B", "C", "D", "E")
DAYS: Final = (1, 2, 3, 4, 7, 8, 9, 10, 11, 14)
"""Weekdays of December."""


@contextmanager
def clinic_like(founded: Path) -> Iterator[tuple[Desk, Path]]:
    """A clinic of its own for one example."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.db"
        copy(founded, path)
        with SqliteStore(path) as store:
            yield Desk(store, FakeClock(), Policy(), RoleAuthorization()), path


def state_of(desk: Desk, booked: list[ScheduledVisit]) -> object:
    """What is booked where, who waits for what, and what is offered to whom."""
    appointments = [now_of(desk, one).appointment for one in booked]
    there = [(one.start, one.provider, one.status, one.room) for one in appointments]
    entries = [(match.entry.id, match.entry.status, match.entry.since) for match in desk.waitlist.waiting("ana")]
    return there, entries, [(hours_of(one), families(one)) for one in desk.waitlist.freed("ana")]


@settings(max_examples=depth(10, whole=250), deadline=None)
@given(
    slots=st.lists(st.sampled_from(range(40)), min_size=5, max_size=5, unique=True),
    waits=st.lists(st.tuples(st.sampled_from(["fu20", "new40"]), st.integers(1, 9)), min_size=5, max_size=5),
    picks=st.lists(st.integers(0, 4), min_size=1, max_size=6),
)
def test_a_cascade_and_its_undo_change_nothing(
    founded: Path, slots: list[int], waits: list[tuple[str, int]], picks: list[int]
) -> None:
    """Whatever was booked, whoever waits, however far it goes and whoever is chosen: one undo is all there is to it.

    And one redo does it all again.
    """
    with clinic_like(founded) as (desk, path):
        booked = []
        for name, slot, (length, band) in zip(NAMES, sorted(slots), waits, strict=True):
            day, at = divmod(slot, 4)
            patient = register(desk, name, f"G{name}", actor="sue")
            start = f"2026-12-{DAYS[day]:02}T{9 + at:02}:00"
            try:
                booked.append(book(desk, patient, start, visit_type=length, actor="sue"))
            except Refused:  # noon
                continue
            put_on(desk, patient, length, band=band, actor="sue")
        put_on(desk, register(desk, "F", "GF", actor="sue"), "fu20", actor="sue")
        if not booked:
            return
        cancelled(desk, booked[0], actor="ben")
        before = state_of(desk, booked)
        chain = list(desk.waitlist.freed("ana"))
        done = 0
        for pick in picks:
            if not chain:
                break
            match = chain[0].matches[pick % len(chain[0].matches)]
            change = desk.waitlist.accept("ana", match.entry.id, chain[0].offer)
            done += 1
            chain = [one for one in desk.waitlist.freed_by("ana", change.entry.id) if one.slot.why == "moved"]
        if not done:
            return
        after = state_of(desk, booked)
        desk.journal.undo("ana")
        assert before == state_of(desk, booked)
        desk.journal.redo("ana")
        assert after == state_of(desk, booked)
        desk.journal.undo("ana")
        assert before == state_of(desk, booked)
        assert () == examine(path)

"""Are double bookings, groups and blocks met as users of other schedulers expected it in what they reported?

A row is a small clinic, whom it has booked, one more booking, and the rules that it meets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from core.errors import Refused
from core.settings.model import OverbookWhen
from core.visits.state import Verb
from tests.desk.asking import moving
from tests.desk.peers import Case, block, booking_policy, dated, hours, kind

if TYPE_CHECKING:
    from pathlib import Path

THREE: Final = hours("09:00", "17:00", "capacity = 3")
ONCE_OVER: Final = hours("09:00", "12:00", "overbooks = 1")
NONE_OVER: Final = hours("09:00", "12:00", "overbooks = 0")
BOOKED: Final[list[tuple[str, tuple[str, ...], str, str, str, str]]] = [
    ("the fourth of three seats", (kind("grp30"), THREE), "a 10:00 grp30, b 10:00 grp30, c 10:00 grp30", "", "d 10:00 grp30", "C7"),
    ("a seat that only partly overlaps", (kind("grp30"), THREE), "a 10:00 grp30, b 10:00 grp30, c 10:00 grp30", "", "d 10:25 grp30", "C7"),
    ("back to back with a full group", (kind("grp30"), THREE), "a 10:00 grp30, b 10:00 grp30, c 10:00 grp30", "", "d 10:30 grp30", "ok"),
    ("never more than three at one moment", (kind("grp30"), THREE), "a 10:00 grp30, b 10:20 grp30, c 10:40 grp30", "", "d 10:15 grp30", "ok"),
    ("the strictest holds, the lone one first", (kind("grp30"), kind("one30", "capacity = 1"), THREE), "a 10:00 one30", "", "b 10:10 grp30", "C3"),
    ("the strictest holds, the lone one last", (kind("grp30"), kind("one30", "capacity = 1"), THREE), "a 10:10 grp30", "", "b 10:00 one30", "C3"),
    ("across a session of two into one of one", (kind("grp30"), hours("09:00", "10:00", "capacity = 2"), hours("10:00", "11:00")), "a 09:45 grp30", "", "b 09:45 grp30", "C3"),
    ("an extra session sees one at a time", (kind("grp30"), THREE, dated("extra", 'site = "main"\nfrom = "18:00"\nto = "19:00"')), "a 18:00 grp30", "", "b 18:00 grp30", "C3"),
    ("no double booking in that session", (kind(), NONE_OVER), "a 10:00 fu20", "C3", "b 10:00 fu20", "C7"),
    ("one in that session", (kind(), ONCE_OVER), "a 10:00 fu20", "C3", "b 10:00 fu20", "ok"),
    ("a second one there", (kind(), ONCE_OVER), "a 10:00 fu20, b 10:00 fu20, c 11:00 fu20", "C3", "d 11:00 fu20", "C7"),
    ("three at once are two over", (kind(), ONCE_OVER), "a 10:00 fu20, b 10:10 fu20", "C3", "c 10:15 fu20", "C7"),
    ("of sessions that overlap each counts its own", (kind(), NONE_OVER, hours("10:00", "13:00", "overbooks = 1")), "a 12:20 fu20", "C3", "b 12:20 fu20", "ok"),
    ("and where both are the stricter holds", (kind(), NONE_OVER, hours("10:00", "13:00", "overbooks = 1")), "a 10:20 fu20", "C3", "b 10:20 fu20", "C7"),
    ("a visit beyond the session's end", (kind(), hours()), "", "", "a 11:45 fu20", "C6"),
    ("a longer visit than the type's into the next one", (kind(), hours()), "a 10:20 fu20", "", "b 10:00 fu20 25", "C3"),
    ("into a block by five minutes", (kind(), hours(), block("10:00", "11:00")), "", "", "a 09:45 fu20", "C8"),
    ("out of a block by five minutes", (kind(), hours(), block("10:00", "11:00")), "", "", "a 10:55 fu20", "C8"),
    ("as the block begins", (kind(), hours(), block("10:00", "11:00")), "", "", "a 09:40 fu20", "ok"),
    ("on the minute a block ends", (kind(), hours(), block("10:00", "11:00")), "", "", "a 11:00 fu20", "ok"),
    ("past midnight", (kind(), hours("22:00", "24:00")), "", "", "a 23:50 fu20", "C6 C10"),
    ("to midnight", (kind(), hours("22:00", "24:00")), "", "", "a 23:40 fu20", "ok"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parts", "booked", "over", "words", "met"), BOOKED, ids=[row[0] for row in BOOKED])
def test_booked(  # noqa: PLR0917 - a row of the table
    tmp_path: Path, name: str, parts: tuple[str, ...], booked: str, over: str, words: str, met: str
) -> None:
    """What one more meets, with a reason for a double booking where that is what is asked about."""
    assert name
    assert met == Case(tmp_path, *parts, booked=booked, over=over).book(words, over=over)


def test_a_seat_is_free_again_and_taken_again(tmp_path: Path) -> None:
    """By a cancellation, a move, a no-show and undo of each; whoever comes back meets who took it meanwhile."""
    case = Case(tmp_path, kind("grp30"), THREE, booked="a 2026-11-23T10:30 grp30, b 2026-11-23T10:30 grp30")
    desk, at = case.desk, "2026-11-23T10:30 grp30"
    assert ["ok", "C7"] == [case.book(f"{who} {at}") for who in "cd"]
    number = {who: one.appointment.id for who, one in case.visits.items()}
    desk.visits.do("ben", Verb.CANCEL, number["a"], reason="sick")
    assert ["ok", "C7"] == [case.book(f"{who} {at}") for who in "ef"]
    with pytest.raises(Refused, match="sees 3 at once"):
        desk.journal.undo("ben")
    desk.schedule.move("ben", moving(case.visits["b"], "2026-11-23T12:00"))
    assert ["ok", "C7"] == [case.book(f"{who} {at}") for who in "gh"]
    case.clock.set("2026-11-23T10:45")
    desk.visits.do("cy", Verb.NO_SHOW, number["c"])
    assert ["ok", "C7"] == [case.book(f"{who} {at}") for who in "ij"]
    with pytest.raises(Refused, match="sees 3 at once"):
        desk.visits.do("cy", Verb.ARRIVE, number["c"])


def test_a_double_booking_that_goes_makes_room_for_another(tmp_path: Path) -> None:
    """The limit counts what is, not what was."""
    case = Case(tmp_path, kind(), ONCE_OVER, booked="a 10:00 fu20, b 10:00 fu20, c 11:00 fu20", over="C3")
    assert "C7" == case.book("d 11:00 fu20", over="C3")
    case.desk.visits.do("ana", Verb.CANCEL, case.visits["b"].appointment.id, reason="sick")
    assert "ok" == case.book("e 11:00 fu20", over="C3")


def test_double_bookings_of_the_day_itself(tmp_path: Path) -> None:
    """A clinic that makes them for today alone."""
    policy = booking_policy(overbook=OverbookWhen.SAME_DAY)
    case = Case(tmp_path, kind(), hours(), policy=policy, booked="a 10:00 fu20, b 2026-11-23T11:00 fu20")
    assert ["C7", "ok"] == [case.book(f"{words} fu20", over="C3") for words in ("c 10:00", "d 2026-11-23T11:00")]


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_the_instant_of_a_release(tmp_path: Path, minutes: int) -> None:
    """So many hours before the block begins, on the minute: whoever asks then finds it open, and nobody before."""
    case = Case(tmp_path, kind(), hours(), block("10:00", "11:00", "release_hours = 23"))
    case.clock.set("2026-11-23T11:00")
    case.clock.forward(minutes=minutes)
    is_open = minutes >= 0
    assert ("Tue24 10:00-10:40" if is_open else "") == case.free("fu20 tom 10-10:45")
    assert ("ok" if is_open else "C8") == case.book("a 10:20 fu20")

"""Which exceptions say what a period means, and what is left of an extra session?"""

from datetime import date, datetime, time

import pytest

from core.calendar.period import Period
from core.clinic.dated import ExceptionKind, SessionException
from core.schedule.availability.rows import covers, exceptions_for, period_of, without
from core.structs import replace


def period(start: str, end: str) -> Period:
    """From one wall time of ISO 8601 to another."""
    return Period(datetime.fromisoformat(start), datetime.fromisoformat(end))


def row(written: str, kind: ExceptionKind = ExceptionKind.LEAVE) -> SessionException:
    """'24-26 9:00-12:00' of December 2026."""
    days, _, hours = written.partition(" ")
    first, _, last = days.partition("-")
    begin, finish = (time.fromisoformat(f"{one:0>5}") for one in hours.split("-")) if hours else (None, None)
    until = date(2026, 12, int(last)) if last else None
    return SessionException("lee", date(2026, 12, int(first)), kind, until, begin, finish)


@pytest.mark.parametrize(("start", "end", "expected"), [
    ("2026-12-24T00:00", "2026-12-25T00:00", ["24"]),
    ("2026-12-24T00:00", "2026-12-27T00:00", ["24-26"]),
    ("2026-12-24T09:00", "2026-12-24T12:00", ["24 9:00-12:00"]),
    ("2026-12-24T18:00", "2026-12-25T00:00", ["24 18:00-00:00"]),
    ("2026-12-24T00:00", "2026-12-24T12:00", ["24 0:00-12:00"]),
    ("2026-12-24T13:00", "2026-12-26T00:00", ["24 13:00-00:00", "25"]),
    ("2026-12-24T13:00", "2026-12-28T09:00", ["24 13:00-00:00", "25-27", "28 0:00-9:00"]),
    ("2026-12-24T13:00", "2026-12-25T09:00", ["24 13:00-00:00", "25 0:00-9:00"]),
    ("2026-12-24T00:00", "2026-12-26T09:00", ["24-25", "26 0:00-9:00"]),
])  # fmt: skip
def test_a_period_takes_as_many_rows_as_it_needs(start: str, end: str, expected: list[str]) -> None:
    """What it has of its first day, whole days, and what it has of its last."""
    assert tuple(map(row, expected)) == exceptions_for(period(start, end), "lee", ExceptionKind.LEAVE)


EXTRA = replace(row("24-26 9:00-12:00", ExceptionKind.EXTRA), number=7)


@pytest.mark.parametrize(("start", "end", "left"), [
    ("2026-12-24T00:00", "2026-12-27T00:00", []),
    ("2026-12-25T00:00", "2026-12-26T00:00", ["24 9:00-12:00", "26 9:00-12:00"]),
    ("2026-12-24T10:00", "2026-12-24T11:00", ["24 9:00-10:00", "24 11:00-12:00", "25-26 9:00-12:00"]),
    ("2026-12-26T11:00", "2026-12-27T00:00", ["24-25 9:00-12:00", "26 9:00-11:00"]),
    ("2026-12-24T10:00", "2026-12-26T10:00", ["24 9:00-10:00", "26 10:00-12:00"]),
    ("2026-12-27T09:00", "2026-12-27T12:00", ["24-26 9:00-12:00"]),
])  # fmt: skip
def test_what_is_left_of_an_extra_session(start: str, end: str, left: list[str]) -> None:
    """Other days stay, and the hours before and after; what is otherwise than it was has no number."""
    found = without(EXTRA, period(start, end))
    assert {row(one, ExceptionKind.EXTRA) for one in left} == set(found)
    assert len(left) == len(found)
    assert {0} >= {one.number for one in found}


@pytest.mark.parametrize(("kept", "other", "expected"), [
    ("24-26", "24-26", True),
    ("24-26", "25", True),
    ("24-26", "26-27", False),
    ("24", "24 9:00-12:00", True),
    ("24 9:00-12:00", "24", False),
    ("24 9:00-12:00", "24 9:00-11:00", True),
    ("24 9:00-00:00", "24 9:00-12:00", True),
    ("24 9:00-12:00", "24 9:00-00:00", False),
    ("24 9:00-12:00", "24 8:00-10:00", False),
])  # fmt: skip
def test_what_says_as_much_as_another(kept: str, other: str, *, expected: bool) -> None:
    """On each of its days, with its hours."""
    assert expected == covers(row(kept), row(other))


def test_one_site_is_not_all_of_them() -> None:
    """Who is away everywhere is away from each; not the other way round."""
    everywhere, here = row("24"), replace(row("24"), site="main")
    assert (True, False) == (covers(everywhere, here), covers(here, everywhere))


def test_a_row_is_told_as_the_period_it_means() -> None:
    """Until the end of its last day, or hour."""
    assert period("2026-12-24T00:00", "2026-12-27T00:00") == period_of(row("24-26"))
    assert period("2026-12-24T09:00", "2026-12-25T00:00") == period_of(row("24 9:00-00:00"))

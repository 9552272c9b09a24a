"""When is an estimate due, and where does one stand? By table: days, holidays, moves, who pays, what changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest

from core.estimates.model import Estimate, EstimateLine, EstimateStatus, How
from core.estimates.standing import VisitFacts, due_by, standing
from core.record_ref import AppointmentId, PatientId
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

HOLIDAYS: Final = {date(2026, 11, 26), date(2026, 12, 25)}
"""Thanksgiving and Christmas."""
VISIT_LINE: Final = (EstimateLine("99213", "Office visit", 12000),)
DEARER: Final = (EstimateLine("99213", "Office visit", 13000),)


def november(day: int) -> date:
    """Of 2026, whose first is a Sunday."""
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("since", "day", "due"),
    [
        ("2026-11-02", "2026-11-05", "2026-11-03"),  # Monday for Thursday: exactly 3 ahead
        ("2026-11-02", "2026-11-04", None),  # 2 ahead
        ("2026-11-02", "2026-11-16", "2026-11-05"),  # exactly 10 ahead: 3 days
        ("2026-11-02", "2026-11-13", "2026-11-03"),  # 9 ahead: 1 day
        ("2026-11-23", "2026-11-27", "2026-11-24"),  # 3 ahead, as Thanksgiving is none: Monday, Tuesday, Wednesday
        ("2026-11-24", "2026-11-27", None),  # 2 ahead, since the holiday lies between
        ("2026-11-23", "2026-12-08", "2026-11-27"),  # exactly 10 ahead over the holiday; due on Friday, not on it
        ("2026-11-24", "2026-12-08", "2026-11-25"),  # 9
        ("2026-11-25", "2026-12-04", "2026-11-27"),  # the day before the holiday: due the day after it
        ("2026-11-06", "2026-11-11", "2026-11-09"),  # Friday for Wednesday: 3 ahead, due on Monday
        ("2026-11-07", "2026-11-11", None),  # Saturday for Wednesday: Monday and Tuesday
        ("2026-11-07", "2026-11-12", "2026-11-09"),  # Saturday for Thursday; counted from Monday
        ("2026-11-08", "2026-11-20", "2026-11-09"),  # Sunday: 9
        ("2026-11-08", "2026-11-23", "2026-11-11"),  # Sunday: 10
        ("2026-11-02", "2026-11-07", "2026-11-03"),  # a visit on a Saturday
        ("2026-11-02", "2026-11-02", None),
        ("2026-11-03", "2026-11-02", None),
    ],
)
def test_days_are_counted_in_business_days(since: str, day: str, due: str | None) -> None:
    """Booked 3 to 9 business days ahead within one, 10 or more within three, less than 3 not at all."""
    found = due_by(date.fromisoformat(since), date.fromisoformat(day), HOLIDAYS)

    assert due == (found.isoformat() if found else None)


def _visit(**other: Any) -> VisitFacts:  # noqa: ANN401 - whatever a row says otherwise
    """Of somebody who pays themselves, booked on Monday the 2nd for Wednesday the 25th, with Lee."""
    usual = VisitFacts(
        "fu20",
        "lee",
        november(25),
        is_over=False,
        is_self_pay=True,
        since=november(2),
        changed=None,
        lines=VISIT_LINE,
        holidays=HOLIDAYS,
        zone=ZoneInfo("America/New_York"),
    )
    return replace(usual, **other)


def _estimate(status: str, number: int = 1, **other: Any) -> Estimate:  # noqa: ANN401 - the same
    """Of that visit, made on the 3rd, and told on that day where it was."""
    at = datetime(2026, 11, 3, 15, tzinfo=UTC)
    told = at if status in {"given", "declined"} else None
    usual = Estimate(
        id=number,
        patient=PatientId(1),
        appointment=AppointmentId(1),
        visit_type="fu20",
        provider="lee",
        site="main",
        day=november(25),
        lines=VISIT_LINE,
        currency="USD",
        at=at,
        by="ana",
        how=How.PAPER if status == "given" else None,
        told_at=told,
        told_by="ana" if told else "",
        status=EstimateStatus(status),
    )
    return replace(usual, **other)


ASKED: Final = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
"""Half past eleven at night of Thursday the 19th at the site, of Friday by UTC."""
NONE: Final[tuple[Estimate, ...]] = ()
GIVEN: Final = (_estimate("given"),)
DRAFTED: Final = (_estimate("drafted"),)
NEAR: Final[dict[str, Any]] = {"since": november(23)}


@pytest.mark.parametrize(
    ("case", "visit", "estimates", "state", "by"),
    [
        ("pays themselves", {}, NONE, "due", 5),
        ("is insured, or nobody knows", {"is_self_pay": False}, NONE, "not-needed", None),
        ("is known to pay themselves since the 20th", {"since": november(20)}, NONE, "due", 23),
        ("booked too near", NEAR, NONE, "not-needed", None),
        ("asked late at night", NEAR, (_estimate("asked", asked_at=ASKED),), "due", 24),
        ("asked by an insured", {"is_self_pay": False}, (_estimate("asked", asked_at=ASKED),), "due", 24),
        ("asked, and due sooner by itself", {}, (_estimate("asked", asked_at=ASKED),), "due", 5),
        ("drafted", {}, DRAFTED, "drafted", 5),
        ("drafted after it was asked for", NEAR, (_estimate("drafted", asked_at=ASKED),), "drafted", 24),
        ("given", {}, GIVEN, "given", None),
        ("declined", {}, (_estimate("declined"),), "patient-declined", None),
        ("superseded by one that is not given", {}, (_estimate("superseded"), _estimate("drafted", 2)), "drafted", 5),
        ("a mistake", {}, (_estimate("entered-in-error"),), "due", 5),
        ("moved to 4 days ahead", {"day": november(13), "since": november(9)}, GIVEN, "due", 10),
        ("moved to 12 days ahead", {"day": date(2026, 12, 11), "since": november(23)}, GIVEN, "due", 27),
        ("moved too near for another", {"day": november(24), "since": november(23)}, GIVEN, "given", None),
        ("another type", {"visit_type": "new40", "changed": november(9)}, GIVEN, "due", 24),
        ("other fees", {"lines": DEARER}, GIVEN, "due", 24),
        ("another provider", {"provider": "ito", "changed": november(24)}, GIVEN, "due", 24),
        ("a provider who steps in that day", {"provider": "ito", "changed": november(25)}, GIVEN, "given", None),
        ("the same, and dearer", {"provider": "ito", "lines": DEARER, "changed": november(25)}, GIVEN, "due", 24),
        ("another type before it was given", {"visit_type": "new40"}, DRAFTED, "due", 5),
        (
            "another type of who is insured by now",
            {"visit_type": "new40", "is_self_pay": False},
            GIVEN,
            "not-needed",
            None,
        ),
        ("given, insured by now", {"is_self_pay": False}, GIVEN, "given", None),
        (
            "given years before",
            {},
            (_estimate("given", told_at=datetime(2025, 11, 20, 15, tzinfo=UTC)),),
            "expired",
            24,
        ),
        ("over", {"is_over": True}, GIVEN, "given", None),
        ("over, and never given", {"is_over": True}, DRAFTED, "expired", None),
        ("over, and none was made", {"is_over": True}, NONE, "not-needed", None),
    ],
)
def test_where_an_estimate_stands(
    case: str, visit: dict[str, Any], estimates: Sequence[Estimate], state: str, by: int | None
) -> None:
    """Each case has its state, and the day of November until which somebody has to do something."""
    found = standing(_visit(**visit), estimates)

    assert (state, by) == (found.state.value, found.by.day if found.by else None), case

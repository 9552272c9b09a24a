"""Which night's backup is due, on the days when the clocks change and on any other?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clinic.model import Site
from core.jobs.night import backup_occasion
from core.settings.model import BackupSettings, Policy
from tests.clinics import MAIN

SITE = Site("main", "Main Street", "America/New_York")


def policy(hour: int) -> Policy:
    """A backup at that hour."""
    return Policy(backup=BackupSettings("backups", hour=hour))


@pytest.mark.parametrize(
    ("hour", "wall", "night", "due"),
    [
        (2, "2026-11-23T01:59", "2026-11-22", "2026-11-22T07:00"),
        (2, "2026-11-23T02:00", "2026-11-23", "2026-11-23T07:00"),
        (0, "2026-11-23T00:00", "2026-11-23", "2026-11-23T05:00"),
        (23, "2026-11-23T22:59", "2026-11-22", "2026-11-23T04:00"),
        (2, "2027-03-14T01:59", "2027-03-13", "2027-03-13T07:00"),
        (2, "2027-03-14T03:00", "2027-03-14", "2027-03-14T07:00"),
        (1, "2027-11-07T01:00", "2027-11-07", "2027-11-07T05:00"),
    ],
    ids=["before", "at", "midnight", "late", "before it is skipped", "skipped", "repeated"],
)
def test_the_night(hour: int, wall: str, night: str, due: str) -> None:
    """It is named by its date; a skipped hour has come with the change, a repeated one the first time."""
    now = datetime.fromisoformat(wall).replace(tzinfo=MAIN).astimezone(UTC)
    occasion = backup_occasion(policy(hour), SITE, now)
    assert occasion is not None
    assert (f"backup {night}", datetime.fromisoformat(due).replace(tzinfo=UTC)) == (occasion.name, occasion.due)
    assert {"night": night} == occasion.details


def test_without_a_folder_there_is_none() -> None:
    """It is off until a folder is set."""
    assert backup_occasion(Policy(), SITE, datetime(2026, 11, 23, tzinfo=UTC)) is None


@given(
    st.integers(0, 23),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
)
def test_nights_follow_each_other_without_gap(hour: int, now: datetime) -> None:
    """Whatever the hour, the newest night has come, and the next comes as this one's deadline passes."""
    occasion = backup_occasion(policy(hour), SITE, now)
    assert occasion is not None
    assert occasion.due <= now < occasion.deadline
    following = backup_occasion(policy(hour), SITE, occasion.deadline)
    assert following is not None
    assert (occasion.deadline, True) == (following.due, occasion.name < following.name)
    assert timedelta(hours=23) <= occasion.deadline - occasion.due <= timedelta(hours=25)

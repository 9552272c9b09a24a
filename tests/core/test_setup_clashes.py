"""Is a provider who would be at two sites at once told of, across zones and weeks, and nobody else?"""

import pytest

from core.clinic.model import Clinic
from tests.core.setup_texts import BASE, problems_of, setup_of, small_clinic


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    """The clinic that BASE sets up: lee is at main on Monday and Wednesday, 09:00-12:00 New York time."""
    return small_clinic()


NORTH = '[[site]]\ncode = "north"\nname = "North"\nzone = "{zone}"\n'
SESSION = """[[session]]
provider = "lee"
site = "{site}"
days = ["{day}"]
from = "{begin}"
to = "{finish}"
{more}
"""


def two_sites(zone: str, day: str, begin: str, finish: str, more: str = "") -> str:
    """A second site in `zone`, north, with a session of lee."""
    return NORTH.format(zone=zone) + SESSION.format(site="north", day=day, begin=begin, finish=finish, more=more)


@pytest.mark.parametrize(
    ("zone", "day", "begin", "finish", "more"),
    [
        ("America/New_York", "mon", "11:00", "13:00", ""),
        ("America/New_York", "wed", "08:00", "18:00", ""),
        ("America/Chicago", "mon", "08:00", "09:00", ""),
        ("Asia/Tokyo", "tue", "00:30", "01:00", ""),
        ("Europe/London", "mon", "13:00", "14:00", ""),
        ("America/New_York", "mon", "09:00", "10:00", "every = 3\nstarts = 2031-01-01"),
        ("America/New_York", "mon", "09:00", "10:00", "ends = 2026-01-05"),
    ],
    ids=[
        "overlap",
        "within",
        "other zone",
        "other weekday",
        "only between the clocks' changes",
        "every 3rd",
        "once",
    ],
)
def test_a_provider_at_two_sites_at_once(zone: str, day: str, begin: str, finish: str, more: str) -> None:
    """Sessions of a provider at two sites may not overlap as instants on any day; the error names both."""
    (told,) = problems_of(BASE + two_sites(zone, day, begin, finish, more))

    assert 'session 2 (provider "lee"): from: "lee" would be at "north"' in told
    assert f'({day} {begin}-{finish}) and at "main" (mon wed 09:00-12:00, session 1 (provider "lee")) at once' in told


@pytest.mark.parametrize(
    ("zone", "day", "begin", "finish", "more"),
    [
        ("America/New_York", "tue", "09:00", "12:00", ""),
        ("America/New_York", "mon", "12:00", "13:00", ""),
        ("America/Chicago", "mon", "11:00", "12:00", ""),
        ("Asia/Tokyo", "mon", "09:00", "12:00", ""),
        ("America/New_York", "mon", "09:00", "10:00", "ends = 2025-12-31"),
    ],
    ids=["other day", "back to back", "back to back in another zone", "same clock, far away", "over"],
)
def test_a_provider_at_two_sites_in_turn(zone: str, day: str, begin: str, finish: str, more: str) -> None:
    """Sessions at two sites that only touch, or meet on the clock but not as instants, are fine."""
    clinic, _ = setup_of(BASE + two_sites(zone, day, begin, finish, more))

    assert ["main", "north"] == [session.site for session in clinic.sessions]


def test_hours_until_midnight_meet_what_is_late() -> None:
    """A session to 24:00 is compared as one that ends with the day, and named so."""
    evening = BASE.replace('"09:00"', '"18:00"').replace('"12:00"', '"24:00"')
    (told,) = problems_of(evening + two_sites("America/New_York", "mon", "20:00", "21:00"))
    assert "mon wed 18:00-24:00" in told
    (told,) = problems_of(BASE + two_sites("America/New_York", "mon", "11:00", "24:00"))
    assert "mon 11:00-24:00" in told
    clinic, _ = setup_of(evening + two_sites("America/New_York", "mon", "09:00", "18:00"))
    assert 2 == len(clinic.sessions)


def test_alternate_weeks_do_not_meet() -> None:
    """Every second week here and every second week there, begun a week apart, never meet."""
    base = BASE + "every = 2\nstarts = 2026-01-05\n"
    other = two_sites("America/New_York", "mon", "09:00", "12:00", "every = 2\nstarts = {starts}")
    clinic, _ = setup_of(base + other.format(starts="2026-01-12"))
    (told,) = problems_of(base + other.format(starts="2026-01-19"))

    assert 2 == len(clinic.sessions)
    assert "as on 2026-01-19." in told


def test_a_session_the_clinic_has_is_named_as_such(clinic: Clinic) -> None:
    """A file's session may also meet one that it does not mention."""
    (told,) = problems_of(two_sites("America/New_York", "mon", "09:00", "12:00"), clinic)

    assert 'session 1 (provider "lee"): from: "lee" would be at "north"' in told
    assert "a session that the clinic has already" in told


def test_a_retired_site_holds_nobody(clinic: Clinic) -> None:
    """A clinic that moves gives the old site's sessions to the new one without naming each twice."""
    text = '[[site]]\ncode = "main"\nretired = true\n' + two_sites("America/New_York", "mon", "09:00", "12:00")
    made, _ = setup_of(text, clinic)

    assert 2 == len(made.sessions)


def test_sessions_at_one_site_may_overlap(clinic: Clinic) -> None:
    """At one site overlapping sessions differ in capacity or visit types; that is no error."""
    made, _ = setup_of(
        SESSION.format(site="main", day="mon", begin="10:00", finish="11:00", more="capacity = 2"), clinic
    )

    assert 2 == len(made.sessions)

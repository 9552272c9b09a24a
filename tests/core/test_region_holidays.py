"""Which days are holidays of a region, and how do they become ordinary ones of a site?"""

import re
from datetime import date
from pathlib import Path

import pytest

from core.clinic.dated import Holiday
from core.clinic.model import Clinic
from core.errors import BadInput
from core.setup.file import read_setup
from core.setup.region_holidays import as_setup, at_site, region_holidays
from tests.core.proposing import MAIN, WEST


@pytest.mark.parametrize(("region", "day", "name"), [
    ("US", date(2026, 11, 26), "Thanksgiving Day"),
    ("US-MA", date(2026, 4, 20), "Patriots' Day"),
    ("us-ma", date(2027, 4, 19), "Patriots' Day"),
    ("DE-BY", date(2028, 1, 6), "Epiphany"),
    ("GB-ENG", date(2026, 12, 28), "Boxing Day"),
])  # fmt: skip
def test_a_region_has_its_own(region: str, day: date, name: str) -> None:
    """By country, or by a part of one."""
    assert name in region_holidays(region, range(day.year, day.year + 1))[day]


def test_only_the_years_asked_for_and_in_order() -> None:
    """Also where a day that is observed falls into the year before."""
    found = region_holidays("US", range(2026, 2029))
    assert list(found) == sorted(found)
    assert {2026, 2027, 2028} == {day.year for day in found}


@pytest.mark.parametrize(("region", "years", "said"), [
    ("XX", range(2026, 2027), "There is no calendar of XX."),
    ("US-MX", range(2026, 2027), "There is no calendar of US-MX; did you mean US-"),
    ("", range(2026, 2027), "There is no calendar of"),
    ("US", range(2026, 2026), "Type years from 2000 to 2100"),
    ("US", range(1890, 1892), "Type years from 2000 to 2100"),
    ("US", range(2026, 2040), "10 years at most"),
])  # fmt: skip
def test_what_has_no_calendar_is_said(region: str, years: range, said: str) -> None:
    """In a sentence that says what to type."""
    with pytest.raises(BadInput) as caught:
        region_holidays(region, years)
    assert said in caught.value.sentence


def test_they_are_written_as_a_set_up_file_says_them() -> None:
    """A day that is one already keeps the name that the clinic gave; twice written, nothing is added."""
    kept = Holiday("main", date(2026, 12, 25), 'Our "own" day')
    clinic = Clinic(sites={"main": MAIN, "west": WEST}, holidays=(kept, Holiday("west", date(2026, 11, 26), "x")))
    found = region_holidays("US", range(2026, 2027))
    listed = at_site(clinic, MAIN, found)
    assert [kept] == [one.kept for one in listed if one.kept]
    after, report = read_setup(as_setup(MAIN, listed), current=clinic, place="US 2026")
    assert (len(found) - 1, 0) == (report.added["holiday"], report.changed["holiday"])
    assert {*found} == {one.on for one in after.holidays if one.site == "main"}
    assert "" == as_setup(MAIN, at_site(after, MAIN, found))


def test_any_name_can_be_written() -> None:
    """With quotes, backslashes and letters of any language."""
    named = {date(2026, 5, 1): 'Día "del" \\ Trabajo'}
    after, _ = read_setup(
        as_setup(MAIN, at_site(Clinic(), MAIN, named)), current=Clinic(sites={"main": MAIN}), place="x"
    )
    assert list(named.values()) == [one.name for one in after.holidays]


def test_the_calendars_are_loaded_in_one_place() -> None:
    """They take a tenth of a second, which no other verb and no desk pays."""
    root = Path(__file__).parents[2]
    users = [
        path.relative_to(root).as_posix()
        for folder in ("core", "storage", "tui")
        for path in (root / folder).rglob("*.py")
        if re.search(r"^\s*(?:import|from) holidays\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert ["core/setup/region_holidays.py"] == users

"""What is proposed for the words of a search, and what does a letter cost, however much is set up and booked?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.conflict import Severity
from core.patients.model import PatientStatus
from core.schedule import proposals
from core.settings.model import BookingSettings, Policy
from core.settings.rules import RuleSettings
from tests.clinics import NOW, SETUP, book, make_desk, register
from tests.desk.asking import booking

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk

MANY = "".join(
    f'[[provider]]\ncode = "p{number}"\nname = "P{number}, A"\n'
    f'[[session]]\nprovider = "p{number}"\nsite = "main"\ndays = ["mon", "tue", "wed", "thu", "fri"]\n'
    'from = "08:00"\nto = "18:00"\ncapacity = 2\n'
    for number in range(40)
)
"""Forty who see two at once all day long, so that no cell tells whether one more has room."""
LETTERS = "fri pm p1 fu20 not mon before 24dec first telehealth p"


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The starts that the rules are asked of."""
    asked: list[object] = []
    check = proposals.check_wanted

    def counted(*given: object, **named: object) -> object:
        asked.append(given)
        return check(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("core.schedule.slots.search.check_wanted", counted)
    return asked


def proposed(desk: Desk, words: str) -> tuple[list[str], str]:
    """The starts that are proposed for the words, in UTC, and until when was looked if not to the end."""
    best = desk.schedule.best_openings("ana", desk.schedule.read_search("ana", words, limit=8))
    return [f"{one.start:%d %H:%M}" for one in best.openings], f"{best.until:%d %H:%M}" if best.until else ""


def test_a_letter_asks_of_no_more_than_so_many_starts(tmp_path: Path, checked: list[object]) -> None:
    """With forty providers over a year, none of whom may be booked by any rule that cells do not tell of."""
    desk = make_desk(tmp_path, setup=SETUP + MANY, policy=Policy(booking=BookingSettings(min_minutes=30)))
    for end in range(len(LETTERS) + 1):
        checked.clear()
        starts, until = proposed(desk, LETTERS[:end])
        assert len(checked) <= 400, LETTERS[:end]
        assert ([], True) == (starts, bool(until) or len(checked) < 400), LETTERS[:end]


def test_what_is_soon_is_found_with_few_looks(tmp_path: Path, checked: list[object]) -> None:
    """Of forty providers, a year ahead."""
    desk = make_desk(tmp_path, setup=SETUP + MANY)
    for words in ("", "p7", "fri pm", "3mo", "p3 dec"):
        checked.clear()
        starts, until = proposed(desk, words)
        assert (8, "") == (len(starts), until)
        assert len(checked) <= 30, words


def test_a_time_without_a_day_is_meant(tmp_path: Path) -> None:
    """Whoever asks for ten o'clock is offered that first, on two days, and then what is soon."""
    desk = make_desk(tmp_path)
    book(desk, register(desk), "2026-11-24T10:00")
    assert ["25 15:00", "26 15:00", "23 15:20"] == proposed(desk, "lee 10am")[0][:3]
    assert ["23 16:00", "24 16:00", "23 16:20"] == proposed(desk, "lee 11am")[0][:3]
    assert ["23 15:20", "23 15:40"] == proposed(desk, "lee after 10")[0][:2]
    assert proposed(desk, "lee from 10:07")[0] == proposed(desk, "lee 10:07")[0]


def test_the_lead_time_costs_no_look(tmp_path: Path, checked: list[object]) -> None:
    """What is too soon to be booked is not looked at."""
    desk = make_desk(tmp_path, policy=Policy(booking=BookingSettings(lead_minutes=14 * 24 * 60)))
    starts, _ = proposed(desk, "lee")
    assert f"{NOW + timedelta(days=14):%d %H:%M}" == starts[0]
    assert len(checked) <= 10


def test_what_is_said_of_every_time_closes_none(tmp_path: Path) -> None:
    """Whose record is restricted is offered times all the same; what that asks for is told of the one chosen."""
    desk = make_desk(tmp_path, policy=Policy(rules=RuleSettings(C14=Severity.CONFIRM)))
    patient = register(desk)
    desk.patients.edit("mei", patient.id, {"status": PatientStatus.RESTRICTED}, rev=patient.rev)
    read = desk.schedule.read_search("ana", "lee", patient=patient, limit=8)
    assert 8 == len(desk.schedule.best_openings("ana", read).openings)
    assert ["C14"] == [conflict.rule for conflict in desk.schedule.assess("ana", booking(patient)).conflicts]


def test_nobody_is_offered_a_time_that_is_not_free(tmp_path: Path) -> None:
    """What is proposed could be booked, each after the other."""
    desk = make_desk(tmp_path)
    book(desk, register(desk), "2026-11-23T11:00")
    patient = register(desk, "Jones", "Ann")
    read = desk.schedule.read_search("ana", "lee", patient=patient, limit=8)
    found = desk.schedule.best_openings("ana", read).openings
    assert all(one.start != NOW + timedelta(minutes=40) for one in found)
    for at, one in enumerate(found):
        book(desk, register(desk, f"Family{'abcdefgh'[at]}"), one.start.astimezone().isoformat(), provider=one.provider)

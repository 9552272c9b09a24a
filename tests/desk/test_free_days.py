"""How free is each provider on each day: is it what a search finds, and how many statements does it take?"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from core.errors import NotFound
from core.schedule.model.appointment import Mode
from core.schedule.slots.free_days import CLOSED, FreeDays
from core.schedule.slots.model import SlotSearch
from core.structs import replace
from storage.sqlite.connections import Connections
from tests.clinics import MAIN, NOW, SETUP, FakeClock, book, make_desk, register

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from core.desk import Desk

MON, THU, FRI, SAT = (date(2026, 11, day) for day in (23, 26, 27, 28))
_DAYS = 28
_FEW = 6
"""The newest version of the set-up, the time taken of providers and of rooms, and what a transaction takes."""
MORE = """
[[provider]]
code = "kim"
name = "Kim, Jo MD"
skills = ["derm"]

[[session]]
provider = "kim"
site = "main"
days = ["mon", "thu", "sun"]
from = "09:00"
to = "11:10"

[[session]]
provider = "kim"
site = "west"
days = ["tue"]
from = "09:00"
to = "12:00"

[[exception]]
provider = "kim"
date = 2026-11-30
kind = "leave"

[[holiday]]
site = "main"
date = 2026-11-26
name = "Thanksgiving"

[[block]]
provider = "kim"
start = "2026-12-03T09:00"
end = "2026-12-03T10:00"
kind = "team"

[[visit_type]]
code = "skin30"
name = "Skin"
minutes = 30
skills = ["derm"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Monday 23 November, 10:20, with some booked."""
    desk = make_desk(tmp_path, setup=f"{SETUP}{MORE}", clock=FakeClock())
    for at, provider in (("2026-11-23T13:00", "lee"), ("2026-12-07T09:20", "kim"), ("2026-12-07T10:40", "kim")):
        book(desk, register(desk, f"Smith{at[8:10]}{at[11:13]}", "Ann"), at, provider=provider)
    return desk


def _free(desk: Desk, search: SlotSearch, *, first: date = MON, days: int = _DAYS) -> FreeDays:
    return desk.schedule.free_days("ana", search, site="main", first=first, days=days)


@pytest.mark.parametrize(
    "search",
    [
        SlotSearch("fu20"),
        SlotSearch("skin30"),
        SlotSearch("fu20", minutes=55, begin=time(9, 30), finish=time(13)),
        SlotSearch("new40", providers=("lee", "kim"), weekdays=(0, 3)),
        SlotSearch("fu20", first=FRI, last=date(2026, 12, 8)),
        SlotSearch("fu20", mode=Mode.TELEHEALTH),
    ],
    ids=str,
)
def test_what_is_counted_is_what_a_search_finds(desk: Desk, search: SlotSearch) -> None:
    """Of every provider on every day, one after the other: leave, holiday, block, lead time and skills included."""
    free = _free(desk, search)
    assert free.by_provider
    counted = {(provider, start) for provider, days in free.by_provider.items() for day in days for start in day.starts}
    last = min(search.last or date(2026, 12, 20), date(2026, 12, 20))
    asked = replace(search, site="main", first=search.first or MON, last=last, apart=True, limit=10_000)
    found = {(one.provider, one.start) for one in desk.schedule.openings("ana", asked)}
    assert found == counted


def test_a_day_tells_how_much_of_it_is_open_and_free(desk: Desk) -> None:
    """In minutes; a day of leave, a holiday and a day without a session are closed, one that is over has no start."""
    free = _free(desk, SlotSearch("fu20"))
    booked = free.at("kim", date(2026, 12, 7))
    assert (130, 90) == (booked.open, booked.free)
    assert ["9:00", "9:40", "10:00", "10:20"] == [f"{at.astimezone(MAIN):%-H:%M}" for at in booked.starts]
    assert [CLOSED] * 4 == [free.at("kim", on) for on in (THU, date(2026, 11, 30), FRI, date(2027, 12, 6))]
    today = free.at("kim", MON)
    assert (130, True) == (today.open, min(today.starts) >= NOW)
    team = free.at("kim", date(2026, 12, 3))
    assert (130, 70) == (team.open, team.free)
    past = _free(desk, SlotSearch("fu20"), first=date(2026, 11, 16), days=7)
    assert 130 == past.at("kim", date(2026, 11, 16)).open
    assert not any(day.starts for days in past.by_provider.values() for day in days)


def test_who_cannot_hold_such_a_visit_has_no_start(desk: Desk) -> None:
    """Their open time is told all the same; an unknown type, site or provider is refused."""
    free = _free(desk, SlotSearch("skin30"))
    assert any(day.open for day in free.by_provider["lee"])
    assert not any(day.starts for day in free.by_provider["lee"])
    with pytest.raises(NotFound):
        _free(desk, SlotSearch("nothing"))
    with pytest.raises(NotFound):
        desk.schedule.free_days("ana", SlotSearch("fu20"), site="moon", first=MON, days=_DAYS)


def test_fifty_providers_and_a_month_take_as_many_statements_as_one_and_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many are asked for."""
    others = "".join(
        f'[[provider]]\ncode = "p{at}"\nname = "P{at}, A"\n\n[[session]]\nprovider = "p{at}"\nsite = "main"\n'
        'days = ["mon", "tue", "wed", "thu", "fri"]\nfrom = "08:00"\nto = "18:00"\n\n'
        for at in range(50)
    )
    desk = make_desk(tmp_path, setup=f"{SETUP}{others}", clock=FakeClock())
    _free(desk, SlotSearch("fu20"))  # the set-up is known from now on
    statements: list[str] = []
    snapshot = Connections.snapshot

    @contextmanager
    def traced(self: Connections) -> Iterator[sqlite3.Connection]:
        with snapshot(self) as db:
            db.set_trace_callback(statements.append)
            yield db
            db.set_trace_callback(None)

    monkeypatch.setattr(Connections, "snapshot", traced)
    counts, providers = [], 0
    for search, days in ((SlotSearch("fu20", providers=("p1",)), 1), (SlotSearch("fu20"), _DAYS)):
        statements.clear()
        providers = len(_free(desk, search, days=days).by_provider)
        counts.append(len(statements))
    assert providers >= 50
    assert counts[0] == counts[1] <= _FEW, statements

"""Which openings does a search find, and in which order?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from core.desk import Desk
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import Patient
from core.schedule.model.appointment import Mode
from core.schedule.slots.all_day import DayRules
from core.schedule.slots.model import Opening, SlotSearch
from core.structs import replace
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, patient_of, register

MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in (23, 24, 25, 26, 27))
MORE = """
[[provider]]
code = "kim"
name = "Kim, Jo MD"
skills = ["derm", "cardio"]

[[session]]
provider = "kim"
site = "main"
days = ["wed"]
from = "09:00"
to = "10:00"
types = ["new40"]

[[session]]
provider = "kim"
site = "main"
days = ["fri"]
from = "09:00"
to = "11:00"
capacity = 2

[[visit_type]]
code = "ecg20"
name = "ECG"
minutes = 20
skills = ["cardio"]
equipment = ["ecg"]

[[visit_type]]
code = "derm"
name = "Skin"
minutes = 30
block_kind = "skin"

[[block]]
provider = "kim"
start = "2026-11-27T10:00"
end = "2026-11-27T11:00"
kind = "Skin"
types = ["derm"]

[[equipment]]
code = "ecg"
site = "main"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The usual clinic on Monday 23 November 2026, 10:20 at main; Kim takes new patients on Wed, two at once on Fri."""
    return make_desk(tmp_path, clock=FakeClock(), setup=SETUP + MORE)


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """Somebody."""
    return register(desk)


def told(openings: tuple[Opening, ...]) -> list[str]:
    """'lee 24 14:00' of each: the day of the month and the time, in UTC."""
    return [f"{one.provider} {one.start:%d %H:%M}" for one in openings]


FU = SlotSearch("fu20", limit=3)
LEE = replace(FU, providers=("lee",))
ITO = replace(FU, providers=("ito",), first=TUE)
NEW = SlotSearch("new40", limit=3)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        # from now on, soonest first; nothing that has begun; who comes first in the set-up at the same time
        (FU, ["lee 23 15:20", "ito 23 15:20", "novak 23 15:20"]),
        (LEE, ["lee 23 15:20", "lee 23 15:25", "lee 23 15:30"]),
        (replace(FU, providers=("LEE",)), ["lee 23 15:20", "lee 23 15:25", "lee 23 15:30"]),
        (replace(FU, providers=("novak", "lee")), ["novak 23 15:20", "lee 23 15:20", "lee 23 15:25"]),
        # those that can all be taken, and the third of them
        (replace(LEE, apart=True), ["lee 23 15:20", "lee 23 15:40", "lee 23 16:00"]),
        (replace(LEE, nth=3, limit=1), ["lee 23 16:00"]),
        (replace(FU, nth=3, limit=1), ["novak 23 15:20"]),
        # the grid of the site: ten minutes at west
        (replace(FU, site="west"), ["novak 23 15:20", "novak 23 15:30", "novak 23 15:40"]),
        (replace(FU, skill="cardio"), ["lee 23 15:20", "lee 23 15:25", "lee 23 15:30"]),
        (replace(FU, skill="Derm"), ["kim 27 14:00", "kim 27 14:05", "kim 27 14:10"]),
        # a day, days, a weekday, a time of day
        (replace(LEE, first=TUE, last=TUE, limit=1), ["lee 24 14:00"]),
        (replace(LEE, weekdays=(3,), limit=1), ["lee 26 14:00"]),
        (replace(FU, providers=("novak",), first=TUE, last=TUE), []),
        (replace(FU, providers=("novak",), first=TUE, limit=1), ["novak 25 15:00"]),
        (replace(LEE, begin=time(12), limit=1), ["lee 23 18:00"]),
        (replace(LEE, first=TUE, begin=time(11, 35)), ["lee 24 16:35", "lee 24 16:40", "lee 24 18:00"]),
        (replace(LEE, first=TUE, finish=time(9, 5)), ["lee 24 14:00", "lee 25 14:00", "lee 26 14:00"]),
        (replace(LEE, first=TUE, begin=time(9, 3), finish=time(9, 6), limit=1), ["lee 24 14:05"]),
        # another length, in which a session ends
        (replace(LEE, minutes=180, limit=2), ["lee 23 18:00", "lee 23 18:05"]),
        (replace(LEE, minutes=185, limit=2), ["lee 23 18:00", "lee 23 18:05"]),
        (replace(LEE, minutes=245, last=FRI), []),
        (replace(LEE, minutes=600), []),
        # what a block keeps for procedures, and what fits only there; the provider's own minutes count
        (replace(ITO, begin=time(9, 35)), ["ito 24 14:35", "ito 24 14:40", "ito 24 16:00"]),
        (replace(ITO, visit_type="proc", begin=time(9, 55)), ["ito 24 14:55", "ito 24 15:00", "ito 24 15:05"]),
        (replace(FU, visit_type="derm"), ["kim 27 15:00", "kim 27 15:05", "kim 27 15:10"]),
        (replace(FU, visit_type="derm", apart=True), ["kim 27 15:00", "kim 27 15:30"]),
        (replace(FU, visit_type="derm", nth=3), []),
        # skills of the type, its equipment, and what a session takes
        (replace(FU, visit_type="ecg20", limit=2), ["lee 23 15:20", "lee 23 15:25"]),
        (replace(FU, visit_type="ecg20", providers=("ito",)), []),
        (replace(NEW, providers=("kim",)), ["kim 25 14:00", "kim 25 14:05", "kim 25 14:10"]),
        (replace(FU, providers=("kim",), limit=1), ["kim 27 14:00"]),
        # telehealth needs no room; a type that is never held so is found nowhere
        (replace(LEE, mode=Mode.TELEHEALTH, limit=1), ["lee 23 15:20"]),
        (replace(NEW, providers=("lee",), mode=Mode.TELEHEALTH), []),
        # holiday: main is closed on 25 December, a Friday
        (replace(LEE, first=date(2026, 12, 25), limit=1), ["lee 28 14:00"]),
        # beyond the horizon, and before today
        (replace(LEE, first=date(2029, 1, 1)), []),
        (replace(LEE, first=date(2026, 1, 1), last=date(2026, 1, 9)), []),
        (replace(LEE, first=FRI, last=MON), []),
    ],
)  # fmt: skip
def test_found(desk: Desk, search: SlotSearch, expected: list[str]) -> None:
    """Soonest first, in UTC."""
    assert expected == told(desk.schedule.openings("ana", search))


@pytest.mark.parametrize(
    ("search", "error", "sentence"),
    [
        (SlotSearch("fu21"), NotFound, "visit type"),
        (SlotSearch("fu20", providers=("leee",)), NotFound, "lee"),
        (SlotSearch("fu20", skill="surgery"), NotFound, "Nobody has the skill 'surgery'. There are: cardio, derm."),
        (SlotSearch("fu20", site="north"), NotFound, "site"),
        (SlotSearch("fu20", limit=0), BadInput, "0 is not a number of openings."),
        (SlotSearch("fu20", nth=-1), BadInput, "-1 is not a number of openings."),
    ],
)
def test_refused(desk: Desk, search: SlotSearch, error: type[Exception], sentence: str) -> None:
    """With a sentence that says what there is."""
    with pytest.raises(error, match=sentence):
        desk.schedule.openings("ana", search)


def test_what_speaks_for_one(desk: Desk, smith: Patient) -> None:
    """At the same time the usual provider comes first, then who has least time left over beside it; rooms are told."""
    jones = register(desk, "Jones", "Ann")
    book(desk, jones, "2026-11-24T09:00", provider="ito")
    book(desk, jones, "2026-11-24T09:40", provider="ito")
    search = SlotSearch("fu20", site="main", first=TUE, begin=time(9, 20), limit=2)
    openings = desk.schedule.openings("ana", search)
    assert [("ito", 50, ("fills the gap",)), ("lee", 0, ())] == [(one.provider, one.score, one.why) for one in openings]
    assert (["R1", "R1"], 20) == ([one.room for one in openings], (openings[0].end - openings[0].start).seconds // 60)
    usual = patient_of(desk.patients.edit("ana", smith.id, {"usual_provider": "lee"}))
    openings = desk.schedule.openings("ana", replace(search, patient=usual.id))
    assert [("lee", 50, ("usual provider",)), ("ito", 50, ("fills the gap",))] == [
        (one.provider, one.score, one.why) for one in openings
    ]


def test_two_at_once(desk: Desk) -> None:
    """Where two are seen at once a place is left beside the first, and none beside the second; a third is nowhere."""
    search = SlotSearch("fu20", providers=("kim",), first=FRI, limit=1)
    for family, expected in (("A", "kim 27 14:00"), ("B", "kim 27 14:00"), ("C", "kim 27 14:20")):
        (opening,) = desk.schedule.openings("ana", search)
        assert [expected] == told((opening,))
        book(desk, register(desk, family), opening.start.isoformat(), provider="kim", room=opening.room)


def test_equipment_and_rooms_run_out(desk: Desk, smith: Patient) -> None:
    """One ECG, and one room for procedures, whoever has them."""
    book(desk, smith, "2026-11-25T13:00", provider="lee", visit_type="ecg20")
    search = SlotSearch("ecg20", first=WED, begin=time(13), limit=1)
    assert ["lee 25 18:20"] == told(desk.schedule.openings("ana", search))
    book(desk, smith, "2026-11-25T09:00", provider="ito", visit_type="proc")
    search = SlotSearch("proc", providers=("lee",), first=WED, limit=1)
    assert ["lee 25 14:40"] == told(desk.schedule.openings("ana", search))


def test_the_patient_is_elsewhere(desk: Desk, smith: Patient) -> None:
    """Nobody is at two sites at once; without a patient it does not matter."""
    book(desk, smith, "2026-11-24T09:00", provider="lee")
    search = SlotSearch("fu20", providers=("ito",), first=TUE, limit=1)
    assert ["ito 24 14:00"] == told(desk.schedule.openings("ana", search))
    assert ["ito 24 14:20"] == told(desk.schedule.openings("ana", replace(search, patient=smith.id)))


def test_the_day_that_is_shown(desk: Desk) -> None:
    """An afternoon at a site far off is not read as another day by the zone (Easy!Appointments #961)."""
    search = SlotSearch("fu20", providers=("novak",), first=WED, last=WED, begin=time(16, 30), limit=9)
    assert ["novak 25 22:30", "novak 25 22:40"] == told(desk.schedule.openings("ana", search))


def test_whoever_may_look_may_search(tmp_path: Path) -> None:
    """A viewer finds openings, and whoever is not set up finds none."""
    desk = make_desk(tmp_path, setup=SETUP + USERS)
    assert 3 == len(desk.schedule.openings("vic", FU))
    with pytest.raises(NotAllowed):
        desk.schedule.openings("nobody", FU)


def test_a_type_that_fits_nobody_like_the_patient_costs_a_look_at_each_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each working day of two years one start is looked at, and the rules are asked once for each month of age."""
    desk = make_desk(tmp_path, setup=SETUP.replace('code = "new40"', 'code = "new40"\nmax_age = 10'))
    looked_at, asked = Counter[str](), Counter[str]()
    for name, counter in (("allow", looked_at), ("_allows", asked)):
        monkeypatch.setattr(DayRules, name, counted(getattr(DayRules, name), counter))
    search = SlotSearch("new40", patient=register(desk, "Old").id, providers=("lee",))
    assert () == desk.schedule.openings("ana", search)
    assert 500 < looked_at["calls"] < 530
    assert 0 < asked["calls"] < 30


def counted(method: Callable[..., object], counter: Counter[str]) -> Callable[..., object]:
    """The same, each call of which is counted."""

    def called(*given: object) -> object:
        counter["calls"] += 1
        return method(*given)

    return called

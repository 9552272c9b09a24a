"""Which slot search do the words of one line mean, in whatever order?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.clinic.model import Clinic, Provider, Site, VisitType
from core.errors import NotFound
from core.patients.model import Patient
from core.record_ref import PatientId
from core.schedule.model.appointment import Mode
from core.schedule.slots.model import SlotSearch
from core.schedule.slots.words import read_search
from core.settings.model import DateSettings, Policy
from core.structs import replace

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
"""A Monday; 2:20 on Tuesday in Sydney."""
CLINIC = Clinic(
    sites={
        "main": Site("main", "Main Street", "America/New_York"),
        "syd": Site("syd", "Harbour Side", "Australia/Sydney"),
        "old": Site("old", "Old Town", "America/New_York", retired=True),
    },
    providers={
        "lee": Provider("lee", "Lee, Dana MD", skills=("cardio",)),
        "ito": Provider("ito", "Itō, Ken MD", skills=("derm",)),
        "oneil": Provider("oneil", "O'Neil, Pat NP"),
        "kim1": Provider("kim1", "Kim, Jo MD"),
        "kim2": Provider("kim2", "Kim, Al MD"),
        "gone": Provider("gone", "Gone, Al MD", retired=True),
    },
    visit_types={
        "fu20": VisitType("fu20", "Follow-up", 20),
        "new40": VisitType("new40", "New patient", 40),
        "echo": VisitType("echo", "Echo", 30, skills=("cardio",)),
        "skin": VisitType("skin", "Skin check", 30, skills=("derm",)),
        "skip": VisitType("skip", "Skipped", 30, retired=True),
    },
)
FU = SlotSearch("fu20")
LEE = replace(FU, providers=("lee",))
PIECES = ("lee", "fu20", "mon-wed", "9", "3/14", "-", "until", "from", "to", "2w", ":", "pm", "31", "feb", "kim")
SMITH = Patient(PatientId(7), "7", "Smith", "Jo", date(1980, 1, 1), usual_provider="kim2")


def read(text: str, *, order: DateOrder = DateOrder.MDY) -> SlotSearch:
    """The search, of which everything was read."""
    understood = read_search(text, CLINIC, now=NOW, policy=Policy(dates=DateSettings(order)))
    assert () == understood.unread, understood
    return understood.search


def on(search: SlotSearch, month: int, number: int, year: int = 2026) -> SlotSearch:
    """The same on that day alone."""
    return replace(search, first=date(year, month, number), last=date(year, month, number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", FU),
        ("free slots please", FU),
        # whom, what, where: by code, by name, by how these begin
        ("lee", LEE),
        ("LEE", LEE),
        ("dr. lee", LEE),
        ("with Dana Lee", LEE),
        ("Lee, Dana MD", LEE),
        ("le", LEE),
        ("ito", replace(FU, providers=("ito",))),
        ("ITŌ", replace(FU, providers=("ito",))),
        ("o'neil", replace(FU, providers=("oneil",))),
        ("kim", replace(FU, providers=("kim1", "kim2"))),
        ("jo kim", replace(FU, providers=("kim1",))),
        ("kim2", replace(FU, providers=("kim2",))),
        ("lee or ito", replace(FU, providers=("lee", "ito"))),
        ("new40 lee", replace(LEE, visit_type="new40")),
        ("new patient lee", replace(LEE, visit_type="new40")),
        ("lee new", replace(LEE, visit_type="new40")),
        ("follow-up", FU),
        ("cardio", replace(FU, skill="cardio")),
        ("card", replace(FU, skill="cardio")),
        ("echo", replace(FU, visit_type="echo")),
        ("sk", replace(FU, visit_type="skin")),
        ("main", replace(FU, site="main")),
        ("at harbour side", replace(FU, site="syd")),
        # days
        ("lee mon", replace(LEE, weekdays=(0,), first=date(2026, 11, 24))),
        ("lee fri", replace(LEE, weekdays=(4,))),
        ("lee fridays", replace(LEE, weekdays=(4,))),
        ("mon-wed", replace(FU, weekdays=(0, 1, 2))),
        ("fri-mon", replace(FU, weekdays=(0, 4, 5, 6))),
        ("mon to wed", replace(FU, weekdays=(0, 1, 2))),
        ("tue, thu", replace(FU, weekdays=(1, 3))),
        ("tue/thu", replace(FU, weekdays=(1, 3))),
        ("mon wed or fri", replace(FU, weekdays=(0, 2, 4))),
        ("weekdays", replace(FU, weekdays=(0, 1, 2, 3, 4))),
        ("today", on(FU, 11, 23)),
        ("tom", on(FU, 11, 24)),
        ("+3", on(FU, 11, 26)),
        ("12/24", on(FU, 12, 24)),
        ("24dec", on(FU, 12, 24)),
        ("fri 27", on(replace(FU, weekdays=(4,)), 11, 27)),
        ("2027-01-04", on(FU, 1, 4, 2027)),
        ("mon 2w", on(FU, 12, 7)),
        ("2w", replace(FU, first=date(2026, 12, 7))),
        ("in 2 weeks", replace(FU, first=date(2026, 12, 7))),
        ("3mo", replace(FU, first=date(2027, 2, 23))),
        ("w49", replace(FU, first=date(2026, 11, 30), last=date(2026, 12, 6))),
        ("this week", replace(FU, first=date(2026, 11, 23), last=date(2026, 11, 29))),
        ("next week", replace(FU, first=date(2026, 11, 30), last=date(2026, 12, 6))),
        ("next month", replace(FU, first=date(2026, 12, 1), last=date(2026, 12, 31))),
        ("december", replace(FU, first=date(2026, 12, 1), last=date(2026, 12, 31))),
        ("nov", replace(FU, first=date(2026, 11, 23), last=date(2026, 11, 30))),
        ("eom", replace(FU, last=date(2026, 11, 30))),
        ("from tom", replace(FU, first=date(2026, 11, 24))),
        ("after tom", replace(FU, first=date(2026, 11, 25))),
        ("until 27nov", replace(FU, last=date(2026, 11, 27))),
        ("before 27nov", replace(FU, last=date(2026, 11, 26))),
        ("from tom until fri", replace(FU, first=date(2026, 11, 24), last=date(2026, 11, 27))),
        ("24nov-27nov", replace(FU, first=date(2026, 11, 24), last=date(2026, 11, 27))),
        # times of day
        ("am", replace(FU, finish=time(12))),
        ("in the afternoon", replace(FU, begin=time(12))),
        ("lee 9:30", replace(LEE, begin=time(9, 30))),
        ("lee 930", replace(LEE, begin=time(9, 30))),
        ("lee 2p", replace(LEE, begin=time(14))),
        ("at 10", replace(FU, begin=time(10))),
        ("after 3", replace(FU, begin=time(15))),
        ("before noon", replace(FU, finish=time(12))),
        ("9-11", replace(FU, begin=time(9), finish=time(11))),
        ("9 to 11:30", replace(FU, begin=time(9), finish=time(11, 30))),
        ("from 9 to 11", replace(FU, begin=time(9), finish=time(11))),
        ("after 9 before 11", replace(FU, begin=time(9), finish=time(11))),
        ("pm before 3", replace(FU, begin=time(12), finish=time(15))),
        ("fri 4", replace(FU, weekdays=(4,), begin=time(16))),
        ("tom 9", on(replace(FU, begin=time(9)), 11, 24)),
        ("fri 10:30 lee", replace(LEE, weekdays=(4,), begin=time(10, 30))),
        ("14 am", on(replace(FU, finish=time(12)), 12, 14)),
        ("31", on(FU, 12, 31)),
        # length, which of them, how it is held
        ("40min", replace(FU, minutes=40)),
        ("40 minutes", replace(FU, minutes=40)),
        ("1h", replace(FU, minutes=60)),
        ("1h30", replace(FU, minutes=90)),
        ("first", FU),
        ("next lee", LEE),
        ("third next lee", replace(LEE, nth=3)),
        ("telehealth", replace(FU, mode=Mode.TELEHEALTH)),
        ("video lee", replace(LEE, mode=Mode.TELEHEALTH)),
        ("in-person", replace(FU, mode=Mode.IN_PERSON)),
        # the type of whoever has the skill
        ("derm third mon-wed pm", SlotSearch("fu20", skill="derm", nth=3, weekdays=(0, 1, 2), begin=time(12))),
    ],
)  # fmt: skip
def test_read(text: str, expected: SlotSearch) -> None:
    """On Monday 23 November 2026."""
    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("lee frobnicate", "frobnicate", "“frobnicate” is no provider"),
        ("lea", "lea", "Did you mean lee?"),
        ("gone", "gone", "“gone” is no provider"),
        ("skip", "skip", "“skip” is no provider"),
        ("9", "9", "“9” can be a day of the month or a time. Type 9:00 or 9dec."),
        ("fu20 new40", "new40", "“new40” is a second visit type, after fu20."),
        ("cardio derm", "derm", "“derm” is a second skill, after cardio."),
        ("31 feb", "31 feb", "There is no 31 February"),
        ("next fri", "next fri", "“next fri” can be Fri 27 Nov 2026 or Fri 4 Dec 2026. Type 27nov or 4dec."),
        ("am pm", "pm", "Nothing starts from 12:00 on and before 12:00."),
        ("25:00", "25:00", "“25:00” is not a time of day"),
        ("w54", "w54", "so there is no week 54"),
        ("tom 27nov", "27nov", "“27nov” says again which days, after “tom”."),
        ("usual", "usual", "No usual provider is recorded."),
        ("0min", "0min", "A length of 0 minutes is not possible."),
    ],
)
def test_not_read(text: str, words: str, sentence: str) -> None:
    """What is not understood is named with what to type; the rest is read all the same."""
    understood = read_search(text, CLINIC, now=NOW, policy=Policy())
    found = {one.words: one.sentence for one in understood.unread}
    assert [words] == list(found)
    assert sentence in found[words]
    assert "lee" not in text.split() or understood.search.providers == ("lee",)


def test_in_any_order() -> None:
    """No order of the words means anything else."""
    words = ("lee", "fu20", "third", "mon-wed", "pm", "40min")
    assert 1 == len({read(" ".join(each)) for each in permutations(words)})


def test_the_usual_provider() -> None:
    """Of the patient whom it is for."""
    understood = read_search("usual tom", CLINIC, now=NOW, policy=Policy(), patient=SMITH)
    assert (("kim2",), SMITH.id) == (understood.search.providers, understood.search.patient)


def test_today_at_the_site_that_is_named() -> None:
    """In Sydney it is Tuesday already."""
    assert date(2026, 11, 24) == read("harbour side today").first


def test_the_order_of_dates_is_a_setting() -> None:
    """3/12 is in March or in December."""
    assert (3, 12) == (read("3/12").first or NOW).timetuple()[1:3]
    assert (12, 3) == (read("3/12", order=DateOrder.DMY).first or NOW).timetuple()[1:3]


def test_told_in_plain_words() -> None:
    """Everything that was read."""
    text = "lee ito new40 third mon-wed from tom until eom 9-11 1h telehealth main cardio"
    echo = read_search(text, CLINIC, now=NOW, policy=Policy()).echo
    assert (
        "New patient (new40, 60 min), with Lee, at Main Street, for cardio, by telehealth, Mon, Tue or Wed,"
        " from Tue 24 Nov 2026 to Mon 30 Nov 2026, 9:00-11:00, the third and later" == echo
    )


def test_without_a_type_nothing_is_searched() -> None:
    """It is said."""
    with pytest.raises(NotFound, match="No visit types are set up"):
        read_search("lee", replace(CLINIC, visit_types={}), now=NOW, policy=Policy())


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_anything_typed_is_answered(text: str) -> None:
    """Whatever it is: a search, and sentences for what was not read."""
    understood = read_search(text, CLINIC, now=NOW, policy=Policy())
    assert all(one.sentence.endswith((".", "?")) for one in understood.unread)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lee with ito", replace(LEE, further=("ito",))),
        ("lee fu20 with ito and oneil", replace(LEE, further=("ito", "oneil"))),
        ("lee mon plus ito", replace(LEE, weekdays=(0,), first=date(2026, 11, 24), further=("ito",))),
        ("lee or oneil with ito", replace(FU, providers=("lee", "oneil"), further=("ito",))),
        ("with lee", LEE),
        ("fu20 with lee", LEE),
        ("besides lee", LEE),
        ("with lee or ito", replace(FU, providers=("lee", "ito"))),
        ("with lee and ito", replace(FU, providers=("lee", "ito"))),
        ("mon with lee", replace(LEE, weekdays=(0,), first=date(2026, 11, 24))),
    ],
)
def test_who_is_to_be_there_too(text: str, expected: SlotSearch) -> None:
    """`with` behind somebody means both of them; with nobody before it, it says with whom."""
    assert expected == read(text)


@pytest.mark.parametrize("text", ["lee with xyz", "lee plus xyz", "lee with new40", "plus"])
def test_who_is_to_be_there_too_is_asked_in_the_words_that_were_typed(text: str) -> None:
    """Where nobody is named so, the word before is not told of as a name that is not known."""
    unread = read_search(text, CLINIC, now=NOW, policy=Policy()).unread
    assert "lee with kim, lee plus kim" in unread[0].sentence
    assert not [one for one in unread if "besides" in one.sentence or "plus” is no provider" in one.sentence]


def test_a_name_of_several_is_not_both() -> None:
    """Which of them is to be there too is asked, with what can be typed."""
    (unread,) = read_search("lee with kim", CLINIC, now=NOW, policy=Policy()).unread
    assert ("besides kim1", "besides kim2") == unread.instead

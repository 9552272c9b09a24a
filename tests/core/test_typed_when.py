"""Is what people type for a day and time read as they mean it, on any day and in any order of day and month?

Each file of `typed_when` holds a table: `typed -> meaning`. Its first line says the day on which that is typed, the
order of day and month, and the day and time of what is moved. `!` begins a refusal; `?` stands before the two readings
that a refusal offers.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.calendar.names import MONTHS, WEEKDAYS, describe_date
from core.calendar.parse_date import parse_date
from core.calendar.parse_moment import parse_moment
from core.calendar.parse_time import parse_minutes, parse_time
from core.calendar.parse_when import When, find_when, parse_when
from core.errors import BadInput

MDY, DMY, YMD = DateOrder
TABLES = sorted((Path(__file__).parent / "typed_when").glob("*.txt"))
LEAST_ROWS = 300
ZONE = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Desk:
    """When and where words are typed."""

    today: date
    order: DateOrder
    base_date: date | None = None
    base_time: time | None = None

    def read(self, typed: str) -> When:
        """What they mean there. Raises BadInput."""
        today, order, day, time = self.today, self.order, self.base_date, self.base_time
        return parse_moment(typed, today=today, order=order, zone=ZONE, base_date=day, base_time=time)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    desk: Desk
    typed: str
    meaning: str


def rows() -> Iterator[Row]:
    """The rows of all tables."""
    for table in TABLES:
        head, *lines = table.read_text(encoding="utf-8").splitlines()
        today, order, *moving = head.split()
        desk = Desk(date.fromisoformat(today), DateOrder(order))
        if moving:
            desk = Desk(desk.today, desk.order, date.fromisoformat(moving[1]), time.fromisoformat(moving[2]))
        for line in lines:
            if line and not line.startswith("#"):
                typed, _, meaning = line.partition("->")
                yield Row(desk, typed.strip(), meaning.strip())


ROWS = tuple(rows())
READ = [row for row in ROWS if row.meaning[0] not in "!?"]
REFUSED = [row for row in ROWS if row.meaning.startswith("!")]
OFFERED = [row for row in ROWS if row.meaning.startswith("?")]


def name_of(row: Row) -> str:
    """A row's name in the report."""
    return f"{row.desk.today}-{row.desk.order.value}-{row.typed}"


def refusal(row: Row) -> str:
    """The sentence by which it is refused."""
    with pytest.raises(BadInput) as refused:
        row.desk.read(row.typed)
    return refused.value.sentence


def test_the_tables_are_long() -> None:
    """So many rows are tried as stand in the tables: none is lost by the way they are written."""
    assert len(ROWS) > LEAST_ROWS
    assert {MDY, DMY, YMD} == {row.desk.order for row in ROWS}


@pytest.mark.parametrize("row", READ, ids=name_of)
def test_typed_words_have_one_meaning(row: Row) -> None:
    """Each row is read as the day and time beside it, whatever its case, commas, full stops and spaces."""
    for typed in (row.typed, row.typed.upper(), row.typed.replace(" ", "  ")):
        assert row.meaning == row.desk.read(typed).echo.partition(" (")[0]


@pytest.mark.parametrize("row", REFUSED, ids=name_of)
def test_a_refusal_names_the_trouble(row: Row) -> None:
    """What is wrong is said of the part that is wrong; what says nothing of a day or time is not read."""
    trouble = row.meaning.removeprefix("! ").replace("not read", f"“{row.typed}” is not a day and time")
    assert refusal(row).startswith(trouble)


@pytest.mark.parametrize("row", OFFERED, ids=name_of)
def test_of_two_readings_both_are_offered(row: Row) -> None:
    """Where people may mean either the program does not guess, and what it offers is read as what it says."""
    sentence, offered = refusal(row), row.meaning.removeprefix("? ")
    assert sentence.endswith(f"Type {offered}.")
    said = re.search(r"can be (.*) or (.*)\. Type", sentence)
    assert said
    if "minutes" not in sentence:
        shown = [parse_when(each, today=row.desk.today, order=row.desk.order) for each in offered.split(" or ")]
        assert list(said.groups()) == [when.echo.partition(" (")[0] for when in shown]
    for each in offered.split(" or "):
        assert row.desk.read(each).echo


@pytest.mark.parametrize("row", [row for row in READ if not re.search(r":[0-9]{2}", row.meaning)], ids=name_of)
def test_a_time_that_is_asked_for_can_be_added(row: Row) -> None:
    """Whoever is told to say the time too puts 9:30 behind what was typed, and it is read."""
    with_time = row.desk.read(f"{row.typed.partition(' (')[0]} 9:30")
    assert row.desk.read(row.typed).date == with_time.date
    assert with_time.time == time(21 if "afternoon" in row.meaning else 9, 30)


A_DATE_EXAMPLE = re.compile(r"t|tom|fri|[^ ]*[0-9][^ ]*( [0-9:]+)?|(fri|tom) [0-9:]+|noon")


def examples(sentence: str) -> list[str]:
    """What a sentence says to type."""
    advice = sentence.rpartition("Type ")[2] if "Type" in sentence else sentence.rpartition("; type ")[2]
    parts = re.split(r", or |, | or |: | \(|\)", advice.rstrip("."))
    return [part for part in parts if A_DATE_EXAMPLE.fullmatch(part)]


@pytest.mark.parametrize("order", DateOrder)
@pytest.mark.parametrize(
    ("read", "typed"),
    [
        ("date", ["", "soon", "dec 2026", "13/13", "32", "3/4/27", "9-10", "3/0"]),
        ("when", ["", "soon", "13/13", "32", "fri mon", "9-10", "9:30-10", "25:00", "13pm", "9:30:15", "+30min"]),
        ("time", ["", "soon", "am", "25:00", "13pm", "9:30:15", "9-10"]),
        ("minutes", ["", "soon"]),
    ],
)
def test_what_a_refusal_tells_to_type_is_read(read: str, typed: list[str], order: DateOrder) -> None:
    """No sentence shows an example that the same reader would refuse."""
    today = date(2026, 11, 23)

    def ask(text: str) -> object:
        match read:
            case "date":
                return parse_date(text, today=today, order=order)
            case "when":
                return parse_when(text, today=today, order=order)
            case "time":
                return parse_time(text)
            case _:
                return parse_minutes(text)

    seen = []
    for text in typed:
        try:
            ask(text)
        except BadInput as refused:
            seen += examples(refused.sentence)
    assert seen
    for example in seen:
        ask(example)


@given(
    st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.dates(date(1950, 1, 1), date(2150, 12, 31)),
    st.sampled_from(DateOrder),
)  # fmt: skip
def test_a_date_with_its_distance_reads_back(day: date, today: date, order: DateOrder) -> None:
    """Mon 7 Dec 2026 (in 2 weeks) is that Monday, also when it is pasted a day later."""
    shown = describe_date(day, today)
    for later in (today, today + timedelta(days=1)):
        assert day == parse_date(shown, today=later, order=order)
        if day.year // 100 == 20:  # a year of another century may be a time: 1951
            assert day == parse_when(shown, today=later, order=order).date


PIECES = """
0 1 2 3 9 10 12 14 24 25 27 31 32 60 99 930 1430 2026 2027 t tom fri mon wed weds on at @ the of a an in two week
weeks w 2w m 3m 3mo y 1y d + - / . , : h h30 th nd am pm p.m. morning afternoon noon midday next this last first free
lee (today) (in weeks) to until from dec mar 14mar 9-10 9:30 +30min -1h 3/14 24.12. w48 w54 eom ago now T Z +01:00
2026-11-27T10:30
"""
WORDS = [*PIECES.split(), *MONTHS, *WEEKDAYS]


@given(
    st.one_of(st.text(max_size=24), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
              st.lists(st.sampled_from(WORDS), max_size=4).map("".join)),
    st.sampled_from(DateOrder), st.dates(date(1901, 1, 1), date(2198, 12, 31)), st.none() | st.times(),
)  # fmt: skip
def test_any_words_are_read_or_refused(text: str, order: DateOrder, today: date, at: time | None) -> None:
    """No text makes the reader fail in another way than by a whole sentence."""
    begin = at.replace(second=0, microsecond=0) if at else None
    desk = Desk(today, order, today if at else None, begin)
    objection = None
    try:
        assert desk.read(text).echo
    except BadInput as refused:
        objection = refused
    assert objection is None or re.fullmatch(r".*[^ ]\.", objection.sentence)
    with suppress(BadInput):
        understood = find_when(text, today=today, order=order, base_date=desk.base_date, base_time=begin)
        assert (objection is None) == (understood.when is not None and not understood.rest)
    with suppress(BadInput):
        parse_date(text, today=today, order=order)
    with suppress(BadInput):
        parse_time(text)


@pytest.mark.parametrize(
    ("typed", "echo", "rest"),
    [
        ("fri first", "Fri 27 Nov 2026", "first"),
        ("lee first", None, "lee first"),
        ("Lee, fri 10:30", "Fri 27 Nov 2026 10:30", "lee"),
        ("next free", None, "next free"),
        ("next free in two weeks", "Mon 7 Dec 2026", "next free"),
        ("fri morning first", "Fri 27 Nov 2026 morning", "first"),
        ("fri 10:30", "Fri 27 Nov 2026 10:30", ""),
        ("lee", None, "lee"),
        ("", None, ""),
    ],
)
def test_words_of_something_else_are_handed_back(typed: str, echo: str | None, rest: str) -> None:
    """A day or time among other words is read, and the others are there for whoever knows them."""
    understood = find_when(typed, today=date(2026, 11, 23), order=MDY)
    assert echo == (understood.when.echo.partition(" (")[0] if understood.when else None)
    assert rest == understood.rest


@pytest.mark.parametrize("typed", ["feb 30 first", "lee 25:00", "next fri lee"])
def test_an_impossible_day_is_refused_among_other_words_too(typed: str) -> None:
    """What is wrong does not pass as words of something else."""
    with pytest.raises(BadInput):
        find_when(typed, today=date(2026, 11, 23), order=MDY)


def test_dates_of_many_countries_are_read_or_refused(corpora: Path) -> None:
    """4 March 2026 as 25 locales write it is that day or no day, and always that day in English."""
    source = corpora / "cldr-dates" / "date_formats.json"
    if not source.is_file():
        pytest.skip(f"the dates of CLDR are not on this machine (looked for {source})")
    today, expected = date(2026, 3, 1), date(2026, 3, 4)
    for locale, forms in json.loads(source.read_text(encoding="utf-8")).items():
        letters = [letter for letter in forms["pattern"].lower() if letter in "dmy"]
        order = DateOrder("".join(dict.fromkeys(letters)))
        for written in (forms["short"], forms["medium"], forms["long"]):
            found = None
            with suppress(BadInput):
                found = parse_date(written, today=today, order=order)
            assert found == expected or (found is None and not locale.startswith("en")), (locale, written)
        if forms["time"].isascii() or locale.startswith(("en", "fr")):
            assert time(15, 7) == parse_time(forms["time"]), (locale, forms["time"])

"""Is what coordinators type for an appointment searched for as they mean it, and told so that they see it?

Each file of `search_words` holds a table: `words -> filters | echo`. A filter that is not named leaves everything open;
`?` stands before words that are not read, with what is offered in their place.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.clinic.model import Clinic, Provider, Site, VisitType
from core.schedule.slots.model import SlotSearch
from core.schedule.slots.usual import Usual
from core.schedule.slots.words import read_search
from core.settings.model import Policy
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.slots.words import Understood

NOW: Final = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
"""A Monday; 2:20 on Tuesday in Sydney."""
TABLES: Final = sorted((Path(__file__).parent / "search_words").glob("*.txt"))
LEAST_ROWS: Final = 1100
CLINIC: Final = Clinic(
    sites={
        "main": Site("main", "Main Street", "America/New_York"),
        "lake": Site("lake", "Lakeside", "America/New_York"),
        "sun": Site("sun", "Sunrise", "America/New_York"),
        "syd": Site("syd", "Harbour Side", "Australia/Sydney"),
        "old": Site("old", "Old Town", "America/New_York", retired=True),
    },
    providers={
        "lee": Provider("lee", "Lee, Dana MD", skills=("cardio",)),
        "ito": Provider("ito", "Itō, Ken MD", skills=("derm",)),
        "oneil": Provider("oneil", "O'Neil, Pat NP"),
        "kim1": Provider("kim1", "Kim, Jo MD"),
        "kim2": Provider("kim2", "Kim, Al MD"),
        "khoury": Provider("khoury", "Khoury, Sam MD"),
        "nunez": Provider("nunez", "Nuñez, Eva MD"),
        "may": Provider("may", "May, Al MD", skills=("derm",)),
        "wed": Provider("wed", "Wedekind, Jo MD"),
        "first": Provider("first", "First, Ann MD"),
        "an": Provider("an", "An, Bo MD"),
        "dy": Provider("dy", "Day, Em MD"),
        "mn": Provider("mn", "Monroe, Ed MD"),
        "st": Provider("st", "Sato, Ed MD"),
        "mt": Provider("mt", "Martinez, Eva MD"),
        "gone": Provider("gone", "Gone, Al MD", retired=True),
    },
    visit_types={
        "fu20": VisitType("fu20", "Follow-up", 20, modes=("in-person", "telehealth")),
        "fu40": VisitType("fu40", "Long visit", 40),
        "new40": VisitType("new40", "New patient", 40, patients="new"),
        "echo": VisitType("echo", "Echo", 30, skills=("cardio",)),
        "skin": VisitType("skin", "Skin check", 30, skills=("derm",)),
        "vid": VisitType("vid", "Video visit", 15, modes=("telehealth",)),
        "w50": VisitType("w50", "Wound 50", 50),
        "skip": VisitType("skip", "Skipped", 30, retired=True),
    },
)
USUAL: Final = Usual(provider="kim2", seen_by=frozenset(CLINIC.providers), fitting=frozenset(CLINIC.visit_types))
"""Of a patient whom everybody here has seen, and Al Kim usually sees."""
OPEN: Final = SlotSearch("fu20", providers=("kim2",))
ANY_ORDER: Final = (
    "khoury fri pm new40",
    "free 2w am lee third",
    "usual tue tele 15m",
    "derm lake 40min mon-wed",
    "echo 24dec 10:30 cardio",
    "nunez w49 9-11 fu20",
)
_NAMES: Final = {"visit_type": "type", "providers": "with", "finish": "before", "minutes": "min", "begin": "from"}


def read(words: str) -> Understood:
    """What they mean, said of that patient."""
    return read_search(words, CLINIC, now=NOW, policy=Policy(), usual=USUAL)


def filters(search: SlotSearch) -> Iterator[str]:
    """What is asked for, as a row of the table names it."""
    for name in SlotSearch.__struct_fields__:
        value = getattr(search, name)
        if value != getattr(OPEN, name):
            days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
            shown = [days[day] for day in value] if name == "weekdays" else value
            text = (
                ",".join(map(str, shown)) if isinstance(shown, (list, tuple)) else getattr(shown, "value", str(shown))
            )
            yield f"{_NAMES.get(name, name)}={text or 'anybody'}"


def told(words: str) -> str:
    """What the words come to, as a row of the table says it."""
    understood = read(words)
    at = (f"at={understood.start:%a-%d-%b-%H:%M}",) if understood.start else ()
    unread = (f"?{one.words}" + (f" ({', '.join(one.instead)})" if one.instead else "") for one in understood.unread)
    notes = ("*",) if understood.notes else ()
    return f"{' '.join((*filters(understood.search), *at, *notes, *unread)) or '-'} | {understood.echo}"


def rows() -> Iterator[tuple[str, str]]:
    """The rows of all tables."""
    for table in TABLES:
        for line in table.read_text(encoding="utf-8").splitlines():
            words, arrow, meaning = line.partition(" -> ")
            if arrow and not line.startswith("#"):
                yield words.strip(), meaning.strip()


def test_words_mean_what_the_tables_say() -> None:
    """Each line comes to these filters, echoed so; what is not read is named with what can be typed for it."""
    found = [(words, told(words)) for words, _ in rows()]
    assert [*rows()] == found
    assert len(found) >= LEAST_ROWS


def test_words_mean_the_same_in_any_order() -> None:
    """Each of them is read by itself."""
    for words in ANY_ORDER:
        meant = {told(" ".join(order)) for order in permutations(words.split())}
        assert 1 == len(meant), meant
        assert "?" not in "".join(meant)


def test_a_name_that_begins_another_means_neither() -> None:
    """New may be the provider or a new patient's visit, Harbour the provider or the site: both are offered."""
    providers = {code: Provider(code, f"{code.title()}, Di MD") for code in ("new", "harbour")}
    clinic = replace(CLINIC, providers={**CLINIC.providers, **providers})
    for words, instead in (("new fri", ("dr new", "new40")), ("lee harbour", ("dr harbour", "syd"))):
        understood = read_search(words, clinic, now=NOW, policy=Policy(), usual=USUAL)
        assert [instead] == [one.instead for one in understood.unread]
        for one in instead:
            assert not read_search(one, clinic, now=NOW, policy=Policy(), usual=USUAL).unread

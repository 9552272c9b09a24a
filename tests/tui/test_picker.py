"""The patient box: can everybody be reached whom it finds, and what do its rows say?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from core.structs import replace
from tests.clinics import book, make_desk, register
from tests.sessions import a_sitting
from tui.bootstrap import opened
from tui.prompts.picker import PatientPicker
from tui.workstation import LaunchOptions, Workstation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tui.text.lines import Line

COUNT = 21


@pytest.fixture(scope="module")
def workstation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workstation]:
    """Ana at a clinic with so many Smiths, from Aa to Au."""
    home = tmp_path_factory.mktemp("smiths")
    desk = make_desk(home, demo=True)
    for at in range(COUNT):
        register(desk, "Smith", f"A{chr(ord('a') + at)}", date(1950 + at, 3, 14))
    launch = LaunchOptions(db=str(home / "clinic.db"), act_as="ana", now="2026-11-23T10:20", freeze=True)
    with opened(launch, {"HOME": str(home)}) as workstation:
        yield workstation


@pytest.fixture
def picker(workstation: Workstation) -> PatientPicker:
    """An empty box; eight are in sight."""
    return PatientPicker(workstation, workstation.view.first_site)


def type_in(picker: PatientPicker, text: str) -> None:
    """Key by key."""
    for character in text:
        picker.key(character, character)


def texts(lines: Iterable[Line]) -> list[str]:
    """What the lines read."""
    return ["".join(text for text, _ in line) for line in lines]


def test_everybody_found_can_be_reached(picker: PatientPicker) -> None:
    """More are looked for where the cursor goes beyond those in sight; the last stays the last."""
    type_in(picker, "smith")
    assert "8+ found" in texts([picker.reading()])[0]
    seen = [picker.chosen.given if picker.chosen else ""]
    for _ in range(COUNT + 3):
        picker.key("down", None)
        assert any(row.startswith(">") for row in texts(picker.rows()))
        seen.append(picker.chosen.given if picker.chosen else "")
    assert (COUNT, seen[COUNT - 1]) == (len(set(seen)), seen[-1])
    assert f"{COUNT} found" in texts([picker.reading()])[0]
    for _ in range(COUNT + 3):
        picker.key("up", None)
    assert seen[0] == (picker.chosen.given if picker.chosen else "")


def test_a_larger_screen_shows_more(picker: PatientPicker) -> None:
    """As many as it has room for, and no more than there are."""
    type_in(picker, "smith")
    for rows, shown in ((8, 8), (14, 14), (50, COUNT)):
        picker.fit_into(rows)
        assert 1 + shown == len(picker.rows())


def test_the_rows_are_a_page_under_headings(picker: PatientPicker) -> None:
    """One line tells the columns, eight hits are in sight; a key typed begins with the first again."""
    type_in(picker, "smith")
    picker.move(9)
    rows = texts(picker.rows())
    assert (9, 1) == (len(rows), sum(row.startswith(">") for row in rows))
    assert ["patient", "sex,", "born", "phone", "last", "next"] == rows[0].split()
    type_in(picker, " au")
    assert ["Au"] == [picker.chosen.given if picker.chosen else ""]


def test_only_the_mark_shows_whom_enter_takes_while_the_box_is_typed_into(picker: PatientPicker) -> None:
    """There is one cursor: in the box, or in the list."""
    type_in(picker, "smith")
    assert "cursor" not in {names for line in picker.rows(is_typed=True) for _, names in line}
    assert "cursor" in {names for line in picker.rows() for _, names in line}


def test_a_word_that_cannot_be_read_takes_nobody_by_itself(picker: PatientPicker) -> None:
    """The rest finds its people, and Enter takes one only once an arrow chose; typed on, whoever was chosen stays."""
    type_in(picker, "smith 2/30")
    assert ("2/30?" in texts([picker.reading()])[0], picker.chosen) == (True, None)
    assert not any(row.startswith(">") for row in texts(picker.rows()))
    with pytest.raises(BadInput, match="Choose with the arrows"):
        picker.taken()
    picker.search()
    assert picker.chosen is None
    picker.key("down", None)
    taken = picker.taken()
    assert taken
    assert "Aa" == taken.given
    picker.search()
    assert taken == picker.chosen


def test_mending_the_word_takes_the_first_again(picker: PatientPicker) -> None:
    """Nothing is doubtful any more."""
    type_in(picker, "smith 3/1x")
    assert picker.chosen is None
    picker.key("backspace", None)
    type_in(picker, "4")
    assert picker.taken()


@pytest.mark.parametrize(("site", "expected"), [("main", "25 Nov 13:00"), ("west", "26 Nov 13:00 west")])
def test_the_next_visit_is_told_in_the_time_of_its_site(tmp_path: Path, site: str, expected: str) -> None:
    """With the site where it is another: 13:00 in Chicago is not 14:00, whichever site is on the screen."""
    sitting = a_sitting(tmp_path)
    desk = sitting.workstation.desk
    patient = register(desk, "Lopez", "Eva")
    day = {"main": 25, "west": 26}[site]
    book(desk, patient, f"2026-11-{day}T13:00", provider="ito", site=site)
    picker = PatientPicker(sitting.workstation, sitting.site)
    type_in(picker, "lopez")
    (row,) = (one for one in texts(picker.rows()) if "Lopez" in one)
    assert row.rstrip().endswith(expected)
    assert len(row.rstrip()) < 80


def test_the_rows_follow_what_they_tell(picker: PatientPicker, workstation: Workstation) -> None:
    """They are kept from arrow to arrow, and told anew where names are hidden or shown, or others are found."""
    type_in(picker, "smith a")
    shown = texts(picker.rows())
    workstation.state.privacy = True
    hidden = texts(picker.rows())
    workstation.state.privacy = False
    assert ("Smith" in shown[1], "Smith" in hidden[1]) == (True, False)
    assert shown == texts(picker.rows())
    type_in(picker, "u")
    assert "Au" in texts(picker.rows())[1]


def test_the_rows_follow_the_day_and_the_set_up(tmp_path: Path) -> None:
    """How old somebody is turns with the day, and the time of a visit with the zone of its site."""
    sitting = a_sitting(tmp_path)
    workstation, desk = sitting.workstation, sitting.workstation.desk
    patient = register(desk, "Lopez", "Eva", date(2000, 11, 24))
    book(desk, patient, "2026-11-26T13:00", provider="ito", site="west")
    picker = PatientPicker(workstation, sitting.site)
    type_in(picker, "lopez")
    before = texts(picker.rows())[1]
    view = workstation.view
    workstation.pass_minute(view.now + timedelta(days=2))
    later = texts(picker.rows())[1]
    west = replace(view.clinic.sites["west"], zone="America/Denver")
    workstation.state.view = replace(view, clinic=replace(view.clinic, sites={**view.clinic.sites, "west": west}))
    moved = texts(picker.rows())[1]
    assert ("13:00 west" in before, "12:00 west" in moved) == (True, True)
    assert before != later

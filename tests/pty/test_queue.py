"""The queue through the real program on a real terminal, with the keys counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.clinics import book, register
from tests.pty.clinic import a_counter, a_morning
from tests.pty.test_hostile import PAYLOADS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal

SIZES = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])


def _queue(counter: Counter, *, rows: int = 24, columns: int = 80, actor: str = "ana") -> Terminal:
    """The desk with its queue open, the cursor on the first."""
    terminal = counter.open(rows=rows, columns=columns, actor=actor)
    terminal.press("f3")
    terminal.wait_for("by time")
    terminal.press("home")
    return terminal


def _row(terminal: Terminal, name: str) -> str:
    """The row of the list with that name."""
    (row,) = [row for row in terminal.rows()[3:-2] if re.match(rf"[ *][ 0-9]\d:\d\d[ L] {name}", row)]
    return row


def _listed(terminal: Terminal) -> list[str]:
    """The family names in the list, top to bottom."""
    found = (re.match(r"[ *][ 0-9]\d:\d\d[ L] (\w+),", row) for row in terminal.rows()[3:-2])
    return [match[1] for match in found if match]


def _highlighted(terminal: Terminal) -> str:
    """What is in reverse video."""
    return "".join(terminal.cell(*place).data for place in terminal.reversed_cells())


@SIZES
def test_the_queue_opens_from_the_day_on_the_record_highlighted(tmp_path: Path, rows: int, columns: int) -> None:
    """F3 shows everyone of today with the counts by step, on the patient the day stood on; F2 goes back to the same."""
    with a_morning(tmp_path).open(rows=rows, columns=columns) as terminal:
        terminal.press("down")
        terminal.wait_for("Jones, Ann  ")
        terminal.press("f3")
        terminal.wait_for("4 expected")
        terminal.wait_until(lambda: ["Chen", "Smith", "Jones", "Haddad"] == _listed(terminal))
        terminal.wait_until(lambda: "Jones, Ann" in _highlighted(terminal))
        terminal.press("down", "f2")
        terminal.wait_for("providers 1-")
        terminal.wait_for_row(-2, "Haddad, Nora")


@SIZES
def test_what_takes_a_slot_is_asked_on_the_schedule(tmp_path: Path, rows: int, columns: int) -> None:
    """`m` carries the appointment over the schedule; `b` asks whom first. The key of the screen before leads back."""
    with _queue(a_morning(tmp_path), rows=rows, columns=columns) as terminal:
        terminal.press("down")
        terminal.press("m")
        terminal.wait_for("Smith, John  fu20 20 min, now Mon 23 Nov 10:20 with Lee")
        terminal.press(*["down"] * 5, "enter")
        terminal.wait_for("Moved Smith, John, fu20 to Mon 23 Nov 11:30")
        terminal.press("f3", "b")
        terminal.wait_for("Book for: ")
        terminal.type("jones")
        terminal.press("enter")
        terminal.wait_for("Book Jones, Ann: ")
        terminal.wait_for(">Mon 23 Nov ")


@SIZES
def test_check_in_takes_one_key_and_the_next_step_is_named(tmp_path: Path, rows: int, columns: int) -> None:
    """`c` checks in who is all clear; Enter then takes to a room, and checks out."""
    with _queue(a_morning(tmp_path), rows=rows, columns=columns) as terminal:
        terminal.press("down")
        terminal.wait_for_row(-1, "Enter check in")
        before = terminal.keys
        terminal.press("c")
        terminal.wait_for("Smith, John checked in 10:20")
        assert 1 == terminal.keys - before
        terminal.wait_until(lambda: "checked in" in _row(terminal, "Smith"))
        terminal.wait_for_row(1, "3 expected")
        terminal.wait_for_row(1, "1 checked in")
        terminal.press("down", "up")
        terminal.wait_for_row(-1, "Enter to a room")
        terminal.press("enter")
        terminal.wait_for("went to room")
        terminal.wait_until(lambda: "R1" in _row(terminal, "Smith") or "R2" in _row(terminal, "Smith"))
        terminal.press("u")
        terminal.wait_for("Undone: Smith, John went to room")
        terminal.wait_until(lambda: "Smith, John" in _highlighted(terminal))


def test_filter_and_sort(tmp_path: Path) -> None:
    """The filter narrows with every letter, saying how many are left; Enter keeps it, with none shows all; [ sorts."""
    with _queue(a_morning(tmp_path)) as terminal:
        terminal.press("\\")
        terminal.type("lee")
        terminal.wait_for("3 of 4 in the queue")
        terminal.wait_until(lambda: ["Smith", "Jones", "Haddad"] == _listed(terminal))
        terminal.type(" jon")
        terminal.press("enter")
        terminal.wait_for("filter lee jon: 1 of 4")
        terminal.wait_until(lambda: "Jones, Ann" in _highlighted(terminal))
        terminal.press("\\", "enter")
        assert 4 == len(_listed(terminal))
        terminal.press("[")
        terminal.wait_for("by name")
        terminal.wait_until(lambda: ["Chen", "Haddad", "Jones", "Smith"] == _listed(terminal))
        terminal.wait_until(lambda: "Jones, Ann" in _highlighted(terminal))


@SIZES
def test_by_provider_there_is_a_heading_over_each(tmp_path: Path, rows: int, columns: int) -> None:
    """`]` groups, the right arrow goes to the next group, marks and filter go with it, a smaller terminal too."""
    with _queue(a_morning(tmp_path), rows=rows, columns=columns) as terminal:
        terminal.press("right")
        terminal.wait_for("the queue has no groups. [ and ] sort it another way.")
        terminal.press("]", "]", "]")
        terminal.wait_for("by provider")
        terminal.wait_for("Ito, Ken MD  1 ──")
        terminal.wait_for("Lee, Dana MD  3 ──")
        terminal.press("home", "right", " ", " ")
        terminal.wait_until(lambda: "Haddad, Nora" in _highlighted(terminal))
        terminal.press("a")
        terminal.wait_for("2 arrived")
        terminal.wait_for("Lee, Dana MD  3, 2 here ──")
        terminal.press("left")
        terminal.wait_until(lambda: "Smith, John" in _highlighted(terminal))
        terminal.press("\\")
        terminal.type("jon")
        terminal.press("enter")
        terminal.wait_for("Lee, Dana MD  1, 1 here ──")
        terminal.wait_until(lambda: ["Jones"] == _listed(terminal))


def test_leaving_the_filter_brings_back_what_was(tmp_path: Path) -> None:
    """Ctrl+X while typing shows everybody again, the cursor where it was."""
    with _queue(a_morning(tmp_path)) as terminal:
        terminal.press("end", "\\")
        terminal.type("ito")
        terminal.wait_for("1 of 4")
        terminal.press("ctrl+x")
        assert 4 == len(_listed(terminal))
        terminal.wait_until(lambda: "Haddad, Nora" in _highlighted(terminal))
        terminal.press("\\")
        terminal.type("xyz")
        terminal.press("enter")
        terminal.wait_for("Nobody in the queue fits")


def test_another_desks_change_appears_and_the_cursor_stays(tmp_path: Path) -> None:
    """Ana checks in; Ben's queue shows it without a key, his cursor on his own record, also sorted by waiting."""
    counter = a_morning(tmp_path)
    with _queue(counter, actor="ana") as ana, _queue(counter, actor="ben", columns=160, rows=50) as ben:
        ben.press("]", "end")
        ben.wait_until(lambda: "Haddad, Nora" in _highlighted(ben))
        ana.press("down", "c")
        ben.wait_for("1 checked in")
        ben.wait_until(lambda: ["Smith", "Chen", "Jones", "Haddad"] == _listed(ben))
        ben.wait_until(lambda: "Haddad, Nora" in _highlighted(ben))


def test_nothing_is_selected_when_the_record_vanished(tmp_path: Path) -> None:
    """Cancelled by another desk: it goes from the queue, with who did it; no key then acts on the neighbour."""
    counter = a_morning(tmp_path)
    with _queue(counter, actor="ana") as ana, _queue(counter, actor="ben") as ben:
        ben.press("down")
        ana.press("down", "x", "s", "enter")
        ben.wait_for("What you were on is gone")
        ben.wait_for("ana")
        ben.wait_until(lambda: "" == _highlighted(ben))
        ben.press("c")
        ben.wait_for("There is no appointment here.")
        ben.press("down")
        ben.wait_until(lambda: "Jones, Ann" in _highlighted(ben))


def test_marked_visits_are_one_act(tmp_path: Path) -> None:
    """Space marks and goes on; `a` arrives all marked, and one `u` takes them all back."""
    with _queue(a_morning(tmp_path)) as terminal:
        terminal.press("down", " ", " ", " ")
        terminal.wait_for_row(-1, "3 marked")
        terminal.press("a")
        terminal.wait_for("3 arrived")
        terminal.press("u")
        terminal.wait_for("4 expected")


def test_privacy_hides_names_and_birth_dates(tmp_path: Path) -> None:
    """`P` leaves initials and ages, on the other screens too."""
    with a_morning(tmp_path).open(rows=50, columns=160) as terminal:
        terminal.press("P", "f3")
        terminal.wait_for("private")
        assert not re.search(r"Smith|Jones|Haddad|Chen|1984", terminal.text())
        terminal.wait_for("(42)")
        terminal.press("P", "f2")
        terminal.wait_for("Smith, John")


def test_sites_turn_and_all_sites_come_last(tmp_path: Path) -> None:
    """`S` shows the other site, then both with the site named in each row, each start at its own wall time."""
    counter = a_morning(tmp_path)
    book(counter.desk, counter.patient("West", "Wanda"), "2026-11-23T09:40", provider="novak", site="west")
    with _queue(counter) as terminal:
        terminal.press("S")
        terminal.wait_for("West Side")
        terminal.wait_until(lambda: ["West"] == _listed(terminal))
        terminal.press("S")
        terminal.wait_for("All sites")
        terminal.wait_until(lambda: ["Chen", "Smith", "Jones", "West", "Haddad"] == _listed(terminal))
        terminal.wait_until(lambda: "west" in _row(terminal, "West"))
        terminal.press("S")
        terminal.wait_for("Main Street")


def test_other_days_are_not_in_the_queue(tmp_path: Path) -> None:
    """A key for other days says where they are; `g` goes there, and `-` comes back to the queue."""
    with _queue(a_morning(tmp_path)) as terminal:
        terminal.press(">")
        terminal.wait_for("The queue is today's.")
        terminal.press("g")
        terminal.type("fri")
        terminal.press("enter")
        terminal.wait_for("Fri 27 Nov 2026")
        terminal.press("-")
        terminal.wait_for("by time")
        terminal.press("f2")
        terminal.wait_for("Fri 27 Nov 2026")


def test_an_empty_queue_says_so(tmp_path: Path) -> None:
    """With nobody booked the queue is no blank page, and no key crashes."""
    with _queue(a_counter(tmp_path)) as terminal:
        terminal.wait_for("Nobody is expected today.")
        terminal.press("down", "up", "pagedown", "end", "c", "enter", "i", "ctrl+x", " ", "]", "t")
        assert terminal.alive()


@SIZES
def test_hostile_names_keep_the_columns(tmp_path: Path, rows: int, columns: int) -> None:
    """Whatever a name holds, it steers nothing, and the steps stand one below the other."""
    counter = a_counter(tmp_path)
    counter.clock.set("2026-11-23T08:00")
    for nth, name in enumerate(PAYLOADS[:18]):
        patient = register(counter.desk, name, "", actor="mei")
        book(
            counter.desk, patient, f"2026-11-23T{9 + nth // 6:02}:{nth % 6 * 10:02}", provider=("lee", "ito")[nth % 2],
            room=("R1", "R2")[nth % 2], overrides={"C3": "urgent"},
        )  # fmt: skip
    with _queue(counter, rows=rows, columns=columns) as terminal:
        terminal.press(*["down"] * 18)
        raw = terminal.raw.decode("utf-8", "replace")
        assert not re.search(r"\x1b\]52|\x1b\]0;title|[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x80-\x9f]", raw)
        lines = ["".join((terminal.cell(row, x).data or "\0")[0] for x in range(columns)) for row in range(3, rows - 2)]
        assert 1 == len({line.index("expected") for line in lines if "expected" in line})
        assert 18 == sum("expected" in line for line in lines)


def test_the_schedule_says_where_the_filter_is(tmp_path: Path) -> None:
    """The filter's key on the schedule names the screen where it works."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("\\")
        terminal.wait_for("This works in the queue. F3 opens it.")


def test_the_help_explains_the_letters(tmp_path: Path) -> None:
    """`?` begins with what L, ! and the letters of check-in mean."""
    with _queue(a_morning(tmp_path)) as terminal:
        terminal.press("?")
        terminal.wait_for("Capitals are due at check-in")

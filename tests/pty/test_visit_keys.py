"""The verbs of a visit, marks, counts, undo and redo at the real program on a real terminal, with the keys counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.clinics import book
from tests.pty.clinic import a_counter, a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal

_TABLE_BOTTOM = 2


def _keys(terminal: Terminal, *keys: str) -> int:
    before = terminal.keys
    terminal.press(*keys)
    return terminal.keys - before


def _grid(terminal: Terminal) -> str:
    """The screen without the line on what is highlighted and the foot."""
    return "\n".join(terminal.rows()[:-_TABLE_BOTTOM])


def _four(folder: Path) -> Counter:
    """Four known patients with Lee from 10:20 on."""
    counter = a_counter(folder)
    for family, given, start in (
        ("Smith", "John", "10:20"),
        ("Jones", "Ann", "10:40"),
        ("Haddad", "Nora", "11:00"),
        ("Chen", "Li", "11:20"),
    ):
        book(counter.desk, counter.patient(family, given), f"2026-11-23T{start}", actor="mei")
    return counter


def test_no_show_takes_one_key(tmp_path: Path) -> None:
    """`n`, once the grace is over."""
    with a_morning(tmp_path).open(now="2026-11-23T10:35") as terminal:
        terminal.press("up")
        terminal.wait_for("Smith, John")
        assert _keys(terminal, "n") == 1
        terminal.wait_for("No-show: Smith, John, fu20 with Lee Mon 23 Nov 10:20.")
        terminal.wait_until(lambda: "n:20 Smith" in _grid(terminal))


def test_who_comes_after_a_no_show_arrives_first(tmp_path: Path) -> None:
    """Check-in says so, in the words of the key that Enter stands for; then the two are two keys."""
    with a_morning(tmp_path).open(now="2026-11-23T10:35") as terminal:
        terminal.press("up")
        terminal.wait_for("Smith, John")
        terminal.press("n")
        terminal.wait_for("No-show: Smith, John")
        terminal.press("down", "up", "c")
        terminal.wait_for("Who comes after all arrives first, and")
        terminal.press("down", "up")
        terminal.wait_for_row(-1, "Enter arrive")
        terminal.press("enter")
        terminal.wait_for("Smith, John arrived")
        terminal.press("c")
        terminal.wait_for("Smith, John checked in")


def test_a_time_that_is_over_is_not_offered(tmp_path: Path) -> None:
    """The arrows reach it; no bar offers to book there, and Enter says that it is over; `b` asks for whom."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("home", *["down"] * 4)
        terminal.wait_for_row(-2, "9:00 Lee, Dana MD  free")
        assert "book here" not in terminal.rows()[-1]
        terminal.press("enter")
        terminal.wait_for("is over (it is 10:20). Choose a later time.")
        assert "Book for" not in terminal.text()
        terminal.press("b")
        terminal.wait_for("Book for: ")


def test_a_no_show_too_early_says_until_when(tmp_path: Path) -> None:
    """The key is grey, and pressing it gives the reason."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("n")
        terminal.wait_for("Smith, John may still come: a no-show is noted after 10:30.")


def test_a_batch_of_four_check_ins_takes_five_keys(tmp_path: Path) -> None:
    """Space marks and goes to the next; one key acts on all of them, and one undoes it."""
    with _four(tmp_path).open() as terminal:
        keys = _keys(terminal, " ", " ", " ", " ")
        terminal.wait_for("4 marked")
        terminal.wait_until(lambda: "b:20*Smith" in _grid(terminal))
        keys += _keys(terminal, "c")
        terminal.wait_for("4 checked in: Smith, John; Jones, Ann; Haddad, Nora; Chen, Li.")
        assert keys == 5
        terminal.wait_until(lambda: "*" not in _grid(terminal))
        assert _keys(terminal, "u") == 1
        terminal.wait_for("Undone: 4 checked in")
        terminal.wait_until(lambda: "b:20 Smith" in _grid(terminal))
        terminal.wait_until(lambda: "b:20 Chen" in _grid(terminal))


def test_a_batch_passes_the_gate_as_one(tmp_path: Path) -> None:
    """Two marked, one of them with something due: one list, all of them or none, and one act to undo."""
    counter = a_counter(tmp_path)
    book(counter.desk, counter.patient("Smith", "John"), "2026-11-23T10:20", actor="mei")
    book(counter.desk, counter.patient("Novel", "Kim", known=False), "2026-11-23T10:40", actor="mei")
    with counter.open() as terminal:
        terminal.press(" ", " ", "c")
        terminal.wait_for("2 to check in, 1 of them with something due")
        terminal.press("enter")
        terminal.wait_for("Still open: identity, demographics.")
        terminal.press("ctrl+x", "ctrl+l")
        terminal.wait_until(lambda: "b:20*Smith" in _grid(terminal))
        terminal.press("c", "y", "y", "enter")
        terminal.wait_for("2 checked in: Smith, John; Novel, Kim (identity, demographics")
        terminal.press("h")
        terminal.wait_for(lambda text: "Novel, Kim (identity, demographics verified)." in " ".join(text.split()))
        terminal.press("escape")
        terminal.press("u")
        terminal.wait_until(lambda: "b:20 Smith" in _grid(terminal))


def test_a_batch_is_all_or_nothing_and_names_who_stands_in_the_way(tmp_path: Path) -> None:
    """Two marked, one of them booked for nothing that can be checked out: nobody is, the marks stay, said once."""
    with _four(tmp_path).open() as terminal:
        terminal.press("c", " ", " ", "o")
        terminal.wait_for("Jones, Ann: ")
        assert 1 == " ".join(terminal.text().split()).count("Only a checked-in patient can be checked out.")
        terminal.press("ctrl+l")
        terminal.wait_until(lambda: "b:40*Jones" in _grid(terminal))


def test_marked_appointments_are_cancelled_with_one_reason(tmp_path: Path) -> None:
    """The reason is asked once; all of them are named before."""
    with _four(tmp_path).open() as terminal:
        terminal.press(" ", " ", "x")
        terminal.wait_for("Jones, Ann")
        terminal.press("w", "enter")
        terminal.wait_for("2 cancelled: Smith, John; Jones, Ann.")


def test_escape_clears_the_marks(tmp_path: Path) -> None:
    """And so does Space on each of them."""
    with _four(tmp_path).open() as terminal:
        terminal.press(" ", " ")
        terminal.wait_for("2 marked")
        terminal.press("escape")
        terminal.wait_for(lambda text: "marked" not in text)
        terminal.wait_until(lambda: "*" not in _grid(terminal))
        terminal.press("t", " ", "t")
        terminal.wait_for("1 marked")
        terminal.press(" ")
        terminal.wait_for(lambda text: "marked" not in text)


def test_from_the_room_to_the_door(tmp_path: Path) -> None:
    """`c` `r` `d` `o`: each a key, each says what it did."""
    with a_morning(tmp_path).open() as terminal:
        for key, said in (
            ("c", "Smith, John checked in 10:20."),
            ("r", "Smith, John went to room R1 10:20."),
            ("d", "Smith, John departed 10:20; room R1 is free."),
            ("o", "Smith, John checked out 10:20."),
        ):
            terminal.press(key)
            terminal.wait_for(said)
            terminal.press("down", "up")


def test_a_room_is_changed_by_its_key(tmp_path: Path) -> None:
    """`r` on who is in a room lists the others with who is in them."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("c", "down", "up", "r", "down", "up", "r")
        terminal.wait_for("change to that room")
        terminal.wait_for("R1       exam         Smith, John")
        terminal.press("2")
        terminal.wait_for("Smith, John changed from room R1 to R2 10:20.")


def test_who_left_frees_the_time(tmp_path: Path) -> None:
    """`l` after the arrival: the appointment is off the schedule."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("a", "down", "up", "l")
        terminal.wait_for("Smith, John left before being seen 10:20.")
        terminal.wait_until(lambda: "Smith" not in _grid(terminal))


def test_a_step_back_takes_one_key(tmp_path: Path) -> None:
    """`B`, whoever took the step."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("c")
        terminal.wait_for("checked in")
        terminal.press("down", "up")
        assert _keys(terminal, "B") == 1
        terminal.wait_for("Smith, John is arrived again, no longer checked in.")


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    """They are in the journal, not in the program; what was done before is shown, and Enter takes it back."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("c", "down", "up", "r", "u")
        terminal.wait_for("Undone: Smith, John went to room R1 10:20.")
    with counter.open() as terminal:
        terminal.press("U")
        terminal.wait_for("Not undone at this desk since it was opened.")
        terminal.press("enter")
        terminal.wait_for("Redone: Smith, John went to room R1 10:20.")
        terminal.press("U")
        terminal.wait_for("There is nothing of yours to redo")
        terminal.press("2", "u")
        terminal.wait_for("1 of 2 undone, then stopped: the next one was not done")
        terminal.press("u")
        terminal.wait_for("Not done at this desk since it was opened.")
        terminal.wait_for("Smith, John checked in 10:20.")
        terminal.press("enter")
        terminal.wait_for("Undone: Smith, John checked in")
        terminal.wait_until(lambda: "b:20 Smith" in _grid(terminal))


def test_a_count_moves_so_many_rows(tmp_path: Path) -> None:
    """Digits before a motion; Escape drops them."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("1", "2")
        terminal.wait_for("12 times")
        terminal.press("escape")
        terminal.wait_for(lambda text: "times" not in text)
        terminal.press("5", "j")
        terminal.wait_for("11:30 Lee, Dana MD")
        terminal.press("3", "c")
        terminal.wait_for("A number goes before a motion, undo or redo.")


def test_the_last_verb_is_repeated(tmp_path: Path) -> None:
    """`.` on the next patient does what was done with the one before."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press(".")
        terminal.wait_for("There is no verb to repeat yet.")
        terminal.press("down", "up", "a", "down", ".")
        terminal.wait_for("Jones, Ann arrived 10:20.")


def test_history_tells_who_did_what(tmp_path: Path) -> None:
    """`h`: one line an act, oldest first, what was taken back marked as such."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("a", "u", "h")
        terminal.wait_for("taken back: Smith, John arrived 10:20.")
        lines = [line for line in terminal.rows() if "23 Nov 26 10:20" in line]
        assert ["mei", "ana", "ana"] == [line.split()[4] for line in lines]
        assert "Booked Smith, John" in lines[0]
        assert "Undone: Smith, John arrived" in lines[2]
        terminal.press("h")
        terminal.wait_for(lambda text: "History" not in text)


def test_a_series_of_six_takes_four_keys_and_what_is_typed(tmp_path: Path) -> None:
    """Enter on the free slot, for whom, for what and how often, and for all of it; one key takes all of it back."""
    counter = a_counter(tmp_path)
    counter.patient("Smith", "John")
    with counter.open() as terminal:
        keys = _keys(terminal, "enter")
        terminal.wait_for("Book for")
        terminal.type("smi joh")
        terminal.wait_for("1 found")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Book Smith, John:")
        terminal.type("fu20 weekly 6")
        terminal.wait_for("weekly: Enter shows every visit")
        keys += _keys(terminal, "enter")
        terminal.wait_for("6 of 6 can be booked as they are")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Booked Smith, John, fu20 with Lee 6 times, weekly")
        assert keys == 4
        terminal.press("u")
        terminal.wait_for("Undone: Booked Smith, John, fu20 with Lee 6 times")

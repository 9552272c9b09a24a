"""The day's work through the real program on a real terminal, with the keys counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clinics import book
from tests.pty.clinic import a_counter, a_morning
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal

SIZES = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])


def _keys(terminal: Terminal, *keys: str) -> int:
    before = terminal.keys
    terminal.press(*keys)
    return terminal.keys - before


@SIZES
def test_the_day_opens_on_now_with_its_patients(tmp_path: Path, rows: int, columns: int) -> None:
    """The first screen names site, date and providers, and the cursor stands on the row of now."""
    with a_morning(tmp_path).open(rows=rows, columns=columns) as terminal:
        shown = terminal.rows()
        assert "Main Street" in shown[0]
        assert "Mon 23 Nov 2026" in shown[0]
        assert "Lee, D" in shown[1]
        terminal.wait_for("Smith J")
        terminal.wait_for("10:15>")
        assert "Smith, John" in shown[-2]


@SIZES
def test_find_by_part_of_name_and_birth_date_takes_two_keys(tmp_path: Path, rows: int, columns: int) -> None:
    """`/`, the words, Enter: the card of the patient, born on that day, and not of another Smith."""
    counter = a_morning(tmp_path)
    with counter.open(rows=rows, columns=columns) as terminal:
        keys = _keys(terminal, "/")
        terminal.type("smi 3/14")
        terminal.wait_for("1 found")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Mon 23 Nov 2026 10:20")
        assert keys == 2
        terminal.wait_for("Smith, John")


def test_check_in_of_who_is_all_clear_takes_one_key(tmp_path: Path) -> None:
    """`c` on the next arrival arrives and checks in."""
    with a_morning(tmp_path).open() as terminal:
        assert _keys(terminal, "c") == 1
        terminal.wait_for("Smith, John checked in 10:20")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("c", "y", "enter"), "Doe, Jo checked in 10:20; identity verified."),
        (("c", "w", "k", "enter"), "Doe, Jo checked in 10:20; identity waived: Known to the desk."),
    ],
    ids=["verified", "waived"],
)
def test_check_in_with_one_item_due_takes_three_keys_or_four(tmp_path: Path, keys: tuple[str, ...], said: str) -> None:
    """`c` `y` Enter, or `c` `w`, the reason's letter, Enter; nothing is recorded before Enter."""
    counter = a_counter(tmp_path)
    doe = counter.patient("Doe", "Jo", known=False)
    counter.desk.patients.edit("mei", doe.id, {"demographics_confirmed_at": True}, rev=doe.rev)
    number = book(counter.desk, doe, "2026-11-23T10:20").appointment.id
    with counter.open() as terminal:
        assert len(keys) == _keys(terminal, *keys[:-1]) + 1
        terminal.wait_for("10:20 by ana")
        assert not counter.desk.schedule.appointment("mei", number).patient.identity_verified_at
        terminal.press("enter")
        terminal.wait_for(said)
        terminal.press("u")
        terminal.wait_for(f"Undone: {said}")
    assert not counter.desk.schedule.appointment("mei", number).patient.identity_verified_at


def test_next_step_of_enter_goes_from_check_in_to_check_out(tmp_path: Path) -> None:
    """Enter is the next legal step, named in the hint bar."""
    with a_morning(tmp_path).open() as terminal:
        for step, said in (
            ("check in", "Smith, John checked in 10:20."),
            ("to a room", "Smith, John went to room R1 10:20."),
            ("check out", "Smith, John checked out 10:20; room R1 is free."),
        ):
            terminal.press("ctrl+l")
            terminal.wait_for_row(-1, f"Enter {step}")
            terminal.press("enter")
            terminal.wait_for(said)
            terminal.settle(quiet=2.6)


def test_reschedule_takes_two_keys(tmp_path: Path) -> None:
    """`m`, the new time, Enter."""
    with a_morning(tmp_path).open() as terminal:
        keys = _keys(terminal, "m")
        terminal.type("11:30")
        terminal.wait_for("no conflicts")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Moved Smith, John")
        assert keys == 2
        terminal.wait_for_row(-2, "Smith, John")


def test_carrying_an_appointment_moves_it_where_the_arrows_went(tmp_path: Path) -> None:
    """While nothing is typed the arrows carry; leaving puts the cursor back on the appointment."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("m", "down", "down", "down", "down", "down")
        terminal.wait_for("to Mon 23 Nov 11:30")
        terminal.press("ctrl+x")
        terminal.wait_for_row(-2, "Smith, John")
        terminal.press("m", "down", "down", "down", "down", "down", "enter")
        terminal.wait_for("Moved Smith, John, fu20 to Mon 23 Nov 11:30")


def test_cancel_with_a_reason_takes_three_keys(tmp_path: Path) -> None:
    """`x`, the reason's letter, Enter."""
    with a_morning(tmp_path).open() as terminal:
        assert _keys(terminal, "x", "s", "enter") == 3
        terminal.wait_for("Cancelled Smith, John")
        assert "Smith J" not in terminal.text().replace("Smith, John", "")


def test_book_tomorrow_refused_then_overridden(tmp_path: Path) -> None:
    """A taken time says who is there before Enter; a reason books over it; the day sheet keeps the override."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press(">", "b")
        terminal.type("jones")
        terminal.press("enter")
        terminal.wait_for("no conflicts")
        terminal.press("enter")
        terminal.wait_for("Booked Jones, Ann, fu20 with Lee Tue 24 Nov 10:15")
        terminal.press("b")
        terminal.type("haddad")
        terminal.press("enter")
        terminal.wait_for("not free (C3), ! says why")
        terminal.press("up")
        terminal.wait_for("Lee has Jones, Ann 10:15-10:35 (fu20).")
        terminal.press("enter")
        terminal.wait_for("Double booking agreed")
        terminal.press("d")
        terminal.wait_for_row(-1, "Enter book over it: Double booking agreed")
        terminal.press("enter")
        terminal.wait_for("Booked Haddad, Nora")
        terminal.wait_for("over C3")


def test_undo_three_times_takes_back_three_acts(tmp_path: Path) -> None:
    """`u` takes back the newest own act each time, and says which."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("c")
        terminal.wait_for("checked in")
        terminal.press("down", "up", "o")
        terminal.wait_for("checked out")
        terminal.press("down", "x", "w", "enter")
        terminal.wait_for("Cancelled Jones, Ann")
        for sentence in (
            "Undone: Cancelled Jones, Ann",
            "Undone: Smith, John checked out",
            "Undone: Smith, John checked in",
        ):
            terminal.press("u")
            terminal.wait_for(sentence)
        terminal.press("u")
        terminal.wait_for("There is nothing of yours to undo.")


def test_a_refused_move_keeps_what_was_typed(tmp_path: Path) -> None:
    """Enter on an impossible date shows the sentence; the line is still there."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("m")
        terminal.type("feb 30")
        terminal.press("enter")
        terminal.wait_for_row(-1, "feb 30")


def test_go_to_a_date_echoes_how_it_was_read(tmp_path: Path) -> None:
    """`g` with words shows the date before Enter goes there."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("g")
        terminal.type("2w")
        terminal.wait_for("Mon 7 Dec 2026 (in 2 weeks)")
        terminal.press("enter")
        terminal.wait_for(lambda text: "Mon 7 Dec 2026" in text.splitlines()[0])


def test_privacy_leaves_initials(tmp_path: Path) -> None:
    """`P` hides every name on the screen, and shows them again."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("P")
        assert "Smith" not in terminal.text()
        terminal.press("P")
        terminal.wait_for("Smith")


def test_pasted_text_fires_no_verb(tmp_path: Path) -> None:
    """A paste without brackets outside a prompt does nothing but say so."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.send(b"cancel x sick and check in c o c o c o")
        terminal.wait_for("Text pasted outside a prompt is ignored.")
        terminal.wait_for("b:20 Smith")


def test_ctrl_d_and_quit_leave(tmp_path: Path) -> None:
    """Ctrl+D and `:quit` leave with exit code 0."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("ctrl+d")
        assert terminal.wait_until_gone() == 0
    with counter.open() as terminal:
        terminal.press(":")
        terminal.type("quit")
        terminal.press("enter")
        assert terminal.wait_until_gone() == 0


def test_help_lists_the_keys_of_the_registry(tmp_path: Path) -> None:
    """`?` shows all keys, and why one cannot act here."""
    with a_morning(tmp_path).open(rows=100, columns=120) as terminal:
        terminal.press("o", "?")
        terminal.wait_for("Take back your last act.")
        terminal.wait_for("Only a checked-in patient can be checked out.")


@SIZES
@pytest.mark.parametrize("now", ["2026-11-23T18:30", "2026-11-23T23:50", "2026-11-22T10:20"])
def test_after_hours_nothing_of_the_past_is_offered(tmp_path: Path, rows: int, columns: int, now: str) -> None:
    """Opened once the day is over, or on a day nobody works, Enter books nothing; nor after going to today."""
    with a_morning(tmp_path).open(rows=rows, columns=columns, now=now) as terminal:
        for key in ("ctrl+l", "t"):
            terminal.press(key)
            assert "book here" not in terminal.text()
            terminal.press("enter")
            assert "Book for" not in terminal.text()


def test_the_cursor_stands_on_the_slot_an_act_freed(tmp_path: Path) -> None:
    """After the undo of a booking, and after a cancellation, the next caller can be booked there."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("down", "down", "down", "down", "down", "b")
        terminal.type("jones")
        terminal.press("enter", "enter")
        terminal.wait_for("Booked Jones, Ann")
        terminal.press("u")
        terminal.wait_for("Undone: Booked Jones, Ann")
        terminal.wait_for_row(-2, "11:30 Lee, Dana MD  free")
        terminal.press("up", "up", "x", "s", "enter")
        terminal.wait_for("Cancelled Haddad, Nora")
        terminal.wait_for_row(-2, "11:00 Lee, Dana MD  free")


def test_the_help_is_searched_and_lists_what_works_here(tmp_path: Path) -> None:
    """`/` in it and words: the keys that are described so. What never works on this screen is not among them."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("?", "/")
        terminal.type("undo back")
        terminal.wait_for("Take back your last act.")
        assert "Check in; arrives too." not in terminal.text()
        terminal.press("ctrl+u")
        terminal.type("narrow the queue")
        terminal.wait_for("No key that works here is described so.")
        terminal.press("enter")
        terminal.wait_for("Smith J")
        terminal.press("f3", "?", "/")
        terminal.type("narrow the queue")
        terminal.wait_for("Narrow by words: the queue")


@pytest.mark.parametrize(
    ("key", "told"), [("m", "no appointment here"), ("e", "Nobody is highlighted here"), ("x", "no appointment here")]
)
def test_what_is_typed_for_a_refused_question_acts_on_nothing(tmp_path: Path, key: str, told: str) -> None:
    """On a free slot nothing can be moved: the time typed after it is no count, no verb and no letter of a menu."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "down", key)
        terminal.wait_for(told)
        terminal.type("30 fri b")
        assert "times" not in terminal.text()
        assert "Book for" not in terminal.text()
        terminal.settle(quiet=1.1)
        terminal.press("t", "c")
        terminal.wait_for("Smith, John checked in")


@pytest.mark.parametrize("sent", [b"mfri 2", b"m", b"\x1b[200~8845550150\x1b[201~"], ids=["text", "none", "paste"])
def test_the_enter_that_ends_it_is_no_step_of_the_visit(tmp_path: Path, sent: bytes) -> None:
    """Whoever types on without looking, or pastes where nothing is asked, checks nobody out."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("c")
        terminal.wait_for("Smith, John checked in")
        terminal.settle(quiet=1.1)
        before = newest_entry(counter.path)
        for part in (sent,) if sent[:1] == b"\x1b" else [bytes([byte]) for byte in sent]:
            terminal.send(part)
        terminal.press("enter")
        assert before == newest_entry(counter.path)


def test_a_time_typed_for_a_move_is_seen_where_it_is(tmp_path: Path) -> None:
    """The schedule shows its day while it stands in the line, and after Enter or Ctrl+X the day of before."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("m")
        terminal.type("2w 10:30")
        terminal.wait_for_row(0, "Mon 7 Dec 2026")
        terminal.wait_until(lambda: any("10:30" in terminal.rows()[row] for row, _ in terminal.reversed_cells()))
        terminal.press("ctrl+u")
        terminal.wait_for_row(0, "Mon 23 Nov 2026")
        terminal.type("tom 10:00")
        terminal.wait_for_row(0, "Tue 24 Nov 2026")
        terminal.press("ctrl+x")
        terminal.wait_for_row(0, "Mon 23 Nov 2026")
        terminal.wait_for_row(-2, "Smith, John")
        terminal.press("m")
        terminal.type("2w 10:30")
        terminal.wait_for_row(0, "Mon 7 Dec 2026")
        terminal.press("enter")
        terminal.wait_for("Moved Smith, John, fu20 to Mon 7 Dec 10:30")
        terminal.wait_for_row(0, "Mon 23 Nov 2026")


def test_a_move_to_another_day_leaves_the_cursor_on_the_slot_it_freed(tmp_path: Path) -> None:
    """Never on who is there now: the next key would act on another patient than the one just moved."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down")
        terminal.wait_for_row(-2, "Haddad, Nora")
        terminal.press("m")
        terminal.type("2w 10:30")
        terminal.wait_for_row(0, "Mon 7 Dec 2026")
        terminal.press("enter")
        terminal.wait_for("Moved Haddad, Nora")
        terminal.press("escape")
        terminal.wait_for_row(0, "Mon 23 Nov 2026")
        terminal.wait_for_row(-2, "11:00 Lee, Dana MD  free")


def test_a_move_from_where_others_are_leaves_the_cursor_on_nobody(tmp_path: Path) -> None:
    """Where the time that was freed is not free, nothing is highlighted there, and no key acts on a neighbour."""
    counter = a_morning(tmp_path)
    beside = counter.patient("Park", "Bo")
    book(counter.desk, beside, "2026-11-23T11:00", provider="lee", overrides={"C3": "urgent"}, actor="mei")
    before = newest_entry(counter.path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down")
        terminal.wait_for_row(-2, "Haddad, Nora")
        terminal.press("m")
        terminal.type("2w 10:30")
        terminal.press("enter")
        terminal.wait_for("Moved Haddad, Nora")
        terminal.settle(quiet=1.1)
        terminal.press("c")
        terminal.wait_for("There is no appointment here")
        assert newest_entry(counter.path) == before + 1


def test_a_booking_that_is_left_highlights_nobody_who_was_booked_there_meanwhile(tmp_path: Path) -> None:
    """Another desk took the time while the question stood open."""
    counter = a_morning(tmp_path)
    beside = counter.patient("Park", "Bo")
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "down")
        terminal.wait_for_row(-2, "11:30 Lee, Dana MD  free")
        terminal.press("b")
        terminal.wait_for("Book for")
        book(counter.desk, beside, "2026-11-23T11:30", provider="lee", actor="mei", overrides={"C8": "urgent"})
        terminal.wait_for("Park B")
        terminal.press("ctrl+x", "c")
        terminal.wait_for("There is no appointment here")


def test_a_time_typed_for_a_booking_is_said_and_seen_before_it_is_taken(tmp_path: Path) -> None:
    """Enter books what the line above names: what is typed once it can be read, and nothing while it cannot."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("/")
        terminal.type("smi 3/14")
        terminal.press("enter", "b")
        terminal.type("lee fri at 2")
        terminal.wait_for("Fri 27 Nov 2026 14:00 with Lee, D at Main Street to 14:20")
        terminal.wait_for_row(0, "Fri 27 Nov 2026")
        terminal.type("q")
        terminal.wait_for("“2q” is no provider")
        terminal.press("enter")
        terminal.wait_for("“2q” is no provider")
        assert "Booked" not in terminal.text()

"""New and changed records through the real program: typed, doubted, interrupted, and changed by two desks at once."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from core.patients.consent import Channel
from core.patients.model import Alert, Patient, PatientStatus, Phone, Sex
from tests.clinics import register
from tests.pty.clinic import a_counter, a_morning
from tests.pty.test_hostile import _RAW_PAYLOAD, PAYLOADS
from tests.pty.test_patients import patients

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal

_NOT_HELD = 1.05
"""Seconds after which the same key is another stroke, however a busy machine spaces them."""
SIZES = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])


def only(counter: Counter, words: str) -> Patient:
    """The one patient found by the words."""
    (hit,) = counter.desk.patients.find("ana", words).hits
    return hit.patient


def fill(terminal: Terminal, *texts: str) -> None:
    """Type into one field after the other, Tab between them; what is no text is a key."""
    for text in texts:
        if text.startswith("<"):
            terminal.press(text[1:-1])
        else:
            terminal.type(text)
            terminal.press("tab")


def new_form(terminal: Terminal, search: str) -> None:
    """Search, find nobody, begin the form."""
    terminal.type(search)
    terminal.wait_for("nobody found")
    terminal.press("enter", "N")
    terminal.wait_for("New patient")


@SIZES
def test_a_new_patient_is_typed(tmp_path: Path, rows: int, columns: int) -> None:
    """From the search to the saved record, every section by keyboard, Enter on the last field saves."""
    counter = a_morning(tmp_path)
    with patients(counter, rows=rows, columns=columns) as terminal:
        new_form(terminal, "Núñez-Ortega, María 14mar84 617 555 0199")
        terminal.wait_for("unknown")
        fill(terminal, "<f>", "<tab>", "<tab>", "<h>", "<tab>", "<right>", *["<tab>"] * 4)
        fill(
            terminal,
            "maria@example.org",
            "<tab>",
            "12 Main St, Springfield",
            "Spanish",
            "<y>",
            "<tab>",
            "ito",
            "<tab>",
            "<tab>",
            "X9",
        )
        terminal.type("latex allergy")
        terminal.press("ctrl+o")
        terminal.wait_for("Registered Núñez-Ortega, María, born 14 Mar 1984, MRN 100005.")
        terminal.wait_for("! latex allergy")
    kept = only(counter, "nunez 3/14/1984")
    noted = kept.phones[0].evidence
    assert [(Channel.TEXT, "ana")] == [(one.channel, one.by) for one in noted]
    assert Patient(
        kept.id, "100005", "Núñez-Ortega", "María", date(1984, 3, 14), Sex.FEMALE,
        phones=(Phone("617 555 0199", "home", voice=True, text=True, evidence=noted),),
        email="maria@example.org", address="12 Main St, Springfield", language="Spanish", interpreter=True,
        usual_provider="ito", alerts=(Alert("latex allergy"),), external_id="X9",
    ) == kept  # fmt: skip


def test_a_whole_new_patient_takes_twelve_keys(tmp_path: Path) -> None:
    """From the day on, beside the text: Enter goes past what only some are asked, and any field saves the form."""
    counter = a_counter(tmp_path)
    with counter.open() as terminal:
        terminal.press("f4")
        terminal.wait_for("Any part of the name, birth date")
        terminal.type("Doe, Jo 3/14/1984 617 555 0123")
        terminal.wait_for("nobody found")
        keys = [
            *("enter", "N", "f", "enter", "enter", "enter", ": jo@example.org", "enter", ": 1 Elm St", "enter"),
            *(": Spanish", "enter", "enter", ": ito", "ctrl+o"),
        ]
        for before, key in pairwise(["", *keys]):
            if key.startswith(": "):
                terminal.type(key[2:])
            else:
                terminal.settle(quiet=_NOT_HELD if key == before else 0)
                terminal.press(key)
        terminal.wait_for("Registered Doe, Jo")
        assert terminal.keys == 12
    kept = only(counter, "doe")
    assert (Sex.FEMALE, "617 555 0123", "jo@example.org", "1 Elm St", "Spanish", "ito") == (
        *(kept.sex, kept.phones[0].number, kept.email, kept.address),
        *(kept.language, kept.usual_provider),
    )


def test_nobody_is_added_before_a_search(tmp_path: Path) -> None:
    """N asks for one, on this screen and on the others; a number alone is none."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("N")
        terminal.wait_for("Search first")
        terminal.press("tab", "N")
        terminal.wait_for("Search first")
        terminal.type("100001")
        terminal.wait_for("1 found")
        terminal.press("tab", "N")
        terminal.wait_for("Search first")


def test_after_a_registration_the_next_one_is_searched_for_again(tmp_path: Path) -> None:
    """The form is not begun with the one before."""
    with patients(a_counter(tmp_path)) as terminal:
        new_form(terminal, "Doe, Jo 3/14/1984")
        terminal.press("ctrl+o")
        terminal.wait_for("Registered Doe, Jo")
        terminal.press("N")
        terminal.wait_for("Search first")


def test_a_field_that_cannot_be_is_told_under_it_and_saved_once_it_can(tmp_path: Path) -> None:
    """In a sentence, the cursor on the first of them; nothing typed is lost."""
    counter = a_counter(tmp_path)
    with patients(counter) as terminal:
        new_form(terminal, "Doe, Jo")
        fill(terminal, "3/14", "<tab>", "call me")
        terminal.wait_for("“3/14” is only a part of a birth date.")
        terminal.wait_for("'call me' is no phone number.")
        terminal.press("f10")
        terminal.wait_for("2 fields need another look.")
        terminal.wait_for("> Born")
        terminal.type("/84")
        terminal.wait_for("14 March 1984, 42 years old.")
        terminal.press("tab", "tab", "ctrl+u")
        terminal.type("617 555 0123")
        terminal.press("f10")
        terminal.wait_for("Registered Doe, Jo")
    assert (date(1984, 3, 14), "617 555 0123") == (
        only(counter, "doe").birth_date,
        only(counter, "doe").phones[0].number,
    )


@SIZES
def test_a_likely_duplicate_is_shown_beside_and_opened(tmp_path: Path, rows: int, columns: int) -> None:
    """While it is typed, and before it is saved, with the reasons; Enter opens the record there is."""
    counter = a_counter(tmp_path)
    register(counter.desk, "Smith", "William", date(1984, 3, 12), phone="617 555 0123", actor="mei")
    with patients(counter, rows=rows, columns=columns) as terminal:
        terminal.type("Smyth, Bill 3/21/1984")
        terminal.press("tab", "N")
        terminal.wait_for("Looks like Smith, William, born 12 Mar 1984, MRN 100001")
        terminal.press("ctrl+o")
        terminal.wait_for("Is it the same person?")
        text = " ".join(terminal.text().split())
        assert "family name spelled nearly so, one given name is short for the other" in text
        assert "two digits of the birth date swapped" in text
        assert "Smyth ! Smith" in text
        assert "on record, MRN 100001" in text
        terminal.press("enter")
        terminal.wait_for("Journal, newest first")
        terminal.wait_for("Smith, William")
    assert () == counter.desk.patients.find("ana", "smyth 3/21/1984").hits


def test_who_is_sure_saves_another_and_who_is_not_goes_back(tmp_path: Path) -> None:
    """Shift+Tab is the form again, as it was typed; `s` saves."""
    counter = a_counter(tmp_path)
    register(counter.desk, "Smith", "John", actor="mei")
    with patients(counter) as terminal:
        terminal.type("Smith, John 3/14/1984")
        terminal.press("tab", "N", "ctrl+o")
        terminal.wait_for("Is it the same person?")
        terminal.press("shift+tab")
        terminal.wait_for("> Sex")
        terminal.press("ctrl+o", "s")
        terminal.wait_for("Registered Smith, John, born 14 Mar 1984, MRN 100002")
    assert 2 == len(counter.desk.patients.find("ana", "smith").hits)


@SIZES
def test_a_terminal_killed_half_way_leaves_the_draft(tmp_path: Path, rows: int, columns: int) -> None:
    """SIGKILL in the middle of a word: the next desk of the same person shows it, and goes on in its field."""
    counter = a_counter(tmp_path)
    with patients(counter, rows=rows, columns=columns) as terminal:
        new_form(terminal, "Doe, Jo 3/14/1984")
        fill(terminal, "<f>", "<tab>", "617 555 0123", *["<tab>"] * 5)
        terminal.type("jo@exam")
        terminal.kill()
        terminal.wait_until_gone()
    assert () == counter.desk.patients.find("ana", "doe").hits
    with patients(counter, rows=rows, columns=columns, actor="ben") as other:
        assert "Not finished yet" not in other.text()
    with patients(counter, rows=rows, columns=columns) as terminal:
        terminal.wait_for("Not finished yet: new patient Doe, Jo 3/14/1984")
        terminal.press("enter")
        terminal.wait_for("> E-mail             jo@exam")
        assert "parked" not in terminal.rows()[0]
        terminal.type("ple.org")
        terminal.press("ctrl+o")
        terminal.wait_for("Registered Doe, Jo")
        terminal.press("/")
        terminal.wait_for("Any part of the name")
        assert "Not finished yet" not in terminal.text()
    assert ("jo@example.org", Sex.FEMALE) == (only(counter, "doe").email, only(counter, "doe").sex)


def test_a_form_left_is_there_again_and_can_be_forgotten(tmp_path: Path) -> None:
    """Escape keeps what was typed, on this screen and over a restart; Ctrl+R twice forgets it for good."""
    counter = a_counter(tmp_path)
    with patients(counter) as terminal:
        new_form(terminal, "Doe, Jo 3/14/1984")
        terminal.press("escape", "/")
        terminal.wait_for("Not finished yet: new patient Doe, Jo")
        terminal.press("f2", "f4")
        terminal.wait_for("Not finished yet: new patient Doe, Jo")
        terminal.press("ctrl+d")
        terminal.wait_until_gone()
    with patients(counter) as terminal:
        terminal.wait_for("Not finished yet: new patient Doe, Jo")
        terminal.press("enter", "ctrl+r")
        terminal.wait_for("Ctrl+R once more forgets what was typed here.")
        terminal.press("ctrl+r", "/")
        assert "Not finished yet" not in terminal.text()
    with patients(counter) as terminal:
        assert "Not finished yet" not in terminal.text()


def test_two_new_patients_are_two_drafts(tmp_path: Path) -> None:
    """Each is gone on with by itself."""
    with patients(a_counter(tmp_path)) as terminal:
        for name in ("Doe, Jo", "Roe, Al"):
            new_form(terminal, f"{name} 3/14/1984")
            terminal.press("ctrl+x", "/")
        terminal.wait_for("Not finished yet: new patient Roe, Al")
        terminal.wait_for("Not finished yet: new patient Doe, Jo")
        terminal.press("down", "enter")
        terminal.wait_for("New patient  Doe, Jo")


@SIZES
def test_two_desks_change_one_record_and_nothing_is_lost(tmp_path: Path, rows: int, columns: int) -> None:
    """Who saves second sees both versions field by field, chooses, and keeps what only the other changed."""
    counter = a_morning(tmp_path)
    smith = only(counter, "smith")
    with patients(counter, rows=rows, columns=columns) as terminal:
        terminal.type("smith")
        terminal.wait_for(">Smith, John")
        terminal.press("enter", "e", "pagedown", "pagedown")
        fill(terminal, "<tab>", "mine@example.org", "<tab>", "1 Mine St", "German")
        theirs = {"email": "theirs@example.org", "address": "9 Theirs St", "alerts": (Alert("latex allergy"),)}
        counter.desk.patients.edit("mei", smith.id, theirs, rev=smith.rev)
        terminal.wait_for("(mei, at")
        terminal.wait_for("! latex allergy")
        terminal.press("ctrl+o")
        terminal.wait_for("mei saved")
        terminal.wait_for("Only you changed: language.")
        terminal.wait_for("Only mei changed, and that stays: alert.")
        terminal.press("down", "right")
        terminal.wait_for("1 Mine St")
        terminal.press("enter")
        terminal.wait_for("Changed e-mail and language of Smith, John")
    kept = only(counter, "smith")
    assert ("mine@example.org", "9 Theirs St", "German", (Alert("latex allergy"),)) == (
        kept.email,
        kept.address,
        kept.language,
        kept.alerts,
    )


def test_a_draft_of_a_record_that_moved_on_meets_it(tmp_path: Path) -> None:
    """Killed while changing a record; changed by another; taken up again: both versions are shown."""
    counter = a_morning(tmp_path)
    smith = only(counter, "smith")
    with patients(counter) as terminal:
        terminal.type("smith")
        terminal.press("enter", "e", "pagedown", "pagedown")
        fill(terminal, "<tab>", "mine@example.org")
        terminal.kill()
        terminal.wait_until_gone()
    counter.desk.patients.edit("mei", smith.id, {"email": "theirs@example.org"}, rev=smith.rev)
    with patients(counter) as terminal:
        terminal.wait_for("Not finished yet: changes of id:")
        terminal.press("enter")
        terminal.wait_for("mine@example.org")
        terminal.press("ctrl+o")
        terminal.wait_for("mei saved")
        terminal.press("enter")
        terminal.wait_for("Changed e-mail of Smith, John")
    assert "mine@example.org" == only(counter, "smith").email


def test_a_record_is_changed_from_the_schedule_too(tmp_path: Path) -> None:
    """`e` on an appointment opens the form over the day, and the day is there again once it is saved."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("e")
        terminal.wait_for("> Family name        Smith")
        terminal.type("son")
        terminal.press("ctrl+o")
        terminal.wait_for("Changed family name of Smithson, John")
        terminal.wait_for("providers 1-")
        terminal.wait_for("Smithson J")


def test_a_status_is_set_and_taken_back(tmp_path: Path) -> None:
    """Deceased: what is booked is warned of; `u` makes the record active again."""
    counter = a_morning(tmp_path)
    with patients(counter) as terminal:
        terminal.type("jones")
        terminal.wait_for(">Jones, Ann")
        terminal.press("enter", "e", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "d")
        terminal.wait_for("< deceased >")
        terminal.press("ctrl+o")
        terminal.wait_for("Jones, Ann still has 1 appointment to come")
        terminal.press("u")
        terminal.wait_for("Undone: Changed status")
    assert PatientStatus.ACTIVE is only(counter, "jones").status


def test_pasted_text_goes_into_the_field(tmp_path: Path) -> None:
    """As one line, at the cursor."""
    counter = a_counter(tmp_path)
    with patients(counter) as terminal:
        new_form(terminal, "Doe, Jo 3/14/1984")
        terminal.press("pagedown", "tab", "tab")
        terminal.send(b"\x1b[200~12 Main St\r\nSpringfield\x1b[201~")
        terminal.wait_for("12 Main St Springfield")
        terminal.press("ctrl+o")
        terminal.wait_for("Registered Doe, Jo")
    assert "12 Main St Springfield" == only(counter, "doe").address


def test_a_form_is_parked_and_resumed(tmp_path: Path) -> None:
    """Somebody calls in the middle of it: Ctrl+P, something else, Z."""
    with patients(a_morning(tmp_path)) as terminal:
        new_form(terminal, "Doe, Jo 3/14/1984")
        terminal.press("ctrl+p", "f2", "c")
        terminal.wait_for("checked in")
        terminal.press("Z")
        terminal.wait_for("New patient  Doe, Jo")


def test_hostile_text_typed_into_a_form_is_inert(tmp_path: Path, corpora: Path) -> None:
    """Every payload pasted into names, address and alert: shown cleaned, no crash, no payload byte, and saved."""
    counter = a_counter(tmp_path)
    naughty: list[str] = json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    with patients(counter) as terminal:
        new_form(terminal, "Doe, Jo 3/14/1984")
        terminal.press("pageup", "pageup")
        for number, text in enumerate([*PAYLOADS, *naughty[::9]]):
            pasted = text.replace("\x1b", "").encode("utf-8", "replace")
            terminal.press("ctrl+u", quiet=0.02)
            terminal.send(b"\x1b[200~" + pasted + b"\x1b[201~")
            terminal.press("tab" if number % 7 else "pageup", quiet=0.02)
            assert terminal.alive(), text
        assert not _RAW_PAYLOAD.search(terminal.raw.decode("utf-8", "replace"))
        assert terminal.text().count("─ ") == 0
        terminal.press("ctrl+x")
        terminal.wait_for("Find:")
        terminal.press("/")
        terminal.wait_for("Not finished yet")
        assert not _RAW_PAYLOAD.search(terminal.raw.decode("utf-8", "replace"))

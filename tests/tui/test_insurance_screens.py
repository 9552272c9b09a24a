"""Is insurance shown, asked, changed and verified at the desk, with the keys that are promised?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import CommandLine, filled
from tests.images import jpeg
from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
CIGNA = ("--payer", "cigna", "--member-id", "C1", "--from", "2026-01-01")


@pytest.fixture
def insuring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The clinic has payers, and Smith, who is insured with Cigna, a visit at 10:40."""
    database = filled(
        tmp_path / "clinic.db",
        ("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14"),
        ("patient", "edit", "100001", "--verified", "identity", "--verified", "demographics"),
        ("coverage", "add", "100001", *CIGNA),
        ("book", "--patient", "100001", "--type", "fu20", "--provider", "lee", "--start", "2026-11-23T10:40"),
        setup=PAYERS,
    )
    return CommandLine(database, capsys)


def enrolment(clinic: CommandLine) -> tuple[str, str, str] | None:
    """What is known of Smith's: state, way, reference."""
    said = clinic.json("coverage", "list", "100001").result[0]["enrolment"]
    return said and (said["state"], said["how"], said["reference"])


def test_the_sheet_says_who_pays_and_what_is_the_matter(insuring: CommandLine) -> None:
    """Numbers are left out while names are hidden; what has ended is counted."""
    insuring("coverage", "edit", 1, "--to", "2026-10-31")
    insuring("coverage", "add", "100001", "--payer", "medicaid", "--member-id", "M77", "--from", "2026-11-01")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith")
        await desk.press("enter")
        await desk.wait_for("Medicaid, primary, M77, from 1 Nov 2026")
        await desk.wait_for("Medicaid has never been verified.")
        await desk.wait_for("and 1 that ended")
        await desk.press("P")
        await desk.wait_for("Medicaid, primary, from 1 Nov 2026")

    play(insuring.database, journey, now=NOW)


def test_who_is_registered_is_asked_who_pays(insuring: CommandLine) -> None:
    """As a second step, which may be left; an answer that cannot be is said at its field."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("doe jo 3/14/1984")
        await desk.press("ctrl+n")
        await desk.wait_for("New patient")
        await desk.press("ctrl+o")
        await desk.wait_for("New coverage  Doe, Jo, MRN 100002")
        await desk.type("aet")
        await desk.wait_for("Aetna.")
        await desk.press("tab")
        await desk.type("12")
        await desk.press("ctrl+o")
        await desk.wait_for("does not look like a member id of Aetna, such as A")
        await desk.press("ctrl+u")
        await desk.type("W123456789")
        await desk.press("ctrl+o")
        await desk.wait_for("Noted of Doe, Jo, MRN 100002: Aetna, primary insurance.")

    play(insuring.database, journey, now=NOW)
    assert "aetna" == insuring.json("coverage", "list", "100002").result[0]["payer"]


def test_a_clinic_without_payers_asks_nothing_more(clinicdesk: CommandLine) -> None:
    """The registration ends as it did, and the sheet has no such part."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("doe jo 3/14/1984")
        await desk.press("ctrl+n", "ctrl+o")
        await desk.wait_for("Registered Doe, Jo")
        await desk.wait_for("Appointments")
        shown = "\n".join((await desk._shown()).display)
        assert "Insurance" not in shown
        assert "New coverage" not in shown

    play(clinicdesk.database, journey, now=NOW)


def test_one_of_several_is_chosen_to_be_changed(insuring: CommandLine) -> None:
    """Or another one is noted; a day on which two would pay first is said under the first day."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith")
        await desk.press("enter", "I")
        await desk.wait_for("Cigna Health, primary, C1")
        await desk.press("N")
        await desk.wait_for("New coverage")
        await desk.type("medicaid")
        await desk.press("tab")
        await desk.type("M1")
        await desk.press("ctrl+o")
        await desk.wait_for("Cigna Health is primary already, from 1 Jan 2026")
        await desk.press("ctrl+x", "I", "enter")
        await desk.wait_for("Edit")
        await desk.press("tab", "tab")
        await desk.type("Gold")
        await desk.press("ctrl+o")
        await desk.wait_for("Changed of Smith, John, MRN 100001: plan of Cigna Health.")

    play(insuring.database, journey, now=NOW)
    assert "Gold" == insuring.json("coverage", "list", "100001").result[0]["plan"]


def test_a_card_is_told_and_shown_by_its_letter(insuring: CommandLine, tmp_path: Path) -> None:
    """By the program of the settings; else it is said how; a side that is not there is told too."""
    (tmp_path / "front.jpg").write_bytes(jpeg())
    assert 0 == insuring("coverage", "card", 1, "--front", tmp_path / "front.jpg").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith")
        await desk.press("enter")
        await desk.wait_for("from 1 Jan 2026, card front")
        await desk.press("I")
        await desk.wait_for("f card front")
        await desk.press("f")
        await desk.wait_for("clinicdesk coverage image 1 front NEW")
        await desk.press("b")
        await desk.wait_for("Of coverage 1 no back of a card is kept")

    async def with_a_program(desk: OpenDesk) -> None:
        await desk.press("f3", "I", "f")
        await desk.wait_for("The front of the card is shown by /bin/sh")

    play(insuring.database, journey, now=NOW)
    settings = f'[coverage]\ncard_command = ["/bin/sh", "-c", "cat >{tmp_path}/shown.jpg"]'
    play(insuring.database, with_a_program, now=NOW, settings=settings)
    assert jpeg() == (tmp_path / "shown.jpg").read_bytes()


def test_a_form_left_undone_is_told_with_whose_it_is(insuring: CommandLine) -> None:
    """Not with the patient who happens to have the coverage's number."""
    insuring("patient", "add", "--family", "Jones", "--given", "Ann", "--birth-date", "1990-05-06")
    insuring("coverage", "add", "100002", *CIGNA)

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("jones")
        await desk.press("enter", "I", "enter", "tab", "tab")
        await desk.type("Gold")
        await desk.press("ctrl+x", "slash")
        await desk.wait_for("Not finished yet: changes of the coverage of Jones, Ann")
        await desk.press("enter")
        await desk.wait_for("Gold")

    play(insuring.database, journey, now=NOW)


GATE = {
    "all clear": (True, ("c",)),
    "one item verified": (False, ("c", "y", "enter")),
    "one item waived": (False, ("c", "w", "k", "enter")),
}


@pytest.mark.parametrize("case", GATE)
def test_checked_in_with_the_keys_that_are_promised(insuring: CommandLine, case: str) -> None:
    """One for who is all clear, three where insurance is verified at the gate, four where it is waived."""
    is_verified, keys = GATE[case]
    if is_verified:
        insuring("verify", "1", "--result", "active", "--how", "card")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", *keys)
        await desk.wait_for("Smith, John checked in 10:20")

    play(insuring.database, journey, now=NOW)
    assert {"all clear": 1, "one item verified": 3, "one item waived": 4}[case] == len(keys)


def test_four_pass_the_gate_with_no_more_than_nine_keys(insuring: CommandLine) -> None:
    """Marked, and stopped only for whose insurance is to be verified."""
    for at, family in enumerate(("Jones", "Haddad", "Ray"), start=2):
        insuring("patient", "add", "--family", family, "--given", "Al", "--birth-date", f"198{at}-05-06")
        insuring("patient", "edit", f"10000{at}", "--verified", "identity", "--verified", "demographics")
        insuring("coverage", "add", f"10000{at}", "--payer", "self-pay")
        insuring.booked(f"10000{at}", f"2026-11-23T1{at + 1}:00")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", *("space",) * 4, "c")
        await desk.wait_for("4 to check in, 1 of them with something due")
        await desk.press("y", "enter")
        await desk.wait_for("4 checked in: ")

    play(insuring.database, journey, now=NOW)


@pytest.mark.parametrize("screen", ["f2", "f3", "f5"])
def test_verified_in_two_keys(insuring: CommandLine, screen: str) -> None:
    """`v` Enter notes what is proposed; a reference is text that is typed between; one key more where it differs."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press(screen)
        if screen == "f5":
            await desk.wait_for("verify insurance 1")
        await desk.wait_for("Smith")
        if screen == "f2":
            await desk.press("down")
        await desk.press("v")
        await desk.wait_for("Enter notes: active on 23 Nov 2026, by portal.")
        await desk.type("R17")
        await desk.press("enter")
        await desk.wait_for("Verified of Smith, John, MRN 100001: Cigna Health active on 23 Nov 2026")
        if screen == "f5":
            await desk.wait_for("verify insurance 0")
            return
        await desk.press("v", "down")
        await desk.wait_for("Last: active, 23 Nov 2026 by portal, ")
        await desk.wait_for("Enter notes: not insured on 23 Nov 2026, by portal.")
        await desk.press("tab", "enter")
        await desk.wait_for("Cigna Health inactive on 23 Nov 2026")
        await desk.press("u")
        await desk.wait_for("Undone")

    play(insuring.database, journey, now=NOW)
    assert ("active", "portal", "R17") == enrolment(insuring)


def test_put_aside_it_comes_back_as_it_was(insuring: CommandLine) -> None:
    """With what was chosen and typed, and for whom it is."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.wait_for("Smith")
        await desk.press("v", "down")
        await desk.type("R9")
        await desk.press("ctrl+p")
        await desk.wait_for("Parked")
        await desk.press("Z")
        await desk.wait_for("Enter notes: not insured")
        await desk.press("enter")
        await desk.wait_for("reference R9")

    play(insuring.database, journey, now=NOW)
    assert ("inactive", "portal", "R9") == enrolment(insuring)


def test_at_the_gate_it_is_one_line(insuring: CommandLine) -> None:
    """Due as the payer was never asked; `c y` Enter, three keys, notes it."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.wait_for("Smith")
        await desk.press("c")
        await desk.wait_for("Cigna Health has never been verified.")
        await desk.press("y", "enter")
        await desk.wait_for("checked in")

    play(insuring.database, journey, now=NOW)
    assert ("active", "portal", "") == enrolment(insuring)


def test_at_the_gate_nobody_verifies_what_is_not_known(insuring: CommandLine) -> None:
    """It is noted, or waived for a reason."""
    insuring("coverage", "edit", 1, "--to", "2026-10-31")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.wait_for("Smith")
        await desk.press("c", "y")
        await desk.wait_for("Note the insurance, or that the patient pays")
        await desk.press("w", "l", "enter")
        await desk.wait_for("insurance waived")

    play(insuring.database, journey, now=NOW)


def test_insurance_is_noted_at_the_gate(insuring: CommandLine) -> None:
    """By the key that notes it elsewhere; the gate comes back and asks for what is due of it then."""
    insuring("coverage", "edit", 1, "--to", "2026-10-31")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.wait_for("Smith")
        await desk.press("c")
        await desk.wait_for("I insurance")
        await desk.press("I")
        await desk.wait_for("Cigna Health, primary, C1")
        await desk.strike_all("ctrl+x", gap=1.1)
        await desk.wait_for("I insurance")
        await desk.press("I", "N")
        await desk.type("medicaid")
        await desk.press("tab")
        await desk.type("M1")
        await desk.press("ctrl+o")
        await desk.wait_for("Let this one begin on 1 Nov 2026.")
        await desk.type("11/1/2026")
        await desk.press("ctrl+o")
        await desk.wait_for("Medicaid has never been verified.")
        await desk.strike_all("y", "enter", gap=1.1)
        await desk.wait_for("insurance verified")

    play(insuring.database, journey, now=NOW)
    assert "checked-in" == insuring.json("day").result["appointments"][0]["status"]


def test_verified_ahead_costs_one_key(insuring: CommandLine) -> None:
    """Who is all clear is checked in by `c`."""
    insuring("verify", 1, "--result", "active", "--how", "phone")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.wait_for("Smith")
        await desk.press("c")
        await desk.wait_for("Smith, John checked in")

    play(insuring.database, journey, now=NOW)


def test_a_viewer_neither_verifies_nor_changes(insuring: CommandLine, tmp_path: Path) -> None:
    """The key says why."""
    (tmp_path / "users.toml").write_text(
        '[[user]]\nname = "sue"\nroles = ["supervisor"]\n[[user]]\nname = "vic"\nroles = ["viewer"]\n'
    )
    assert 0 == insuring("setup", tmp_path / "users.toml").code
    for verb in (("verify", 1, "--result", "active", "--how", "card"), ("coverage", "add", "100001", *CIGNA)):
        assert 6 == insuring("--as", "vic", *verb).code

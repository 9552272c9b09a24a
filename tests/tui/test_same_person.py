"""Are two records of one person put side by side at the desk, and made one by key?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-24T09:00"


@pytest.fixture
def alike(clinicdesk: CommandLine) -> CommandLine:
    """Smith and Smyth, who are one person, and Jones."""
    for family, given, more in (
        ("Smith", "John", ("--address", "1 Elm St")),
        ("Smyth", "John", ("--address", "2 Oak Rd", "--email", "j@e.org")),
        ("Jones", "Ann", ()),
    ):
        names = ("--family", family, "--given", given, "--birth-date", "1984-03-14")
        assert 0 == clinicdesk("patient", "add", *names, *more, "--anyway").code
    return clinicdesk


async def _ask_on_the_list(desk: OpenDesk) -> None:
    """Both records side by side, from the list of the work."""
    await desk.press("f5")
    await desk.wait_for("duplicates 1")
    await desk.press("left_square_bracket", "left_square_bracket")
    await desk.wait_for("Smyth, John, 14 Mar 1984")
    await desk.wait_for("Enter side by side")
    await desk.press("enter")


async def _ask_on_the_patient(desk: OpenDesk) -> None:
    """The same from the patient found, by key."""
    await desk.press("f4")
    await desk.type("smith john")
    await desk.wait_for("2 found")
    await desk.press("enter", "M")


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_merged_from_the_list(alike: CommandLine, size: tuple[int, int]) -> None:
    """The work lists the pair with its reasons; Enter, the fields, the direction, and one key; `u` takes it back."""

    async def journey(desk: OpenDesk) -> None:
        await _ask_on_the_list(desk)
        await desk.wait_for("family name spelled nearly so")
        await desk.wait_for("Ctrl+X leave")
        await desk.wait_for("MRN 100002 goes into MRN 100001")
        await desk.wait_for("2 Oak Rd")
        await desk.press("down", "right", "ctrl+o")
        await desk.wait_for("Merged Smyth, John")
        await desk.wait_for("No two records look like one person.")
        await desk.press("u")
        await desk.wait_for("duplicates 1")

    play(alike.database, journey, now=NOW, size=size)
    assert "1 Elm St" == alike.json("patient", "show", "100001").result["address"]


def test_from_the_record_the_other_way_round(alike: CommandLine) -> None:
    """`M` on a patient, Tab turns round who stays, and what was chosen stays chosen."""

    async def journey(desk: OpenDesk) -> None:
        await _ask_on_the_patient(desk)
        await desk.wait_for("MRN 100002 goes into MRN 100001")
        await desk.press("tab")
        await desk.wait_for("MRN 100001 goes into MRN 100002")
        await desk.press("ctrl+o")
        await desk.wait_for("Merged Smith, John, MRN 100001, into Smith, John")

    play(alike.database, journey, now=NOW)
    result = alike.json("patient", "show", "100001").result
    assert ("100002", "Smith", "1 Elm St", "j@e.org") == tuple(
        result[key] for key in ("mrn", "family", "address", "email")
    )


def test_two_people(alike: CommandLine) -> None:
    """`t` notes it, and the list has them no more."""

    async def journey(desk: OpenDesk) -> None:
        await _ask_on_the_list(desk)
        await desk.wait_for("Is it the same person?")
        await desk.press("t")
        await desk.wait_for("are two people")
        await desk.wait_for("No two records look like one person.")

    play(alike.database, journey, now=NOW)
    assert [] == alike.json("patient", "duplicates").result


def test_put_aside_and_taken_up(alike: CommandLine) -> None:
    """The two come back with who stays and what was chosen."""

    async def journey(desk: OpenDesk) -> None:
        await _ask_on_the_patient(desk)
        await desk.wait_for("MRN 100002 goes into MRN 100001")
        await desk.press("tab", "ctrl+p")
        await desk.wait_for("1 parked")
        await desk.press("Z")
        await desk.wait_for("MRN 100001 goes into MRN 100002")
        await desk.press("ctrl+o")
        await desk.wait_for("Merged Smith, John, MRN 100001, into Smith, John")

    play(alike.database, journey, now=NOW)


def test_nobody_alike(alike: CommandLine) -> None:
    """Who looks like nobody is told so, with what merges two records that do not."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("jones")
        await desk.wait_for("1 found")
        await desk.press("enter", "M")
        await desk.wait_for("Nobody looks like Jones, Ann.")

    play(alike.database, journey, now=NOW)


def test_an_insurance_that_is_second_now_is_told_apart_from_its_rule(alike: CommandLine, tmp_path: Path) -> None:
    """A rule that is called by a word has room before its sentence."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == alike("setup", tmp_path / "payers.toml").code
    for mrn, payer in (("100001", "cigna"), ("100002", "medicaid")):
        assert 0 == alike("coverage", "add", mrn, "--payer", payer, "--member-id", "W123456789").code

    async def journey(desk: OpenDesk) -> None:
        await _ask_on_the_list(desk)
        await desk.wait_for("Is it the same person?")
        await desk.press("ctrl+o")
        await desk.wait_for("COVERAGE Both have an insurance that pays first")

    play(alike.database, journey, now=NOW)

"""Is a family noted, shown and booked at the desk and by verbs?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.open_desk import play

if TYPE_CHECKING:
    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"


@pytest.fixture
def smiths(clinicdesk: CommandLine) -> CommandLine:
    """John, who is to come, and his son Tom."""
    for given, born in (("John", "1984-03-14"), ("Tom", "2015-03-14"), ("Mary", "1955-05-01")):
        clinicdesk("patient", "add", "--family", "Smith", "--given", given, "--birth-date", born, "--anyway")
    return clinicdesk


def test_a_relative_is_noted_in_one_line_and_booked_by_one_key(smiths: CommandLine) -> None:
    """R asks who belongs to whom where nobody is known; with one other of the household it books for them."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith john")
        await desk.press("enter")
        await desk.wait_for("Journal, newest first")
        await desk.press("R")
        await desk.wait_for("Who belongs to them")
        await desk.type("smith son")
        await desk.wait_for("Several are found so.")
        await desk.press(*["backspace"] * 3)
        await desk.type("tom son")
        await desk.wait_for("14 Mar 2015 (11)")
        await desk.press("enter")
        await desk.wait_for("Noted: Smith, Tom")
        await desk.wait_for("family")
        await desk.press("R")
        await desk.wait_for("Book Smith, Tom")
        await desk.press("escape")

    play(smiths.database, journey, now=NOW)
    (tom,) = smiths.json("patient", "family", "100001").result
    assert ("Smith, Tom", "child", True) == (tom["patient"]["name"], tom["relation"], tom["household"])


def test_one_of_several_is_chosen(smiths: CommandLine) -> None:
    """Enter books for whom is highlighted."""
    smiths("patient", "relate", "100001", "100002", "--relation", "child")
    smiths("patient", "relate", "100001", "100003", "--relation", "parent", "--guarantor", "--no-household")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith john")
        await desk.press("enter")
        await desk.wait_for("parent (pays, lives elsewhere)")
        await desk.press("R")
        await desk.wait_for("somebody else belongs to the family")
        await desk.press("down", "enter")
        await desk.wait_for("Book Smith, Mary")

    play(smiths.database, journey, now=NOW)


def test_verbs_note_and_end(smiths: CommandLine) -> None:
    """Seen from the patient that is named first."""
    related = smiths.json(
        "patient", "relate", "100002", "100001", "--relation", "parent", "--guardian", "--guarantor"
    ).result
    assert [("parent", True, True, False)] == [
        (one["relation"], one["guardian"], one["guarantor"], one["ward"]) for one in related
    ]
    (seen,) = smiths.json("patient", "family", "100001").result
    assert ("child", True, True) == (seen["relation"], seen["ward"], seen["paid_for"])
    assert "child (decided for, paid for)" in smiths("patient", "family", "100001").out
    assert 0 == smiths("patient", "relate", "100001", "100002", "--not").code
    assert "Nobody is noted" in smiths("patient", "family", "100001").out
    assert 2 == smiths("patient", "relate", "100001", "100001").code

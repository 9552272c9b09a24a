"""Are two records of one person put side by side at the desk, and made one by key?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.record_ref import PatientId
from storage.sqlite.access_log import SqliteAccessLog
from tests.clinics import USERS
from tests.insured import PAYERS
from tests.open_desk import play
from tui.bootstrap import opened
from tui.prompts.same_person import same_person
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
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
    await desk.press("'", *"dup", "enter")
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


@pytest.fixture
def ranked(alike: CommandLine, tmp_path: Path) -> CommandLine:
    """The same where sue supervises, ana coordinates and vic looks on."""
    (tmp_path / "users.toml").write_text(USERS)
    assert 0 == alike("setup", tmp_path / "users.toml").code
    return alike


@pytest.mark.parametrize("ask", [_ask_on_the_list, _ask_on_the_patient])
def test_who_may_not_merge_is_told_before_anything_is_chosen(
    ranked: CommandLine, ask: Callable[[OpenDesk], Awaitable[None]]
) -> None:
    """Neither side nor direction is chosen, saving is refused too, and two people are noted still."""

    async def journey(desk: OpenDesk) -> None:
        await ask(desk)
        await desk.wait_for("ana may not merge patients. Ask a supervisor. t notes")
        shown = await _shown(desk)
        assert "goes into" not in shown
        assert " * " not in shown
        await desk.press("down", "right", "tab", "ctrl+o")
        await desk.wait_for("ana may not merge patients.")
        assert "goes into" not in await _shown(desk)
        await desk.press("t")
        await desk.wait_for("are two people")

    play(ranked.database, journey, now=NOW)


@pytest.mark.parametrize(("actor", "grey"), [("ana", {" merge ", " turn round ", " side "}), ("sue", set[str]())])
def test_keys_that_only_merge_are_grey_for_who_may_not(ranked: CommandLine, actor: str, grey: set[str]) -> None:
    """And as bright as the others for who may."""
    launch = LaunchOptions(db=str(ranked.database), act_as=actor, now=NOW, freeze=True)
    with opened(launch, {}) as workstation:
        prompt = same_person(workstation, workstation.view.first_site, PatientId(1))
        assert grey == {text for text, style in prompt.hint()[1::2] if style == "hint-off"}


@pytest.mark.parametrize("ask", [_ask_on_the_list, _ask_on_the_patient])
def test_who_looks_on_is_refused_by_either_key(ranked: CommandLine, ask: Callable[[OpenDesk], Awaitable[None]]) -> None:
    """In the same words, and neither record counts as opened."""

    async def journey(desk: OpenDesk) -> None:
        await ask(desk)
        await desk.wait_for("vic may not edit patients.")
        assert "Is it the same person?" not in await _shown(desk)

    play(ranked.database, journey, now=NOW, actor="vic")
    opened_by_vic = [one.way for one in SqliteAccessLog(ranked.database).by_person("vic", since=None)]
    assert "same person" not in opened_by_vic


def test_with_names_hidden_neither_record_tells_who_it_is(alike: CommandLine) -> None:
    """Names, births, numbers and addresses are hidden on both sides, and in what was noted."""
    alike("patient", "edit", "100001", "--alert", "calls for Smith, John")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("P")
        await _ask_on_the_patient(desk)
        await desk.wait_for("Is it the same person?")
        shown = await _shown(desk)
        for told in ("Smith", "Smyth", "John", "1984", "Elm", "Oak", "j@e.org"):
            assert told not in shown
        assert "hidden" in shown
        assert "calls for SJ" in shown
        await desk.press("ctrl+x", "P")
        await desk.wait_for("Smith, John")

    play(alike.database, journey, now=NOW)


@pytest.mark.parametrize("is_private", [False, True])
def test_a_look_alike_beside_a_new_record_is_hidden_too(alike: CommandLine, *, is_private: bool) -> None:
    """What is known of somebody else is not shown with names hidden either."""

    async def journey(desk: OpenDesk) -> None:
        if is_private:
            await desk.press("P")
        await desk.press("f4")
        await desk.type("smithe john 3/14/1984")
        await desk.press("ctrl+n")
        await desk.wait_for("New patient")
        await desk.press("ctrl+o")
        await desk.wait_for("save as another")
        shown = await _shown(desk)
        assert is_private is not ("Elm" in shown or "Oak" in shown)

    play(alike.database, journey, now=NOW)


async def _shown(desk: OpenDesk) -> str:
    return "\n".join((await desk._shown()).display)

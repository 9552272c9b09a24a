"""Is a list of calls worked off with one key a call, and does no letter do more than it says?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.structs import replace
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"


def tomorrow(clinic: CommandLine, *names: str) -> None:
    """These come tomorrow, the first at 9:00, each an hour later; each has a number."""
    for at, name in enumerate(names):
        ref = clinic.patient("Park", name)
        clinic("patient", "edit", ref, "--phone", f"617 555 01{at:02}", "--language", "Spanish" if at == 1 else "")
        hour = 9 + at
        booked = clinic(
            "book", "--patient", ref, "--type", "fu20", "--provider", "lee", "--start", f"2026-11-24T{hour:02}:00"
        )
        assert 0 == booked.code


def confirmations(clinic: CommandLine) -> list[str]:
    """What each of tomorrow's appointments says, by time."""
    return [one["confirmation"] for one in clinic.json("day", "2026-11-24").result["appointments"]]


def test_a_list_is_worked_off_with_one_key_a_call(clinicdesk: CommandLine) -> None:
    """The number, the language and what to say are shown; the next comes by itself, and the count of the hour."""
    tomorrow(clinicdesk, "Ann", "Bea", "Cleo")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("s", "c")
        await desk.wait_for("617 555 0100")
        await desk.wait_for("May I speak to Ann Park?")
        await desk.wait_for("2 more, PgDn passes over. Calls in the last hour: 0.")
        await desk.press("y")
        await desk.wait_for("617 555 0101")
        await desk.wait_for("speaks Spanish")
        await desk.wait_for("cita del 24 de noviembre de 2026 a las 10:00")
        await desk.press("w")
        await desk.wait_for("617 555 0102")
        await desk.press("pagedown")
        await desk.wait_for("Nobody else is to be called now. Calls in the last hour: 2.")

    play(clinicdesk.database, journey, now=NOW)
    assert ["confirmed", "none", "none"] == confirmations(clinicdesk)
    left = clinicdesk.json("call", "list", "confirm").result
    assert [("Cleo", 0, True), ("Bea", 1, False)] == [
        (one["patient"]["name"].split(", ")[1], one["tries"], one["ready"]) for one in left
    ]


def test_the_answer_on_the_phone_is_done_at_once(clinicdesk: CommandLine) -> None:
    """Another time asks for the move, and who wants to be called back is, at the time that is typed."""
    tomorrow(clinicdesk, "Ann", "Bea")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("conf")
        await desk.press("enter")
        await desk.wait_for("617 555 0100")
        await desk.press("home", "enter")
        await desk.wait_for("May I speak to Ann Park?")
        await desk.press("m")
        await desk.wait_for("Wants another time: Park, Ann")
        await desk.type("wed 10")
        await desk.press("enter")
        await desk.wait_for("Moved Park, Ann")
        await desk.press("home")
        await desk.press("s", "c")
        await desk.wait_for("hablar con Bea Park")
        await desk.press("c")
        await desk.type("half past")
        await desk.press("enter")
        await desk.wait_for("half past")
        await desk.press("ctrl+u")
        await desk.type("14:30")
        await desk.press("enter")
        await desk.wait_for("to be called back")

    play(clinicdesk.database, journey, now=NOW)
    assert ["none"] == confirmations(clinicdesk)
    (back,) = clinicdesk.json("call", "list", "call-back").result
    assert ("2026-11-23T14:30:00-05:00", False) == (back["due"], back["ready"])
    assert 0 == clinicdesk("call", "log", back["number"], "yes", "--list", "call-back").code
    assert ["confirmed"] == confirmations(clinicdesk)
    assert 0 == clinicdesk("undo").code
    assert ["none"] == confirmations(clinicdesk)


def test_who_did_not_come_is_rebooked_with_two_keys(clinicdesk: CommandLine) -> None:
    """From the list of missed visits, as a follow-up is booked; the row is off the list with it."""
    ref = clinicdesk.patient()
    clinicdesk("patient", "edit", ref, "--phone", "617 555 0117")
    clinicdesk.booked(ref)
    late = replace(clinicdesk, before=("--now", "2026-11-23T11:30", "--as", "ana"))
    assert 0 == late("no-show", "1").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("miss")
        await desk.press("enter")
        await desk.wait_for("Smith, John")
        await desk.press("home", "f")
        await desk.wait_for("fu20")
        await desk.press("enter")
        await desk.wait_for("Booked Smith, John")

    play(clinicdesk.database, journey, now="2026-11-23T11:30")
    assert [] == late.json("call", "list", "missed").result


def test_a_program_of_the_settings_dials(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """It is given the number as a link, and nothing else; restricted records tell a list no number."""
    tomorrow(clinicdesk, "Ann")
    called = tmp_path / "called"
    settings = f'[calls]\ndial_command = ["/usr/bin/tee", "{called}"]\n'

    async def journey(desk: OpenDesk) -> None:
        await desk.press("s", "c")
        await desk.wait_for("May I speak to Ann Park?")
        await desk.press("d")
        await desk.wait_for("Dialled.")

    play(clinicdesk.database, journey, now=NOW, settings=settings)
    assert "tel:+16175550100\n" == called.read_text()
    assert 0 == clinicdesk("patient", "edit", "100001", "--status", "restricted").code
    (one,) = clinicdesk.json("call", "list", "confirm").result
    assert one["phone"] is None
    assert 3 == clinicdesk("call", "log", "1", "yes").code


def test_a_wrong_number_is_told_with_the_patient(clinicdesk: CommandLine) -> None:
    """On the sheet, in every head about them, and to scripts."""
    tomorrow(clinicdesk, "Ann")
    assert 0 == clinicdesk("call", "log", "1", "wrong-number").code
    (phone,) = clinicdesk.json("patient", "show", "100001").result["phones_details"]
    assert ("wrong number", "2026-11-23") == (phone["bad"], phone["bad_since"])

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("park")
        await desk.press("enter")
        await desk.wait_for("617 555 0100 mobile, wrong number 23 Nov 2026")
        await desk.press("L")
        await desk.wait_for("617 555 0100 (wrong number 23 Nov")

    play(clinicdesk.database, journey, now=NOW)

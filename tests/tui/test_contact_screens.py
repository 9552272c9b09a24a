"""Is a contact noted with two keys and its words, of whom it was asked and nobody else, and followed up on the work?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"


def noted(clinic: CommandLine, ref: str) -> list[tuple[str, str, str, str, str | None]]:
    """Channel, direction, who, summary and follow-up of the contacts with a patient, newest first."""
    names = ("channel", "direction", "who", "summary", "follow_up")
    return [tuple(one[name] for name in names) for one in clinic.json("log", ref).result]


def test_a_contact_is_two_keys_and_its_words(clinicdesk: CommandLine) -> None:
    """With the appointment that is highlighted; what is to follow stands on the work from its day on."""
    clinicdesk.booked(clinicdesk.patient())

    async def journey(desk: OpenDesk) -> None:
        await desk.press("down", "L")
        await desk.wait_for("phone, they called")
        await desk.type("@mother: asks for the forms >> t")
        await desk.wait_for("with mother, to be followed up")
        await desk.press("enter")
        await desk.wait_for("Call from Smith, John (mother): asks for the forms")
        await desk.press("f5", "apostrophe")
        await desk.type("fol")
        await desk.press("enter")
        await desk.wait_for("due Mon 23 Nov")
        await desk.press("home", "enter")
        await desk.wait_for("phone from mother: asks for the forms")
        await desk.press("enter")
        await desk.wait_for("Followed up with Smith, John: asks for the forms.")

    play(clinicdesk.database, journey, now=NOW)
    assert [("phone", "in", "mother", "asks for the forms", "2026-11-23")] == noted(clinicdesk, "100001")
    (one,) = clinicdesk.json("log", "100001").result
    assert (1, "ana") == (one["appointment"], one["done_by"])


def test_what_is_parked_for_one_patient_is_noted_of_nobody_else(clinicdesk: CommandLine) -> None:
    """While another is looked up and talked with; channel and direction come back with the words."""
    clinicdesk.booked(clinicdesk.patient())
    clinicdesk.patient("Jones", "Ann")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("down", "L", "tab", "down")
        await desk.type("sent the ref")
        await desk.press("ctrl+p", "f4")
        await desk.type("jones")
        await desk.press("enter")
        await desk.wait_for("Jones, Ann")
        await desk.press("L")
        await desk.type("asks for a letter")
        await desk.press("enter")
        await desk.wait_for("Call from Jones, Ann: asks for a letter.")
        await desk.press("Z")
        await desk.wait_for("e-mail, to them")
        await desk.type("erral")
        await desk.press("enter")
        await desk.wait_for("E-mail to Smith, John: sent the referral.")

    play(clinicdesk.database, journey, now=NOW)
    assert [("e-mail", "out", "", "sent the referral", None)] == noted(clinicdesk, "100001")
    assert [("phone", "in", "", "asks for a letter", None)] == noted(clinicdesk, "100002")


def test_a_restricted_record_tells_a_list_nothing(clinicdesk: CommandLine) -> None:
    """Neither what was said nor what is to follow, before somebody gave a reason."""
    ref = clinicdesk.patient()
    assert 0 == clinicdesk("log", ref, "--add", "positive result", "--follow-up", "t").code
    assert 0 == clinicdesk("patient", "edit", ref, "--status", "restricted").code
    for verb in (("log", ref), ("log", ref, "--add", "more"), ("follow-up", "1")):
        assert 3 == clinicdesk(*verb).code, verb
    listed = clinicdesk.json("list", "follow-ups")
    assert ["restricted record: open it for a reason"] == [one["summary"] for one in listed.result]

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("fol")
        await desk.press("enter")
        await desk.wait_for("restricted record: open it")
        await desk.press("home", "enter")
        await desk.wait_for("Why open it")

    play(clinicdesk.database, journey, now=NOW)
    assert 0 == clinicdesk("patient", "open", ref, "--reason", "calls about a result").code
    assert 0 == clinicdesk("follow-up", "1").code
    assert 2 == clinicdesk("log", ref, "--who", "mother").code


def test_the_sheet_tells_for_what_somebody_is_due(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """And where it stands, beside the contacts there were."""
    (tmp_path / "recall.toml").write_text(
        '[[recall]]\ncode = "year"\nname = "Yearly check"\nmonths = 12\ntypes = ["fu20"]\n'
    )
    assert 0 == clinicdesk("setup", tmp_path / "recall.toml").code
    ref = clinicdesk.patient()
    assert 0 == clinicdesk("recall", "set", ref, "year", "--due", "2026-11-20").code
    assert [("due", "2026-11-20")] == [
        (one["state"], one["due"]) for one in clinicdesk.json("recall", "list", ref).result
    ]
    assert 1 == len(clinicdesk.json("recall", "list").result)
    clinicdesk("log", ref, "--add", "asks for a date")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith")
        await desk.press("enter")
        await desk.wait_for("Yearly check from 20 Nov 2026 on, due")
        await desk.wait_for("phone from them: asks for a date")

    play(clinicdesk.database, journey, now=NOW)
    assert 0 == clinicdesk("recall", "end", "1", "--how", "declined").code
    assert [] == clinicdesk.json("recall", "list").result

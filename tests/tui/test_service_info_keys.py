"""Is what is to be known before a visit said from its row, and sent with a key?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
SETTINGS = '[messages]\nspool = "x"\n'
INFOS = '[[info]]\ntopic = "parking"\ntext = "Garage next door."\n[[info]]\ntopic = "hours"\ntext = "8 to 5."\n'


def test_said_from_the_row_and_sent_with_a_key(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """A letter sends one line; where nobody may be told that is said, and nothing goes out."""
    (tmp_path / "infos.toml").write_text(INFOS)
    (tmp_path / "settings.toml").write_text(SETTINGS)
    assert 0 == clinicdesk("setup", tmp_path / "infos.toml").code
    ref = clinicdesk.patient()
    told = ("--config", tmp_path / "settings.toml")
    clinicdesk.booked(ref)
    assert [("parking", "Garage next door."), ("hours", "8 to 5.")] == [
        (one["topic"], one["text"]) for one in clinicdesk.json("message", "info", "1").result["infos"]
    ]
    assert "Not sent to Smith, John: " in clinicdesk("message", "info", "1", "--send", *told).err
    assert 2 == clinicdesk("message", "info", "1", "pets", *told).code
    assert 0 == clinicdesk("patient", "edit", ref, "--email", "j@x.example", "--email-consent", "care").code
    assert 0 == clinicdesk("cancel", "1", "--reason", "sick").code
    assert "was cancelled: nothing is told" in clinicdesk("message", "info", "1", "--send", *told).err
    assert 0 == clinicdesk("undo").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("down", "semicolon")
        await desk.wait_for("parking: Garage next door.")
        await desk.press("o")
        await desk.wait_for("Goes out to Smith, John by e-mail: when we are open.")

    play(clinicdesk.database, journey, now=NOW, settings=SETTINGS)
    sent = clinicdesk.json("message", "list").result
    assert ["hours"] == [one["occurrence"].split()[0] for one in sent if one["reason"] == "service"]


def test_a_call_sends_it_and_goes_on(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """`i` on the phone asks what of it; the call comes back, and is noted as any other."""
    (tmp_path / "infos.toml").write_text(INFOS)
    assert 0 == clinicdesk("setup", tmp_path / "infos.toml").code
    ref = clinicdesk.patient()
    reached = ("--phone", "617 555 0100", "--email", "j@x.example", "--email-consent", "care")
    assert 0 == clinicdesk("patient", "edit", ref, *reached).code
    start = ("--type", "fu20", "--provider", "lee", "--start", "2026-11-24T09:00")
    assert 0 == clinicdesk("book", "--patient", ref, *start).code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("s", "c")
        await desk.wait_for("May I speak to John Smith?")
        await desk.press("i")
        await desk.wait_for("Before the visit:")
        await desk.strike_all("enter", gap=1.2)
        await desk.wait_for("Goes out to Smith, John by e-mail:")
        await desk.wait_for("May I speak to John Smith?")
        await desk.strike_all("y", gap=1.2)
        await desk.wait_for("Nobody else is to be called now.")

    play(clinicdesk.database, journey, now=NOW, settings=SETTINGS)
    sent = clinicdesk.json("message", "list").result
    assert ["hours", "parking"] == sorted(one["occurrence"].split()[0] for one in sent if one["reason"] == "service")

"""Is a provider away when their calendar says so, once, with whom that strands?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Surgery at the hospital
DTSTART;VALUE=DATE:20261224
DTEND;VALUE=DATE:20261227
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=America/New_York:20261124T100000
DTEND;TZID=America/New_York:20261124T113000
END:VEVENT
BEGIN:VEVENT
SUMMARY:Broken
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def clinic(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Lee has a visit on 24 November at 10:00; sue supervises."""
    people = '[[user]]\nname = "sue"\nroles = ["supervisor"]\n[[user]]\nname = "ana"\nroles = ["coordinator"]\n'
    (tmp_path / "people.toml").write_text(people)
    assert 0 == clinicdesk("setup", tmp_path / "people.toml").code
    (tmp_path / "lee.ics").write_text(CALENDAR)
    clinicdesk.patient()
    book = ("book", "--patient", "100001", "--type", "fu20", "--provider", "lee", "--start", "2026-11-24T10:00")
    assert 0 == clinicdesk(*book).code
    return clinicdesk


def counted(result: dict[str, Any]) -> tuple[int, int]:
    """Added, and known already."""
    return result["added"], result["known"]


def test_leave_is_taken_from_a_calendar_once(clinic: CommandLine, tmp_path: Path) -> None:
    """Told before, with the bookings to be moved; known the second time; taken back like any other."""

    def take(*options: str) -> dict[str, Any]:
        file = tmp_path / "lee.ics"
        result: dict[str, Any] = clinic.json(
            "--as", "sue", "import", "leave", file, "--provider", "lee", *options
        ).result
        return result

    told = take("--dry-run")
    assert (2, 0, [1], ["Broken"]) == (
        *(told["added"], told["known"], told["stranded"]),
        [one["summary"] for one in told["unread"]],
    )
    assert 2 == take("--dry-run")["added"], "a rehearsal saves nothing"
    assert (2, 0) == counted(take())
    again = take()
    assert (0, 2) == counted(again)
    assert all("leave" in why for why in again["not_added"])
    day = clinic("day", "2026-12-25", "--provider", "lee").out
    assert "leave" in day
    assert "Surgery" not in day
    assert 0 == clinic("--as", "sue", "undo").code
    assert (1, 1) == counted(take())


def test_days_are_chosen_and_others_are_refused(clinic: CommandLine, tmp_path: Path) -> None:
    """By --from and --to; no calendar, no such provider, and nobody who may not change hours."""
    file = tmp_path / "lee.ics"
    chosen = ("--from", "2026-12-01", "--to", "2026-12-31", "--dry-run")
    assert 1 == clinic.json("--as", "sue", "import", "leave", file, "--provider", "lee", *chosen).result["added"]
    (tmp_path / "no.ics").write_text("hello")
    assert 2 == clinic("--as", "sue", "import", "leave", tmp_path / "no.ics", "--provider", "lee").code
    assert 4 == clinic("--as", "sue", "import", "leave", file, "--provider", "nobody").code
    assert 6 == clinic("import", "leave", file, "--provider", "lee").code
    backwards = clinic.json("--as", "sue", "import", "leave", file, "--provider", "lee", "--to", "2026-11-01")
    assert (2, True) == (backwards.code, "before 23 Nov 2026" in backwards.answer["message"])


def test_what_is_over_stops_nothing(clinic: CommandLine, tmp_path: Path) -> None:
    """A time of this morning is passed over, and one that goes on still is a leave."""
    over, lasts = ("20261123T010000", "20261123T020000"), ("20261123T020000", "20261123T235900")
    events = "".join(f"BEGIN:VEVENT\nDTSTART:{start}\nDTEND:{end}\nEND:VEVENT\n" for start, end in (over, lasts))
    (tmp_path / "lee.ics").write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n")
    take = ("--as", "sue", "import", "leave", tmp_path / "lee.ics", "--provider", "lee")
    assert (1, 0) == counted(clinic.json(*take).result)
    assert (0, 1) == counted(clinic.json(*take).result)

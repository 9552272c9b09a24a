"""Do scripts find visits that follow one another, and book them as one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from tests.command_line import CommandLine

BOTH: Final = ("--visit", "new40 lee", "--visit", "fu20 ito 10-30", "--from", "2026-11-24", "--to", "2026-11-24")


def test_found_and_booked(clinicdesk: CommandLine) -> None:
    """Bundles with the visits as a booking would make them; --accept books the best, or the one that starts then."""
    patient = clinicdesk.patient()
    found = clinicdesk.json("chain", "--patient", patient, *BOTH).result
    assert [["start", "end", "waiting", "visits"]] * 5 == [list(one) for one in found]
    assert ("2026-11-24T10:10:00-05:00", 10) == (found[0]["start"], found[0]["waiting"])
    assert [("new40", "lee", None), ("fu20", "ito", None)] == [
        (one["type"], one["provider"], one["id"]) for one in found[0]["visits"]
    ]
    made = clinicdesk.json("chain", "--patient", patient, *BOTH, "--start", found[2]["start"], "--accept").result
    assert [one["start"] for one in found[2]["visits"]] == [one["start"] for one in made]
    assert [(1, 2), (2, 2)] == [(one["linked"]["part"], one["linked"]["of"]) for one in made]
    listed = clinicdesk.json("list", "series", str(made[0]["id"])).result
    assert ("chain", None) == (listed["kind"], listed["rule"])
    gone = clinicdesk.json("cancel", str(made[1]["id"]), "--reason", "sick", "--series", "all").result
    assert ["cancelled"] * 2 == [one["status"] for one in gone]


def test_a_family(clinicdesk: CommandLine) -> None:
    """Whose a visit is stands behind @."""
    first, second = clinicdesk.patient(), clinicdesk.patient("Smith", "Eve")
    typed = ("--visit", "fu20 lee", "--visit", f"fu20 lee 0-0 @{second}", "--from", "tom", "--to", "tom", "--accept")
    made = clinicdesk.json("chain", "--patient", first, *typed).result
    assert ["Smith, John", "Smith, Eve"] == [one["patient"]["name"] for one in made]
    assert made[0]["end"] == made[1]["start"]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("--visit", "fu20"), 2, "Name two visits at least"),
        ((), 2, "Name two visits at least"),
        (("--visit", "fu20", "--visit", "nothing"), 4, "nothing"),
        (("--visit", "fu20", "--visit", "fu20 nobody"), 4, "nobody"),
        (("--visit", "fu20", "--visit", "fu20", "--gap", "soon"), 2, "is not how many minutes"),
        (("--visit", "fu20", "--visit", ""), 4, "visit type"),
        (("--visit", "fu20 lee", "--visit", "fu20 lee 700-720", "--accept"), 4, "cannot be had one after the other"),
        (("--visit", "fu20", "--visit", "fu20", "--from", "fri", "--to", "tom"), 2, "The last day is before the first"),
        (("--visit", "fu20", "--visit", "fu20", "--limit", "0"), 2, "number of bundles"),
    ],
)
def test_usage(clinicdesk: CommandLine, typed: tuple[str, ...], code: int, said: str) -> None:
    """What cannot be is told with what to say instead."""
    ran = clinicdesk.json("chain", "--patient", clinicdesk.patient(), *typed)
    assert code == ran.code
    assert said in ran.answer["message"]


def test_within_hours(clinicdesk: CommandLine) -> None:
    """No earlier than one time and over by another."""
    typed = ("--after", "10:00", "--before", "11:30", "--limit", "50")
    found = clinicdesk.json("chain", "--patient", clinicdesk.patient(), *BOTH, *typed).result
    assert found
    assert all(one["start"][11:16] >= "10:00" and one["end"][11:16] <= "11:30" for one in found)
    told = clinicdesk("chain", "--patient", clinicdesk.patient(), *BOTH, *typed).out
    assert "Tue 24 Nov 2026 10:00  lee  new40  Smith, John  " in told

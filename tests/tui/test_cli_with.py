"""Do scripts see and say who is with a visit besides its provider?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.command_line import CommandLine

LEE: Final = ("--type", "fu20", "--provider", "lee", "--start", "2026-11-24T13:00")


def test_booked_moved_and_looked_for(clinicdesk: CommandLine) -> None:
    """Each of them is named, judged and told; nobody takes them away again, and no number is taken for a name."""
    patient = clinicdesk.patient()
    refused = clinicdesk.json("book", "--patient", patient, *LEE, "--with", "novak")
    assert (3, ["C6"]) == (refused.code, [one["rule"] for one in refused.answer["conflicts"]])
    rehearsed = clinicdesk.json("book", "--patient", patient, *LEE, "--with", "ito", "--dry-run").result
    made = clinicdesk.json("book", "--patient", patient, *LEE, "--with", "ito").result
    assert [["ito"], ["ito"]] == [rehearsed["with"], made["with"]]
    assert [made["id"]] == [one["id"] for one in clinicdesk.json("day", "2026-11-24").result["appointments"]]
    assert "lee+ito" in clinicdesk("day", "2026-11-24").out
    why = clinicdesk.json("why", *LEE[:2], "--provider", "ito", *LEE[4:]).result
    assert ["C3"] == [one["rule"] for one in why["conflicts"]]
    (opening,) = clinicdesk.json("free", "lee", "with", "ito", "tom", "pm", "--limit", "1").result
    assert ("2026-11-24T13:20:00-05:00", ["ito"]) == (opening["start"], opening["with"])
    alone = clinicdesk.json("move", str(made["id"]), "--start", "13:20", "--with", "nobody").result
    assert "with" not in alone
    series = clinicdesk.json(
        *("series", "--patient", patient, "--type", "fu20", "--provider", "lee", "--start", "2026-12-01T13:00"),
        *("--every", "1w", "--times", "2", "--with", "ito", "--accept"),
    ).result
    assert [["ito"], ["ito"]] == [one["with"] for one in series]
    (bundle, *_) = clinicdesk.json(
        *("chain", "--patient", patient, "--visit", "fu20 lee+ito", "--visit", "fu20 lee 0-0", "--from", "3dec"),
        *("--to", "9dec"),
    ).result
    assert [["ito"], None] == [one.get("with") for one in bundle["visits"]]

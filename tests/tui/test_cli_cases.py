"""Does the command line begin, list, take on and show cases, with the same rules as the desk?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.command_line import CommandLine


def test_a_referral_from_draft_to_sent(clinicdesk: CommandLine) -> None:
    """Begun, refused in the wrong state, sent, listed, found by a note, shown with its events, undone."""
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    new = ("case", "new", "referral-out", "--patient", "100001", "--subject", "cardiology", "--fact", "to=Heart Center")
    made = clinicdesk.json(*new, "--urgent", "--note", "murmur, zebra").result
    assert {
        "id": 1,
        "kind": "referral-out",
        "state": "draft",
        "due": "2026-11-23",
        "late": False,
    }.items() <= made.items()
    assert ["ready", "send", "drop"] == [one["step"] for one in made["next_steps"]]
    refused = clinicdesk.json("case", "step", "1", "see")
    assert (3, "STATE") == (refused.code, refused.answer["conflicts"][0]["rule"])
    assert 2 == clinicdesk("case", "step", "1", "send").code
    sent = clinicdesk.json("case", "step", "1", "send", "--fact", "how=fax", "--rev", "1").result
    assert ("sent", "2026-11-24", {"to": "Heart Center", "how": "fax", "sent_on": "2026-11-23"}) == (
        *(sent["state"], sent["due"], sent["facts"]),
    )
    assert [("opened", None), ("step", "send")] == [(one["act"], one["step"]) for one in sent["events"]]
    listed = clinicdesk.json("case", "list", "--kind", "referral-out", "--owner", "nobody", "--state", "sent").result
    assert [1] == [one["id"] for one in listed]
    assert [1] == [one["id"] for one in clinicdesk.json("case", "list", "--words", "zeb").result]
    assert [] == clinicdesk.json("case", "list", "--closed").result
    assert "Smith, John" in clinicdesk("case", "show", "1").out
    assert 5 == clinicdesk("case", "edit", "1", "--due", "fri", "--rev", "1").code
    edited = clinicdesk.json("case", "edit", "1", "--due", "2026-12-04", "--snooze", "2026-12-01", "--routine").result
    assert ("2026-12-04", "routine") == (edited["due"], edited["urgency"])
    linked = clinicdesk.json("case", "link", "1", "provider=lee").result
    assert [{"kind": "provider", "target": "lee"}] == linked["links"]
    assert 0 == clinicdesk("undo", "2").code
    assert 2 == clinicdesk.json("case", "show", "1").result["rev"] - 2
    assert (4, 2, 2) == tuple(
        clinicdesk(*line).code
        for line in (
            ("case", "show", "9"),
            ("case", "new", "referal-out", "--subject", "x"),
            ("case", "list", "--kind", "x"),
        )
    )

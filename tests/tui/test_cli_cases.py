"""Does the command line begin, list, take on and show cases, with the same rules as the desk?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from core.structs import replace

if TYPE_CHECKING:
    from pathlib import Path

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
    assert 0 == clinicdesk("case", "note", "1", "Dr O'Brien-Smith: Größe der Läsion").code
    for words in ("obrien", "o'brien smith", "GROSSE", "größe", "lasion dr"):
        assert [1] == [one["id"] for one in clinicdesk.json("case", "list", "--words", words).result], words
    assert 0 == clinicdesk("undo").code
    assert [] == clinicdesk.json("case", "list", "--words", "obrien").result
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


def test_what_leaves_is_what_was_chosen(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """The archive holds the bytes of the chosen documents and of no others, and only once they were released."""
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    for what in ("MRI of the knee", "note", "ECG"):
        (tmp_path / what).write_bytes(f"%PDF-1.4\n{what}\n%%EOF\n".encode())
        assert (
            0 == clinicdesk("document", "add", "100001", str(tmp_path / what), "--kind", "result", "--title", what).code
        )
    facts = ("--fact", "requester=Court", "--fact", "authority=subpoena", "--fact", "what=results")
    assert 0 == clinicdesk("case", "new", "records-request", "--patient", "100001", "--subject", "suit", *facts).code
    for step, *said in (("check", "--fact", "identity=seen"), ("gather", "--fact", "documents=3 1"), ("ready",)):
        assert 0 == clinicdesk("case", "step", "1", step, *said).code
    assert 2 == clinicdesk("case", "documents", "1", str(tmp_path / "early.zip")).code
    leaves = ("--fact", "what=results", "--fact", "to=Court", "--fact", "how=disc")
    assert 0 == clinicdesk("case", "step", "1", "release", *leaves).code
    told = clinicdesk.json("case", "documents", "1", str(tmp_path / "out.zip")).result
    assert ["1 mri of the knee.pdf", "3 ecg.pdf"] == told["names"]
    with ZipFile(tmp_path / "out.zip") as found:
        assert told["names"] == found.namelist()
        assert (tmp_path / "ECG").read_bytes() == found.read("3 ecg.pdf")


def test_a_list_of_the_work_is_shown_and_written(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """By the beginnings of its words, everybody's or one's own, with how many are on it; no cell is reckoned with."""
    for subject, *owner in (("=1+1",), ("call the lab", "--owner", "ana")):
        assert 0 == clinicdesk("case", "new", "task", "--subject", subject, *owner).code
    counts = clinicdesk.json("list", "work").result
    assert (2, 0) == (counts["tasks"], counts["referrals out"])
    told = clinicdesk.json("list", "work", "tas", "--whose", "nobody").result
    assert [("tasks", "task", "")] == [(one["list"], one["kind"], one["with"]) for one in told]
    assert "call the lab" in clinicdesk("list", "work", "TASKS").out
    assert (2, 2) == (clinicdesk("list", "work", "ref").code, clinicdesk("list", "work", "tasks", "--whose", "x").code)
    target = tmp_path / "work.csv"
    account = replace(clinicdesk, before=("--now", "2026-11-23T10:20"))
    assert 0 == account("export", "work", str(target), "--list", "tasks").code
    head, *lines = target.read_text().splitlines()
    assert ("list,when,mrn,patient,kind,with,matter", 2) == (head, len(lines))
    assert "'=1+1: new" in target.read_text()
    assert 0 == account("export", "work", str(tmp_path / "all.xlsx")).code

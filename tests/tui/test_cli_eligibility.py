"""Does the command line ask payers, take in what they answer and tell of it, as scripts rely on?"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.insured import PAYERS
from tests.payer import Question, interchange, questions, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

NPI = '[[site]]\ncode = "main"\nname = "Main Street"\nzone = "America/New_York"\nnpi = "1234567893"\n'
BENEFIT = [
    *("kind", "cents", "percent", "quantity", "unit", "network", "level", "period", "left", "used", "services"),
    *("plan", "needs_authorization", "notes", "text"),
]


@pytest.fixture
def asking(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """A clinic that payers know, with an empty folder out and one in."""
    file = tmp_path / "payers.toml"
    file.write_text(PAYERS + NPI)
    assert 0 == clinicdesk("setup", file).code
    for name in ("out", "in"):
        (tmp_path / name).mkdir()
    return clinicdesk


def visit(asking: CommandLine, start: str = "2026-11-24T10:00", family: str = "Smith") -> int:
    """A visit of somebody who is insured with Aetna."""
    ref = asking.patient(family)
    member_id = f"W{sum(map(ord, family)):09}"
    assert 0 == asking("coverage", "add", ref, "--payer", "aetna", "--member-id", member_id).code
    return asking.booked(ref, start)


def asked(asking: CommandLine, tmp_path: Path, *more: object) -> list[Question]:
    """What is asked in the files that are written."""
    result = asking.json("eligibility", "send", *more, "--to", tmp_path / "out").result
    files = [tmp_path / "out" / name.rsplit("/", 1)[-1] for name in result["files"]]
    assert [str(file) for file in files] == result["files"]
    return [one for file in files for one in questions(file.read_text("ascii"))]


def test_asked_answered_and_told(asking: CommandLine, tmp_path: Path) -> None:
    """A file is there when the verb ends, its answers are taken in from a folder, and everything said is told."""
    number = visit(asking)
    sent = asking.json("eligibility", "send", "--to", tmp_path / "out").result
    assert ["files", "sent", "left_out"] == list(sent)
    ((trace,),) = ([one["trace"] for one in sent["sent"] if one["appointment"] == number],)
    (row,) = asking.json("eligibility", "list").result
    assert ("stale", trace, "ana") == (row["trouble"], row["asked"]["trace"], row["asked"]["sent_by"])
    (file,) = (tmp_path / "out").iterdir()
    assert 0o600 == file.stat().st_mode & 0o777
    (question,) = questions(file.read_text("ascii"))
    copays = ("EB*B**98***27*25*****Y", "EB*B**98***27*50*****N")
    (tmp_path / "in" / "b.271").write_text(interchange([told(question, "EB*1**30**GOLD", *copays)]))
    (tmp_path / "in" / ".hidden").write_text("x")
    (tmp_path / "in" / os.fsdecode(b"\xff\x1b.271")).write_text("no X12")
    (tmp_path / "in" / "c.part").write_text("x")
    read = asking.json("eligibility", "read", tmp_path / "in").result
    assert (1, 0, [], [".271"]) == (
        *(read["matched"], read["unmatched"], read["known"], [one["file"] for one in read["errors"]]),
    )
    again = asking.json("eligibility", "read", tmp_path / "in").result
    assert (0, ["b.271"]) == (again["matched"], again["known"])
    shown = asking.json("eligibility", "show", number).result
    assert ("answered", "active", "GOLD", True) == (
        *(shown["status"], shown["answer"]["state"], shown["answer"]["plan"], shown["answer"]["several_copays"]),
    )
    assert [BENEFIT, BENEFIT] == [list(one) for one in shown["answer"]["benefits"]]
    assert [(2500, "in"), (5000, "out")] == [(one["cents"], one["network"]) for one in shown["answer"]["benefits"]]
    assert "copay $25 in network, visit, office visit" in asking("eligibility", "show", number).out
    (row,) = asking.json("eligibility", "list").result
    assert ("active", None, "270/271", None) == (
        *(
            row["trouble"],
            row["asked"],
            row["coverage"]["enrolment"]["how"],
            row["coverage"]["benefits"]["copay_cents"],
        ),
    )


def test_errors_are_listed_replayed_and_dismissed(asking: CommandLine, tmp_path: Path) -> None:
    """Each with its file, reason and number; standard input and a single file are read too."""
    visit(asking)
    (question,) = asked(asking, tmp_path)
    good = interchange([told(question, "EB*6**30")])
    (tmp_path / "in" / "a.271").write_text(good[:-40])
    (tmp_path / "in" / "foreign.271").write_text(interchange([told(question, "EB*1**30", trace="OTHER")]))
    ran = asking.json("eligibility", "read", tmp_path / "in")
    assert (0, 1, ["OTHER"]) == (ran.result["matched"], ran.result["unmatched"], ran.result["foreign"])
    assert ["a.271", "foreign.271"] == [one["file"] for one in ran.result["errors"]]
    assert "2 errors: mend them" in asking("eligibility", "read", tmp_path / "in").out
    assert " 1 error: mend it" in asking("eligibility", "read", tmp_path / "in" / "a.271").out
    foreign, cut = asking.json("eligibility", "errors").result
    assert "did not ask: OTHER" in foreign["reason"]
    assert "Have it sent again." in cut["reason"]
    replayed = asking.json("eligibility", "replay", cut["number"]).result
    assert ("a.271", 0) == (replayed["errors"][0]["file"], replayed["matched"])
    assert 0 == asking("eligibility", "dismiss", foreign["number"]).code
    assert 2 == asking("eligibility", "dismiss", foreign["number"]).code
    assert "1 file with errors." in asking("eligibility", "errors").out
    (tmp_path / "in" / "a.271").write_text(good)
    assert 1 == asking.json("eligibility", "read", tmp_path / "in" / "a.271").result["matched"]
    assert "1 file was known already." in asking("eligibility", "read", tmp_path / "in" / "a.271").out
    assert [] == asking.json("eligibility", "errors").result
    assert 4 == asking("eligibility", "replay", 99).code


def test_standard_input_is_a_file(asking: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For who may name none."""
    visit(asking)
    (question,) = asked(asking, tmp_path)
    content = interchange([told(question, "EB*1**30")]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert 1 == asking.json("eligibility", "read", "-").result["matched"]


def test_a_pipe_is_no_file(asking: CommandLine, tmp_path: Path) -> None:
    """Of which a part might be taken for the whole: nothing of it is read, and nobody waits for it."""
    os.mkfifo(tmp_path / "pipe")
    ran = asking.json("eligibility", "read", tmp_path / "pipe")
    (error,) = ran.result["errors"]
    assert ("pipe", True) == (error["file"], "a pipe or a device and no file" in error["reason"])
    assert [] == asking.json("eligibility", "errors").result


def test_a_link_in_a_folder_is_not_followed(asking: CommandLine, tmp_path: Path) -> None:
    """Nothing of what it leads to is read or kept, and the others are; a file that somebody names may be a link."""
    visit(asking)
    (question,) = asked(asking, tmp_path)
    (tmp_path / "secret").write_text(interchange([told(question, "EB*6**30")]))
    (tmp_path / "in" / "a.x12").symlink_to(tmp_path / "secret")
    (tmp_path / "in" / "b.271").write_text(interchange([told(question, "EB*1**30")]))
    (tmp_path / "in" / "c.x12").symlink_to(tmp_path / "nowhere")
    result = asking.json("eligibility", "read", tmp_path / "in").result
    assert (1, ["a.x12", "c.x12"]) == (result["matched"], [one["file"] for one in result["errors"]])
    assert all("It cannot be read: it is a link, which is not followed" in one["reason"] for one in result["errors"])
    assert ["active"] == [one["trouble"] for one in asking.json("eligibility", "list").result]
    assert 1 == asking.json("eligibility", "read", tmp_path / "in" / "a.x12").result["matched"]
    (tmp_path / "inbox").symlink_to(tmp_path / "in")
    assert ["b.271"] == asking.json("eligibility", "read", tmp_path / "inbox").result["known"]


def test_who_cannot_be_asked_about_is_named(asking: CommandLine, tmp_path: Path) -> None:
    """By number and reason; numbers, days and folders that are none are refused before anything is asked."""
    number = visit(asking)
    nobody = asking.booked(asking.patient("None"), "2026-11-24T11:00")
    result = asking.json("eligibility", "send", number, nobody, "--to", tmp_path / "out").result
    assert [(nobody, True)] == [(one["appointment"], "No insurance" in one["reason"]) for one in result["left_out"]]
    assert [number] == [one["appointment"] for one in result["sent"]]
    assert 2 == asking("eligibility", "send", "--to", tmp_path / "nowhere").code
    assert 0 == asking("eligibility", "send").code, "a practice clinic has a folder of its own"
    assert 2 == asking("eligibility", "send", "--days", "many", "--to", tmp_path / "out").code
    assert 4 == asking("eligibility", "send", 999, "--to", tmp_path / "out").code
    assert 2 == asking("eligibility", "read", tmp_path / "nowhere").code
    assert 1 == len(list((tmp_path / "out").iterdir()))


def test_what_went_out_is_not_undone(asking: CommandLine, tmp_path: Path) -> None:
    """Nor asked again by number; what waits for the worker is."""
    number = visit(asking)
    assert 0 == asking("eligibility", "send", number).code
    assert "Undone: The payer is asked about the visit" in asking("undo").out
    assert 1 == len(asked(asking, tmp_path, number))
    again = asking.json("eligibility", "send", number, "--to", tmp_path / "out").result
    assert ([], []) == (again["files"], again["sent"])
    assert "The payer was asked already, at" in again["left_out"][0]["reason"]
    refused = asking("undo")
    assert 0 != refused.code
    assert "Not undone: 270-000000002-" in refused.err
    assert ["sent"] == [asking.json("eligibility", "show", number).result["status"]]


def test_nobody_asked_is_told(asking: CommandLine) -> None:
    """A visit of which no payer was asked by file."""
    ran = asking.json("eligibility", "show", visit(asking))
    assert (0, None) == (ran.code, ran.result)

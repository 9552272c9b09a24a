"""Do the verbs of holds and of the waiting list keep to what scripts rely on?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.command_line import CommandLine, filled

if TYPE_CHECKING:
    from pathlib import Path

HOLD: Final = ["id", "provider", "site", "start", "end", "minutes", "by", "note", "since", "expires", "open"]
ENTRY: Final = [
    *("id", "patient", "type", "providers", "window", "earliest", "latest", "priority", "earlier", "since", "note"),
    *("status", "appointment", "rev"),
]
MATCH: Final = [*ENTRY, "minutes", "with", "moves", "contacts", "why"]
FREED: Final = [
    *("provider", "freed", "codes", "site", "start", "end", "minutes", "freed_by", "appointment", "matches", "lacking")
]
FU20: Final = ("--type", "fu20", "--provider", "lee")
TEN: Final = "2026-11-24T10:00"


@pytest.fixture
def clinic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Smith and Jones are registered."""
    people = (("Smith", "John"), ("Jones", "Ann"), ("Chen", "Li"))
    born = ("--birth-date", "1984-03-14", "--anyway")
    added = (("patient", "add", "--family", family, "--given", given, *born) for family, given in people)
    return CommandLine(filled(tmp_path / "clinic.db", *added), capsys)


def test_hold_and_release(clinic: CommandLine) -> None:
    """`expires` says until when; another meets it, its own booking passes, and it is released by its number."""
    held = clinic.json("hold", "--provider", "lee", "--start", TEN, "--minutes", "20", "--for", "Mrs Doe").result
    assert HOLD == list(held)
    assert (20, "Mrs Doe", "2026-11-24T10:20:00-05:00", False) == tuple(
        held[key] for key in ("minutes", "note", "expires", "open")
    )
    assert [held] == clinic.json("day", "2026-11-24").result["holds"]
    taken = clinic.json("book", "--patient", "100001", *FU20, "--start", TEN, "--as", "ben")
    assert (3, ["C8"]) == (taken.code, [met["rule"] for met in taken.answer["conflicts"]])
    again = clinic.json("hold", "--provider", "lee", "--start", TEN, "--minutes", "20", "--as", "ben")
    assert (3, ["C8"]) == (again.code, [met["rule"] for met in again.answer["conflicts"]])
    assert 6 == clinic("release", str(held["id"]), "--as", "ben").code
    assert held == clinic.json("release", str(held["id"])).result
    assert 4 == clinic("release", str(held["id"])).code
    assert 0 == clinic("book", "--patient", "100001", *FU20, "--start", TEN, "--as", "ben").code


def test_until(clinic: CommandLine) -> None:
    """It may be held for less time than the settings allow."""
    wanted = ("hold", "--provider", "lee", "--start", TEN, "--minutes", "20")
    held = clinic.json(*wanted, "--until", "23:00").result
    assert "T23:00:00-05:00" in held["expires"]
    assert 2 == clinic(*wanted, "--until", "2026-11-20T10:00").code


def test_waiting_from_first_to_last(clinic: CommandLine) -> None:
    """Put on, listed, changed, called, accepted, undone, ended."""
    entry = clinic.json("wait", "--patient", "100002", "--type", "fu20", "--window", "any am", "--priority", "2").result
    assert ENTRY == list(entry)
    assert ("fu20", [], "any am", 2, "waiting") == tuple(
        entry[key] for key in ("type", "providers", "window", "priority", "status")
    )
    (listed,) = clinic.json("wait", "list").result
    assert MATCH == list(listed)
    assert entry == {key: listed[key] for key in ENTRY}
    changed = clinic.json("wait", "edit", "1", "--provider", "lee", "--note", "after work").result
    assert (["lee"], "after work", 2) == (changed["providers"], changed["note"], changed["rev"])
    assert 0 == clinic("book", "--patient", "100001", *FU20, "--start", TEN).code
    assert 0 == clinic("cancel", "1", "--reason", "sick").code
    (freed,) = clinic.json("list", "freed").result
    assert FREED == list(freed)
    assert ("lee", 20, "cancelled", [1]) == (
        freed["provider"],
        freed["minutes"],
        freed["freed_by"],
        [match["id"] for match in freed["matches"]],
    )
    clinic("wait", "contact", "1", "no-answer", "--slot", TEN)
    (match,) = clinic.json("wait", "list", "--slot", TEN, "--provider", "lee").result
    assert ["no-answer"] == [contact["outcome"] for contact in match["contacts"]]
    done = clinic.json("wait", "accept", "1", "--slot", TEN).result
    assert [*ENTRY, "booked", "freed"] == list(done)
    assert ("booked", 2, "2026-11-24T10:00:00-05:00") == (done["status"], done["appointment"], done["booked"]["start"])
    assert [] == clinic.json("wait", "list").result
    assert 5 == clinic("wait", "accept", "1", "--slot", TEN, "--provider", "lee").code
    assert 0 == clinic("undo").code
    assert [1] == [one["id"] for one in clinic.json("wait", "list").result]
    assert "closed" == clinic.json("wait", "end", "1").result["status"]


def test_who_waits_for_one_provider_is_offered_that_ones_time(clinic: CommandLine) -> None:
    """Though nothing was freed, and no provider is named."""
    clinic("wait", "--patient", "100002", "--type", "fu20", "--provider", "lee")
    assert 0 == clinic("wait", "contact", "1", "no-answer", "--slot", TEN).code
    assert "lee" == clinic.json("wait", "accept", "1", "--slot", TEN).result["booked"]["provider"]
    clinic("wait", "--patient", "100001", "--type", "fu20")
    assert 2 == clinic("wait", "accept", "2", "--slot", "2026-11-24T11:00").code


def test_the_second_who_fills_it_is_refused(clinic: CommandLine) -> None:
    """With the conflict, and what was taken named."""
    clinic("wait", "--patient", "100002", "--type", "fu20")
    clinic("book", "--patient", "100001", *FU20, "--start", TEN)
    refused = clinic.json("wait", "accept", "1", "--slot", TEN, "--provider", "lee")
    assert (3, True) == (refused.code, "C3" in [met["rule"] for met in refused.answer["conflicts"]])
    assert 0 == clinic("wait", "accept", "1", "--slot", TEN, "--provider", "lee", "--override", "C3=urgent").code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("wait", 2),
        ("wait --patient 100001", 2),
        ("wait --patient 999 --type fu20", 4),
        ("wait --patient 100001 --type fu99", 4),
        ("wait --patient 100001 --type fu20 --window soonish", 2),
        ("wait --patient 100001 --type fu20 --priority high", 2),
        ("wait --patient 100001 --type fu20 --provider nobody", 4),
        ("wait --patient 100001 --type fu20 --latest 2020-01-01", 2),
        ("wait list --provider lee", 2),
        ("wait list --slot tom", 2),
        ("wait list --slot 2026-11-24T11:00", 2),
        ("wait list --slot 2026-11-24T11:00 --provider lee", 0),
        ("wait list --limit 0", 2),
        ("wait accept 9 --slot 2026-11-24T11:00 --provider lee", 4),
        ("wait accept x --slot 2026-11-24T11:00 --provider lee", 2),
        ("wait accept 9", 2),
        ("wait contact 9 declined --slot 2026-11-24T11:00 --provider lee", 4),
        ("wait contact 9 shouted --slot 2026-11-24T11:00 --provider lee", 2),
        ("wait edit 9 --priority 1", 4),
        ("wait edit 9", 2),
        ("wait end 9", 4),
        ("wait forever", 2),
        ("hold --provider lee --start tom --minutes 20", 2),
        ("hold --provider lee --start 2026-11-24T11:00", 2),
        ("hold --provider lee --start 2026-11-24T11:00 --minutes none", 2),
        ("hold --provider leo --start 2026-11-24T11:00 --minutes 20", 4),
        ("hold --provider lee --start 2020-11-24T11:00 --minutes 20", 3),
        ("release 9", 4),
        ("release x", 2),
    ],
)
def test_exit_codes(clinic: CommandLine, line: str, code: int) -> None:
    """Usage 2, refused 3, no such record 4; each with a sentence."""
    run = clinic.json(*line.split())
    assert code == run.code
    assert run.answer["message"].endswith((".", "?", "--help"))

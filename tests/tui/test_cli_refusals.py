"""Is everything that can go wrong a sentence with its exit code, and is nothing written?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from core.structs import replace
from storage.sqlite.write_queue import WriteQueue
from tests.clinics import SETUP, USERS
from tests.command_line import NOW, CommandLine, contents, make_practice_clinic
from tests.ready_made import written_out
from tui.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

ADD = ("patient", "add", "--family", "Doe", "--given", "Jo", "--birth-date")
BOOK = ("book", "--patient", "id:2", "--type", "fu20", "--provider", "lee", "--start")


@dataclass(frozen=True, slots=True)
class Bad:
    """A call that must fail: with which exit code, and with what in its sentence or conflicts."""

    called: tuple[str, ...]
    code: int
    says: str
    rule: str = ""


CASES = (
    Bad((*BOOK[:4], "nope", *BOOK[5:], "13:00"), 4, "There is no visit type 'nope'"),
    Bad((*BOOK[:6], "le", *BOOK[7:], "13:00"), 4, "Did you mean 'lee'?"),
    Bad((*BOOK, "13:00", "--room", "R9"), 4, "There is no room 'R9'"),
    Bad((*BOOK, "13:00", "--room", "W1"), 3, "Lee has no session at West Side", "C6"),
    Bad((*BOOK, "13:00", "--room", "W1", "--site", "main"), 2, "Room W1 is at west, not at main."),
    Bad((*BOOK, "13:00", "--site", "nowhere"), 4, "There is no site 'nowhere'"),
    Bad((*BOOK, "13:00", "--mode", "fax"), 2, "Choose one of: in-person, telehealth."),
    Bad((*BOOK, "13:00", "--minutes", "0"), 2, "not possible"),
    Bad((*BOOK, "13:00", "--minutes", "soon"), 2, "is not a length"),
    Bad((*BOOK, "2026-02-30T10:00"), 2, "There is no 30 February 2026"),
    Bad((*BOOK, "2026-11-24T25:00"), 2, "is not a time of day"),
    Bad((*BOOK, "tom"), 2, "names no time"),
    Bad((*BOOK, "whenever"), 2, "is not a day and time"),
    Bad((*BOOK, "2027-03-14T02:30", "--site", "main"), 3, "does not exist", "C15"),
    Bad((*BOOK, "2027-11-07T01:30", "--site", "main"), 3, "happens twice", "C15"),
    Bad((*BOOK, "8:00"), 3, "is over", "C10"),
    Bad((*BOOK, "13:03"), 3, "is not on", "C10"),
    Bad((*BOOK, "2032-11-22T13:00"), 3, "Booking is open until", "C10"),
    Bad((*BOOK, "10:40"), 3, "Lee has Smith, John", "C3"),
    Bad((*BOOK, "10:40", "--override", "C3=because"), 2, "There is no override reason 'because'"),
    Bad((*BOOK, "10:40", "--override", "C99=urgent"), 2, "There is no rule 'C99'"),
    Bad((*BOOK, "10:40", "--override", "urgent"), 2, "RULE=REASON"),
    Bad((*BOOK[:2], "id:1", *BOOK[3:6], "ito", "--start", "10:40"), 3, "already has", "C2"),
    Bad((*BOOK, "10:40", "--room", "R1", "--override", "C3=urgent"), 3, "Room R1 has Smith", "C4"),
    Bad((*BOOK[:2], "4711", *BOOK[3:], "13:00"), 4, "There is no patient 4711."),
    Bad((*BOOK[:2], "id:4711", *BOOK[3:], "13:00"), 4, "There is no patient id:4711."),
    Bad((*BOOK[:2], "id:" + "9" * 30, *BOOK[3:], "13:00"), 4, "There is no patient"),
    Bad(("move", "1", "--start", "lunch"), 2, "leaves open when on the day"),
    Bad(("move", "9", "--start", "13:00"), 4, "There is no appointment 9."),
    Bad(("move", "9" * 30, "--start", "13:00"), 4, "There is no appointment"),
    Bad(("move", "one", "--start", "13:00"), 2, "Type a whole number."),
    Bad(("move", "1", "--start", "12:00"), 3, "outside", "C6"),
    Bad(("move", "3", "--start", "13:00"), 3, "Only a booked appointment can be moved.", "STATE"),
    Bad(("cancel", "1", "--reason", "bored"), 2, "There is no cancel reason 'bored'"),
    Bad(("cancel", "3", "--reason", "sick"), 3, "checked out at 10:20 by ana", "STATE"),
    Bad(("arrive", "2"), 3, "Move the appointment first.", "STATE"),
    Bad(("arrive", "3"), 3, "checked out at 10:20 by ana", "STATE"),
    Bad(("check-in", "3"), 3, "checked out at 10:20 by ana", "STATE"),
    Bad(("check-out", "3"), 3, "Already checked out at 10:20 by ana.", "STATE"),
    Bad(("check-out", "1"), 3, "Only a checked-in patient", "STATE"),
    Bad(("room", "1"), 3, "Only a checked-in patient can go to a room", "STATE"),
    Bad(("room", "1", "--room", "R9"), 4, "There is no room 'R9'"),
    Bad(("depart", "1"), 3, "Only a patient in a room can depart.", "STATE"),
    Bad(("left", "1"), 3, "Only a patient who came", "STATE"),
    Bad(("no-show", "1"), 3, "Smith, John may still come: a no-show is noted after 10:50.", "STATE"),
    Bad(("step-back", "1"), 3, "Only a visit or a no-show can go a step back.", "STATE"),
    Bad(("redo",), 4, "There is nothing of yours to redo"),
    Bad(("queue", "--site", "nowhere"), 4, "There is no site 'nowhere'"),
    Bad(("history", "4711"), 4, "There is no appointment 4711 and no patient with that MRN."),
    Bad(("history", "id:4711"), 4, "There is no patient id:4711."),
    Bad(("check-in", "1", "--waive", "shoes=known"), 2, "There is no check-in item 'shoes'"),
    Bad(("check-in", "1", "--waive", "identity=mood"), 2, "There is no waive reason 'mood'"),
    Bad(("check-in", "1", "--waive", "identity"), 2, "ITEM=REASON"),
    Bad(("check-out", "1", "--override", "C4=urgent"), 2, "check-out meets no rule that an override helps against."),
    Bad(("arrive", "1", "--override", "C4=urgent"), 2, "Nothing here asks for a reason to go over C4."),
    Bad(("undo", "2", "--override", "C3=urgent"), 2, "A reason is given for one act."),
    Bad(
        ("room", "1", "--override", "C4=urgent"),
        2,
        "Leave out --override; book, move, arrive, step-back, undo and redo take it.",
    ),
    Bad(("check-in", "1", "--room", "R1"), 2, "check-in takes nobody to a room."),
    Bad(("no-show", "1", "--waive", "identity=known"), 2, "Leave out --waive; check-in takes it."),
    Bad((*ADD, "30feb1990"), 2, "There is no 30 February"),
    Bad((*ADD, "2999-01-01"), 2, "is still to come"),
    Bad((*ADD, "someday"), 2, "is not a birth date"),
    Bad((*ADD, "1990-01-01", "--sex", "purple"), 2, "Choose one of: female, male, other, unknown."),
    Bad((*ADD, "1990-01-01", "--phone", "call me"), 2, "is no phone number"),
    Bad((*ADD, "1990-01-01", "--email", "example.org"), 2, "is no e-mail address"),
    Bad((*ADD, "1990-01-01", "--mrn", "m1"), 3, "MRN m1 belongs to Smith, John.", "DUPLICATE"),
    Bad((*ADD, "1990-01-01", "--family", "\x1b\x07", "--given", ""), 2, "family"),
    Bad((*ADD, "1990-01-01", "--family", "\u202e\u200b"), 2, "family"),
    Bad((*ADD, "1990-01-01", "--usual-provider", "nobody"), 4, "There is no provider 'nobody'"),
    Bad(("patient", "show", "nobody"), 4, "There is no patient nobody."),
    Bad(("undo", "--as", "sue"), 4, "There is nothing of yours to undo."),
    Bad(("undo", "0"), 2, "from 1 to 100"),
    Bad(("release", "abc"), 2, "Type a whole number, 1 or more."),
    Bad(("coverage", "edit", "0", "--to", "2026-12-31"), 2, "Type a whole number, 1 or more."),
    Bad(("wait", "end", "-1"), 2, "Type a whole number, 1 or more."),
    Bad(("day", "31.2."), 2, "There is no 31 February"),
    Bad(("day", "--provider", "nobody"), 4, "There is no provider 'nobody'"),
    Bad(("find", "x", "--limit", "many"), 2, "from 1 to 1000"),
    Bad(("day", "--now", "noonish"), 2, "is no time for --now"),
    Bad(("day", "--as", "\x1b"), 2, "--as names nobody"),
)


FILLED: Final = (
    "patient add --family Smith --given John --birth-date 1984-03-14",
    "patient add --family Jones --given John --birth-date 1984-03-14 --anyway",
    "book --patient id:1 --type fu20 --provider lee --start 2026-11-23T10:40",
    "book --patient id:1 --type fu20 --provider lee --start 2026-11-24T10:40",
    "book --patient id:1 --type fu20 --provider lee --start 2026-11-23T15:00",
    "check-in 3 --waive identity=known --waive demographics=later",
    "check-out 3",
)


@pytest.fixture
def busy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The clinic with Smith (MRN m1, appointments 1 today, 2 tomorrow, 3 done) and Jones, who is id:2."""
    (tmp_path / "clinic.toml").write_text(SETUP)
    return CommandLine(written_out(tmp_path / "clinic.db", _fill), capsys)


def _fill(path: Path) -> None:
    make_practice_clinic(path)
    for typed in FILLED:
        assert 0 == main(["--db", str(path), "--now", NOW, "--as", "ana", *typed.split()])
    with closing(sqlite3.connect(path)) as db:
        assert [("100001",), ("100002",)] == db.execute("SELECT mrn FROM patient").fetchall()


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case.called)[-48:])
def test_refusal(busy: CommandLine, case: Bad) -> None:
    """Bad input ends with its exit code, one JSON object with a sentence, and an unchanged database."""
    before = contents(busy.database)

    ran = busy.json(*(word.replace("m1", "100001") for word in case.called))

    answer = ran.answer
    assert (case.code, None) == (ran.code, answer["result"])
    assert case.says.replace("m1", "100001") in answer["message"]
    assert not case.rule or case.rule in [conflict["rule"] for conflict in answer["conflicts"]]
    assert before == contents(busy.database)


def test_refusal_for_people(busy: CommandLine) -> None:
    """Without --json a refusal stands on stderr, conflict by conflict, and stdout stays empty."""
    ran = busy(*BOOK, "10:40")

    assert (3, "") == (ran.code, ran.out)
    first, *met = ran.err.splitlines()
    assert first.startswith("Not booked: Lee has Smith, John 10:40-11:00 (fu20). Give a reason")
    assert ["  C3  confirm  Lee has Smith, John 10:40-11:00 (fu20)."] == met


def test_changed_elsewhere(busy: CommandLine) -> None:
    """An undo of what somebody else has worked on since is refused (5), naming who was first."""
    number = busy.booked("id:2", "2026-11-23T11:20")
    assert 0 == busy("cancel", number, "--reason", "sick", "--as", "ben").code
    before = contents(busy.database)

    ran = busy.json("undo")

    assert 5 == ran.code
    assert "Somebody was first: Cancelled Jones" in ran.answer["message"]
    assert "ben" in ran.answer["message"]
    assert before == contents(busy.database)


def test_busy(busy: CommandLine, tmp_path: Path) -> None:
    """When others keep the database busy past the deadline, a write gives up (5), and reading goes on."""
    settings = tmp_path / "quick.toml"
    settings.write_text("[database]\nbusy_seconds = 0.1\n")
    before = contents(busy.database)

    with closing(WriteQueue(busy.database, seconds=1)) as queue, queue.turn():
        written = busy.json("--config", settings, "arrive", "1")
        read = busy.json("--config", settings, "day")

    assert (5, 0) == (written.code, read.code)
    assert "busy" in written.answer["message"]
    assert before == contents(busy.database)


def test_read_only(busy: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that may not be written here is unusable (7), and the sentence says what is to be done."""
    monkeypatch.setattr("storage.sqlite.connection.os.access", lambda *_: False)  # root may write anything

    ran = busy.json("arrive", "1")

    assert 7 == ran.code
    assert "must own the file and its folder" in ran.answer["message"]


@pytest.mark.parametrize("verb", [("day",), ("undo",), ("doctor",), ("migrate",), ("backup", "copy.db")])
def test_missing_database(tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: tuple[str, ...]) -> None:
    """Without a database every verb says how to make one (7), and makes none."""
    ran = CommandLine(tmp_path / "none.db", capsys, before=()).json(*verb)

    assert 7 == ran.code
    assert "clinicdesk setup" in ran.answer["message"]
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("verb", [("day",), ("undo",), ("migrate",), ("doctor",)])
@pytest.mark.parametrize("kind", ["text", "database", "folder"])
def test_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: tuple[str, ...], kind: str) -> None:
    """A file that is no clinicdesk database is left alone (7)."""
    place = tmp_path / "letter.txt"
    if kind == "text":
        place.write_text("Dear patient,\n" * 200)
    elif kind == "folder":
        place.mkdir()
    else:
        with closing(sqlite3.connect(place)) as db:
            db.execute("CREATE TABLE recipe (title TEXT)")
    before = place.read_bytes() if place.is_file() else b""

    ran = CommandLine(place, capsys, before=()).json(*verb)

    assert 7 == ran.code
    assert before == (place.read_bytes() if place.is_file() else b"")
    assert [place] == list(tmp_path.iterdir())


def test_newer_database(busy: CommandLine) -> None:
    """A database that bears only newer programs is refused (7), reading too."""
    with closing(sqlite3.connect(busy.database)) as db, db:
        db.execute("UPDATE meta SET value = '999' WHERE key = 'min_program'")

    for verb in (("day",), ("arrive", "1"), ("migrate",)):
        ran = busy.json(*verb)
        assert 7 == ran.code
        assert "newer" in ran.answer["message"]


def test_no_clinic_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A database without a clinic says how to set one up."""
    from storage.store import SqliteStore

    SqliteStore.create(tmp_path / "clinic.db").close()

    ran = CommandLine(tmp_path / "clinic.db", capsys, before=()).json("day")

    assert (4, True) == (ran.code, "clinicdesk setup" in ran.answer["message"])


def test_roles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who is set up as a viewer sees the day and changes nothing; who is not set up sees nothing (6)."""
    setup_file = tmp_path / "clinic.toml"
    setup_file.write_text(SETUP + USERS)
    line = CommandLine(tmp_path / "clinic.db", capsys)
    assert line("setup", setup_file, "--demo").code == 0
    line.patient()
    line.patient("Jones")
    before = contents(line.database)

    seen, refused, stranger = (
        replace(line, before=(*line.before, "--as", who)).json(*verb)
        for who, verb in (("vic", ("day",)), ("vic", (*BOOK, "13:00")), ("mallory", ("day",)))
    )

    assert [0, 6, 6] == [seen.code, refused.code, stranger.code]
    assert "vic may not" in refused.answer["message"]
    assert "mallory is not set up as a user" in stranger.answer["message"]
    assert before == contents(line.database)


@pytest.mark.parametrize("option", [("--now", "2026-11-23T10:20"), ("--freeze",), ("--as", "boss")])
def test_practice_only(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, ...]) -> None:
    """On a clinic that is not for practice the clock cannot be set (2), nor may just anyone act for another (6)."""
    setup_file = tmp_path / "clinic.toml"
    setup_file.write_text(SETUP)
    line = CommandLine(tmp_path / "clinic.db", capsys, before=())
    assert line("setup", setup_file).code == 0

    ran = line.json(*option, "day")

    assert (6 if option[0] == "--as" else 2) == ran.code
    assert ran.answer["message"].endswith(".")

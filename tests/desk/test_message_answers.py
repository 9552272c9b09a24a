"""What comes of what patients answer? Of [messages]: answers."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.errors import BadInput, NotAllowed, NotFound
from core.messages import answering
from core.messages.answer_words import meaning_of
from core.messages.model import Answer, Meaning, Way
from core.patients.model import Phone
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.requests import MoveRequest
from core.structs import replace
from storage.links.message_answers import MessageAnswers
from tests.clinics import USERS, book, register
from tests.jobs import ACCOUNT
from tests.outbox import MAILS, MAIN_TELLS, MOBILE, TELLS, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit

TUESDAY: Final = "2026-12-08T10:00"


@pytest.fixture
def clinic(tmp_path: Path) -> TellingClinic:
    """A clinic that tells its patients things."""
    return TellingClinic(tmp_path)


def _smith(clinic: TellingClinic, name: str = "Smith", **values: Any) -> Patient:  # noqa: ANN401
    return clinic.change(register(clinic.desk, name).id, **{"phones": (MOBILE,), **values})


def _says(clinic: TellingClinic, text: str, sender: str = "+16175550171", **more: Any) -> Answer:  # noqa: ANN401
    """What came of a text."""
    told = json.dumps({"channel": "text", "from": sender, "text": text, "at": clinic.clock.at.isoformat(), **more})
    (answer,), _ = clinic.desk.messages.take_file(ACCOUNT, "in.json", told.encode())
    return answer


def _confirmation(clinic: TellingClinic, visit: ScheduledVisit) -> str:
    return clinic.desk.schedule.appointment("ana", visit.appointment.id).appointment.confirmation.value


def _calls(clinic: TellingClinic) -> list[tuple[str, str, int | None]]:
    """Who is to be called: whose, what they said, about which visit; then what is nobody's known."""
    with clinic.store.read() as reading:
        calls = reading.calls.open_until(clinic.clock.at)
        known = {one.patient: reading.patients.by_id(one.patient) for one in calls}
    called = [
        (patient.family, " / ".join(re.findall('"(.*?)"', one.why)), one.appointment)
        for one in calls
        if (patient := known[one.patient])
    ]
    return [*called, *(("", one.item.said, one.item.appointment) for one in clinic.desk.messages.inbox("ana"))]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *((text, Meaning.CONFIRMS) for text in ("C", "c", " c. ", "C!", "Confirm", "CONFIRMO", "С", "Ｃ")),
        *((text, Meaning.RESCHEDULES) for text in ("R", "r.", "Reschedule", "cambiar")),
        *((text, Meaning.STOPS) for text in ("STOP", "stop.", "Stop sending me these", "QUIT", "end", "REVOKE")),
        *(
            (text, Meaning.STOPS)
            for text in ("cancel", "CANCEL!", "opt-out", "OptOut", "Unsubscribe", "opt out please")
        ),
        *((text, Meaning.STOPS) for text in ("please don't text me", "do not text", "no more texts", "take me off")),
        *((text, Meaning.STOPS) for text in ("ALTO", "Baja", "cancelar", "no más mensajes", "No me escriban más")),
        *((text, Meaning.OTHER) for text in ("START", "UNSTOP", "yes", "", "👍", "CC", "C but later", "who is this?")),
        *((text, Meaning.OTHER) for text in ("cancel my appointment", "I can't come, weekend trip", "the end is near")),
    ],
)
def test_what_an_answer_means(text: str, meaning: Meaning) -> None:
    """C and R, every word that opts out, and all else for a person: START never opts in."""
    assert meaning is meaning_of(text)


def test_c_confirms_the_one_visit_that_can_be_meant(clinic: TellingClinic) -> None:
    """Once it was told; a second C changes nothing, and the same file is taken once."""
    visit = book(clinic.desk, _smith(clinic), TUESDAY)
    before = _says(clinic, "C")
    assert ("none", [("Smith", "C", None)]) == (_confirmation(clinic, visit), _calls(clinic))
    clinic.work_until("2026-12-01T10:30")
    told = _says(clinic, "c.")
    assert ("confirmed", Meaning.CONFIRMS) == (_confirmation(clinic, visit), told.meaning)
    assert "no visit to come was told of" in before.came_to
    again = json.dumps({"id": 7, "from": MOBILE.number, "text": "R"}).encode()
    assert [1, 0] == [len(clinic.desk.messages.take_file(ACCOUNT, name, again)[0]) for name in ("a.json", "b.json")]
    assert ("callback", 2) == (_confirmation(clinic, visit), len(_calls(clinic)))


def test_answers_that_contradict_each_other_keep_the_last_and_show_both(clinic: TellingClinic) -> None:
    """R, then C: the visit is confirmed, and whoever calls sees both."""
    smith = _smith(clinic)
    visit = book(clinic.desk, smith, TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    _says(clinic, "R")
    assert ("callback", [("Smith", "R", visit.appointment.id)]) == (_confirmation(clinic, visit), _calls(clinic))
    _says(clinic, "C")
    assert ("confirmed", [("Smith", "R / C", visit.appointment.id)]) == (_confirmation(clinic, visit), _calls(clinic))
    assert ["R", "C"] == [one.text for one in clinic.desk.messages.answers_of("ana", smith.id)]


def test_an_answer_after_a_move_or_the_visit_confirms_nothing(clinic: TellingClinic) -> None:
    """It is about a time that no longer holds; who answered is called."""
    smith = _smith(clinic)
    visit = book(clinic.desk, smith, TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    clinic.desk.schedule.move("ana", MoveRequest(visit.appointment.id, clinic.at("2026-12-10T11:00")))
    _says(clinic, "C")
    assert ("none", [("Smith", "C", visit.appointment.id)]) == (_confirmation(clinic, visit), _calls(clinic))
    clinic.work_until("2026-12-01T12:00")
    _says(clinic, "C ")
    assert "confirmed" == _confirmation(clinic, visit)
    other = book(clinic.desk, _smith(clinic, "Jones", phones=(Phone("617-555-0172", text=True),)), "2026-12-10T10:00")
    clinic.work_until("2026-12-10T10:30")
    _says(clinic, "C", "617-555-0172")
    assert "sent" == _confirmation(clinic, other)


def test_three_patients_behind_one_number(clinic: TellingClinic) -> None:
    """C confirms nobody's while two may be meant; STOP closes the number for all, and START opens it to nobody."""
    family = [_smith(clinic, name) for name in ("Ash", "Birch", "Cedar")]
    clinic.settings = replace(TELLS, household=False, a_day=9, a_week=9)
    visits = [book(clinic.desk, one, f"2026-12-{8 + at:02}T10:00") for at, one in enumerate(family)]
    clinic.work_until("2026-12-02T10:30")
    _says(clinic, "C")
    assert (["sent", "sent", "none"], [("", "C", None)]) == (
        [_confirmation(clinic, one) for one in visits],
        _calls(clinic),
    )
    answer = _says(clinic, "Stop")
    assert Meaning.STOPS is answer.meaning
    clinic.work()
    sent = len(clinic.texts.handed)
    assert "you get no more texts from us" in clinic.texts.handed[-1].text
    assert Meaning.OTHER is _says(clinic, "START").meaning
    _says(clinic, "STOP", id="again")
    clinic.change(family[2].id, phones=(replace(MOBILE, number="(617) 555 0171", voice=False),))
    clinic.work_until("2026-12-04T10:30")
    assert sent == len([one for one in clinic.texts.handed if one.way.value == "text"])
    assert ["7d suppressed opted-out", "2d planned"] == clinic.states(family[2])
    assert {AppointmentStatus.BOOKED} == {
        clinic.desk.schedule.appointment("ana", one.appointment.id).appointment.status for one in visits
    }


def test_a_bare_cancel_opts_out_and_raises_a_call(clinic: TellingClinic) -> None:
    """The visit stays, and whoever calls knows which it is."""
    visit = book(clinic.desk, _smith(clinic), TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    answer = _says(clinic, "CANCEL")
    assert (Meaning.STOPS, [("Smith", "CANCEL", visit.appointment.id)]) == (answer.meaning, _calls(clinic))
    assert "sent" == _confirmation(clinic, visit)


def test_what_became_of_a_message_comes_back(clinic: TellingClinic) -> None:
    """Delivered, or not: then the number is marked, and the next channel agreed to is used."""
    smith = _smith(clinic, email="j@x.example", email_consent=MAILS)
    book(clinic.desk, smith, TUESDAY)
    jones = _smith(clinic, "Jones", phones=(Phone("617-555-0172", text=True),))
    book(clinic.desk, jones, "2026-12-08T10:20")
    clinic.work_until("2026-12-01T10:30")
    mine, theirs = (f"ref-{one.name}" for one in clinic.texts.handed)
    _says(clinic, "", message=mine, status="failed", code="unknown-number", id=1)
    _says(clinic, "", message=clinic.texts.handed[1].name, status="delivered", id=2)
    _says(clinic, "", message=theirs, status="failed", id=3)  # too late to be true
    clinic.work()
    assert ["7d failed bad-number", "2d planned", "7d sent"] == clinic.states(smith)
    assert ("7d delivered", "j@x.example") == (clinic.states(jones)[0], clinic.mails.handed[0].address)


def _mail(clinic: TellingClinic, text: str, **headers: str) -> Answer:
    mail = EmailMessage()
    mail["From"], mail["To"] = '"Smith, J." <J@X.example>', "desk@clinic.example"
    mail["Message-ID"] = f"<{hash(text)}{len(headers)}@x.example>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    (answer,), _ = clinic.desk.messages.take_file(ACCOUNT, "reply.EML", mail.as_bytes())
    return answer


def test_an_e_mail_is_answered(clinic: TellingClinic) -> None:
    """What stands above the quotation counts, about the message that it answers; a program's answer is nobody's."""
    smith = _smith(clinic, email="j@x.example", email_consent=MAILS, phones=())
    visit, later = book(clinic.desk, smith, TUESDAY), book(clinic.desk, smith, "2026-12-09T10:00")
    clinic.work_until("2026-12-02T10:30")
    first = f"<{clinic.mails.handed[0].name}@clinic.example>"
    away = _mail(clinic, "I am away.", Auto_Submitted="auto-replied", In_Reply_To=first)
    assert ("A program answered, nobody is told.", []) == (away.came_to, _calls(clinic))
    quoted = "C\n\nOn Tue, Dec 1, 2026 Main Street wrote:\n> reply with R to choose another time"
    assert Meaning.CONFIRMS is _mail(clinic, quoted, In_Reply_To=first).meaning
    assert ("confirmed", "sent") == (_confirmation(clinic, visit), _confirmation(clinic, later))
    _mail(clinic, "Can I bring my dog?\n\n> C", In_Reply_To=first)
    assert [("Smith", "Can I bring my dog?", visit.appointment.id)] == _calls(clinic)
    _mail(clinic, "unsubscribe")
    clinic.work_until("2026-12-08T09:00")
    assert ["7d sent", "2d suppressed opted-out"] * 2 == clinic.states(smith)


def test_a_folder_is_read_whatever_lies_in_it(clinic: TellingClinic, tmp_path: Path) -> None:
    """Each file once; several answers in one; what cannot be read is for a person, once, and stops nothing."""
    visit = book(clinic.desk, _smith(clinic), TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    folder = tmp_path / "answers"
    folder.mkdir()
    one = {"from": "617 555 0171", "text": "C", "id": "a"}
    files = {
        "a.json": b"\xef\xbb\xbf" + json.dumps([one, {**one, "text": "thanks <b>\x1b[2J", "id": "b"}]).encode(),
        "b.jsonl": b'{"from": "555", "text": "hi", "id": "c"}\n{"from": null, "text": 5, "id": "d"}\n',
        "c.json": b"[" * 100_000,
        "d.json": b"\xff\xfe\x00",
        "e.json": b"[3, []]",
        "i.json": json.dumps([3, {"from": "555", "text": "behind a number", "id": "i"}]).encode(),
        "j.jsonl": b'{cut off\n{"from": "555", "text": "behind what is cut off", "id": "j"}\n',
        "stop texting.json": b"no more texts",
        "f.eml": b"From: \xff\xff\r\nIn-Reply-To: <\r\nContent-Type: text/plain; charset=none\r\n\r\n\xff\xff",
        "g.json": b"{}",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "h.json").symlink_to("/etc/passwd")
    messages = clinic.desk.messages
    for _ in range(2):
        MessageAnswers(folder, lambda name, content: messages.take_file(ACCOUNT, name, content)).look()
    assert "confirmed" == _confirmation(clinic, visit)
    said = [said for _, said, _ in _calls(clinic)]
    assert ("thanks <b>[2J", 1) == (said[0], sum("c.json" in one for one in said))
    assert {"behind a number", "behind what is cut off"} <= set(said)
    assert len(files) <= len(set(said)) + 3


def test_one_bad_answer_stops_no_other(clinic: TellingClinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What meets a defect is listed once with its reference, and taken when the file is handed in again."""
    visit = book(clinic.desk, _smith(clinic), TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    folder = tmp_path / "answers"
    folder.mkdir()
    one = {"from": "617 555 0171", "text": "C", "id": "a"}
    (folder / "a.json").write_bytes(json.dumps([{**one, "text": "odd", "id": "b"}, one]).encode())
    (folder / "b.eml").write_bytes(b"From: x@y.example\r\n\r\nodd")
    met: list[Exception] = []

    def note(error: Exception) -> int:
        met.append(error)
        return 7

    def look() -> None:
        take = clinic.desk.messages.take_file
        MessageAnswers(folder, lambda name, content: take(ACCOUNT, name, content, note_error=note)).look()

    with monkeypatch.context() as broken:
        broken.setattr(answering, "meaning_of", lambda text: 1 / 0 if text == "odd" else meaning_of(text))
        look()
        look()
    assert "confirmed" == _confirmation(clinic, visit)
    assert [ZeroDivisionError] * 4 == [type(error) for error in met]
    listed = [said for _, said, _ in _calls(clinic)]
    assert [True, True] == ["Internal error; ref 7." in said for said in listed]
    look()
    assert 2 == sum(said == "odd" for _, said, _ in _calls(clinic))
    assert 4 == len(_calls(clinic))


def test_what_cannot_be_opened_is_told_of_and_tried_again(tmp_path: Path) -> None:
    """A folder that is gone, and a link in it, are told of once; what comes afterwards is taken."""
    told: list[str] = []
    taken: list[str] = []
    answers = MessageAnswers(tmp_path / "in", lambda name, _: taken.append(name), told.append)
    for _ in range(2):
        answers.look()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").symlink_to("/etc/passwd")
    (tmp_path / "in" / "b.json").write_bytes(b"{}")
    for _ in range(2):
        answers.look()
    assert ([str(tmp_path / "in"), str(tmp_path / "in" / "a.json")], ["b.json"]) == (told, taken)


def test_who_is_nobody_closes_no_number(clinic: TellingClinic) -> None:
    """An opt-out that names no number is for a person."""
    clinic.desk.messages.take_file(ACCOUNT, "in.json", b'{"text": "STOP", "id": "x"}')
    assert [("", "STOP", None)] == _calls(clinic)


def test_what_is_said_after_the_day_was_closed_is_taken_all_the_same(tmp_path: Path) -> None:
    """Nobody has to open the day again for it, and the worker does the rest of its work."""
    clinic = TellingClinic(tmp_path, setup=MAIN_TELLS + USERS)
    visit = book(clinic.desk, _smith(clinic), "2026-11-26T16:00")
    clinic.work_until("2026-11-25T12:00", hours=2)
    clinic.clock.set("2026-11-26T15:00")
    clinic.desk.closing.sign("sue", note="one more, seen by the doctor on call")
    assert Meaning.CONFIRMS is _says(clinic, "C").meaning
    assert "confirmed" == _confirmation(clinic, visit)
    with pytest.raises(NotAllowed, match="was closed by sue"):
        clinic.desk.schedule.move("ana", MoveRequest(visit.appointment.id, clinic.at("2026-11-27T10:00")))


def test_an_item_is_seen_to_and_taken_back(clinic: TellingClinic) -> None:
    """What was seen to is off the list; undo puts it back; a card's number is not kept, whatever it came with."""
    _says(clinic, "charge 4111 1111 1111 1111", sender="555-0199")
    ((_, said, _),) = _calls(clinic)
    assert ("charge" in said, "4111" in said) == (True, False)
    (one,) = clinic.desk.messages.inbox("ana")
    clinic.desk.messages.see_to("ana", one.item.id, "told them")
    assert [] == _calls(clinic)
    with pytest.raises(BadInput, match="seen to already, by ana"):
        clinic.desk.messages.see_to("ana", one.item.id)
    with pytest.raises(NotFound, match="clinicdesk message inbox"):
        clinic.desk.messages.see_to("ana", 99)
    clinic.desk.journal.undo("ana")
    assert 1 == len(_calls(clinic))


def _came_to(clinic: TellingClinic, content: bytes) -> list[str]:
    """What came of a file."""
    return [one.came_to for one in clinic.desk.messages.take_file(ACCOUNT, "in.json", content)[0]]


def test_a_gateway_tells_what_became_of_a_message_under_one_number(clinic: TellingClinic) -> None:
    """That it is on its way is nobody's answer; what comes after counts; a word that nobody knows is for a person."""
    smith = _smith(clinic, email="j@x.example", email_consent=MAILS)
    book(clinic.desk, smith, TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    mine = f"ref-{clinic.texts.handed[0].name}"
    told = [
        len(_came_to(clinic, json.dumps({"id": "s1", "message": mine, "status": status}).encode()))
        for status in ("queued", "Sent", "EN_ROUTE", "purple", "purple", "Undeliverable", "Undeliverable")
    ]
    (item,) = clinic.desk.messages.inbox("ana")
    assert ([0, 0, 0, 1, 0, 1, 0], True) == (told, ": purple." in item.item.why)
    assert ("7d failed bad-number", []) == (clinic.states(smith)[0], [one for one in _calls(clinic) if one[0]])


def test_an_opt_out_that_the_carrier_took_closes_the_number(clinic: TellingClinic) -> None:
    """Its status says so, whatever channel it names."""
    book(clinic.desk, _smith(clinic), TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    mine = f"ref-{clinic.texts.handed[0].name}"
    _came_to(clinic, json.dumps({"id": "s1", "message": mine, "status": "opted_out", "channel": "email"}).encode())
    assert [Way.TEXT] == [one.way for one in clinic.desk.messages.number("ana", "617 555 0171").point.stops]


def test_another_answer_under_a_number_that_was_taken_counts(clinic: TellingClinic) -> None:
    """A gateway that counts anew loses nobody's R; the same thing is taken once; nobody answers later than now."""
    visit = book(clinic.desk, _smith(clinic), TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    ahead = _says(clinic, "C", id="n", at="2036-01-01T00:00:00Z")
    assert (clinic.clock.at, "confirmed") == (ahead.at, _confirmation(clinic, visit))
    _says(clinic, "R", id="n")
    again = [
        _came_to(clinic, json.dumps({"channel": "text", "from": "+16175550171", "text": text, "id": "n"}).encode())
        for text in "CR"
    ]
    assert ("callback", [[], []]) == (_confirmation(clinic, visit), again)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_answers_are_read_in_any_encoding(clinic: TellingClinic, encoding: str) -> None:
    """JSON shows its own; a line that is not in UTF-8 is what Windows writes, and its neighbours stay as they are."""
    lines = [f'{{"from": "555", "text": "sí, {number} mañana?", "id": "{number}"}}' for number in range(2)]
    content = "\n".join(lines).encode(encoding)
    content += b"\n" + lines[0].replace('"0"', '"9"').encode() if encoding == "cp1252" else b""
    _came_to(clinic, content)
    assert {"sí, 0 mañana?", "sí, 1 mañana?"} == {said for _, said, _ in _calls(clinic)}


def test_who_has_confirmed_is_not_asked_to(clinic: TellingClinic) -> None:
    """Neither at the time to which the visit is carried with its confirmation; where that is lost they are."""
    smith = _smith(clinic)
    visit = book(clinic.desk, smith, TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    _says(clinic, "C")
    kept = MoveRequest(visit.appointment.id, datetime.fromisoformat("2026-12-16T10:00"), keep_confirmation=True)
    clinic.desk.schedule.move("ana", kept)
    assert ["7d sent", "2d superseded moved", "2d planned", "moved planned"] == clinic.states(smith)
    clinic.desk.schedule.move("ana", MoveRequest(visit.appointment.id, datetime.fromisoformat("2026-12-17T10:00")))
    assert "7d planned" in clinic.states(smith)
    clinic.desk.journal.undo("ana")
    assert "7d planned" not in clinic.states(smith)

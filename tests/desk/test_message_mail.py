"""What comes of e-mail that answers, bounces or complains, and of who opts out and says more?"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from core.messages.model import Meaning, Way
from core.messages.outward import NotSent
from core.messages.telling import without_course
from core.structs import replace
from tests.clinics import book, register
from tests.jobs import ACCOUNT
from tests.outbox import MAILS, MOBILE, TELLS, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

    from core.messages.model import Answer
    from core.messages.outward import Outward


def _mail(clinic: TellingClinic, head: str, body: str) -> Answer:
    content = f"Message-ID: <{hash((head, body))}@x.example>\n{head}\n\n{body}\n".encode()
    (answer,), _ = clinic.desk.messages.take_file(ACCOUNT, "in.eml", content)
    return answer


def _bounce(clinic: TellingClinic, name: str, status: str) -> Answer:
    told = f"Final-Recipient: rfc822; j@x.example\nAction: failed\nStatus: {status}"
    parts = (f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{told}", f"\nMessage-ID: <{name}@c>")
    body = "".join(f"--b\n{one}\n\n" for one in parts)
    return _mail(clinic, "From: MAILER-DAEMON@mx\nContent-Type: multipart/report; boundary=b", f"{body}--b--")


def test_a_full_mailbox_fails_this_e_mail_and_a_wrong_address_all(tmp_path: Path) -> None:
    """Either way the next channel tells it; only an address at which nothing arrives at all is marked."""
    clinic = TellingClinic(tmp_path)
    smith = clinic.change(register(clinic.desk, "Smith").id, phones=(MOBILE,), email="j@x.example", email_consent=MAILS)
    smith = clinic.change(smith.id, reach_by=type(smith.reach_by)("email"))
    book(clinic.desk, smith, "2026-12-08T10:00")
    clinic.work_until("2026-12-01T10:30")
    assert Meaning.FAILED is _bounce(clinic, clinic.mails.handed[0].name, "5.2.2").meaning
    clinic.work()
    assert ["7d failed refused", "2d planned", "7d sent"] == clinic.states(smith)
    assert (None, "+16175550171") == (_bad(clinic), "+1" + clinic.texts.handed[0].address)
    clinic.work_until("2026-12-06T10:30")
    _bounce(clinic, clinic.mails.handed[1].name, "5.1.1")
    assert "5.1.1" == _bad(clinic)


def _bad(clinic: TellingClinic) -> str | None:
    with clinic.store.read() as reading:
        point = reading.messages.point("j@x.example")
    return point.bad_code if point and point.bad_since else None


def test_who_calls_it_spam_or_opts_out_from_another_address_gets_no_more(tmp_path: Path) -> None:
    """The address that was written to is closed, and the one that they wrote from."""
    clinic = TellingClinic(tmp_path)
    families = {"Ash": "a@x.example", "Birch": "b@x.example"}
    told = [
        clinic.change(register(clinic.desk, name).id, email=at, email_consent=MAILS) for name, at in families.items()
    ]
    for at, one in enumerate(told):
        book(clinic.desk, one, f"2026-12-08T1{at}:00")
    clinic.work_until("2026-12-01T11:30")
    names = {one.address: one.name for one in clinic.mails.handed}
    original = f"Message-ID: <{names['a@x.example']}@c>"
    report = f"--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b\n\n{original}"
    assert (
        Meaning.STOPS
        is _mail(clinic, "From: fbl@isp\nContent-Type: multipart/report; boundary=b", f"{report}\n--b--").meaning
    )
    _mail(clinic, f"From: other@y.example\nIn-Reply-To: <{names['b@x.example']}@c>", "Please stop")
    with clinic.store.read() as reading:
        points = [reading.messages.point(key) for key in ("a@x.example", "b@x.example", "other@y.example")]
    assert [True] * 3 == [point is not None and point.stop(Way.EMAIL) is not None for point in points]


def test_who_opts_out_and_says_more_is_called(tmp_path: Path) -> None:
    """The number is closed at once, and a person reads the rest."""
    clinic = TellingClinic(tmp_path)
    smith = clinic.change(register(clinic.desk, "Smith").id, phones=(MOBILE,))
    for number, (text, calls) in enumerate((("STOP", 0), ("STOP, and where is my form?", 1))):
        said = json.dumps({"id": number, "from": MOBILE.number, "text": text}).encode()
        (answer,), _ = clinic.desk.messages.take_file(ACCOUNT, "in.json", said)
        assert Meaning.STOPS is answer.meaning
        with clinic.store.read() as reading:
            assert [smith.id] * calls == [one.patient for one in reading.calls.open_until(clinic.clock.at)]


def test_a_gateway_that_asks_to_wait_is_asked_again_then(tmp_path: Path) -> None:
    """Not sooner, however often the worker looks, and it goes out once."""
    clinic = TellingClinic(tmp_path)
    asked: list[str] = []

    def too_many(one: Outward) -> NotSent:
        asked.append(one.name)
        return NotSent("Too many.", wait=timedelta(hours=3))

    book(clinic.desk, clinic.change(register(clinic.desk, "Smith").id, phones=(MOBILE,)), "2026-12-08T10:00")
    clinic.texts.failing = too_many
    clinic.work_until("2026-12-01T12:50", hours=0.1)
    assert 1 == len(asked)
    clinic.texts.failing = lambda _: None
    clinic.work_until("2026-12-01T13:30", hours=0.1)
    assert asked == [one.name for one in clinic.texts.handed]


@pytest.mark.parametrize("way", ["text", "email"])
@pytest.mark.parametrize(("is_of_one", "asks"), [(False, 3), (True, 8)])
def test_a_way_that_is_away_is_not_asked_for_every_message(
    tmp_path: Path, way: str, asks: int, *, is_of_one: bool
) -> None:
    """Three in a row in vain are enough, where it is not each message's own fault; all go out once it is back.

    The status line says that it is away after minutes, and no more once it is back.
    """
    clinic = TellingClinic(tmp_path)
    asked: list[str] = []

    def away(one: Outward) -> NotSent:
        asked.append(one.name)
        return NotSent("Away.", is_of_one=is_of_one)

    for at in range(8):
        smith = clinic.change(
            register(clinic.desk, f"Smith{'abcdefgh'[at]}").id,
            phones=(replace(MOBILE, number=f"617-555-018{at}"),) if way == "text" else (),
            email="" if way == "text" else f"{at}@x.example",
            email_consent=MAILS,
        )
        book(clinic.desk, smith, f"2026-12-08T{9 + at // 3:02}:{at % 3 * 2}0")
    clinic.clock.set("2026-12-02T10:30")
    clinic.texts.failing = clinic.mails.failing = away
    worker = clinic.outbox()
    clinic.work(worker)
    assert asks == len(asked)
    assert () == clinic.desk.view("ana").signs()
    clinic.clock.forward(minutes=5)
    mark, what = {"text": ("no texts", "No texts go"), "email": ("no e-mail", "No e-mails go")}[way]
    signs = clinic.desk.view("ana").signs()
    assert ([] if is_of_one else [mark]) == [one.mark for one in signs]
    assert is_of_one or signs[0].sentence.startswith(f"{what} out since Wed 2 Dec 10:30: Away.")
    clinic.texts.failing = clinic.mails.failing = lambda _: None
    for _ in range(4):
        clinic.clock.forward(minutes=20)
        clinic.work(worker)
    assert () == clinic.desk.view("ana").signs()
    handed = clinic.texts.handed + clinic.mails.handed
    assert (8, 8) == (len(handed), len({one.address for one in handed}))


def test_a_letter_says_from_whom_and_to_whom_it_is(tmp_path: Path) -> None:
    """And asks nobody to answer with a letter of the alphabet."""
    clinic = TellingClinic(tmp_path, replace(TELLS, spool="", server="", letter_command=("/bin/lp",), ways="letter"))
    smith = clinic.change(register(clinic.desk, "Smith").id, address="1 Elm St, Springfield", language="Spanish")
    book(clinic.desk, smith, "2026-12-08T10:00")
    clinic.work_until("2026-12-01T10:30")
    (letter,) = clinic.mails.handed
    assert ("Main Street", "1 Main St", "617-555-0100", "1 de diciembre de 2026") == letter.head
    assert (f"{smith.given} Smith", "1 Elm St, Springfield") == (letter.recipient, letter.address)
    assert "Para confirmarla o cambiarla llame al 617-555-0100." in letter.text
    mia = register(clinic.desk, "Jones", "Mia", date(2020, 3, 1))
    book(clinic.desk, clinic.change(mia.id, address="2 Elm St"), "2026-12-10T10:00")
    clinic.work_until("2026-12-03T10:30")
    assert "To the parent or guardian of Mia Jones" == clinic.mails.handed[-1].recipient
    assert not re.search(r"\b[CR]\b", letter.text)


def test_a_history_tells_what_was_done_and_not_how_messages_came_on_their_way(tmp_path: Path) -> None:
    """The answer and who booked stand in it; that a message was planned, begun and sent the message itself tells."""
    clinic = TellingClinic(tmp_path)
    smith = clinic.change(register(clinic.desk, "Smith").id, phones=(MOBILE,))
    visit = book(clinic.desk, smith, "2026-12-08T10:00")
    clinic.work_until("2026-12-01T10:30")
    said = json.dumps({"id": 1, "from": MOBILE.number, "text": "C"}).encode()
    clinic.desk.messages.take_file(ACCOUNT, "in.json", said)
    for ref in (smith.ref, visit.ref):
        entries = clinic.desk.journal.entries_on("ana", ref)
        assert {"message", "plan"} & {one.verb for one in entries}
        told = [one.verb for one in without_course(entries)]
        assert ["book", "answer"] == told[-2:]
        assert not {"message", "plan"} & set(told)

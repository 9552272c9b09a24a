"""What comes of sending what is to be known before a visit: which words, by which channel, and when not?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from core.errors import BadInput, NotFound
from core.record_ref import AppointmentId
from core.schedule.requests import MoveRequest
from core.structs import replace
from tests.clinics import book, register
from tests.outbox import MAILS, MAIN_TELLS, MOBILE, TELLS, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

INFOS: Final = """
[[info]]
topic = "bring"
text = "Your card."
[[info]]
topic = "bring"
language = "es"
text = "Su tarjeta."
[[info]]
topic = "parking"
site = "main"
text = "Garage next door."
[[info]]
topic = "hours"
text = "{text}"
"""


def _clinic(path: Path, text: str = "8 to 5.") -> TellingClinic:
    return TellingClinic(path, setup=MAIN_TELLS + INFOS.replace("{text}", text))


def test_what_was_said_is_sent_in_the_patients_language_once(tmp_path: Path) -> None:
    """All of it or one topic, each whole, with the worker's next turn; a move stays to be told, undo takes it back."""
    clinic = _clinic(tmp_path)
    smith = clinic.change(register(clinic.desk, "Smith").id, phones=(MOBILE,), language="Spanish")
    visit = book(clinic.desk, smith, "2026-12-28T10:00").appointment.id
    change = clinic.desk.messages.send_info("ana", visit)
    assert "Goes out to Smith" in change.sentence
    assert "by text: what to bring, where to park, when we are open." in change.sentence
    clinic.desk.schedule.move("ana", MoveRequest(visit, clinic.at("2026-12-29T10:00")))
    clinic.work()
    assert ["Main Street: Su tarjeta.", "Main Street: Garage next door.", "Main Street: 8 to 5."] == [
        one.text for one in clinic.texts.handed
    ]
    clinic.work()
    clinic.desk.messages.send_info("ana", visit, ("parking",))
    clinic.desk.journal.undo("ana")
    clinic.work()
    assert 3 == len(clinic.texts.handed)
    clinic.desk.messages.send_info("ana", visit, ("parking", "parking"))
    clinic.work()
    assert 4 == len(clinic.texts.handed)


def test_an_e_mail_has_a_title_that_says_nothing(tmp_path: Path) -> None:
    """And is no invitation."""
    clinic = _clinic(tmp_path)
    smith = clinic.change(register(clinic.desk, "Smith").id, phones=(), email="j@x.example", email_consent=MAILS)
    clinic.desk.messages.send_info("ana", book(clinic.desk, smith, "2026-12-28T10:00").appointment.id, ("bring",))
    clinic.work()
    (mail,) = clinic.mails.handed
    assert ("Your visit", "Main Street: Your card.", "") == (mail.title, mail.text, mail.calendar)


def test_what_may_not_be_sent_is_told_with_the_reason(tmp_path: Path) -> None:
    """Nobody may be told, the words name a provider, there is no such topic, or nothing to tell at all."""
    clinic = _clinic(tmp_path, "Ask for Ms Novak.")
    smith = register(clinic.desk, "Smith")
    visit = book(clinic.desk, smith, "2026-12-28T10:00").appointment.id
    send = clinic.desk.messages.send_info
    with pytest.raises(BadInput, match=r"Not sent to Smith.*: no number or address\."):
        send("ana", visit)
    clinic.change(smith.id, phones=(MOBILE,))
    with pytest.raises(BadInput, match=r"It names Novak, a provider"):
        send("ana", visit)
    with pytest.raises(BadInput, match="pets"):
        send("ana", visit, ("pets",))
    clinic.change(smith.id, contact_rule="never write")
    with pytest.raises(BadInput, match="what the patient asks of whoever reaches them"):
        send("ana", visit, ("bring",))
    with pytest.raises(NotFound):
        send("ana", AppointmentId(99))
    clinic.settings = replace(TELLS, spool="", server="")
    clinic.change(smith.id, contact_rule="")
    with pytest.raises(BadInput, match="no channel is set up"):
        clinic.desk.messages.send_info("ana", visit, ("bring",))
    assert [] == clinic.texts.handed
    (tmp_path / "bare").mkdir()
    bare = TellingClinic(tmp_path / "bare")
    jones = bare.change(register(bare.desk, "Jones").id, phones=(MOBILE,))
    with pytest.raises(BadInput, match=r"\[\[info\]\]"):
        bare.desk.messages.send_info("ana", book(bare.desk, jones, "2026-12-28T10:00").appointment.id)


def test_a_move_is_told_also_to_who_was_sent_something_since(tmp_path: Path) -> None:
    """What they were told of the time is what counts, not what went out about the way."""
    clinic = _clinic(tmp_path)
    smith = clinic.change(register(clinic.desk, "Smith").id, phones=(MOBILE,))
    visit = book(clinic.desk, smith, "2026-12-03T10:00").appointment.id
    clinic.work_until("2026-12-01T10:30")
    clinic.desk.schedule.move("ana", MoveRequest(visit, clinic.at("2026-12-04T10:00")))
    clinic.desk.messages.send_info("ana", visit, ("bring",))
    clinic.work_until("2026-12-01T11:30", hours=0.1)
    said = ("Reply C", "reminder", "Your card", "is now Fri Dec 4")
    assert list(said) == [next(word for word in said if word in one.text) for one in clinic.texts.handed]

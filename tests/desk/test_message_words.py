"""May the clinic's own words be kept, what would they say, and who opens a number again?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from core.errors import BadInput, NotFound
from core.messages.model import Line, MessageTemplate, Reason, Way
from core.messages.numbers import PointChange, point_words
from core.patients.model import Phone
from core.structs import replace
from tests.clinics import book, register
from tests.outbox import MOBILE, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

OWN: Final = MessageTemplate(0, Reason.CONFIRM, Way.TEXT, "en", "", "", "{clinic}: {day} {time}, C or R please.")


@pytest.fixture
def clinic(tmp_path: Path) -> TellingClinic:
    """A clinic that tells its patients things."""
    return TellingClinic(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{day} {type}", "{type} says more than a message may"),
        ("{day} {provider}", "{provider} says more"),
        ("{day} {dya}", '"dya" is not a field of a message'),
        ("{day!r}", "A brace is a field"),
        ("{day.year}", "is not a field"),
        ("{", "A brace is a field"),
        ("{day}: your Follow-up", "names Follow-up, a type of visit"),
        ("{day}: your follow up!", "names Follow-up, a type of visit"),
        ("See Dr. LEE on {day}", ""),
        ("Dr Novak expects you {day}", "names Novak, a provider"),
        ("Your cardio visit {day}", "names cardio, a specialty"),
        ("{day}: reply CANCEL to cancel", "asks for the answer CANCEL, which opts out by law"),
        ("{day} " + "x" * 160, "more than go as one text"),
        ("{day} 你" + "x" * 66, "more than go as one text"),
        ("   ", "There is no text."),
    ],
)
def test_words_are_looked_at_when_they_are_kept(clinic: TellingClinic, text: str, why: str) -> None:
    """What tells more than day, time, place and how to answer is refused with the reason, as is what does not fit."""
    keep = clinic.desk.messages.keep_template
    if not why:
        assert keep("desk", replace(OWN, text=text)).sentence.startswith("Kept:")  # three letters may be anything
        return
    with pytest.raises(BadInput) as caught:
        keep("desk", replace(OWN, text=text))
    assert why in caught.value.sentence
    assert () == tuple(clinic.desk.messages.templates("ana"))


def test_a_letter_may_say_more_and_a_site_or_language_is_one(clinic: TellingClinic) -> None:
    """A closed letter names whom it likes; what is no site or language is refused."""
    letter = replace(OWN, way=Way.LETTER, title="Your follow-up", text="Dr Novak expects you.\\n{day}")
    clinic.desk.messages.keep_template("desk", letter)
    assert ["Dr Novak expects you.\n{day}"] == [one.text for one in clinic.desk.messages.templates("ana")]
    for wrong in (replace(OWN, site="mian"), replace(OWN, language="english")):
        with pytest.raises(BadInput, match=r"main|code of a language"):
            clinic.desk.messages.keep_template("desk", wrong)


def test_own_words_are_shown_sent_undone_and_dropped(clinic: TellingClinic) -> None:
    """For a real visit before anything is sent, also those that are only tried."""
    smith = clinic.change(register(clinic.desk).id, phones=(MOBILE,))
    visit = book(clinic.desk, smith, "2026-12-08T10:00").appointment.id
    messages = clinic.desk.messages
    tried = messages.preview("ana", visit, Reason.CONFIRM, Way.TEXT, text="{day}, C?")
    assert ("Tue Dec 8, C?", "en") == (tried.text, tried.language)
    messages.keep_template("desk", OWN)
    assert (
        "Main Street: Tue Dec 8 10:00 AM, C or R please." == messages.preview("ana", visit, *(OWN.reason, OWN.way)).text
    )
    clinic.desk.journal.undo("desk")
    assert "Reply C to confirm" in messages.preview("ana", visit, OWN.reason, OWN.way).text
    messages.keep_template("desk", OWN)
    clinic.work_until("2026-12-01T10:30")
    assert ["Main Street: Tue Dec 8 10:00 AM, C or R please."] == [one.text for one in clinic.texts.handed]
    messages.drop_template("desk", (OWN.reason, OWN.way, "en", ""))
    with pytest.raises(NotFound, match="no words of its own"):
        messages.drop_template("desk", (OWN.reason, OWN.way, "en", ""))
    with pytest.raises(NotFound, match="no appointment 99"):
        messages.preview("ana", type(visit)(99), OWN.reason, OWN.way)


def test_a_number_is_closed_and_opened_by_a_person(clinic: TellingClinic) -> None:
    """For whoever has it, however it is written; to open it wants how they asked; undo takes it back."""
    smith, jones = (
        clinic.change(register(clinic.desk, name).id, phones=(Phone(number, text=True),))
        for name, number in (("Smith", "617-555-0171"), ("Jones", "+1 (617) 555 0171"))
    )
    messages = clinic.desk.messages
    change = messages.change_number("ana", "6175550171", PointChange(stop=(Way.TEXT,), how="at the counter"))
    assert change is not None
    assert "6175550171: no texts since 23 Nov 2026." == change.sentence
    known = messages.number("ana", "1-617-555-0171")
    assert {smith.id, jones.id} == {one.id for one in known.patients}
    assert messages.change_number("ana", "6175550171", PointChange(stop=(Way.TEXT,))) is None
    book(clinic.desk, smith, "2026-12-08T10:00")
    clinic.work_until("2026-12-01T10:30")
    assert [("voice", "6175550171")] == [(one.way.value, one.address) for one in clinic.texts.handed]
    with pytest.raises(BadInput, match="Say how they asked"):
        messages.change_number("ana", "6175550171", PointChange(open=(Way.TEXT,)))
    messages.change_number("ana", "6175550171", PointChange(open=(Way.TEXT,), line=Line.MOBILE, how="on the phone"))
    assert "mobile" == point_words(messages.number("ana", "6175550171").point)
    clinic.desk.journal.undo("ana")
    assert "no texts since 23 Nov 2026" == point_words(messages.number("ana", "6175550171").point)
    with pytest.raises(BadInput, match="neither a phone number"):
        messages.number("ana", "x")

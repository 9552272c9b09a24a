"""Are the parts of a patient's record read, told and kept as meant: consents, alerts, earlier names, people?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.calendar.date_order import DateOrder
from core.clinic.model import Clinic
from core.errors import BadInput
from core.fields.model import ReadContext
from core.patients.consent import Channel, Consent, Evidence, Purpose
from core.patients.consent_fields import with_evidence
from core.patients.dialling import doubt, in_full
from core.patients.fields import PATIENT, new_patient
from core.patients.merging_fields import merged
from core.patients.model import Alert, ContactPerson, ContactRole, Phone, PreviousName
from core.patients.name_likeness import names
from core.patients.reaching import contact_words, number_to_call
from core.structs import replace
from storage.patient_columns import ALERTS, PHONES, PREVIOUS_NAMES
from tests.clinics import NOW

TODAY = NOW.date()
NEW_YORK = ZoneInfo("America/New_York")
READING = ReadContext(Clinic(), TODAY, DateOrder.MDY, NEW_YORK)
NOTED = datetime(2026, 1, 2, 15, tzinfo=UTC)
SMITH = new_patient({"family": "Smith", "given": "John", "birth_date": date(1984, 3, 14)})


def read(name: str, *texts: str, reading: ReadContext = READING) -> object:
    """What the field keeps of texts."""
    kind = PATIENT[name].kind
    return kind.clean(kind.read(list(texts), name, reading), name, reading)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2015", "2015"),
        ("mar 2015", "2015-03"),
        ("2015-03", "2015-03"),
        ("6/30/2015", "2015-06-30"),
        ("30 june 2015", "2015-06-30"),
    ],
)
def test_a_name_before_is_dated_as_far_as_it_is_known(typed: str, kept: str) -> None:
    """A year, a month or a day."""
    assert (PreviousName("Smyth", "", kept),) == read("previous", f"Smyth | | {typed}")


@pytest.mark.parametrize("typed", ["Smyth | 3/14", "Smyth | soon", "| 2015", "a | b | c | d", "Smyth | 2999"])
def test_what_is_no_date_of_a_name_is_refused(typed: str) -> None:
    """A day without a year among it, and one to come."""
    with pytest.raises(BadInput):
        read("previous", typed)


def test_a_file_that_does_not_say_its_order_dates_no_name() -> None:
    """3/4/2015 is two days."""
    reading = replace(READING, in_file=True, order=None)
    assert (PreviousName("Smyth", "2015"),) == read("previous", "Smyth | 2015", reading=reading)
    with pytest.raises(BadInput):
        read("previous", "Smyth | 3/4/2015", reading=reading)


def test_an_alert_is_over_after_its_last_day() -> None:
    """That day included; one without an end stays."""
    alerts = read("alerts", "latex allergy", "bring papers | 11/30/2026")
    assert (Alert("latex allergy"), Alert("bring papers", date(2026, 11, 30))) == alerts
    patient = replace(SMITH, alerts=alerts)
    last = date(2026, 11, 30)
    assert ("latex allergy", "bring papers") == patient.alerts_on(last)
    assert ("latex allergy",) == patient.alerts_on(last + timedelta(days=1))


def test_what_older_programs_kept_reads_as_it_was_meant() -> None:
    """Lists of texts; and a number that may be called said nothing of texts unless somebody refused calls too."""
    assert (Alert("Deaf"),) == ALERTS.read('["Deaf"]')
    assert (PreviousName("Smyth"),) == PREVIOUS_NAMES.read('["Smyth"]')
    kept = '[["1","mobile",true,false],["2","home",true,true],["3","work",false,false],["4","home",false,true]]'
    answers = [(True, None), (True, True), (False, False), (False, True)]
    assert answers == [(phone.voice, phone.text) for phone in PHONES.read(kept)]


def test_who_notes_a_consent_is_kept_with_it() -> None:
    """Once: what is saved again as it was keeps the evidence of then, by each channel for itself."""
    asked = replace(SMITH, phones=(Phone("617 555 0123", text=True),), email_consent=Consent(given=False))
    first = with_evidence(asked, None, at=NOTED, by="ana")
    text = Evidence(Channel.TEXT, "", NOTED, "ana")
    assert ((text,), Evidence(Channel.EMAIL, "", NOTED, "ana")) == (
        first.phones[0].evidence,
        first.email_consent.evidence,
    )
    assert first == with_evidence(asked, first, at=NOW, by="ben")

    no_calls = replace(asked, phones=(Phone("617-555-0123", voice=False, text=True),))
    (phone,) = with_evidence(no_calls, first, at=NOW, by="ben").phones
    assert (Evidence(Channel.VOICE, "", NOW, "ben"), text) == phone.evidence
    assert ("withdrawn", "given") == (phone.consent(Channel.VOICE).word, phone.consent(Channel.TEXT).word)

    bills = replace(asked, phones=(replace(asked.phones[0], purposes=(Purpose.CARE, Purpose.BILLING)),))
    (phone,) = with_evidence(bills, first, at=NOW, by="ben").phones
    assert [True, True, False] == [phone.consent(Channel.TEXT).allows(purpose) for purpose in Purpose]
    assert NOW == phone.consent(Channel.TEXT).evidence.at  # type: ignore[union-attr]


def test_who_is_to_be_called_at_which_number() -> None:
    """The first that was not refused, never one that is; whoever asks nothing is called as ever."""
    refused = Phone("617 555 0101", voice=False)
    patient = replace(SMITH, phones=(refused, Phone("617 555 0102")))
    assert "617 555 0102" == number_to_call(patient)
    assert "not to be called" == number_to_call(replace(SMITH, phones=(refused,)))
    assert ("", "") == (number_to_call(SMITH), contact_words(SMITH))
    asked = replace(SMITH, contact_rule="Ask for Jo", no_message=True, mail_address="PO Box 7")
    assert "Ask for Jo; leave no message; letters go to PO Box 7" == contact_words(asked)


def test_a_merge_keeps_what_either_refused() -> None:
    """By number and channel, whatever the other record says; and both rules of contact hold."""
    number = "617 555 0123"
    survivor = replace(
        SMITH, phones=(Phone(number, text=True),), email="j@e.org", contact_rule="Ask for Jo",
        email_consent=Consent(given=True),
    )  # fmt: skip
    loser = replace(
        SMITH, phones=(Phone("617-555-0123", text=False),), email="J@E.org", no_message=True,
        email_consent=Consent(given=False), contact_rule="Mornings only",
        contacts=(ContactPerson("Mia Smith", role=ContactRole.GUARDIAN),), suffix="Jr",
    )  # fmt: skip
    kept = merged(loser, survivor, ())
    assert [(True, False)] == [(phone.voice, phone.text) for phone in kept.phones]
    assert (False, "Ask for Jo; Mornings only", True) == (
        kept.email_consent.given,
        kept.contact_rule,
        kept.no_message,
    )
    assert ("Jr", loser.contacts) == (kept.suffix, kept.contacts)
    other_address = replace(loser, email="other@e.org")
    assert merged(other_address, survivor, ()).email_consent.given is True


def test_a_suffix_tells_father_and_son_apart() -> None:
    """In its own field as in the name."""
    senior, junior = replace(SMITH, suffix="Sr"), replace(SMITH, family="Smith Jr.")
    assert names(senior, junior).points < 0 < names(SMITH, junior).points
    assert ("Smith Sr, John", "Cher II") == (senior.name, replace(SMITH, family="", given="Cher", suffix="II").name)


@pytest.mark.parametrize(
    ("number", "full", "is_doubted"),
    [
        ("617 555 0123", "+1 617-555-0123", False),
        ("+44 20 7946 0958", "+44 20 7946 0958", False),
        ("0044 20 7946 0958", "+44 20 7946 0958", False),
        ("555 0123", "", False),
        ("12", "", False),
        ("617 555 012", "", True),
        ("617 555 01234", "", True),
        ("+999 123456789", "", True),
    ],
)
def test_a_number_that_cannot_be_dialled_is_doubted(number: str, full: str, is_doubted: bool) -> None:  # noqa: FBT001
    """By the plan of the site's country; a local number is one, and an extension."""
    assert full == in_full(number, NEW_YORK)
    assert is_doubted is bool(doubt(number, NEW_YORK))

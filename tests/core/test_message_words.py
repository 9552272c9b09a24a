"""What do messages say: in which language, how long, at which hour by whose clocks, and never too much?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar  # type: ignore[import-untyped]

from core.clinic.model import Site
from core.exchange.ical.invitation import Invitation, invitation_text
from core.messages.languages import code_of, day_text, time_text
from core.messages.lengths import as_sent, fits, is_gsm
from core.messages.model import MessageTemplate, Reason, Way
from core.messages.points import point_key
from core.messages.quiet import open_from
from core.messages.shipped import LANGUAGES, shipped, shipped_for_several
from core.messages.wording import Facts, worded
from core.patients.model import Patient
from core.record_ref import PatientId
from core.schedule.model.appointment import Mode
from core.settings.messages import MessageSettings
from core.structs import replace

SITE = Site("main", "Main Street", "America/New_York", phone="617-555-0100", address="1 Main St")
SMITH = Patient(PatientId(1), "100", "Smith", "Ann", date(1984, 3, 14))
START = datetime(2026, 12, 8, 15, 0, tzinfo=UTC)
SETTINGS = MessageSettings()
MAY_SAY = {"clinic", "day", "time", "times", "count", "place", "phone", "link", "test"}
ASKED_OF = (Reason.CONFIRM, Reason.REMINDER, Reason.MOVED, Reason.CANCELLED, Reason.MISSED, Reason.LATE, Reason.RECALL)
OPTS_OUT = re.compile(r"\b(CANCEL|QUIT|END|REVOKE|UNSUBSCRIBE|CANCELAR|BAJA|ALTO)\b", re.IGNORECASE)


def _told(reason: Reason = Reason.CONFIRM, way: Way = Way.TEXT, **facts: object) -> str:
    told = worded(reason, way, replace(Facts(SMITH, SITE, (START,)), **facts), (), SETTINGS)  # type: ignore[arg-type]
    assert told is not None
    return told.text


def test_what_is_shipped_says_the_least() -> None:
    """Day, time, place and how to answer alone, in each language and channel; a text fits one for a usual clinic."""
    found = 0
    for language in LANGUAGES:
        for reason in ASKED_OF:
            for way in Way:
                words = shipped(reason, way, language)
                assert words is not None
                for text in (*words.texts, words.title):
                    found += 1
                    fields = {name for _, name, _, _ in Formatter().parse(text) if name}
                    assert set() == fields - MAY_SAY
                    assert not re.search(r"(reply|responda)[^.]*" + OPTS_OUT.pattern, text, re.IGNORECASE)
                if way is Way.TEXT:
                    sent = _told(reason, way, patient=replace(SMITH, language=language))
                    assert fits(sent)
                    assert is_gsm(sent)
        several = shipped_for_several(language)
        assert several is not None
        assert all("C " not in text.replace("{", " ") for text in several.texts)
    assert found > 80


@pytest.mark.parametrize(
    ("text", "sent", "one"),
    [
        ("a" * 160, "a" * 160, True),
        ("a" * 161, "a" * 161, False),
        ("€" + "a" * 158, "€" + "a" * 158, True),
        ("€" + "a" * 159, "€" + "a" * 159, False),
        ("sábado, mié ñ", "sabado, mié ñ", True),
        ("Jo’s “clinic” – x", 'Jo\'s "clinic" - x', True),
        ("你" * 70, "你" * 70, True),
        ("你" * 71, "你" * 71, False),
        ("😀" * 36, "😀" * 36, False),
        ("عيادة", "عيادة", True),
    ],
)
def test_how_long_a_text_is(text: str, sent: str, *, one: bool) -> None:
    """GSM-7 counts 160, twice for some; one letter of another script makes them 70; accents alone are left out."""
    assert (sent, one) == (as_sent(text), fits(as_sent(text)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("English", "visit is Tue Dec 8 at 10:00 AM."),
        ("Español (México)", "cita es el mar 8 dic a las 10:00."),
        ("es-MX", "cita es el mar 8 dic a las 10:00."),
        ("Klingon", "visit is Tue Dec 8 at 10:00 AM."),
    ],
)
def test_the_patients_language(language: str, text: str) -> None:
    """With the day as it is written there; English where there are no words, and staff are told so."""
    told = worded(Reason.CONFIRM, Way.TEXT, Facts(replace(SMITH, language=language), SITE, (START,)), (), SETTINGS)
    assert told is not None
    assert text in told.text
    assert ("There are no words in Klingon." if language == "Klingon" else "") == told.note


def test_the_sites_language_comes_before_english_and_own_words_before_those_shipped() -> None:
    """Words of a site before those of all; in another script they are 70 letters, and too many are said to be."""
    site = replace(SITE, language="es")
    assert "su cita es el mar 8 dic" in _told(site=site)
    own = [
        MessageTemplate(1, Reason.CONFIRM, Way.TEXT, "zh", "", "", "{clinic}：{day} {time}，回复C确认，R改期。"),
        MessageTemplate(2, Reason.CONFIRM, Way.TEXT, "ar", "", "", "موعدك {day} {time}. C / R."),
        MessageTemplate(3, Reason.CONFIRM, Way.TEXT, "zh", "main", "", "{day} {time} C/R" + "。" * 60),
    ]
    settings = MessageSettings()
    texts = {}
    for language, where in (("Mandarin", replace(SITE, code="west")), ("Arabic", SITE), ("Chinese", SITE)):
        facts = Facts(replace(SMITH, language=language), where, (START,))
        told = worded(Reason.CONFIRM, Way.TEXT, facts, own, settings)
        assert told is not None
        texts[language] = (told.text[:32], told.is_too_long)
    assert {
        "Mandarin": ("Main Street：2026-12-08 10:00，回复C", False),
        "Arabic": ("موعدك 2026-12-08 10:00. C / R.", False),
        "Chinese": ("2026-12-08 10:00 C/R。。。。。。。。。。。。", True),
    } == texts


def test_a_long_name_takes_a_shorter_version() -> None:
    """And where none fits nothing is cut off in the middle: it is too long."""
    assert "Reply C" in _told()
    assert "C confirms, R reschedules." in _told(site=replace(SITE, name="N" * 60))
    told = worded(Reason.CONFIRM, Way.TEXT, Facts(SMITH, replace(SITE, name="N" * 150), (START,)), (), SETTINGS)
    assert told is not None
    assert told.is_too_long
    assert "call" not in _told(site=replace(SITE, phone=""))


def test_the_hour_is_that_of_the_place_or_of_who_joins_from_afar() -> None:
    """Also where the clocks show it twice; from another zone with what it is called there."""
    west = replace(SMITH, zone="America/Los_Angeles")
    assert "at 10:00 AM." in _told(patient=west)
    assert "at 7:00 AM PST." in _told(patient=west, mode=Mode.TELEHEALTH)
    twice = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert "Sun Nov 1 at 1:30 AM EDT." in _told(starts=(twice,))
    assert "Sun Nov 1 at 1:30 AM EST." in _told(starts=(twice + timedelta(hours=1),))
    morning = datetime(2026, 12, 8, 9, 5)
    assert ("2026-12-08", "9:05") == (day_text(morning, "fr"), time_text(morning, "fr"))
    assert "12:00 AM" == time_text(datetime(2026, 12, 8), "en")
    called = ("ENGLISH", "Spanish", "Chinese - Mandarin", "Haitian Creole", "", "pt", "xx-YY")
    assert ["en", "es", "zh", "ht", "", "pt", "xx"] == [code_of(one) for one in called]


@pytest.mark.parametrize(
    ("at", "zone", "opens"),
    [
        ("2026-12-01T09:00-05:00", "America/New_York", "2026-12-01T09:00-05:00"),
        ("2026-12-01T08:59-05:00", "America/New_York", "2026-12-01T09:00-05:00"),
        ("2026-12-01T20:00-05:00", "America/New_York", "2026-12-02T09:00-05:00"),
        ("2026-12-01T23:59-05:00", "America/New_York", "2026-12-02T09:00-05:00"),
        ("2026-12-01T09:00-05:00", "America/Los_Angeles", "2026-12-01T09:00-08:00"),
        ("2027-03-13T21:00-05:00", "America/New_York", "2027-03-14T09:00-04:00"),
        ("2026-10-31T21:00-04:00", "America/New_York", "2026-11-01T09:00-05:00"),
    ],
)
def test_the_hours_of_the_day(at: str, zone: str, opens: str) -> None:
    """From nine to eight by the patient's clocks, over midnight and over the days on which these change."""
    found = open_from(datetime.fromisoformat(at).astimezone(UTC), ZoneInfo(zone), SETTINGS)
    assert datetime.fromisoformat(opens) == found


def test_an_event_stays_one() -> None:
    """Made, moved and called off, it is read by another program as one; no name breaks a line of it."""
    hostile = 'Dr "O\'Neil"; DROP, \\ x\r\nATTENDEE:mailto:x@x.example 诊所' + "é" * 80
    end = START + timedelta(minutes=20)
    first = Invitation("appointment-7@abc", 0, START, START, end, hostile, hostile, "d@x.example")
    events: dict[str, tuple[int, str]] = {}
    for sequence, (method, event) in enumerate(
        (("PUBLISH", first), ("PUBLISH", replace(first, start=START + timedelta(days=1))), ("CANCEL", first))
    ):
        text = invitation_text(replace(event, sequence=sequence, is_cancelled=method == "CANCEL"), method)
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        calendar = Calendar.from_ical(text)
        (told,) = calendar.walk("VEVENT")
        assert (method, None) == (calendar["METHOD"], told.get("ATTENDEE"))
        assert hostile.replace("\r\n", "\n") == str(told["SUMMARY"])
        if str(told["UID"]) not in events or events[str(told["UID"])][0] < told["SEQUENCE"]:
            events[str(told["UID"])] = (told["SEQUENCE"], str(told["STATUS"]))
    assert {"appointment-7@abc": (2, "CANCELLED")} == events


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("617-555-0171", "6175550171"),
        ("٦١٧-٥٥٥-٠١٧١", "6175550171"),
        ("+1 (617) 555.0171", "6175550171"),
        ("16175550171", "6175550171"),
        ("+44 20 7946 0958", "442079460958"),
        ("0044 20 7946 0958", "442079460958"),
        (" Jo@X.Example ", "jo@x.example"),
    ],
)
def test_one_number_is_one_however_it_is_written(written: str, key: str) -> None:
    """So that a stop closes it wherever it stands."""
    assert key == point_key(written)

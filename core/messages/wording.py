"""In which words does a message reach somebody: which template, filled with what, in which language?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.wall import local
from core.messages import sentences as say
from core.messages.languages import ENGLISH, code_of, day_text, time_text
from core.messages.lengths import as_sent, fits
from core.messages.model import Reason, Way
from core.messages.quiet import clocks_of
from core.messages.shipped import Words, shipped, shipped_for_several
from core.schedule.model.appointment import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from core.clinic.model import Site
    from core.messages.model import Message, MessageTemplate
    from core.patients.model import Patient
    from core.settings.messages import MessageSettings

_BLANK_LINES: Final = re.compile(r"\n{3,}")
_PHONE: Final = "{phone}"


class Told(Struct, frozen=True):
    """What a message says: `language` is a code, and `note` what staff are to know of that; `is_too_long` for a text
    of which no version fits.
    """

    language: str
    title: str
    text: str
    note: str = ""
    is_too_long: bool = False


class Facts(Struct, frozen=True):
    """Whom it is about and what is known: `starts` are those of each visit that is told, the first one's first."""

    patient: Patient
    site: Site
    starts: tuple[datetime, ...]
    mode: Mode = Mode.IN_PERSON
    link: str = ""
    test_link: str = ""


def worded(
    reason: Reason, way: Way, facts: Facts, own: Sequence[MessageTemplate], settings: MessageSettings
) -> Told | None:
    """The words of the message; None where neither the clinic nor the program has any for that reason.

    The patient's language comes first, then the site's, then the clinic's, then English; the clinic's own words before
    those that are shipped.
    """
    wished = code_of(facts.patient.language)
    languages = dict.fromkeys([wished, facts.site.language, settings.language, ENGLISH])
    for language in filter(None, languages):
        words = _words(reason, way, facts, language, own)
        if words is None:
            continue
        is_missing = bool(facts.patient.language) and language != wished
        note = say.LANGUAGE_MISSING.format(language=facts.patient.language) if is_missing else ""
        return _filled(words, way, facts, language, note)
    return None


def fields_of(facts: Facts, language: str) -> Mapping[str, str]:
    """What stands for each field. The time is the site's, of a visit by telehealth the patient's own."""
    is_remote = facts.mode is Mode.TELEHEALTH
    zone = clocks_of(facts.patient, facts.site) if is_remote else facts.site.tz
    is_elsewhere = is_remote and zone.key != facts.site.zone
    walls = [local(start, zone) for start in facts.starts]
    times = [time_text(wall, language, names_zone=is_elsewhere) for wall in walls]
    return {
        "clinic": facts.site.name,
        "day": day_text(walls[0], language),
        "time": times[0],
        "times": ", ".join(dict.fromkeys(times)),
        "count": str(len(walls)),
        "place": "" if is_remote else facts.site.address,
        "phone": facts.site.phone or facts.site.name,
        "link": facts.link,
        "test": facts.test_link,
    }


def several_fit(messages: Sequence[Message]) -> bool:
    """Whether these can be told as one: reminders and requests to confirm."""
    return all(one.reason in {Reason.CONFIRM, Reason.REMINDER} for one in messages)


def _words(reason: Reason, way: Way, facts: Facts, language: str, own: Sequence[MessageTemplate]) -> Words | None:
    if len(facts.starts) > 1:
        return shipped_for_several(language)
    for site in (facts.site.code, ""):
        for one in own:
            if (one.reason, one.way, one.language, one.site) == (reason, way, language, site):
                return Words((one.text,), one.title)
    return shipped(reason, way, language)


def _filled(words: Words, way: Way, facts: Facts, language: str, note: str) -> Told:
    fields = fields_of(facts, language)
    title = words.title.format(**fields)
    if way is not Way.TEXT:
        return Told(language, title, _whole(words.texts[0].format(**fields)), note)
    text = ""
    for text in _in_turn(words, facts, fields):
        if fits(text):
            return Told(language, title, text, note)
    return Told(language, title, text, note, is_too_long=True)


def _in_turn(words: Words, facts: Facts, fields: Mapping[str, str]) -> Iterator[str]:
    """The texts from the longest on, first with the link of a visit by telehealth, then without.

    One that names the phone where the site has none comes last.
    """
    by_phone = sorted(words.texts, key=lambda text: _PHONE in text and not facts.site.phone)
    texts = [as_sent(" ".join(template.format(**fields).split())) for template in by_phone]
    if facts.link:
        yield from (f"{text} {facts.link}" for text in texts if facts.link not in text)
    yield from texts


def _whole(text: str) -> str:
    """Without the lines that stayed empty."""
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()

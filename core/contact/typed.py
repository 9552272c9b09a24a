"""What do the lines mean in which somebody notes a contact, `@mother: asks for the forms >> fri`, or a time?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.parse_date import parse_date
from core.calendar.parse_moment import parse_moment
from core.calendar.wall import local, resolve
from core.contact import sentences as say
from core.contact.call_sentences import AGAIN_MISSING
from core.errors import BadInput

if TYPE_CHECKING:
    from datetime import date

    from core.calendar.date_order import DateOrder
    from core.clinic.model import Site

_WHO: Final = re.compile(r"@\s*(?P<who>[^:]*\S)\s*:\s*(?P<rest>.*)", re.DOTALL)
_FOLLOW_UP: Final = ">>"


class TypedContact(Struct, frozen=True):
    """What it was about, who spoke for the patient ('' for the patient), and when it is to be followed up."""

    summary: str
    who: str = ""
    follow_up: date | None = None


def read_contact(text: str, *, today: date, order: DateOrder) -> TypedContact:
    """The line read: who behind @ and before a colon at its start, a day behind the last >>, the summary between.

    Raises BadInput where there is no summary, or one of the two cannot be read.
    """
    summary, mark, day = text.rpartition(_FOLLOW_UP) if _FOLLOW_UP in text else (text, "", "")
    summary, who = summary.strip(), ""
    if summary.startswith("@"):
        found = _WHO.fullmatch(summary)
        if found is None:
            raise BadInput(say.WHO_UNENDED, field="who")
        who, summary = found["who"], found["rest"].strip()
    if not summary:
        raise BadInput(say.SUMMARY_MISSING, field="summary")
    return TypedContact(summary, who, _day(day, today, order) if mark else None)


def _day(text: str, today: date, order: DateOrder) -> date:
    if not text.strip():
        raise BadInput(say.FOLLOW_UP_MISSING, field="follow_up")
    try:
        return parse_date(text, today=today, order=order, field="follow_up")
    except BadInput as refusal:
        raise BadInput(say.FOLLOW_UP_UNREAD.format(why=refusal.sentence), field="follow_up") from refusal


def read_instant(text: str, *, now: datetime, site: Site, order: DateOrder) -> datetime:
    """The instant (UTC) that a time means at the site, today's where no day is said. Raises BadInput."""
    if not text.strip():
        raise BadInput(AGAIN_MISSING, field="at")
    today = local(now, site.tz).date()
    when = parse_moment(text, today=today, order=order, zone=site.tz, base_date=today, field="at")
    if when.time is None:
        raise BadInput(AGAIN_MISSING, field="at")
    wall = datetime.combine(when.date, when.time)
    if when.offset is not None:
        return (wall - when.offset).replace(tzinfo=UTC)
    return resolve(wall, site.tz, fold=0).at

"""What do the words of the command line mean: numbers, pairs, times at a site?"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Final

from core.calendar.parse_moment import parse_moment
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.clinic.given_reason import LONGEST_WORDS
from core.errors import BadInput, NotFound
from core.fields.sentences import BAD_WORD
from core.record_ref import AppointmentId
from core.schedule.model.appointment import Mode
from core.schedule.model.linked import Scope
from core.schedule.opening import sites_of
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.text.cleaning import LONGEST_NUMBER, clean_text
from tui.cli import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from core.calendar.date_order import DateOrder
    from core.clinic.model import Clinic, Site

_LONGEST_VALUE: Final = LONGEST_WORDS + 20
"""Characters of a reason with its code and its words."""
_NOBODY: Final = "nobody"


def read_number(typed: str, what: str, *, least: int | None = None, most: int | None = None) -> int:
    """A whole number in its range. Raises BadInput."""
    sign, digits = (-1, typed[1:]) if typed.startswith("-") else (1, typed)
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
    number = sign * int(digits) if is_number else 0
    if is_number and (least is None or least <= number) and (most is None or number <= most):
        return number
    span = ""
    if least is not None:
        allowed = sentences.USAGE_NUMBER_LEAST if most is None else sentences.USAGE_NUMBER_RANGE
        span = allowed.format(least=least, most=most)
    raise BadInput(sentences.USAGE_BAD_NUMBER.format(typed=clean_text(typed), what=what, range=span))


def read_appointment(typed: str) -> AppointmentId:
    """The number of an appointment. Raises BadInput, or NotFound for one that cannot exist."""
    if typed.isascii() and typed.isdigit() and len(typed) > LONGEST_NUMBER:
        raise NotFound(NO_SUCH_APPOINTMENT.format(number=typed[:LONGEST_NUMBER] + "..."))
    return AppointmentId(read_number(typed, "appointment's number"))


def read_pairs(typed: Sequence[str], option: str, *, form: str, example: str) -> dict[str, str]:
    """C3=urgent, C6=other as a mapping. Raises BadInput."""
    pairs: dict[str, str] = {}
    for pair in typed:
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise BadInput(
                sentences.USAGE_BAD_PAIR.format(typed=clean_text(pair), option=option, form=form, example=example)
            )
        pairs[clean_text(name)] = clean_text(value, limit=_LONGEST_VALUE)
    return pairs


def read_overrides(typed: Sequence[str]) -> dict[str, str]:
    """Rules and reasons, with words or without: {"C3": "urgent", "C6": "other: father died"}."""
    pairs = read_pairs(typed, "--override", form="RULE=REASON", example="C3=urgent")
    return {rule.upper(): reason for rule, reason in pairs.items()}


def read_waivers(typed: Sequence[str]) -> dict[str, str]:
    """Check-in items and reasons: {"identity": "known"}."""
    pairs = read_pairs(typed, "--waive", form="ITEM=REASON", example="identity=known")
    return {item.lower(): reason for item, reason in pairs.items()}


def read_mode(typed: str | None) -> Mode | None:
    """In-person or telehealth; None leaves it to the visit type."""
    return None if typed is None else Mode(read_word(typed, "way to meet", [mode.value for mode in Mode]))


def read_further(typed: Sequence[str]) -> tuple[str, ...] | None:
    """Codes of those who are to be there besides: none for `nobody`; None leaves it to the visit type."""
    if not typed:
        return None
    return () if [one.strip().lower() for one in typed] == [_NOBODY] else tuple(clean_text(one) for one in typed)


def read_scope(typed: str | None) -> Scope:
    """One, later, all or group; one where nothing is said."""
    return Scope.ONE if typed is None else Scope(read_word(typed, "part of a series", [scope.value for scope in Scope]))


def read_word(typed: str, what: str, words: Sequence[str]) -> str:
    """One of the words, in whatever case. Raises BadInput naming them."""
    word = typed.strip().lower()
    if word in words:
        return word
    raise BadInput(BAD_WORD.format(typed=clean_text(typed), what=what, words=", ".join(words)))


def read_start(typed: str, *, today: date, order: DateOrder, zone: ZoneInfo, base: datetime | None = None) -> datetime:
    """A start: naive wall time of the site, or aware where an offset or the name of the `zone`'s clocks was typed.

    What is not said is kept from `base`, the present wall time of what is moved. Raises BadInput.
    """
    when = parse_moment(
        typed,
        today=today,
        order=order,
        zone=zone,
        base_date=base.date() if base else None,
        base_time=base.time() if base else None,
        field="start",
    )
    if when.time is None:
        raise BadInput(sentences.USAGE_START_NEEDS_TIME.format(typed=clean_text(typed)), field="start")
    start = datetime.combine(when.date, when.time)
    return start if when.offset is None else start.replace(tzinfo=timezone(when.offset))


def day_site(clinic: Clinic, now: datetime, *, site: str | None, provider: str | None) -> Site:
    """The site whose today counts: the one named, else where the provider works today, else the first.

    An unknown code is not refused here: whoever is asked next says it better.
    """
    first = first_site(clinic)
    if site:
        return clinic.sites.get(site, first)
    person = clinic.providers.get(provider or "")
    working = sites_of(clinic, person, local(now, first.tz).date()) if person else ()
    return clinic.sites[working[0]] if working else first


def refuse_backwards(first: date, last: date) -> None:
    """Raise BadInput where the last day, that of --to, is before the first one."""
    if last < first:
        told = {"first": f"{first:%-d %b %Y}", "last": f"{last:%-d %b %Y}"}
        raise BadInput(sentences.USAGE_DAYS_BACKWARDS.format(**told), field="to")

"""When does a calendar say that somebody is away, within some days and in the time of one place?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from msgspec import Struct

from core.calendar.period import Period
from core.errors import BadInput
from core.exchange.ical import sentences
from core.exchange.ical.components import event_texts
from core.exchange.ical.windows_zones import zone_named
from core.structs import replace
from core.text.cleaning import clean_text
from core.text.wording import shown

if TYPE_CHECKING:
    from core.exchange.ical.components import EventText, Property

_DATE: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MOMENT: Final = re.compile(r"([0-9]{8})T([0-9]{2})([0-9]{2})([0-9]{2})(Z?)")
_NUMBER: Final = "([0-9]{1,9})"
_DURATION: Final = re.compile(rf"\+?P(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?")
_UNTIL: Final = re.compile(r"UNTIL=([0-9]{8})(?:T([0-9]{6})(Z?))?", re.IGNORECASE)
_TOO_OFTEN: Final = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)|BY(MINUTE|SECOND)=[^;]*,", re.IGNORECASE)
_NEVER: Final = re.compile(r"(INTERVAL|COUNT)=(?!0*[1-9])", re.IGNORECASE)
"""What does not go on from day to day, which would be looked through without end, or says no number of times."""
_DAY: Final = timedelta(days=1)
_MOST: Final = 400
_LONGEST_NAME: Final = 60


class Busy(Struct, frozen=True):
    """One time at which the calendar's owner is away: naive wall time at the place, and what for."""

    period: Period
    summary: str


class Unread(Struct, frozen=True):
    """An event that could not be read, and why, in a sentence."""

    summary: str
    why: str


def busy_times(text: str, zone: ZoneInfo, window: Period) -> tuple[tuple[Busy, ...], tuple[Unread, ...]]:
    """When somebody is away in the `window` (wall time in `zone`), by start, and what could not be read.

    What is cancelled, or marked as free, is neither. An occurrence that was moved stands where it was moved to.
    Raises BadInput for what is no calendar.
    """
    found: list[Busy] = []
    unread: list[Unread] = []
    moved: dict[str, set[datetime]] = {}
    events = list(event_texts(text))
    for event in events:
        if instead := event.first("RECURRENCE-ID"):
            try:
                moved.setdefault(_uid(event), set()).add(_wall(instead, zone)[0])
            except BadInput:
                continue  # said of the event itself
    for event in events:
        summary = clean_text(prop.text, limit=_LONGEST_NAME) if (prop := event.first("SUMMARY")) else ""
        try:
            gone = set() if event.first("RECURRENCE-ID") else moved.get(_uid(event), set())
            found += [Busy(period, summary) for period in _periods(event, zone, window, gone)]
            if any(one.value.strip() for one in event.all("RDATE")):
                unread.append(Unread(summary, sentences.DATES_ADDED))
        except BadInput as error:
            unread.append(Unread(summary, error.sentence))
        except OverflowError:
            unread.append(Unread(summary, sentences.BEYOND_TIME))
    return tuple(sorted(found, key=lambda one: (one.period.start, one.period.end))), tuple(unread)


def _periods(event: EventText, zone: ZoneInfo, window: Period, moved: set[datetime]) -> list[Period]:
    """When the event takes place. Raises BadInput."""
    if not event.is_whole:
        raise BadInput(sentences.NOT_ENDED.format(name="VEVENT"))
    if _word(event, "STATUS") == "CANCELLED" or _word(event, "TRANSP") == "TRANSPARENT":
        return []
    begins = event.first("DTSTART")
    if begins is None:
        raise BadInput(sentences.NO_START)
    start, is_day = _wall(begins, zone)
    lasts = _length(event, start, zone, is_day=is_day)
    starts: Sequence[datetime] = [start]
    rule = event.first("RRULE")
    if len(event.all("RRULE")) > 1:
        raise BadInput(sentences.RULES)
    if rule:
        each = (replace(one, value=value) for one in event.all("EXDATE") for value in one.value.split(","))
        left_out = moved | {_wall(one, zone)[0] for one in each if one.value.strip()}
        starts = [
            at
            for at in _occurrences(rule.value, _zone_of(begins, zone), start, zone, _reaching(window, lasts))
            if at not in left_out
        ]
    periods = (Period(at, at + lasts) for at in starts)
    return [one for one in periods if max(one.start, window.start) < min(one.end, window.end)]


def _reaching(window: Period, lasts: timedelta) -> Period:
    """When whatever reaches into the window begins, in any zone."""
    return Period(window.start - lasts - 2 * _DAY, window.end + 2 * _DAY)


def _occurrences(rule: str, own: ZoneInfo, start: datetime, zone: ZoneInfo, window: Period) -> list[datetime]:
    """The starts within the window (wall time in `zone`), counted in the event's `own` zone."""
    told = shown(rule[:_LONGEST_NAME])
    if _TOO_OFTEN.search(rule):
        raise BadInput(sentences.RULE_TOO_OFTEN.format(rule=told))
    if _NEVER.search(rule):
        raise BadInput(sentences.RULE_UNREADABLE.format(rule=told))
    first = start if own is zone else start.replace(tzinfo=zone).astimezone(own).replace(tzinfo=None)
    try:
        dates = rrulestr(_UNTIL.sub(lambda found: f"UNTIL={_until(found, own)}", rule), dtstart=first)
        found = dates.between(window.start, window.end, inc=True, count=_MOST + 1)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise BadInput(sentences.RULE_UNREADABLE.format(rule=told)) from error
    if len(found) > _MOST:
        raise BadInput(sentences.TOO_MANY.format(most=_MOST))
    if own is zone:
        return list(found)
    return [at.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None) for at in found]


def _until(found: re.Match[str], own: ZoneInfo) -> str:
    """The last moment in wall time of the event's zone: that of a day includes all of it."""
    if not found[2]:
        return f"{found[1]}T235959"
    if not found[3]:
        return f"{found[1]}T{found[2]}"
    at = datetime.strptime(f"{found[1]}{found[2]}", "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return f"{at.astimezone(own):%Y%m%dT%H%M%S}"


def _length(event: EventText, start: datetime, zone: ZoneInfo, *, is_day: bool) -> timedelta:
    ends, lasts = event.first("DTEND"), event.first("DURATION")
    if ends:
        length = _wall(ends, zone)[0] - start
    elif lasts:
        found = _DURATION.fullmatch(lasts.value.strip())
        if not found or not any(found.groups()):
            raise BadInput(sentences.UNREADABLE.format(name="DURATION", value=shown(lasts.value[:_LONGEST_NAME])))
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    else:
        length = _DAY if is_day else timedelta(0)
    if length < timedelta(0):
        raise BadInput(sentences.ENDS_BEFORE)
    return max(length, _DAY) if is_day else length


def _wall(prop: Property, zone: ZoneInfo) -> tuple[datetime, bool]:
    """The moment in wall time of `zone`, and whether it is a whole day. Raises BadInput."""
    value = prop.value.strip()
    try:
        if day := _DATE.fullmatch(value):
            return datetime.combine(date(*map(int, day.groups())), time.min), True
        if found := _MOMENT.fullmatch(value):
            at = datetime.strptime(f"{found[1]}{found[2]}{found[3]}", "%Y%m%d%H%M")
            own = _zone_of(prop, zone)
            return (at if own is zone else at.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)), False
    except (ValueError, OverflowError):
        pass
    raise BadInput(sentences.UNREADABLE.format(name=prop.name, value=shown(value[:_LONGEST_NAME])))


def _zone_of(prop: Property, zone: ZoneInfo) -> ZoneInfo:
    """The zone that the value is in: that of the place where it floats. Raises BadInput for one that is unknown."""
    if prop.value.strip().endswith("Z"):
        return ZoneInfo("UTC")
    name = prop.parameters.get("TZID", "")
    if not name:
        return zone
    parts = [part for part in name.split("/") if part]
    for known in (*("/".join(parts[at:]) for at in range(len(parts))), zone_named(parts[-1] if parts else "")):
        try:
            found = ZoneInfo(known)
        except (ValueError, OSError, KeyError):
            continue
        return zone if found.key == zone.key else found
    raise BadInput(sentences.UNKNOWN_ZONE.format(zone=shown(name[:_LONGEST_NAME])))


def _uid(event: EventText) -> str:
    return prop.value if (prop := event.first("UID")) else ""


def _word(event: EventText, name: str) -> str:
    return prop.value.strip().upper() if (prop := event.first(name)) else ""

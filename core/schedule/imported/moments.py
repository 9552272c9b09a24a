"""When was a visit, as the cells of other programs say it: in one column or in two, ISO or as people write it?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.file_date import read_file_day
from core.calendar.parse_time import find_time, parse_time
from core.calendar.wall import resolve
from core.clinic.codes import first_site
from core.errors import BadInput
from core.fields.model import Kind
from core.schedule.imported import sentences as say
from core.text.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from core.clinic.model import Clinic
    from core.fields.model import ReadContext

_DAY_AND_TIME: Final = re.compile(
    r"(?P<day>.*?[0-9a-z])(?:T|,? +(?:at +)?)"
    r"(?P<time>[0-9]{1,2}(?:[:.][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?(?: ?[ap]\.?(?: ?m\.?)?)?|noon)",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\.?,? +", re.IGNORECASE)
_PARTS_OF_SECONDS: Final = re.compile(r"(?<=:[0-9]{2}):[0-9]{2}(?:\.[0-9]+)?")
_LENGTH: Final = re.compile(
    r"(?P<minutes>[0-9]{1,5}) *(?:m|mins?|minutes?)?\.?"
    r"|(?P<hours>[0-9]{1,2}):(?P<rest>[0-5][0-9])(?::00)?"
    r"|(?:PT)?(?:(?P<h>[0-9]{1,2}) *(?:h|hrs?|hours?)\.?)? *(?:(?P<m>[0-9]{1,3}) *(?:m|mins?|minutes?)?\.?)?",
    re.IGNORECASE,
)


class TypedMoment(Struct, frozen=True):
    """A moment as a cell has it: an instant, or wall time of the site that the line names (`moment_of`).

    Of a cell that says a day alone `has_time` is False, and of one that says a time alone `has_day`.
    """

    at: datetime
    clinic: Clinic
    has_day: bool = True
    has_time: bool = True


def moment_of(typed: TypedMoment, site: str, name: str) -> datetime:
    """The instant (UTC, whole minutes). Raises BadInput for a wall time that the site's clocks skip or have twice."""
    at = typed.at.replace(second=0, microsecond=0)
    if at.tzinfo:
        return at.astimezone(UTC)
    there = typed.clinic.sites.get(site) or first_site(typed.clinic)
    found = resolve(at, there.tz)
    if found.skipped or found.repeated:
        sentence = say.START_SKIPPED if found.skipped else say.START_REPEATED
        raise BadInput(sentence.format(site=there.name, value=f"{at:%Y-%m-%dT%H:%M}"), field=name)
    return found.at


def says_when(told: Mapping[str, Any]) -> bool:
    """Whether the columns together say a day and a time."""
    said = [told[name] for name in ("start", "date", "time") if name in told]
    return any(each.has_day for each in said) and any(each.has_time for each in said)


def start_of(told: Mapping[str, Any]) -> datetime | None:
    """The instant that one column says, or a date and a time. Raises BadInput."""
    site = told.get("site", "")
    start, day, at = (told.get(name) for name in ("start", "date", "time"))
    clock = at or (start if start and start.has_time and not start.has_day else None)
    on = day or (start if start and start.has_day and not start.has_time else None)
    if start and start.has_day and start.has_time:
        return moment_of(start, site, "start")
    if on and clock:
        return moment_of(TypedMoment(datetime.combine(on.at, clock.at.time()), on.clinic), site, "time")
    if on and on.has_time:
        return moment_of(on, site, "date")
    return None


def end_of(told: Mapping[str, Any], start: datetime | None) -> datetime | None:
    """The instant at which it ended; a time alone is of the day on which it began. Raises BadInput."""
    end = told.get("end")
    if end is None or start is None or not end.has_time:
        return None
    site = told.get("site", "")
    if end.has_day:
        return moment_of(end, site, "end")
    there = end.clinic.sites.get(site) or first_site(end.clinic)
    return moment_of(TypedMoment(datetime.combine(start.astimezone(there.tz), end.at.time()), end.clinic), site, "end")


def moment() -> Kind[TypedMoment]:
    """A cell that says when: day and time, or either where another column says the other."""
    return Kind(lambda typed, name, reading: _read(typed, name, reading, is_start=True))


def day() -> Kind[TypedMoment]:
    """A cell that says on which day, perhaps with the time behind it."""
    return Kind(lambda typed, name, reading: _read(typed, name, reading, is_start=False))


def clock() -> Kind[TypedMoment]:
    """A cell that says at what time."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> TypedMoment:
        at = parse_time(_bare(typed[0]), field=name)
        return TypedMoment(datetime.combine(date.min, at), reading.clinic, has_day=False)

    return Kind(read)


def minutes() -> Kind[int]:
    """A cell that says how long: 20, 20 min, 0:20, 1h 30, PT45M."""

    def read(typed: Sequence[str], name: str, _: ReadContext) -> int:
        text = typed[0].strip()
        found = _LENGTH.fullmatch(text) if text.isascii() else None
        lasts = _minutes(found) if found else 0
        if not lasts:
            raise BadInput(say.LENGTH_UNREADABLE.format(value=shown(text)), field=name)
        return lasts

    return Kind(read)


def _minutes(found: re.Match[str]) -> int:
    if found["minutes"]:
        return int(found["minutes"])
    return 60 * int(found["hours"] or found["h"] or 0) + int(found["rest"] or found["m"] or 0)


def _bare(text: str) -> str:
    """Without the seconds, which are none in a plan of visits."""
    return _PARTS_OF_SECONDS.sub("", text.strip())


def _read(typed: Sequence[str], name: str, reading: ReadContext, *, is_start: bool) -> TypedMoment:
    text = typed[0].strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return _as_people_write(text, name, reading, is_start=is_start)
    is_day = len(text) <= len("2027-03-14")
    is_midnight = not is_start and at.time() == time(0)  # behind a day, as programs write it of a day alone
    return TypedMoment(at, reading.clinic, has_time=not (is_day or is_midnight))


def _as_people_write(text: str, name: str, reading: ReadContext, *, is_start: bool) -> TypedMoment:
    written = _WEEKDAY.sub("", _bare(text), count=1) if _WEEKDAY.match(text) else _bare(text)
    both = _DAY_AND_TIME.fullmatch(written)
    at = find_time(both["time"].replace(".m.", "m"), field=name) if both and _has_a_clock(both["time"]) else None
    if both and at:
        on = read_file_day(both["day"].rstrip(","), field=name, order=reading.order)
        is_midnight = not is_start and at == time(0)
        return TypedMoment(datetime.combine(on, at), reading.clinic, has_time=not is_midnight)
    alone = find_time(written, field=name) if is_start and _has_a_clock(written) else None
    if alone:
        return TypedMoment(datetime.combine(date.min, alone), reading.clinic, has_day=False)
    try:
        on = read_file_day(written, field=name, order=reading.order)
    except BadInput as refusal:
        raise BadInput(say.START_UNREADABLE.format(value=shown(text)), field=name) if is_start else refusal from None
    return TypedMoment(datetime.combine(on, time(0)), reading.clinic, has_time=False)


def _has_a_clock(text: str) -> bool:
    """Whether it is a time and no year or day: 9:30, 9am, noon."""
    return ":" in text or text[-1:].lower() in {"m", "a", "p", "n", "."}

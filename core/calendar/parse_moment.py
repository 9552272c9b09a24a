"""Which moment at a site do typed words mean, also with the name of its clocks (1:30 EDT), and why is one none?"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar import sentences
from core.calendar.named_periods import days_of_month, far_off, period_of
from core.calendar.names import format_date
from core.calendar.one_order import order_of
from core.calendar.parse_date import find_date
from core.calendar.parse_when import parse_when
from core.calendar.readings import Reading, the_only
from core.calendar.typed_words import plain_words
from core.calendar.wall import resolve
from core.errors import BadInput
from core.structs import replace
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from core.calendar.date_order import DateOrder
    from core.calendar.parse_when import When

_UTC: Final = frozenset(("utc", "gmt"))
_ELSEWHERE: Final = frozenset(
    ("est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "akst", "akdt", "hst", "bst", "cet", "cest")
)
"""Names that people know, and that clocks have which may be others."""
_LAST_WORD: Final = re.compile(
    r"(?P<said>.*(?:[0-9apm.]|noon))\s*?\(?\b(?P<name>[A-Za-z]{3,5}|[+-][0-9]{2,4})\)?", re.DOTALL | re.IGNORECASE
)
_BETWEEN: Final = re.compile(r" ?\.\. ?| ?[-\u2013\u2014] ?| (?:to|until|through) ")
_OR: Final = re.compile(r" ?[/&,] ?| (?:and|or) |(?<=[a-z]{3}) (?=[a-z]{3})")
_DATED: Final = re.compile(r"[0-9]{1,4}[/.][0-9]{1,4}.*|[0-9]{4}-.*")
_OPEN: Final = re.compile(
    r"\b(?:after|before|between|since|until|by|not|from|early|late|later|mid|lunch(?:time)?|evenings?|tonight"
    r"|(?:end of (?:the )?day)|eod|cob|any ?time|first thing|asap|(?:morning|afternoon)s)\b"
)
_MIDNIGHT: Final = re.compile(r"(?:(?P<day>.+?) )?(?:at )?midnight")
_ONE_DIGIT: Final = re.compile(r"(?:.* )?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9])(?: ?[ap]m?)?")
_BARE: Final = re.compile(r"[0-9]{1,2}")
_SAYS_NOTHING: Final = sentences.WHEN_UNREADABLE.partition("}")[2].partition("{")[0]
_HALF_SAID: Final = re.compile(r"[0-9 ]p(?:\.? ?m)?\b|\b(?:1[3-9]|2[0-3])[:.h]|noon")
_HALF_A_DAY: Final = timedelta(hours=12)
_DAY: Final = timedelta(days=1)


def parse_moment(
    text: str,
    *,
    today: date,
    order: DateOrder,
    zone: ZoneInfo,
    base_date: date | None = None,
    base_time: time | None = None,
    field: str = "when",
) -> When:
    """As `parse_when`; with the name of the zone's clocks behind the time, it is as far from UTC as these are then.

    Raises BadInput for `field`, which says so where what is typed is days, or hours of a day, and no moment.
    """
    named = _LAST_WORD.fullmatch(clean_text(text, limit=80).strip())
    known = named is not None and named["name"].lower() in _UTC | _ELSEWHERE | _names(zone, today)
    said, name = (named["said"], named["name"].upper()) if named and known else (text, "")
    try:
        when = parse_when(said, today=today, order=order, base_date=base_date, base_time=base_time, field=field)
    except BadInput as refusal:
        raise _better(refusal, text, today, order, field) from refusal
    if not name:
        return when
    return _at_clocks(when, name, zone, field, is_plain=not _HALF_SAID.search(said.lower()))


def _names(zone: ZoneInfo, today: date) -> frozenset[str]:
    """What the clocks are called there in the year from today on."""
    begin = datetime.combine(today, datetime.min.time(), tzinfo=UTC)
    months = ((begin + timedelta(days=30 * month)).astimezone(zone).tzname() for month in range(13))
    return frozenset(name.lower() for name in months if name)


def _at_clocks(when: When, name: str, zone: ZoneInfo, field: str, *, is_plain: bool) -> When:
    """1:30 EDT in the night in which the clocks show it twice is as it is shown there, and not in the afternoon."""
    if when.time is None or when.offset is not None:
        raise BadInput(sentences.ZONE_WITHOUT_TIME.format(name=name), field=field)
    wall = datetime.combine(when.date, when.time)
    if name.lower() in _UTC:
        return replace(when, offset=timedelta(), echo=when.echo.replace(f"{wall:%H:%M}", f"{wall:%H:%M} {name}"))
    early = wall - _HALF_A_DAY
    is_twice = is_plain and early.date() == when.date and resolve(early, zone).repeated
    for at in (early, wall) if is_twice else (wall,):
        for fold in (0, 1):
            clocks = at.replace(tzinfo=zone, fold=fold)
            if clocks.tzname() == name:
                echo = when.echo.replace(f"{wall:%H:%M}", f"{at:%H:%M} {name}")
                return replace(when, time=at.time(), offset=clocks.utcoffset(), echo=echo)
    there = wall.replace(tzinfo=zone).tzname()
    raise BadInput(sentences.ZONE_OTHER.format(name=name, there=there, time=f"{wall:%-H:%M}"), field=field)


def _better(refusal: BadInput, text: str, today: date, order: DateOrder, field: str) -> BadInput:
    """What says more of the trouble, where the words mean days, or leave open at what time of one."""
    words, typed = plain_words(text), clean_text(text, limit=60)
    if refusal.instead:
        return refusal
    midnight = _MIDNIGHT.fullmatch(words)
    if midnight:
        return _which_midnight(midnight["day"], typed, today, order, field) or refusal
    one_digit = _ONE_DIGIT.fullmatch(words)
    if one_digit:
        hour, minute = one_digit["hour"], one_digit["minute"]
        sentence = sentences.TIME_ONE_DIGIT.format(typed=typed, one=f"{hour}:0{minute}", other=f"{hour}:{minute}0")
        return BadInput(sentence, field=field)
    days = _days(words, today, order)
    if days and days[0] != days[1]:
        told = {"first": format_date(days[0]), "last": format_date(days[1]), "one": Reading(days[0]).shortest(today)}
        return BadInput(sentences.WHEN_IS_DAYS.format(typed=typed, **told), field=field)
    if _is_several(words, today, order):
        return BadInput(sentences.WHEN_IS_SEVERAL.format(typed=typed), field=field)
    if _OPEN.search(words) and _SAYS_NOTHING in refusal.sentence:
        return BadInput(sentences.WHEN_IS_OPEN.format(typed=typed), field=field)
    return refusal


def _which_midnight(day: str | None, typed: str, today: date, order: DateOrder, field: str) -> BadInput | None:
    """As a day begins, or as it ends."""
    on = today if day is None else _date(day, today, order)
    if on is None:
        return None
    try:
        the_only((Reading(each, time()) for each in (on, on + _DAY)), typed=typed, today=today, field=field)
    except BadInput as either:
        return either
    return None


def _days(words: str, today: date, order: DateOrder) -> tuple[date, date] | None:
    order = order_of(words, order)
    for find in (period_of, days_of_month, far_off):
        with suppress(BadInput):
            found = find(words, today, order)
            if found:
                return found
    for between in _BETWEEN.finditer(words):
        if _BARE.fullmatch(words[: between.start()]) or _BARE.fullmatch(words[between.end() :]):
            continue  # 9-10 may be hours
        first = _date(words[: between.start()].removeprefix("from "), today, order)
        last = _date(words[between.end() :], first, order) if first else None
        if first and last and first < last:
            return first, last
    return None


def _is_several(words: str, today: date, order: DateOrder) -> bool:
    if _DATED.fullmatch(words):
        return False
    parts = _OR.split(words)
    return len(parts) > 1 and all(_date(part, today, order) for part in parts)


def _date(words: str, today: date, order: DateOrder) -> date | None:
    with suppress(BadInput):
        return find_date(words, today=today, order=order, field="")
    return None

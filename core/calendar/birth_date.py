"""Which birth date was typed: a whole one strictly, for a record; a part of one leniently, for a lookup."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from core.calendar import sentences
from core.calendar.date_order import DateOrder
from core.calendar.date_parts import DateParts, FullYear, describe_parts, parse_date_parts
from core.calendar.date_typos import DateTypo, date_typo, date_typos
from core.calendar.months_abroad import in_english
from core.calendar.names import WEEKDAYS, format_date, weekday_of
from core.errors import BadInput
from core.text.cleaning import clean_text, plain

MOST_YEARS: Final = 130
"""The greatest age taken for real; nobody is known to have passed 122."""

_FIELD: Final = "birth_date"
_EXAMPLE: Final = date(1984, 3, 14)
_FOUR_DIGITS: Final = re.compile(r"[0-9]{4}")
_BARE_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_LEAP_YEAR: Final = 2000
_AROUND: Final = (
    re.compile(r"\bthe (?=[0-9])"),
    re.compile(r"(?<=[0-9](?:st|nd|rd|th)) of(?= [a-z])"),
    re.compile(r"(?<=[ /.-])['\u2019](?=[0-9]{2}$)"),
)
_BEFORE: Final = re.compile(
    r"^(?:(?:was )?born(?: on)?|d\.?o\.?b\.?|(?:date of )?birth(?: ?da(?:te|y))?|b\.|\*)[ :=]*(?=[0-9a-z])",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"(?: ?\([0-9]{1,3}(?: ?(?:y|yrs?|years?|m|months?)(?: old)?)?\)|,? (?:age[d:]?|now) [0-9]{1,3}"
    r"|,? [0-9]{1,3} ?(?:y/?o|yrs?(?: old)?|years old)|(?<=[0-9]{4}))\.?$",
    re.IGNORECASE,
)
_ODD_SIGN: Final = re.compile(r"(?<=[0-9])(?:\\|,)(?=[0-9])")
_UNFINISHED: Final = re.compile(r"(.*[0-9])[-/.](?:0|[0-9]{3})?|([0-9]+[-/.][0-9]+)[-/.][0-9]")


class BirthPattern(Struct, frozen=True):
    """What is known of a birth date; a part that is None may be anything. At least one part is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every part is known."""
        return None not in (self.year, self.month, self.day)

    def matches(self, born: date) -> bool:
        """Whether `born` has every part that is known."""
        return self.year in (None, born.year) and self.month in (None, born.month) and self.day in (None, born.day)

    def joined(self, other: BirthPattern) -> BirthPattern | None:
        """Both patterns as one, or None where they contradict each other."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        if any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs):
            return None
        return BirthPattern(*(theirs if mine is None else mine for mine, theirs in pairs))

    def is_in(self, other: BirthPattern) -> bool:
        """Whether `other` says as much and more."""
        return self.joined(other) == other

    def slips(self) -> Mapping[str, DateTypo]:
        """The days of which one slip of the hand makes this one, each with the slip.

        ISO dates; 'MM-DD' without a year, where a wrong digit would be another birthday. Empty where no day of a
        month is known, or none that there is.
        """
        if not (self.month and self.day):
            return {}
        try:
            typed = date(self.year or _LEAP_YEAR, self.month, self.day)
        except ValueError:
            return {}
        near = {day: typo for day in sorted(date_typos(typed)) if (typo := date_typo(typed, day))}
        near |= dict.fromkeys(_digit_more_or_less(typed) - near.keys(), DateTypo.ONE_DIGIT)
        if self.year:
            return {day.isoformat(): typo for day, typo in near.items()}
        swapped = {day: typo for day, typo in near.items() if typo is not DateTypo.ONE_DIGIT}
        return {f"{day:%m-%d}": typo for day, typo in swapped.items() if day.year == _LEAP_YEAR}

    def describe(self) -> str:
        """In words: born 14 March, born 1984, born in March, born March 1984, born on day 14 of a month."""
        if self.day is not None and self.month is None:
            return sentences.BORN_ON_DAY.format(day=self.day)
        template = sentences.BORN_ON if self.day or self.year else sentences.BORN_IN_MONTH
        return template.format(written=describe_parts(self.year, self.month, self.day))


def parse_birth_date(text: str, *, order: DateOrder, today: date) -> date:
    """The birth date typed for a record.

    Reads 1984-03-14, 3/14/1984, 14.3.1984, 14mar84, mar 14 1984, 19840314, 03141984, 3/14/84, and 14 mars 1984 as other
    languages have it; `order` decides what the calendar leaves open. Two digits name the latest such year that is not
    ahead of `today`.
    Raises BadInput("birth_date") for what is no date, lacks a part, does not exist, can be two dates, is
    still to come, or is more than `MOST_YEARS` ago.
    """
    typed, example = clean_text(text, limit=40), order.write(_EXAMPLE)
    if not typed:
        raise BadInput(sentences.BIRTH_MISSING.format(example=example), field=_FIELD)
    text = _without_words(typed)
    named, _, behind = text.lower().partition(" ")
    weekday = weekday_of(named.strip(".,"))
    if weekday is not None:
        text = behind
    written = parse_date_parts(_in_english(text), order=order, field=_FIELD, full_year=_not_ahead_of(today))
    if written is None:
        part = partial_birth_date(text, order=order, today=today)
        sentence = sentences.BIRTH_INCOMPLETE if part else sentences.BIRTH_UNREADABLE
        raise BadInput(sentence.format(typed=typed, example=example), field=_FIELD)
    if written.year is None or written.month is None or written.day is None:
        raise BadInput(sentences.BIRTH_INCOMPLETE.format(typed=typed, example=example), field=_FIELD)
    born = date(written.year, written.month, written.day)
    _refuse_unlikely(born, today)
    if weekday not in {None, born.weekday()}:
        sentence = sentences.DATE_OTHER_WEEKDAY.format(date=format_date(born), weekday=WEEKDAYS[weekday or 0])
        raise BadInput(sentence, field=_FIELD)
    return born


def _without_words(typed: str) -> str:
    """What is said before and behind it, as the desk itself does: born 14 Mar 1984 (42), DOB: 3/14/84."""
    text = _BEHIND.sub("", _BEFORE.sub("", typed))
    return _ODD_SIGN.sub("/", text)


def partial_birth_date(token: str, *, order: DateOrder, today: date) -> BirthPattern | None:
    """What `token` says of a birth date: 3/14, 1984, 1984-03, 14mar84, mar84, 0314, a whole date; else None.

    What is still being typed keeps its finished parts (3/14/ and 3/14/1 mean 3/14). Never raises: what is no
    possible past date is None, as it may be a phone or record number.
    """
    text = plain(token)
    pattern = _pattern(text, order, today)
    if pattern is not None:
        return pattern
    unfinished = _UNFINISHED.fullmatch(text)
    if not unfinished:
        return None
    finished = unfinished[1] or unfinished[2]
    return _only_part(finished, order) if _BARE_NUMBER.fullmatch(finished) else _pattern(finished, order, today)


def _pattern(text: str, order: DateOrder, today: date) -> BirthPattern | None:
    oldest = today.year - MOST_YEARS
    if _FOUR_DIGITS.fullmatch(text):
        if oldest <= int(text) <= today.year:
            return BirthPattern(year=int(text))
        month_and_day = _pattern(f"{text[:2]}/{text[2:]}", order, today)
        return month_and_day if month_and_day and month_and_day.day else None
    try:
        written = parse_date_parts(text, order=order, field=_FIELD, full_year=_not_ahead_of(today))
    except BadInput:
        return None
    if written is None or (written.year is not None and not oldest <= written.year <= today.year):
        return None
    earliest = (written.year or 0, written.month or 1, written.day or 1)
    if earliest > (today.year, today.month, today.day):
        return None
    return BirthPattern(written.year, written.month, written.day)


def _in_english(text: str) -> str:
    """Also without what is said around it: the 12th of april '84 is 12th april 84."""
    dated = in_english(text)
    words = plain(dated.text if dated and not dated.months else text)
    for around in _AROUND:
        words = around.sub("", words)
    return words


def _digit_more_or_less(typed: date) -> set[date]:
    """The days of which one with a digit of month or day left out, or put in, is this: the 21st typed as the 2nd."""
    written = [(month, typed.day) for month in _lengthened(typed.month, 12)]
    written += [(typed.month, day) for day in _lengthened(typed.day, 31)]
    return {date(typed.year, *of) for of in written if of[1] <= monthrange(typed.year, of[0])[1]}


def _lengthened(value: int, most: int) -> list[int]:
    """What with one digit more or less is this, of numbers of one digit and two."""
    if value > 9:
        return [digit for digit in divmod(value, 10) if digit]
    return [number for number in range(10, most + 1) if value in divmod(number, 10)]


def _only_part(number: str, order: DateOrder) -> BirthPattern | None:
    """What 3/ begins: a month, or a day where that is written first or no month has that number."""
    value = int(number)
    if order is not DateOrder.DMY and 1 <= value <= 12:
        return BirthPattern(month=value)
    return BirthPattern(day=value) if 1 <= value <= 31 else None


def _not_ahead_of(today: date) -> FullYear:
    def full_year(written: DateParts) -> int | None:
        if written.year is None or not written.short_year:
            return written.year or None
        year = today.year // 100 * 100 + written.year
        is_ahead = (year, written.month or 1, written.day or 1) > (today.year, today.month, today.day)
        return year - 100 if is_ahead else year

    return full_year


def _refuse_unlikely(born: date, today: date) -> None:
    written = describe_parts(born.year, born.month, born.day)
    if born > today:
        raise BadInput(sentences.BIRTH_IN_FUTURE.format(date=written), field=_FIELD)
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age > MOST_YEARS:
        raise BadInput(sentences.BIRTH_TOO_LONG_AGO.format(date=written, age=age), field=_FIELD)

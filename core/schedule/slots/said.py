"""What do the words of a search say, phrase by phrase: with whom, which type, where, how long, and which of them?"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.calendar.names import month_of, weekday_of
from core.calendar.parse_time import find_span, parse_minutes
from core.errors import BadInput
from core.schedule.model.appointment import Mode
from core.schedule.sentences import (
    DATE_OR_HOURS,
    LENGTH,
    MINUTES_OR_MONTHS,
    NAME_OR_WORD,
    NO_USUAL_PROVIDER,
    NOT_LEFT_OUT,
    NOT_THEN,
    NUMBER_OR_TIME,
    ONE_OF_SEVERAL,
    OTHER_READINGS,
    SEARCH_TWICE,
)
from core.schedule.slots import names
from core.schedule.slots.days import Days, is_date_or_hours
from core.schedule.slots.hours import Hours
from core.schedule.slots.leaving_out import behind_not, hours_first, parts_of, says_days
from core.schedule.slots.line import reads
from core.schedule.slots.names import Names
from core.schedule.slots.vocabulary import ANYBODY, MODES, ORDINALS, SAY_NOTHING, USUAL_WORDS, typed_otherwise
from core.text.cleaning import fold
from core.text.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.slots.names import Named

_LENGTH: Final = re.compile(
    r"[0-9]{1,3} ?(?:mins?|minutes?)|(?:5|[1-9][05]|1[0-9][05]) ?m"
    r"|[1-5] ?h(?:ours?|rs?)?(?: ?[0-9]{2}(?: ?m(?:in)?s?)?)?"
)
_SHORT_LENGTH: Final = re.compile(r"(?P<count>[0-9]{1,3}) ?m")
_DOTTED: Final = re.compile(r"(?P<hour>[0-9]{1,2})\.(?P<minute>[0-9]{2})")
_TOGETHER: Final = re.compile(r" and |, ?| ?[&+] ?")
_DATED_HOURS: Final = re.compile(r"(?P<day>[0-9]{1,2}(?:st|nd|rd|th)?\.? ?(?P<month>[a-z]{3,})) (?P<hours>[0-9].*)")
_LAST_HOUR: Final = 23
_LEAST_DAY: Final = 3


class Said(Struct):
    """What the readers found. Not frozen: it is filled."""

    names: Names
    usual: str
    days: Days
    hours: Hours = field(default_factory=Hours)
    providers: dict[str, None] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)
    further: dict[str, None] = field(default_factory=dict)
    visit_type: str = ""
    skill: str = ""
    site: str = ""
    minutes: int | None = None
    mode: Mode | None = None
    nth: int = 1
    is_anybody: bool = False
    day_words: dict[str, None] = field(default_factory=dict)
    """Single words that were read as days."""
    small_words: dict[str, None] = field(default_factory=dict)
    """Words that say nothing, and are somebody's name."""

    def length(self, phrase: str) -> bool:
        """40min, 1h30, 15m, unless something is called so. Raises BadInput for 5m, which is as likely five months."""
        if self.names.is_known(phrase) or not _LENGTH.fullmatch(phrase):
            return False
        short = _SHORT_LENGTH.fullmatch(phrase)
        if short and int(short["count"]) == 5:
            instead = ("5min", "5mo")
            sentence = MINUTES_OR_MONTHS.format(typed=phrase, instead=listed(instead))
            raise BadInput(sentence, field="words", instead=instead)
        minutes = parse_minutes(f"{short['count']}min" if short else phrase, field="words")
        if self.minutes not in {None, minutes}:
            said = SEARCH_TWICE.format(typed=phrase, kind=LENGTH, said=f"{self.minutes}min")
            raise BadInput(said, field="words")
        self.minutes = minutes
        return True

    def manner(self, phrase: str) -> bool:
        """Which of them, with whom of all, and how it is held: first, third, anybody, telehealth, usual."""
        if phrase in ORDINALS:
            self.nth = ORDINALS.index(phrase) + 1
        elif phrase in MODES:
            self.mode = MODES[phrase]
        elif phrase in ANYBODY:
            self.is_anybody = True
        elif phrase in {"usual", "same"} or (phrase in USUAL_WORDS and not self.names.begin(phrase)):
            self._usual()
        else:
            return False
        return True

    def qualified(self, phrase: str) -> bool:
        """A name of which kind is said: dr may, with lee, type echo, site lake."""
        qualifier, _, name = phrase.partition(" ")
        kind = names.QUALIFIERS.get(fold(qualifier))
        if kind is None or not _is_whole(name) or (name in SAY_NOTHING and not self.names.is_known(name)):
            return False
        return self._take(phrase, self.names.exact(name, {kind}) or self.names.begun(name, {kind}))

    def besides(self, phrase: str) -> bool:
        """Who is to be there too: besides kim, plus kim and park. Raises BadInput for a name of several."""
        word, _, who = phrase.partition(" ")
        if word not in names.BESIDES:
            return False
        of_provider, typed = {names.PROVIDER}, _TOGETHER.split(who.removeprefix("by "))
        found = [self.names.exact(name, of_provider) or self.names.begun(name, of_provider) for name in typed]
        for one in found:
            if one and len(one.codes) > 1:
                instead = tuple(f"{word} {code}" for code in one.codes)
                raise BadInput(
                    ONE_OF_SEVERAL.format(typed=who, instead=listed(instead)), field="words", instead=instead
                )
        self.further.update(dict.fromkeys(one.codes[0] for one in found if one) if all(found) else {})
        return all(found)

    def site_named(self, phrase: str) -> bool:
        """A site, whose clocks say what today is, by a name that means nothing else."""
        is_site = self.names.kinds(phrase) == {names.SITE}
        return is_site and not self._other_reading(phrase) and self.named(phrase)

    def named(self, phrase: str) -> bool:
        """What is called so, but for a word that says nothing. Raises BadInput where it is another word, too."""
        if not _is_whole(phrase) or not self.names.is_known(phrase):
            return False
        if phrase in SAY_NOTHING:
            self.small_words[phrase] = None
            return False
        other = self._other_reading(phrase)
        if not other:
            return self._take(phrase, self.names.exact(phrase))
        described = self.names.qualified(phrase)
        instead = (*described, *filter(None, (typed_otherwise(phrase),)))
        several = listed([*described.values(), other])
        sentence = NAME_OR_WORD.format(typed=phrase, several=several, instead=listed(instead))
        raise BadInput(sentence, field="words", instead=instead)

    def begun(self, phrase: str) -> bool:
        """What begins so."""
        return _is_whole(phrase) and phrase not in SAY_NOTHING and self._take(phrase, self.names.begun(phrase))

    def several_days(self, phrase: str) -> bool:
        """Days of the week one behind the other, unless one of them is somebody's name: tue thu, m w f, mon-th."""
        words = phrase.split()
        is_name = any(self.names.is_known(word) and (len(word) < _LEAST_DAY or words.count(word) > 1) for word in words)
        return not is_name and self.days.several(phrase)

    def day(self, phrase: str) -> bool:
        """A day in one word. Raises BadInput for 9.30, which is a day and a time."""
        if phrase == "same-day":
            return not self.names.begin(phrase) and self.days.read("today")
        dotted = _DOTTED.fullmatch(phrase)
        if dotted and self.hours.can_be(clock := f"{dotted['hour']}:{dotted['minute']}"):
            if self.days.can_be(phrase):
                raise self._either(phrase, clock, phrase)
            return self.hours.read(clock)
        if is_date_or_hours(phrase) and not self.hours.is_said:
            begin, end = (int(number) for number in phrase.split("-"))
            hours = f"{begin}:00-{end if end > begin else end + 12}:00"
            raise self._either(phrase, hours, phrase, DATE_OR_HOURS)
        is_day = self.days.read(phrase)
        if is_day:
            self.day_words[phrase] = None
        return is_day

    def dated_hours(self, phrase: str) -> bool:
        """A day of a month with hours behind it: 3 dec 9-11, of which dec 9-11 is no phrase."""
        found = _DATED_HOURS.fullmatch(phrase)
        if not found or find_span(found["hours"]) is None or not month_of(found["month"]):
            return False
        return self.days.read(found["day"]) and self.hours.span(found["hours"])

    def without(self, phrase: str) -> bool:
        """Whom or what it is not to be: not mon, except lee or ito. Raises BadInput for what cannot be left out."""
        what = behind_not(phrase)
        if not what or what in SAY_NOTHING:
            return False
        parts = parts_of(what)
        rehearsed = Said(self.names, self.usual, Days(self.days.today, self.days.order))
        if not all(reads(rehearsed.leave_out, part) for part in parts):
            today, order = self.days.today, self.days.order
            instead = tuple(filter(None, (hours_first(part, today, order) for part in parts)))
            if instead:
                sentence = NOT_THEN.format(typed=phrase, instead=listed(instead))
                raise BadInput(sentence, field="words", instead=instead)
            if " " in what and not any(says_days(part, today, order) for part in parts):
                return False
            raise BadInput(NOT_LEFT_OUT.format(typed=what), field="words")
        for part in parts:
            self.leave_out(part)
        return True

    def leave_out(self, what: str) -> bool:
        """Not on those days, at that time of day, held so, or with whoever is called or begins so."""
        if self.days.without(what) or self.hours.without(what):
            return True
        if what in MODES:
            self.mode = next(mode for mode in Mode if mode is not MODES[what])
            return True
        of_provider = {names.PROVIDER}
        if what in {"usual", "usual one", "same", "same one"} and self.usual:
            self.left_out[self.usual] = None
            return True
        found = self.names.exact(what, of_provider) or self.names.begun(what, of_provider)
        self.left_out.update(dict.fromkeys(found.codes if found else ()))
        return found is not None

    def number(self, phrase: str) -> bool:
        """A number that stands alone: a time where a day was named, a day where a time was.

        Raises BadInput where it may be either.
        """
        if not (phrase.isdigit() and len(phrase) <= 2):
            return False
        number, days = int(phrase), self.days
        if number <= _LAST_HOUR and days.is_said and not self.hours.is_said:
            self._refuse_day_of_month(phrase)
            return self.hours.read(f"at {phrase}")
        if number > _LAST_HOUR or (self.hours.is_said and not days.is_said):
            return days.of_month(phrase)
        raise self._either(phrase, f"{phrase}:00", phrase)

    def _other_reading(self, phrase: str) -> str:
        """What else the phrase could be than a name, in words; '' for nothing."""
        if month_of(phrase):
            return OTHER_READINGS["month"]
        if weekday_of(phrase.removesuffix("s")) is not None:
            return OTHER_READINGS["weekday"]
        fresh = Said(Names({}, {}, (), {}), "usual", Days(self.days.today, self.days.order))
        readers = (fresh.length, fresh.manner, fresh.hours.span, fresh.days.read, fresh.hours.read)
        is_other = phrase.isdigit() or any(reads(reader, phrase) for reader in readers)
        return OTHER_READINGS["word"] if is_other else ""

    def _refuse_day_of_month(self, phrase: str) -> None:
        """Fri 4 is at four, unless the next Friday is the fourth."""
        fresh = Days(self.days.today, self.days.order)
        if self.days.first is None and len(self.days.weekdays) == 1 and int(phrase):
            fresh.of_month(phrase)
            ahead = (fresh.first - self.days.today).days if fresh.first else 0
            if fresh.first and fresh.first.weekday() in self.days.weekdays and ahead <= 7:
                raise self._either(phrase, f"{phrase}:00", phrase)

    def _either(self, phrase: str, clock: str, day: str, told: str = NUMBER_OR_TIME) -> BadInput:
        """It is that time, or that day if there is one."""
        instead = (clock, *self._as_day(day))
        return BadInput(told.format(typed=phrase, instead=listed(instead)), field="words", instead=instead)

    def _as_day(self, words: str) -> Iterator[str]:
        """What can be typed for the day that the words would be, if they are one."""
        fresh = Days(self.days.today, self.days.order)
        with suppress(BadInput):
            if fresh.read(words) or fresh.of_month(words):
                yield f"{fresh.first:%-d%b}".lower()

    def _usual(self) -> None:
        if not self.usual:
            raise BadInput(NO_USUAL_PROVIDER, field="words")
        self.providers[self.usual] = None

    def _take(self, phrase: str, found: Named | None) -> bool:
        if found is None:
            return False
        match found.kind:
            case names.PROVIDER:
                self.providers.update(dict.fromkeys(found.codes))
            case names.TYPE:
                self.visit_type = self._once(self.visit_type, found, phrase)
            case names.SKILL:
                self.skill = self._once(self.skill, found, phrase)
            case _:
                self.site = self._once(self.site, found, phrase)
        return True

    def _once(self, before: str, found: Named, phrase: str) -> str:
        """Raises BadInput where another one was named."""
        (code,) = found.codes
        if before not in {"", code}:
            raise BadInput(SEARCH_TWICE.format(typed=phrase, kind=found.kind, said=before), field="words")
        return code


def _is_whole(phrase: str) -> bool:
    """Whether each of its words has a letter or digit: & is no part of a name."""
    return bool(phrase) and all(map(fold, phrase.split()))

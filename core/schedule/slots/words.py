"""Which slot search do words mean, whatever their order: lee fu20 third mon-wed pm, derm 40min 2w telehealth?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.names import WEEKDAYS
from core.calendar.parse_time import parse_minutes
from core.calendar.typed_words import plain_words
from core.clinic.codes import first_site, today_at
from core.errors import BadInput, NotFound
from core.schedule.model.appointment import Mode
from core.schedule.sentences import (
    NO_USUAL_PROVIDER,
    NO_VISIT_TYPES,
    NUMBER_OR_TIME,
    SEARCH_ECHO,
    SEARCH_TWICE,
    WORD_MEANS_NOTHING,
    WORD_NEAR,
)
from core.schedule.slots import names
from core.schedule.slots.days import Days, describe_days
from core.schedule.slots.hours import Hours
from core.schedule.slots.line import Line, Unread
from core.schedule.slots.model import USUAL_LIMIT, SlotSearch
from core.schedule.slots.names import Named, Names
from core.text.wording import listed

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, VisitType
    from core.patients.model import Patient
    from core.settings.model import Policy

_LENGTH: Final = re.compile(r"[0-9]{1,3} ?(?:mins?|minutes?)|[1-5] ?h(?:ours?|rs?)?(?: ?[0-9]{2}(?: ?mins?)?)?")
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MODES: Final = {
    "telehealth": Mode.TELEHEALTH,
    "tele": Mode.TELEHEALTH,
    "video": Mode.TELEHEALTH,
    "in-person": Mode.IN_PERSON,
    "in person": Mode.IN_PERSON,
}
_SAY_NOTHING: Final = frozenset(
    {
        *("a", "an", "the", "and", "or", "any", "every", "in", "of", "on", "at", "for", "with", "please", "dr"),
        *("anybody", "anyone", "anytime", "next", "soonest", "earliest", "free", "open", "available", "find", "time"),
        *("slot", "slots", "opening", "openings", "appointment", "visit"),
    }
)
_LAST_HOUR: Final = 23


class Understood(Struct, frozen=True):
    """The search that the words mean as far as they were read, how in plain words, and what could not be read."""

    search: SlotSearch
    echo: str
    unread: tuple[Unread, ...] = ()


class _Said(Struct):
    """What the readers found. Not frozen: it is filled."""

    names: Names
    usual: str
    days: Days
    hours: Hours
    providers: dict[str, None]
    visit_type: str = ""
    skill: str = ""
    site: str = ""
    minutes: int | None = None
    mode: Mode | None = None
    nth: int = 1

    def length(self, phrase: str) -> bool:
        """40min, 1h30."""
        if not _LENGTH.fullmatch(phrase):
            return False
        self.minutes = parse_minutes(phrase, field="words")
        return True

    def manner(self, phrase: str) -> bool:
        """Which of them, and how it is held: first, third, telehealth, usual."""
        if phrase in _ORDINALS:
            self.nth = _ORDINALS.index(phrase) + 1
        elif phrase in _MODES:
            self.mode = _MODES[phrase]
        elif phrase == "usual":
            self._usual()
        else:
            return False
        return True

    def named(self, phrase: str) -> bool:
        """What is called so."""
        return self._take(phrase, self.names.exact(phrase))

    def begun(self, phrase: str) -> bool:
        """What begins so."""
        return phrase not in _SAY_NOTHING and self._take(phrase, self.names.begun(phrase))

    def number(self, phrase: str) -> bool:
        """A number that stands alone: a time where a day was named, a day where a time was."""
        if not (phrase.isdigit() and len(phrase) <= 2):
            return False
        number, days = int(phrase), self.days
        has_day = bool(days.weekdays) or days.first is not None
        if number <= _LAST_HOUR and has_day and not self.hours.is_said:
            return self.hours.read(f"at {phrase}")
        if number > _LAST_HOUR or (self.hours.is_said and not has_day):
            days.of_month(number)
            return True
        raise BadInput(NUMBER_OR_TIME.format(typed=phrase), field="words")

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


def read_search(
    text: str,
    clinic: Clinic,
    *,
    now: datetime,
    policy: Policy,
    patient: Patient | None = None,
    limit: int = USUAL_LIMIT,
) -> Understood:
    """The search that `text` means at `now`: words in any order, each read once.

    Providers, a visit type, a skill and a site by code, name, or how these begin; weekdays (mon, mon-wed), days and
    spans as `parse_date` reads them (tom, 3/14, next week, from mon until eom), of which 2w and 3mo mean from there on;
    times of day (am, 9:30, 9-11, after 3); a length (40min, 1h30); first to tenth; telehealth; usual. Without a type it
    is the first that one of those providers could hold. Raises NotFound where there are none.
    """
    line = Line.of(plain_words(text).split())
    today = today_at(first_site(clinic), now)
    usual = patient.usual_provider if patient else ""
    said = _Said(Names.of(clinic), usual, Days(today, policy.dates.order, set()), Hours(), {})
    line.give(said.length, longest=3)
    line.give(said.manner, longest=2)
    line.give(said.named, longest=4)
    if said.site:
        said.days.today = today_at(clinic.sites[said.site], now)
    line.give(said.hours.span, longest=4)
    line.give(said.days.read, longest=5)
    line.give(said.hours.read, longest=3)
    line.give(said.number)
    line.give(said.begun)
    visit_type = clinic.visit_types.get(said.visit_type) or _usual_type(clinic, said)
    first, last, weekdays = said.days.settled()
    search = SlotSearch(
        visit_type=visit_type.code,
        patient=patient.id if patient else None,
        providers=tuple(said.providers),
        skill=said.skill,
        site=said.site,
        first=first,
        last=last,
        weekdays=weekdays,
        begin=said.hours.begin,
        finish=said.hours.finish,
        minutes=said.minutes,
        mode=said.mode,
        nth=said.nth,
        limit=limit,
    )
    strange = (_strange(word, said.names) for word in line.left() if word.strip(".") not in _SAY_NOTHING)
    return Understood(search, _echo(search, visit_type, clinic, said), (*line.unread, *strange))


def _usual_type(clinic: Clinic, said: _Said) -> VisitType:
    """The first in the set-up for which somebody of those meant has the skills, else the first."""
    in_use = [one for one in clinic.visit_types.values() if not one.retired]
    if not in_use:
        raise NotFound(NO_VISIT_TYPES)
    meant = [one for one in clinic.providers.values() if _is_meant(one, said)]
    return next((kind for kind in in_use if any(set(kind.skills) <= set(one.skills) for one in meant)), in_use[0])


def _is_meant(provider: Provider, said: _Said) -> bool:
    if said.providers:
        return provider.code in said.providers
    return not provider.retired and (not said.skill or said.skill in provider.skills)


def _strange(word: str, names: Names) -> Unread:
    near = names.nearest(word)
    sentence = WORD_NEAR.format(typed=word, near=near) if near else WORD_MEANS_NOTHING.format(typed=word)
    return Unread(word, sentence)


def _echo(search: SlotSearch, visit_type: VisitType, clinic: Clinic, said: _Said) -> str:
    """How it was read: 'Follow-up (fu20, 20 min), with Lee, Mon or Tue, from 9:00, the third'."""
    minutes = visit_type.minutes if search.minutes is None else search.minutes
    who = listed([clinic.providers[code].family for code in search.providers]) if search.providers else ""
    parts = (
        SEARCH_ECHO["type"].format(name=visit_type.name, code=visit_type.code, minutes=minutes),
        SEARCH_ECHO["who"].format(who=who) if who else "",
        SEARCH_ECHO["skill"].format(skill=search.skill) if search.skill else "",
        SEARCH_ECHO["site"].format(site=clinic.sites[search.site].name) if search.site else "",
        SEARCH_ECHO["mode"].format(mode=search.mode.value) if search.mode else "",
        listed([WEEKDAYS[day][:3] for day in search.weekdays]) if search.weekdays else "",
        describe_days(search.first, search.last),
        said.hours.describe(),
        SEARCH_ECHO["nth"].format(nth=_ORDINALS[search.nth - 1]) if search.nth > 1 else "",
    )
    return ", ".join(part for part in parts if part)

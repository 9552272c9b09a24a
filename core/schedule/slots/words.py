"""Which slot search do words mean, whatever their order: lee fu20 third mon-wed pm, derm 40min 2w telehealth?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.one_order import order_of
from core.clinic.codes import first_site, today_at
from core.errors import BadInput, NotFound
from core.schedule.sentences import (
    ALSO_A_NAME,
    ALSO_NAMED,
    HOW_OFTEN,
    LACKS_SKILL,
    NEEDS_SKILL,
    NO_VISIT_TYPES,
    NOBODY_BESIDES,
    NOBODY_LEFT,
    WORD_MEANS_NOTHING,
    WORD_NEAR,
)
from core.schedule.slots import names
from core.schedule.slots.days import Days
from core.schedule.slots.echo import echo_of
from core.schedule.slots.line import Line, Unread
from core.schedule.slots.model import USUAL_LIMIT, SlotSearch
from core.schedule.slots.names import Names
from core.schedule.slots.said import Said
from core.schedule.slots.spellings import spelt
from core.schedule.slots.usual import Usual
from core.schedule.slots.vocabulary import SAY_NOTHING, UNLESS_NAMED
from core.structs import replace
from core.text.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time

    from core.clinic.model import Clinic, VisitType
    from core.patients.model import Patient
    from core.settings.model import Policy

_WEEK: Final = 7
_HOW_OFTEN: Final = re.compile(
    r"(?:once|twice|thrice|[0-9]{1,2}x|x-[0-9]{1,2}-times)-a-[a-z]*|[0-9]{1,2}x|x[0-9]{1,2}|x-[0-9]{1,2}-times"
    r"|(?:bi-?|semi-?)?(?:weekly|monthly|daily|annually)|fortnightly|q[0-9]{0,2}(?:d|days?|w|wks?|weeks?|mo|months?)"
)
_NOTHING_USUAL: Final = Usual()


class Understood(Struct, frozen=True):
    """The search that the words mean as far as they were read, how in plain words, and what could not be read.

    Where it finds nothing, `wider` are those without what only goes without saying. `start` (wall time) is the one that
    the words name, if they name one; `notes` tell of words that could have been something else. `near` is the time of
    day that is best where the words leave it open, `point` one that they name without a day.
    """

    search: SlotSearch
    echo: str
    unread: tuple[Unread, ...] = ()
    wider: tuple[tuple[SlotSearch, str], ...] = ()
    start: datetime | None = None
    notes: tuple[str, ...] = ()
    near: time | None = None
    point: time | None = None

    @property
    def named(self) -> SlotSearch:
        """The search with nothing that only goes without saying."""
        return self.wider[-1][0] if self.wider else self.search


def read_search(
    text: str,
    clinic: Clinic,
    *,
    now: datetime,
    policy: Policy,
    patient: Patient | None = None,
    usual: Usual = _NOTHING_USUAL,
    limit: int = USUAL_LIMIT,
) -> Understood:
    """The search that `text` means at `now`: words in any order, each read once.

    Providers, a visit type, a skill and a site by code, name, or how these begin, with a word before it that says which
    (dr may, type echo, skill derm, site lake), and who is to be there too (lee with kim, plus kim); weekdays (mon,
    mon-wed), days and spans as `parse_date` reads them (tom, 3/14, next week, in may, from mon until eom), of which 2w
    and 3mo mean from there on; times of day (am, 9:30, 9-11, after 3, around 10); what is left out (not mon, except
    lee); a length (40min, 15m, 1h30); first to tenth; telehealth; usual; anybody. A word that is a name and a word of
    the calendar is not read, and both are offered.

    What is left open is as `usual`, from the day behind the visit that it comes after; without that, the type is the
    first that one of those providers could hold. Raises NotFound where there are no types.
    """
    today = today_at(first_site(clinic), now)
    on_record = usual.provider or (patient.usual_provider if patient else "")
    said = Said(Names.of(clinic), on_record, Days(today, order_of(text, policy.dates.order)))
    line = Line.of(_with_besides(spelt(text), said, clinic, now))
    _give(line, said, clinic, now)
    if not said.providers:
        said.providers, said.further = said.further, {}
    days = _settled(line, said)
    providers = _providers(line, said, clinic)
    default = "" if providers or said.skill or said.is_anybody else _able(clinic, said, usual.provider)
    site = said.site or usual.site
    visit_type = _visit_type(clinic, said, usual, (default,) if default else providers)
    first, last, weekdays = days
    if first is None and last is None and usual.after and usual.after >= today:
        first = usual.after + timedelta(days=1)
    search = SlotSearch(
        visit_type=visit_type.code,
        patient=patient.id if patient else None,
        providers=(default,) if default else providers,
        skill=said.skill,
        site=site,
        first=first,
        last=last,
        weekdays=weekdays,
        begin=said.hours.begin,
        finish=said.hours.finish,
        minutes=usual.minutes.get(visit_type.code) if said.minutes is None else said.minutes,
        mode=said.mode,
        nth=said.nth,
        limit=limit,
        further=tuple(said.further) or None,
    )
    strange = (
        _strange(word, said.names) for word in line.left() if word.strip(".") not in {"-", *SAY_NOTHING, *UNLESS_NAMED}
    )
    return Understood(
        search,
        echo_of(search, clinic, said, visit_type),
        (*line.unread, *strange),
        tuple((each, echo_of(each, clinic, said, visit_type)) for each in _wider(search, said, providers)),
        start := _start(said, today, days),
        tuple(_notes(said, clinic)),
        None if said.hours.is_said or said.nth > 1 else usual.at,
        said.hours.begin if said.hours.is_point and said.nth == 1 and start is None else None,
    )


def _with_besides(words: list[str], said: Said, clinic: Clinic, now: datetime) -> list[str]:
    """The words where lee with kim means both: `with` is besides behind somebody who was named."""
    if "with" not in words[1:]:
        return words
    at = words.index("with", 1)
    rehearsed = Said(said.names, said.usual, Days(said.days.today, said.days.order))
    _give(Line.of(words[:at]), rehearsed, clinic, now)
    is_alone = at + 1 == len(words) or not (rehearsed.providers or rehearsed.further)
    return words if is_alone else [*words[:at], "besides", *words[at + 1 :]]


def _give(line: Line, said: Said, clinic: Clinic, now: datetime) -> None:
    """The phrases to their readers: what names its kind first, then what many words say, then what one does."""
    line.give(said.without, longest=6, shortest=2)
    line.give(said.besides, longest=6, shortest=2)
    line.give(said.qualified, longest=4, shortest=2)
    line.give(said.site_named, longest=4)
    if said.site:
        said.days.today = today_at(clinic.sites[said.site], now)
    line.give(said.named, longest=4, shortest=2)
    line.give(said.length, longest=3)
    line.give(said.days.far_off, longest=6, shortest=2)
    line.give(said.several_days, longest=5, shortest=2)
    line.give(said.dated_hours, longest=6, shortest=2)
    line.give(said.days.of_one_month, longest=5)
    line.give(said.manner, longest=3, shortest=2)
    line.give(said.hours.span, longest=4, shortest=2)
    line.give(said.days.read, longest=5, shortest=2)
    line.give(said.hours.read, longest=4, shortest=2)
    line.give(said.named)
    line.give(said.manner)
    line.give(said.hours.span)
    line.give(said.day)
    line.give(said.hours.read)
    line.give(said.number)
    line.give(said.begun, longest=3)


def _settled(line: Line, said: Said) -> tuple[date | None, date | None, tuple[int, ...]]:
    """The days that are left; any, where those that were said are none together."""
    try:
        return said.days.settled()
    except BadInput as refusal:
        line.unread.append(Unread(said.days.said, refusal.sentence))
        return None, None, ()


def _providers(line: Line, said: Said, clinic: Clinic) -> tuple[str, ...]:
    """Who was named and has the skill that was, without those left out."""
    if not said.left_out:
        able = tuple(code for code in said.providers if not said.skill or said.skill in clinic.providers[code].skills)
        if said.providers and not able:
            who = clinic.providers[next(iter(said.providers))].family
            line.unread.append(Unread(said.skill, LACKS_SKILL.format(provider=who, skill=said.skill)))
        return able or tuple(said.providers)
    meant = said.providers or [
        one.code
        for one in clinic.providers.values()
        if not one.retired and (not said.skill or said.skill in one.skills)
    ]
    kept = tuple(code for code in meant if code not in said.left_out)
    if not kept:
        line.unread.append(Unread(" ".join(said.left_out), NOBODY_LEFT))
    return kept


def _able(clinic: Clinic, said: Said, provider: str) -> str:
    """The provider whom it usually is, if they have what the type asks for; else ''."""
    kind = clinic.visit_types.get(said.visit_type)
    return provider if provider and set(kind.skills if kind else ()) <= set(clinic.providers[provider].skills) else ""


def _visit_type(clinic: Clinic, said: Said, usual: Usual, providers: tuple[str, ...]) -> VisitType:
    """The one named, else the first that fits the patient for which somebody of those meant has the skills."""
    named = clinic.visit_types.get(said.visit_type)
    if named:
        return named
    in_use = [one for one in clinic.visit_types.values() if not one.retired]
    if not in_use:
        raise NotFound(NO_VISIT_TYPES)
    meant = [
        one
        for one in clinic.providers.values()
        if (one.code in providers if providers else not one.retired and (not said.skill or said.skill in one.skills))
    ]
    held = [kind for kind in in_use if any(set(kind.skills) <= set(one.skills) for one in meant)]
    if said.mode:
        held = [kind for kind in held if said.mode.value in kind.modes] or held
    codes = [one.code for one in meant]
    return usual.type_with(codes, held) or usual.type_with(codes, in_use) or in_use[0]


def _wider(search: SlotSearch, said: Said, providers: tuple[str, ...]) -> Iterator[SlotSearch]:
    """The searches without a site, then without a provider, that nobody named."""
    if search.site != said.site:
        yield replace(search, site=said.site)
    if search.providers != providers:
        yield replace(search, site=said.site, providers=providers)


def _start(said: Said, today: date, days: tuple[date | None, date | None, tuple[int, ...]]) -> datetime | None:
    """The day and time that were named: a day, or one day of the week, and a time."""
    first, last, weekdays = days
    if not said.hours.is_point or said.hours.begin is None or said.nth > 1:
        return None
    if first is None and len(weekdays) == 1:
        first = last = today + timedelta(days=(weekdays[0] - today.weekday() - 1) % _WEEK + 1)
    elif first is not None and len(weekdays) == 1 and last is None:
        first = last = first + timedelta(days=(weekdays[0] - first.weekday()) % _WEEK)
    return datetime.combine(first, said.hours.begin) if first is not None and first == last else None


def _notes(said: Said, clinic: Clinic) -> Iterator[str]:
    """That mon is Monday, although the name Monroe begins so."""
    for word in said.day_words:
        found = said.names.begun(word, {names.PROVIDER})
        for code in found.codes if found else ():
            yield ALSO_NAMED.format(typed=word, name=clinic.providers[code].family)
    for word in said.small_words:
        found = said.names.exact(word, {names.PROVIDER})
        for code in found.codes if found else ():
            yield ALSO_A_NAME.format(typed=word, name=clinic.providers[code].family)
    kind = clinic.visit_types.get(said.visit_type)
    for code in said.providers:
        is_able = not said.skill or said.skill in clinic.providers[code].skills
        if not is_able and len(said.providers) > 1:
            yield LACKS_SKILL.format(provider=clinic.providers[code].family, skill=said.skill)
        lacking = [skill for skill in (kind.skills if kind else ()) if skill not in clinic.providers[code].skills]
        if kind and lacking:
            provider = clinic.providers[code].family
            yield NEEDS_SKILL.format(provider=provider, skill=listed(lacking), type=kind.code)


def _strange(word: str, known: Names) -> Unread:
    if word in names.BESIDES:
        return Unread(word, NOBODY_BESIDES)
    if _HOW_OFTEN.fullmatch(word):
        typed = word.removeprefix("x-").replace("-", " ") if word[0] not in "bs" else word
        return Unread(typed, HOW_OFTEN.format(typed=typed))
    near = known.nearest(word)
    sentence = WORD_NEAR.format(typed=word, near=near) if near else WORD_MEANS_NOTHING.format(typed=word)
    return Unread(word, sentence, (near,) if near else ())

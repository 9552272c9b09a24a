"""Do the entries of a set-up file fit together, and with what the clinic has already?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, groupby
from math import lcm
from operator import attrgetter
from typing import Final

from core.calendar.wall import END_OF_DAY, ends_after, span_on
from core.clinic.model import Clinic, Session, Site
from core.schedule.opening import falls_on
from core.setup import sentences
from core.setup.entries import Entry
from core.setup.kind import Key, Name
from core.setup.kinds import DAYS, KINDS
from core.text.wording import not_among, shown
from core.toml.file import TomlFile

_SOME_DAY: Final = date(2026, 1, 1)
"""From here on sessions without a first day are compared: the weeks of one year stand for those of all."""
_PLACES_AND_PEOPLE: Final = frozenset({"provider", "site", "room"})
_LEAST_WEEKS: Final = 53
"""A year, so that both sites' daylight saving is met."""


def find_unknown_codes(entries: list[Entry], current: Clinic, file: TomlFile) -> None:
    """Complain of codes that name nothing in the file or the clinic. What is retired counts as known."""
    known = {kind.table: {_code(name) for name in kind.kept(current)} for kind in KINDS if kind.is_coded}
    for entry in entries:
        if entry.kind.is_coded and entry.name:
            known[entry.kind.table].add(_code(entry.name))
    for entry in entries:
        for key, code in _codes_named(entry):
            if code not in known[key.names]:
                noun = sentences.A_RECORD.format(kind=key.names)
                entry.complain(file, key.name, not_among(code, known[key.names], noun))


def find_retired(entries: list[Entry], before: Clinic, clinic: Clinic, file: TomlFile) -> None:
    """Complain of what is new or other than before and is of a provider, site or room out of use in `clinic`.

    One that the clinic did not have before is history, with all that belongs to it: a clinic moved to a new machine.
    """
    retired = {
        kind.table: {
            _code(name)
            for name, record in kind.kept(clinic).items()
            if getattr(record, "retired", False) and name in kind.kept(before)
        }
        for kind in KINDS
        if kind.table in _PLACES_AND_PEOPLE
    }
    for entry in entries:
        if entry.retires or not entry.is_whole or entry.record() == entry.kind.kept(before).get(entry.name or ()):
            continue
        for key, code in _codes_named(entry):
            if code in retired.get(key.names, ()):
                entry.complain(file, key.name, sentences.IS_RETIRED.format(kind=key.names, code=shown(code)))


def find_repeats(entries: list[Entry], current: Clinic, file: TomlFile) -> None:
    """Complain of records named twice, and of codes that differ from another by their case alone."""
    kept = {(kind.table, _folded(name)): name for kind in KINDS for name in kind.kept(current)}
    seen: dict[tuple[str, Name], Entry] = {}
    for entry in entries:
        if entry.name is None:
            continue
        place = (entry.kind.table, _folded(entry.name))
        first = seen.setdefault(place, entry)
        alike = kept.get(place, first.name)
        if alike is not None and alike != entry.name:
            names = {"value": shown(_code(entry.name)), "other": shown(_code(alike))}
            entry.complain(file, "", sentences.CASE_DIFFERS.format(**names))
        elif first is not entry:
            entry.complain(file, "", sentences.SAME_RECORD.format(kind=entry.kind.table, other=first.label))


def find_clashes(entries: list[Entry], clinic: Clinic, file: TomlFile) -> None:
    """Complain of sessions in the file by which a provider would be at two sites of `clinic` at once.

    At one site sessions may overlap: they then differ in their capacity or visit types.
    """
    stated = {entry.record(): entry for entry in entries if _states_session(entry)}
    at_work = sorted(_at_work(clinic), key=attrgetter("provider"))
    for _, sessions in groupby(at_work, key=attrgetter("provider")):
        for one, other in combinations(sessions, 2):
            # The later entry is blamed; a session that only the clinic has cannot be.
            blamed, met = (other, one) if other in stated else (one, other)
            if blamed not in stated or one.site == other.site:
                continue
            day = _first_common_day(one, other, clinic.sites)
            if day:
                label = stated[met].label if met in stated else sentences.A_KEPT_SESSION
                stated[blamed].complain(file, "from", _clash(blamed, met, label, day))


def _code(name: Name) -> str:
    return str(name[-1])


def _folded(name: Name) -> Name:
    return tuple(part.casefold() if isinstance(part, str) else part for part in name)


def _codes_named(entry: Entry) -> Iterator[tuple[Key, str]]:
    for key in entry.kind.keys:
        if key.names and key.field in entry.stated:
            codes = entry.stated[key.field]
            for code in (codes,) if isinstance(codes, str) else codes:
                yield key, code


def _states_session(entry: Entry) -> bool:
    return entry.kind.record is Session and entry.is_whole and not entry.retires


def _at_work(clinic: Clinic) -> Iterator[Session]:
    """The sessions whose provider and site are there and in use."""
    providers = {code for code, provider in clinic.providers.items() if not provider.retired}
    sites = {code for code, site in clinic.sites.items() if not site.retired}
    return (each for each in clinic.sessions if each.provider in providers and each.site in sites)


def _first_common_day(one: Session, other: Session, sites: Mapping[str, Site]) -> date | None:
    """The first day of `one` on which the two overlap, as instants: sites may lie in different zones."""
    here, there = sites[one.site], sites[other.site]
    meet_on_the_clock = ends_after(other.finish, one.begin) and ends_after(one.finish, other.begin)
    if here.zone == there.zone and not meet_on_the_clock:
        return None
    first = max(one.starts or _SOME_DAY, other.starts or _SOME_DAY)
    for offset in range(7 * max(_LEAST_WEEKS, lcm(one.every, other.every))):
        day = first + timedelta(days=offset)
        span = span_on(day, one.begin, one.finish, here.tz) if falls_on(one, day) else None
        for near in (day - timedelta(days=1), day, day + timedelta(days=1)):
            if span and falls_on(other, near):
                met = span_on(near, other.begin, other.finish, there.tz)
                if met and met.overlaps(span):
                    return day
    return None


def _clash(blamed: Session, met: Session, label: str, day: date) -> str:
    return sentences.SESSIONS_CLASH.format(
        provider=shown(blamed.provider),
        here=shown(blamed.site),
        hours=_hours(blamed),
        there=shown(met.site),
        other_hours=_hours(met),
        other=label,
        day=day,
    )


def _hours(session: Session) -> str:
    days = " ".join(DAYS[day] for day in session.days)
    finish = "24:00" if session.finish == END_OF_DAY else shown(session.finish)
    return f"{days} {shown(session.begin)}-{finish}"

"""Does a set of bookings break a rule that nobody may go over? Counted minute by minute, by no rule of the program.

It reads the database with plain SQL, and knows of the set-up only what its caller says.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_GONE: Final = frozenset({"cancelled", "noshow", "entered-in-error", "waitlist"})
_OVERBOOKED: Final = frozenset({"C3", "C7"})
_ALL: Final = """
SELECT id, patient, provider, site, room, visit_type, mode, start, finish, provider_start, provider_finish, lane,
  seats, interpreter, status, overrides, further
FROM appointment ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Booking:
    """One appointment that takes time; times are minutes since some day."""

    number: int
    patient: int
    provider: str
    site: str
    room: str | None
    visit_type: str
    mode: str
    start: int
    end: int
    needed_from: int
    needed_to: int
    lane: int
    seats: int
    interpreter: str | None
    gone_over: frozenset[str]
    further: tuple[tuple[str, int, int, int], ...] = ()
    """Who is there besides: code, from, to, lane."""

    @property
    def is_overbooked(self) -> bool:
        """Whether somebody gave a reason to see them beside another."""
        return bool(self.gone_over & _OVERBOOKED)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What of the clinic bounds them: pieces by site and equipment, what types use, how many one interprets for, and
    how many a provider sees at once who is there besides.
    """

    pieces: Mapping[tuple[str, str], int] = field(default_factory=dict)
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    interpreters: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[str, int] = field(default_factory=dict)


def bookings_in(path: Path) -> list[Booking]:
    """Those of the database that take time."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute(_ALL).fetchall()
    return [Booking(*_fields(row)) for row in rows if row[14] not in _GONE]


def _fields(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:14], frozenset(one["rule"] for one in json.loads(row[15])), _further(row[16]))


def _further(kept: str) -> tuple[tuple[str, int, int, int], ...]:
    return tuple((code, start, end, lane) for code, start, end, lane in json.loads(kept))


def broken_rules(bookings: Iterable[Booking], bounds: Bounds) -> list[str]:
    """Each rule that is broken, with the minute and who is there; empty where all is well."""
    found: dict[tuple[str, object, tuple[int, ...]], str] = {}
    for (kind, name, minute), there in _minutes(bookings, bounds).items():
        fault = _fault(kind, name, there, bounds)
        if fault:
            numbers = tuple(sorted(one.number for one in there))
            found.setdefault((kind, name, numbers), f"{fault} {name} at minute {minute}: {numbers}")
    return sorted(found.values())


def _minutes(bookings: Iterable[Booking], bounds: Bounds) -> Mapping[tuple[str, object, int], list[Booking]]:
    """Who is at each thing in each minute."""
    there: dict[tuple[str, object, int], list[Booking]] = defaultdict(list)
    for one in bookings:
        for minute in range(one.start, one.end):
            for kind, name in _takes(one, bounds):
                there[kind, name, minute].append(one)
        for provider, start, end, lane in ((one.provider, one.needed_from, one.needed_to, one.lane), *one.further):
            for minute in range(start, end):
                there["provider", provider, minute].append(one)
                there["lane", (provider, lane), minute].append(one)
    return there


def _takes(one: Booking, bounds: Bounds) -> Iterator[tuple[str, object]]:
    yield "patient", one.patient
    if one.room:
        yield "room", one.room
    if one.interpreter:
        yield "interpreter", one.interpreter
    if one.mode == "in-person":
        for code in bounds.uses.get(one.visit_type, ()):
            yield "equipment", (one.site, code)


def _fault(kind: str, name: object, there: list[Booking], bounds: Bounds) -> str:
    count = len(there)
    match kind, name:
        case "patient", _ if count > 1:
            return "C2: in two places is patient"
        case "lane", _ if count > 1:
            return "two in one lane of"
        case "room", _ if any(one.mode == "telehealth" for one in there):
            return "taken for who does not come is room"
        case "room", _ if count > 1 and not _is_group(there):
            return "C4: taken twice is room"
        case "equipment", (str(site), str(code)) if count > bounds.pieces.get((site, code), 0):
            return "C5: more in use than there are of"
        case "interpreter", str(code) if count > bounds.interpreters.get(code, 0):
            return "C11: interprets too often"
        case "provider", str(code) if _is_crowded(code, there, bounds):
            return "C3, C7: without a reason too many are with"
    return ""


def _is_group(there: list[Booking]) -> bool:
    """Whether one provider sees all of them at once, each booked as one of several."""
    return len({one.provider for one in there}) == 1 and all(one.seats > 1 for one in there)


def _is_crowded(provider: str, there: list[Booking], bounds: Bounds) -> bool:
    """Whether those for whom nobody gave a reason are more than whoever bears fewest bears."""
    seats = (one.seats if one.provider == provider else bounds.seats.get(provider, 1) for one in there)
    return sum(not one.is_overbooked for one in there) > min(seats)

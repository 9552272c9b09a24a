"""What the clinic has been set up with: sites, people, rooms, visit types and when they work."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from core.clinic.grouping import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time

    from core.access.model import User
    from core.calendar.age import Age
    from core.clinic.dated import Block, Dated, Holiday, Outage, SessionException
    from core.clinic.form import Form
    from core.clinic.outreach import RecallKind, ServiceInfo
    from core.clinic.payer import Fee, Payer
    from core.clinic.reason import CaseRule, Reason

ANY_PATIENT: Final = "any"
NEW_PATIENTS: Final = "new"
EVERY_MODE: Final = ("in-person", "telehealth")
"""How a provider meets patients where the set-up says nothing else."""


class Site(Struct, frozen=True):
    """A place with its own time zone (IANA name) and booking grid (minutes).

    `overbooks` is how many double bookings a provider takes there a day, None without a limit; `travel` the minutes
    that a provider takes to come from any other site; `npi` is the number by which payers know the clinic there.
    `phone` and `address` are what patients are told, in `language` (en) where the clinic has no words in theirs.

    `zone_since` is when the zone was last changed (UTC), None if it never was: no part of what the set-up says.
    """

    code: str
    name: str
    zone: str
    grid: int = 5
    overbooks: int | None = None
    travel: int = 0
    npi: str = ""
    phone: str = ""
    address: str = ""
    language: str = ""
    retired: bool = False
    zone_since: datetime | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Site) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        numbers = self.grid, self.overbooks, self.travel, self.npi
        return self.code, self.name, self.zone, *numbers, self.phone, self.address, self.language, self.retired

    @property
    def tz(self) -> ZoneInfo:
        """The zone itself; zoneinfo caches it."""
        return ZoneInfo(self.zone)


class Room(Struct, frozen=True):
    """A room of one site; `kind` is matched by visit types that need one, and it is cleaned for `cleanup` minutes."""

    code: str
    site: str
    kind: str = "exam"
    cleanup: int = 0
    retired: bool = False


class Provider(Struct, frozen=True):
    """Somebody patients are booked with, named 'Family, Given TITLE'.

    `starts` and `ends` are the first and last working day; `overbooks` is how many double bookings they take a day.
    `buffer_before` and `buffer_after` are the minutes that they need around every visit, as of a visit type;
    in `languages` they need nobody to interpret. They see patients in those `modes`, where the visit type does too.
    """

    code: str
    name: str
    skills: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    overbooks: int | None = None
    buffer_before: int = 0
    buffer_after: int = 0
    languages: tuple[str, ...] = ()
    modes: tuple[str, ...] = EVERY_MODE
    retired: bool = False

    @property
    def family(self) -> str:
        """The part before the comma."""
        return self.name.partition(",")[0].strip()

    @property
    def short(self) -> str:
        """'Lee, D': family name and first initial, for column heads."""
        family, _, rest = self.name.partition(",")
        return f"{family.strip()}, {rest.strip()[0]}" if rest.strip() else family.strip()


class VisitType(Struct, frozen=True):
    """A kind of appointment, `minutes` long in all.

    The provider is needed from minute `provider_from` for `provider_minutes` (None: to the end). `min_age` and
    `max_age` are both included; `patients` is any, new or established. No more than `capacity` are seen at once,
    whatever the session takes; `overbooks` is how many double bookings the provider takes on a day when it is one.
    It fits only in blocks of `block_kind`, if one is named. It needs the `further` providers besides, and somebody for
    each of `further_skills`, from minute `further_from` for `further_minutes` (None: to the end).
    """

    code: str
    name: str
    minutes: int
    provider_from: int = 0
    provider_minutes: int | None = None
    buffer_before: int = 0
    buffer_after: int = 0
    room_kind: str = ""
    equipment: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    min_age: Age | None = None
    max_age: Age | None = None
    sex: str = ""
    patients: str = ANY_PATIENT
    modes: tuple[str, ...] = ("in-person",)
    requires: tuple[str, ...] = ()
    block_kind: str = ""
    capacity: int | None = None
    overbooks: int | None = None
    further: tuple[str, ...] = ()
    further_skills: tuple[str, ...] = ()
    further_from: int = 0
    further_minutes: int | None = None
    retired: bool = False


class Session(Struct, frozen=True):
    """When a provider works at a site: weekly on `days` (0 = Monday), every n-th week counted from `starts`, wall time.

    `begin` and `finish` are the set-up file's `from` and `to`; a finish of 00:00 is the midnight that ends the day.
    `capacity` patients are seen at once, and it takes `overbooks` double bookings, None without a limit.
    """

    provider: str
    site: str
    days: tuple[int, ...]
    begin: time
    finish: time
    every: int = 1
    starts: date | None = None
    ends: date | None = None
    capacity: int = 1
    overbooks: int | None = None
    types: tuple[str, ...] = ()


class Equipment(Struct, frozen=True):
    """A pool of `count` alike pieces at a site."""

    code: str
    site: str
    count: int = 1
    retired: bool = False


class Interpreter(Struct, frozen=True):
    """Somebody, or a service, who interprets: at `count` visits at once, at `site` or, where that is '', at every one.

    `languages` are as patients have theirs. They are there on `days` (0 = Monday) from `begin` to `finish`, the site's
    wall time; without hours at any time. A finish of 00:00 is the midnight that ends the day.
    """

    code: str
    name: str
    languages: tuple[str, ...]
    site: str = ""
    count: int = 1
    days: tuple[int, ...] = ()
    begin: time | None = None
    finish: time | None = None
    retired: bool = False


class Clinic(Struct, frozen=True, dict=True):
    """The whole set-up as one snapshot, retired records included. Mappings are by code, in set-up order.

    Whose sessions, exceptions, blocks, holidays and rooms in use they are is worked out once: what is asked of one
    provider at one site is as quick among four hundred as among four. Who has none is missing there.
    """

    sites: Mapping[str, Site] = field(default_factory=dict)
    rooms: Mapping[str, Room] = field(default_factory=dict)
    providers: Mapping[str, Provider] = field(default_factory=dict)
    visit_types: Mapping[str, VisitType] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    exceptions: tuple[SessionException, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    blocks: tuple[Block, ...] = ()
    equipment: Mapping[tuple[str, str], Equipment] = field(default_factory=dict)
    """by (site, code)"""
    outages: tuple[Outage, ...] = ()
    interpreters: Mapping[str, Interpreter] = field(default_factory=dict)
    payers: Mapping[str, Payer] = field(default_factory=dict)
    case_rules: Mapping[tuple[str, str], CaseRule] = field(default_factory=dict)
    """by (kind, state)"""
    forms: Mapping[str, Form] = field(default_factory=dict)
    fees: tuple[Fee, ...] = ()
    recalls: Mapping[str, RecallKind] = field(default_factory=dict)
    infos: Mapping[tuple[str, str, str, str], ServiceInfo] = field(default_factory=dict)
    """by (topic, visit type, site, language)"""
    reasons: Mapping[tuple[str, str], Reason] = field(default_factory=dict)
    """by (purpose, code)"""
    users: Mapping[str, User] = field(default_factory=dict)

    @cached_property
    def sessions_of(self) -> Mapping[str, tuple[Session, ...]]:
        """By the code of their provider."""
        return grouped(self.sessions, "provider")

    @cached_property
    def exceptions_of(self) -> Mapping[str, tuple[SessionException, ...]]:
        """By the code of their provider."""
        return grouped(self.exceptions, "provider")

    @property
    def dated(self) -> tuple[Dated, ...]:
        """The exceptions and the blocks."""
        return (*self.exceptions, *self.blocks)

    @cached_property
    def blocks_of(self) -> Mapping[str, tuple[Block, ...]]:
        """By the code of their provider."""
        return grouped(self.blocks, "provider")

    @cached_property
    def rooms_at(self) -> Mapping[str, tuple[Room, ...]]:
        """Those in use, by the code of their site."""
        return grouped((room for room in self.rooms.values() if not room.retired), "site")

    @cached_property
    def longest_cleanup_at(self) -> Mapping[str, int]:
        """Minutes that the room in use is cleaned for which takes longest, by the code of the site."""
        return {site: max(room.cleanup for room in rooms) for site, rooms in self.rooms_at.items()}

    @cached_property
    def longest_gap(self) -> int:
        """Minutes that any type of visit needs around it, or any way between sites takes, whichever is longest."""
        around = (minutes for kind in self.visit_types.values() for minutes in (kind.buffer_before, kind.buffer_after))
        return max((*around, *(site.travel for site in self.sites.values())), default=0)

    @cached_property
    def holidays_at(self) -> Mapping[str, tuple[Holiday, ...]]:
        """By the code of their site."""
        return grouped(self.holidays, "site")

    @cached_property
    def outages_at(self) -> Mapping[str, tuple[Outage, ...]]:
        """By the code of their site."""
        return grouped(self.outages, "site")

    @cached_property
    def asks_for_papers(self) -> bool:
        """Whether a type of visit requires a referral or an authorization."""
        return any(kind.requires for kind in self.visit_types.values())

    @property
    def sites_in_use(self) -> tuple[Site, ...]:
        """The sites that are not retired, in set-up order."""
        return tuple(site for site in self.sites.values() if not site.retired)

    @property
    def has_payers(self) -> bool:
        """Whether patients are asked for their insurance: a clinic without payers asks nobody."""
        return any(not payer.retired for payer in self.payers.values())

    def reasons_for(self, purpose: str) -> tuple[Reason, ...]:
        """The reasons in use for cancel, override or waive, in set-up order."""
        return tuple(r for r in self.reasons.values() if r.purpose == purpose and not r.retired)

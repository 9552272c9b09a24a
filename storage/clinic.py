"""How is the set-up kept: which table and columns hold each record, all read and written as one `Clinic`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from core.access.model import User
from core.clinic.dated import Holiday, Outage
from core.clinic.form import Form
from core.clinic.model import EVERY_MODE, Clinic, Equipment, Interpreter, Provider, Room, Session, Site, VisitType
from core.clinic.outreach import RecallKind, ServiceInfo
from core.clinic.payer import Fee, Payer
from core.clinic.reason import CaseRule, Reason
from core.lazy import lazy_modules
from storage import codec, dated_rows, meta
from storage.codec import to_json
from storage.columns import (
    CODE_OR_ANY,
    DAY,
    DAY_OR_NONE,
    FLAG,
    INSTANT_OR_NONE,
    TEXTS,
    WALL_TIME,
    WALL_TIME_OR_NONE,
    ZONE,
    Column,
    RecordT,
    Table,
    plain,
)
from storage.dated_rows import BLOCKS, EXCEPTIONS

if TYPE_CHECKING:
    from core.schedule import equipment
else:  # a desk that sets nothing up does without
    (equipment,) = lazy_modules("core.schedule.equipment")

_SITES: Final = Table(
    "site",
    Site,
    (
        *plain("code name"),
        Column("zone", ZONE),
        *plain("grid overbooks"),
        Column("travel", absent=0),
        *(Column(name, absent="") for name in ("npi", "phone", "address", "language")),
        Column("retired", FLAG),
        Column("zone_since", INSTANT_OR_NONE),
    ),
    ("code",),
)
_ROOMS: Final = Table(
    "room", Room, (*plain("code site kind"), Column("cleanup", absent=0), Column("retired", FLAG)), ("code",)
)
_PROVIDERS: Final = Table(
    "provider",
    Provider,
    (
        *plain("code name"),
        Column("skills", TEXTS),
        Column("starts", DAY_OR_NONE),
        Column("ends", DAY_OR_NONE),
        Column("overbooks"),
        *(Column(name, absent=0) for name in ("buffer_before", "buffer_after")),
        Column("languages", TEXTS, absent="[]"),
        Column("modes", TEXTS, absent=to_json(EVERY_MODE)),
        Column("retired", FLAG),
    ),
    ("code",),
)
_VISIT_TYPES: Final = Table(
    "visit_type",
    VisitType,
    (
        *plain("code name minutes provider_from provider_minutes buffer_before buffer_after room_kind"),
        Column("equipment", TEXTS),
        Column("skills", TEXTS),
        *plain("min_age max_age sex patients"),
        Column("modes", TEXTS),
        Column("requires", TEXTS),
        Column("block_kind", absent=""),
        *plain("capacity overbooks"),
        Column("further", TEXTS, absent="[]"),
        Column("further_skills", TEXTS, absent="[]"),
        Column("further_from", absent=0),
        Column("further_minutes"),
        Column("retired", FLAG),
    ),
    ("code",),
)
_EQUIPMENT: Final = Table(
    "equipment", Equipment, (*plain("code site count"), Column("retired", FLAG)), ("site", "code")
)
_INTERPRETERS: Final = Table(
    "interpreter",
    Interpreter,
    (
        *plain("code name"),
        Column("languages", TEXTS),
        Column("site", CODE_OR_ANY),
        Column("count"),
        Column("days", TEXTS, absent="[]"),
        *(Column(name, WALL_TIME_OR_NONE) for name in ("begin", "finish")),
        Column("retired", FLAG),
    ),
    ("code",),
)
_OUTAGES: Final = Table(
    "outage",
    Outage,
    (
        *plain("equipment site"),
        Column("first_day", DAY, field="on"),
        Column("last_day", DAY_OR_NONE, field="until"),
        *plain("count note"),
    ),
)
_PAYERS: Final = Table(
    "payer",
    Payer,
    (
        *plain("code name payer_id phone member_id renews ask_by portal"),
        Column("services", TEXTS, absent='["30"]'),
        Column("tells", TEXTS, absent='["date","sex"]'),
        Column("units_lost", TEXTS, absent="[]"),
        Column("retired", FLAG),
    ),
    ("code",),
)
_CASE_RULES: Final = Table(
    "case_rule",
    CaseRule,
    (*plain("kind state due unit urgent remind escalate owner"), Column("retired", FLAG)),
    ("kind", "state"),
)
_FORMS: Final = Table(
    "form",
    Form,
    (
        *plain("code name template needs"),
        Column("may_decline", FLAG),
        Column("types", TEXTS),
        *plain("min_age max_age valid_days"),
        Column("retired", FLAG),
    ),
    ("code",),
)
_FEES: Final = Table(
    "fee",
    Fee,
    (
        *plain("visit_type code name cents"),
        Column("provider", CODE_OR_ANY),
        Column("starts", DAY_OR_NONE),
        Column("ends", DAY_OR_NONE),
    ),
)
_RECALLS: Final = Table(
    "recall_kind",
    RecallKind,
    (*plain("code name months"), Column("types", TEXTS), Column("after", TEXTS), Column("retired", FLAG)),
    ("code",),
)
_INFOS: Final = Table(
    "service_info",
    ServiceInfo,
    (*plain("topic text visit_type site language"), Column("retired", FLAG)),
    ("topic", "visit_type", "site", "language"),
)
_REASONS: Final = Table(
    "reason", Reason, (*plain("code purpose text by"), Column("retired", FLAG)), ("purpose", "code")
)
_USERS: Final = Table(
    "user_account", User, (Column("name"), Column("roles", TEXTS), Column("retired", FLAG)), ("name",)
)
_SESSIONS: Final = Table(
    "session",
    Session,
    (
        *plain("provider site"),
        Column("days", TEXTS),
        *(Column(name, WALL_TIME) for name in ("begin", "finish")),
        Column("every"),
        Column("starts", DAY_OR_NONE),
        Column("ends", DAY_OR_NONE),
        Column("capacity"),
        Column("overbook_limit", field="overbooks"),
        Column("types", TEXTS),
    ),
)
_HOLIDAYS: Final = Table("holiday", Holiday, (Column("site"), Column("day", DAY, field="on"), Column("name")))
SETUP: Final[tuple[Table[Any], ...]] = (
    *(_SITES, _ROOMS, _PROVIDERS, _VISIT_TYPES, _SESSIONS, EXCEPTIONS, _HOLIDAYS, BLOCKS),
    *(_EQUIPMENT, _OUTAGES, _INTERPRETERS, _PAYERS, _FORMS, _CASE_RULES, _FEES),
    *(_RECALLS, _INFOS, _REASONS, _USERS),
)
"""Every table of the set-up; of those with a key a row is never deleted."""


def read_clinic(db: sqlite3.Connection) -> Clinic:
    """The whole set-up as the tables hold it, in set-up order."""
    return Clinic(
        sites={site.code: site for site in _read(db, _SITES)},
        rooms={room.code: room for room in _read(db, _ROOMS)},
        providers={provider.code: provider for provider in _read(db, _PROVIDERS)},
        visit_types={visit_type.code: visit_type for visit_type in _read(db, _VISIT_TYPES)},
        sessions=_read(db, _SESSIONS),
        exceptions=dated_rows.read(db, EXCEPTIONS),
        holidays=_read(db, _HOLIDAYS),
        blocks=dated_rows.read(db, BLOCKS),
        equipment={(pool.site, pool.code): pool for pool in _read(db, _EQUIPMENT)},
        outages=_read(db, _OUTAGES),
        interpreters={one.code: one for one in _read(db, _INTERPRETERS)},
        payers={payer.code: payer for payer in _read(db, _PAYERS)},
        case_rules={(rule.kind, rule.state): rule for rule in _read(db, _CASE_RULES)},
        forms={form.code: form for form in _read(db, _FORMS)},
        fees=_read(db, _FEES),
        recalls={one.code: one for one in _read(db, _RECALLS)},
        infos={(one.topic, one.visit_type, one.site, one.language): one for one in _read(db, _INFOS)},
        reasons={(reason.purpose, reason.code): reason for reason in _read(db, _REASONS)},
        users={user.name: user for user in _read(db, _USERS)},
    )


def write_clinic(db: sqlite3.Connection, clinic: Clinic) -> None:
    """Make the tables hold `clinic`, and raise `clinic_rev` so that every desk reads it anew.

    Call it inside the write transaction. A coded record that `clinic` lacks is retired, as appointments may
    name it; sessions, exceptions, holidays and blocks become exactly those given. Exceptions and blocks that say
    the same as before keep their numbers.
    """
    _keep_coded(db, _SITES, clinic.sites)
    _keep_coded(db, _ROOMS, clinic.rooms)
    _keep_coded(db, _PROVIDERS, clinic.providers)
    _keep_coded(db, _VISIT_TYPES, clinic.visit_types)
    _keep_coded(db, _EQUIPMENT, clinic.equipment)
    _keep_coded(db, _INTERPRETERS, clinic.interpreters)
    _keep_coded(db, _PAYERS, clinic.payers)
    _keep_coded(db, _CASE_RULES, clinic.case_rules)
    _keep_coded(db, _FORMS, clinic.forms)
    _keep_coded(db, _RECALLS, clinic.recalls)
    _keep_coded(db, _INFOS, clinic.infos)
    _keep_coded(db, _REASONS, clinic.reasons)
    _keep_coded(db, _USERS, clinic.users)
    _replace(db, _SESSIONS, clinic.sessions)
    _replace(db, _HOLIDAYS, clinic.holidays)
    dated_rows.replace_all(db, EXCEPTIONS, clinic.exceptions)
    dated_rows.replace_all(db, BLOCKS, clinic.blocks)
    _replace(db, _FEES, clinic.fees)
    _replace(db, _OUTAGES, clinic.outages)
    _note_outages(db, clinic)
    meta.raise_clinic_rev(db)


def _read(db: sqlite3.Connection, table: Table[RecordT]) -> tuple[RecordT, ...]:
    """Every record, in set-up order."""
    return tuple(map(table.from_row, db.execute(f"SELECT {table.named()} FROM {table.name} ORDER BY seq").fetchall()))


def _keep_coded(db: sqlite3.Connection, table: Table[RecordT], records: Mapping[Any, RecordT]) -> None:
    updates = ", ".join(f"{name} = excluded.{name}" for name in ("seq", *table.names) if name not in table.key)
    db.execute(f"UPDATE {table.name} SET retired = 1, seq = seq + ?", (len(records),))
    _insert(db, table, records.values(), f"ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {updates}")


def _replace(db: sqlite3.Connection, table: Table[RecordT], records: Iterable[RecordT]) -> None:
    db.execute(f"DELETE FROM {table.name}")
    _insert(db, table, records)


def _note_outages(db: sqlite3.Connection, clinic: Clinic) -> None:
    """From when to when each outage lasts, in the minutes by which the guard of equipment compares."""
    spans = ((equipment.days_of(one, clinic.sites[one.site]), seq) for seq, one in enumerate(clinic.outages))
    db.executemany(
        "UPDATE outage SET start = ?, finish = ? WHERE seq = ?",
        [(codec.to_minutes(span.start), codec.to_minutes(span.end), seq) for span, seq in spans],
    )


def _insert(db: sqlite3.Connection, table: Table[RecordT], records: Iterable[RecordT], otherwise: str = "") -> None:
    """Insert the records in their order; `otherwise` says what is done where one is there."""
    marks = ", ".join(f":{name}" for name in table.names)
    statement = f"INSERT INTO {table.name} (seq, {table.named()}) VALUES (:seq, {marks}) {otherwise}"
    db.executemany(statement, ({"seq": seq, **table.to_row(record)} for seq, record in enumerate(records)))

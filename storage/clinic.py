"""How is the set-up kept: which table and columns hold each record, all read and written as one `Clinic`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, Generic, TypeVar

from core.access.model import User
from core.clinic.model import (
    Block,
    Clinic,
    Equipment,
    ExceptionKind,
    Holiday,
    Provider,
    Reason,
    Room,
    Session,
    SessionException,
    Site,
    VisitType,
)

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Form:
    """How a field becomes a column's value and comes back."""

    write: Callable[[Any], object]
    read: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the record's field it keeps, and in which form."""

    name: str
    field: str
    form: Form


def _same(value: Any) -> Any:  # noqa: ANN401 - whatever SQLite keeps as it is
    return value


def _or_none(convert: Callable[[Any], object]) -> Callable[[Any], object]:
    """`convert`, except that None, which SQLite keeps as NULL, stays what it is."""
    return lambda value: None if value is None else convert(value)


def _list_text(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


_PLAIN: Final = Form(_same, _same)
_FLAG: Final = Form(int, bool)
_LIST: Final = Form(_list_text, lambda text: tuple(json.loads(text)))
_DAY: Final = Form(_or_none(date.isoformat), _or_none(date.fromisoformat))
_WALL: Final = Form(_or_none(lambda wall: wall.isoformat("minutes")), _or_none(time.fromisoformat))
_MOMENT: Final = Form(lambda moment: moment.isoformat(timespec="minutes"), datetime.fromisoformat)
_KIND: Final = Form(lambda kind: kind.value, ExceptionKind)
_SITE_OR_ANY: Final = Form(lambda code: code or None, lambda code: code or "")
"""'' is NULL in the table, so that a foreign key holds for every site that is named."""


def _columns(plain: str, **formed: Form) -> tuple[Column, ...]:
    """Columns named as their fields, in the order given: the plain ones first."""
    return (
        *(Column(name, name, _PLAIN) for name in plain.split()),
        *(Column(name, name, form) for name, form in formed.items()),
    )


@dataclass(frozen=True, slots=True)
class Table(Generic[Record]):
    """One table of the set-up: the record it keeps and in which columns, `seq` apart.

    `key` names the columns of a coded record's code; a table without codes has none.
    """

    name: str
    record: type[Record]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def read(self, db: sqlite3.Connection) -> tuple[Record, ...]:
        """Every record, in set-up order."""
        named = ", ".join(column.name for column in self.columns)
        rows = db.execute(f"SELECT {named} FROM {self.name} ORDER BY seq").fetchall()
        return tuple(self._record(row) for row in rows)

    def values(self, record: Record) -> tuple[object, ...]:
        """What the columns hold for `record`."""
        return tuple(column.form.write(getattr(record, column.field)) for column in self.columns)

    def _record(self, row: Iterable[object]) -> Record:
        kept = zip(self.columns, row, strict=True)
        return self.record(**{column.field: column.form.read(value) for column, value in kept})


_SITES: Final = Table("site", Site, _columns("code name zone grid", retired=_FLAG), ("code",))
_ROOMS: Final = Table("room", Room, _columns("code site kind", retired=_FLAG), ("code",))
_PROVIDERS: Final = Table(
    "provider",
    Provider,
    _columns("code name", skills=_LIST, starts=_DAY, ends=_DAY, retired=_FLAG),
    ("code",),
)
_VISIT_TYPES: Final = Table(
    "visit_type",
    VisitType,
    _columns(
        "code name minutes provider_from provider_minutes buffer_before buffer_after"
        " room_kind min_age max_age sex patients",
        equipment=_LIST,
        skills=_LIST,
        modes=_LIST,
        requires=_LIST,
        retired=_FLAG,
    ),
    ("code",),
)
_EQUIPMENT: Final = Table("equipment", Equipment, _columns("site code count", retired=_FLAG), ("site", "code"))
_REASONS: Final = Table("reason", Reason, _columns("purpose code text by", retired=_FLAG), ("purpose", "code"))
_USERS: Final = Table("user_account", User, _columns("name", roles=_LIST, retired=_FLAG), ("name",))
_SESSIONS: Final = Table(
    "session",
    Session,
    _columns(
        "provider site every capacity overbooks",
        days=_LIST,
        begin=_WALL,
        finish=_WALL,
        starts=_DAY,
        ends=_DAY,
        types=_LIST,
    ),
)
_EXCEPTIONS: Final = Table(
    "session_exception",
    SessionException,
    (
        Column("first_day", "on", _DAY),
        Column("last_day", "until", _DAY),
        *_columns("provider note", kind=_KIND, begin=_WALL, finish=_WALL, site=_SITE_OR_ANY),
    ),
)
_HOLIDAYS: Final = Table("holiday", Holiday, (Column("day", "on", _DAY), *_columns("site name")))
_BLOCKS: Final = Table(
    "block",
    Block,
    (
        Column("begin", "start", _MOMENT),
        Column("finish", "end", _MOMENT),
        *_columns("provider kind release_hours", site=_SITE_OR_ANY, types=_LIST),
    ),
)


def read_clinic(db: sqlite3.Connection) -> Clinic:
    """The whole set-up as the tables hold it, in set-up order."""
    return Clinic(
        sites={site.code: site for site in _SITES.read(db)},
        rooms={room.code: room for room in _ROOMS.read(db)},
        providers={provider.code: provider for provider in _PROVIDERS.read(db)},
        visit_types={visit_type.code: visit_type for visit_type in _VISIT_TYPES.read(db)},
        sessions=_SESSIONS.read(db),
        exceptions=_EXCEPTIONS.read(db),
        holidays=_HOLIDAYS.read(db),
        blocks=_BLOCKS.read(db),
        equipment={(pool.site, pool.code): pool for pool in _EQUIPMENT.read(db)},
        reasons={(reason.purpose, reason.code): reason for reason in _REASONS.read(db)},
        users={user.name: user for user in _USERS.read(db)},
    )


def write_clinic(db: sqlite3.Connection, clinic: Clinic) -> None:
    """Make the tables hold `clinic`, and raise `clinic_rev` so that every desk reads it anew.

    Call it inside the write transaction. A coded record that `clinic` lacks is retired, as appointments may
    name it; sessions, exceptions, holidays and blocks become exactly those given.
    """
    _keep_coded(db, _SITES, clinic.sites)
    _keep_coded(db, _ROOMS, clinic.rooms)
    _keep_coded(db, _PROVIDERS, clinic.providers)
    _keep_coded(db, _VISIT_TYPES, clinic.visit_types)
    _keep_coded(db, _EQUIPMENT, clinic.equipment)
    _keep_coded(db, _REASONS, clinic.reasons)
    _keep_coded(db, _USERS, clinic.users)
    _replace(db, _SESSIONS, clinic.sessions)
    _replace(db, _EXCEPTIONS, clinic.exceptions)
    _replace(db, _HOLIDAYS, clinic.holidays)
    _replace(db, _BLOCKS, clinic.blocks)
    db.execute("UPDATE meta SET value = value + 1 WHERE key = 'clinic_rev'")


def _keep_coded(db: sqlite3.Connection, table: Table[Record], records: Mapping[Any, Record]) -> None:
    key = ", ".join(table.key)
    unnamed = [column.name for column in table.columns if column.name not in table.key]
    updates = ", ".join(f"{name} = excluded.{name}" for name in ["seq", *unnamed])
    db.execute(f"UPDATE {table.name} SET retired = 1, seq = seq + ?", (len(records),))
    db.executemany(f"{_insert(table)} ON CONFLICT ({key}) DO UPDATE SET {updates}", _rows(table, records.values()))


def _replace(db: sqlite3.Connection, table: Table[Record], records: Iterable[Record]) -> None:
    db.execute(f"DELETE FROM {table.name}")
    db.executemany(_insert(table), _rows(table, records))


def _insert(table: Table[Any]) -> str:
    named = ", ".join(column.name for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {table.name} (seq, {named}) VALUES (?, {marks})"


def _rows(table: Table[Record], records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    return ((seq, *table.values(record)) for seq, record in enumerate(records))

"""Which column of a table keeps which field of a record, and in which form?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from enum import Enum
from functools import cached_property
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any, Final, Generic, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from core.errors import DatabaseUnusable
from storage import codec
from storage.sentences import ROW_UNREADABLE

RecordT = TypeVar("RecordT")

Row: TypeAlias = dict[str, Any]
"""A row, by column."""

_NO_RECORD: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What reading raises where something else stands than was written."""
_TYPES: Final = {"str": str, "int": int, "PatientId": int, "AppointmentId": int}
"""What a column holds whose field is of a type of that name."""


class Codec(Struct, frozen=True):
    """How a field becomes a column's value and comes back; `words`, where there are any, are all that it may hold."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    words: tuple[str, ...] = ()


def word_of(kind: type[Enum], *, but: Enum | None = None) -> Codec:
    """A member of an enum, by its value; `but` that one, which is no longer kept."""
    members = {member.value: member for member in kind if member is not but}
    return Codec(attrgetter("value"), members.__getitem__, tuple(members))


def one_of(*words: str) -> Codec:
    """One of these words."""
    return Codec(str, str, words)


def _or_none(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)


def word_or_none(kind: type[Enum]) -> Codec:
    """The same, or None."""
    word = word_of(kind)
    return Codec(_or_none(word.write), _or_none(word.read), word.words)


FLAG: Final = Codec(int, {0: False, 1: True, None: False}.__getitem__)
TEXTS: Final = Codec(codec.to_json, codec.texts_from_json)
"""A short tuple of texts or numbers."""
MINUTE: Final = Codec(codec.to_minutes, codec.from_minutes)
INSTANT: Final = Codec(codec.to_millis, codec.from_millis)
INSTANT_OR_NONE: Final = Codec(codec.to_millis_or_none, codec.from_millis_or_none)
DAY: Final = Codec(date.isoformat, date.fromisoformat)
DAY_OR_NONE: Final = Codec(_or_none(date.isoformat), _or_none(date.fromisoformat))
WALL_TIME: Final = Codec(lambda wall: wall.isoformat("minutes"), time.fromisoformat)
WALL_TIME_OR_NONE: Final = Codec(_or_none(WALL_TIME.write), _or_none(WALL_TIME.read))
WALL_MOMENT: Final = Codec(lambda moment: moment.isoformat(timespec="minutes"), datetime.fromisoformat)
ZONE: Final = Codec(str, lambda zone: ZoneInfo(zone).key)
"""The name of a time zone that this machine knows."""
CODE_OR_ANY: Final = Codec(lambda code: code or None, lambda code: code or "")
"""'' is NULL in the table, so that a foreign key holds for every code that is named."""


class Column(Struct, frozen=True):
    """A column, in which form it keeps its field, and the field's name where that is another.

    Images of rows outlive the columns: `formerly` is the name in older ones, `absent` what counts where an older one
    has no such column.
    """

    name: str
    codec: Codec | None = None
    field: str = ""
    formerly: str = ""
    absent: Any = None

    @property
    def attribute(self) -> str:
        """The field it keeps."""
        return self.field or self.name


class Embedded(Struct, frozen=True):
    """A record of its own within a field, or None, kept in columns of the same row: the first is NULL for None."""

    field: str
    record: type
    columns: tuple[Column, ...]

    @property
    def attribute(self) -> str:
        """The field it keeps."""
        return self.field


def plain(names: str) -> tuple[Column, ...]:
    """Columns that keep the fields of the same names as they are."""
    return tuple(map(Column, names.split()))


def _columns(one: Column | Embedded) -> tuple[Column, ...]:
    return one.columns if isinstance(one, Embedded) else (one,)


def _reads_lists(codec: Codec) -> bool:
    """Whether '[]' is nothing in it."""
    try:
        return bool(codec.read("[]") == ())
    except (ValueError, LookupError, TypeError):
        return False


def _nothing_or(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda text: () if text == "[]" else read(text)


def _read_all(read: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
    """Each of them read; where few differ, each of these once."""
    known = set(values)
    if len(known) > len(values) // 2:
        return list(map(read, values))
    return list(map({value: read(value) for value in known}.__getitem__, values))


def _embedded_all(record: type, columns: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """A record of each row's columns, None where the first of them is."""
    if not any(value is not None for value in columns[0]):
        return columns[0]
    return [None if inner[0] is None else record(*inner) for inner in zip(*columns, strict=True)]


class Table(Struct, Generic[RecordT], frozen=True, eq=False, dict=True):
    """A table, and the record that each of its rows keeps: `fields` stand in the order of the record's own.

    `key` names the columns that tell one row from another, if any do.
    """

    name: str
    record: type[RecordT]
    fields: tuple[Column | Embedded, ...]
    key: tuple[str, ...] = ()
    older: Callable[[Row], None] | None = None
    """Makes of an image of before, in place, what is kept in another way today."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a row, in order."""
        return tuple(column for one in self.fields for column in _columns(one))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def _reads(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        """Which columns are read in a form of their own, and how; but for lists."""
        lists = set(self._lists)
        return tuple((at, one.codec.read) for at, one in enumerate(self.columns) if one.codec and at not in lists)

    @cached_property
    def _lists(self) -> dict[int, Callable[[Any], Any]]:
        """How columns are read that keep lists: most are empty, and those are known by their text."""
        return {at: one.codec.read for at, one in enumerate(self.columns) if one.codec and _reads_lists(one.codec)}

    @cached_property
    def _embedded(self) -> tuple[tuple[slice, type], ...]:
        """Which columns make a record of its own, the last first: each is then one value."""
        ends = accumulate(len(_columns(one)) for one in self.fields)
        spans = ((slice(end - len(_columns(one)), end), one) for end, one in zip(ends, self.fields, strict=True))
        return tuple((span, one.record) for span, one in spans if isinstance(one, Embedded))[::-1]

    @cached_property
    def _types(self) -> tuple[Callable[[Sequence[Any]], Iterable[Any]], tuple[type, ...]]:
        """What picks the columns that hold their field as it is, and of which types they are to be."""
        ats, kinds = self._typed
        picks = itemgetter(*ats) if len(ats) > 1 else lambda values: [values[at] for at in ats]
        return picks, kinds

    @cached_property
    def _typed(self) -> tuple[tuple[int, ...], tuple[type, ...]]:
        """Which columns hold their field as it is, and of which types they are to be."""
        kinds = {name: _TYPES[hint] for name, hint in self.record.__annotations__.items() if hint in _TYPES}
        found = [
            (self.columns.index(one), kinds[one.attribute])
            for one in self.fields
            if isinstance(one, Column) and one.codec is None and one.attribute in kinds
        ]
        return tuple(at for at, _ in found), tuple(kind for _, kind in found)

    @cached_property
    def _writes(self) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Any] | None], ...]:
        """Each column of one field: its name, how the field is got, and how it is written where not as it is."""
        return tuple(
            (one.name, attrgetter(one.attribute), one.codec.write if one.codec else None)
            for one in self.fields
            if isinstance(one, Column)
        )

    def named(self, alias: str = "") -> str:
        """The columns for a SELECT, in their order."""
        return ", ".join(f"{alias}.{name}" if alias else name for name in self.names)

    def from_row(self, row: Sequence[Any]) -> RecordT:
        """The record whose columns, in the table's order, are `row`.

        Raises DatabaseUnusable where something else stands there than was ever written.
        """
        values = list(row)
        try:
            typed, kinds = self._types
            if tuple(map(type, typed(values))) != kinds:
                raise TypeError(kinds)
            for at, read in self._reads:
                values[at] = read(values[at])
            for at, read in self._lists.items():
                text = values[at]
                values[at] = () if text == "[]" else read(text)
            for span, record in self._embedded:
                inner = values[span]
                values[span] = [None if inner[0] is None else record(*inner)]
            return self.record(*values)
        except _NO_RECORD as error:
            number = row[0] if isinstance(row[0], int | str) else "?"
            raise DatabaseUnusable(ROW_UNREADABLE.format(table=self.name, row=number)) from error

    def from_many(self, given: Sequence[Sequence[Any]]) -> list[RecordT]:
        """The same of many rows, `given` column by column: what stands in most of them is read once.

        Not for records whose fields are changed in place.
        """
        columns = list(given)
        try:
            for at, kind in zip(*self._typed, strict=True):
                if set(map(type, columns[at])) != {kind}:
                    raise TypeError(kind)
            for at, read in self._reads:
                columns[at] = _read_all(read, columns[at])
            for at, read in self._lists.items():
                columns[at] = _read_all(_nothing_or(read), columns[at])
            for span, record in self._embedded:
                columns[span] = [_embedded_all(record, columns[span])]
            return list(map(self.record, *columns))
        except _NO_RECORD:
            return list(map(self.from_row, zip(*given, strict=True)))  # which says of which row it is

    def from_columns(self, row: Row) -> RecordT:
        """The same for a row by column."""
        return self.from_row([row[name] for name in self.names])

    def to_row(self, record: RecordT) -> Row:
        """The row that keeps `record`."""
        row: Row = dict.fromkeys(self.names)
        for name, value_of, write in self._writes:
            value = value_of(record)
            row[name] = value if write is None else write(value)
        for one in self.fields:
            if isinstance(one, Embedded) and (value := getattr(record, one.attribute)) is not None:
                for column in one.columns:
                    inner = getattr(value, column.attribute)
                    row[column.name] = inner if inner is None or column.codec is None else column.codec.write(inner)
        return row

    def row_from_image(self, text: str) -> Row:
        """The row that the journal keeps as `text`, under the names its columns have now. Raises ValueError."""
        kept = json.loads(text)
        if not isinstance(kept, dict):
            raise ValueError(text)  # noqa: TRY004 - what is wrong is the text
        for column in self.columns:
            if column.name not in kept:
                kept[column.name] = kept.pop(column.formerly, column.absent)
        if self.older:
            self.older(kept)
        return kept

"""Which column of a file brings which field?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from core.errors import BadSettings
from core.importing import sentences
from core.text.cleaning import clean_text, fold
from core.text.sentences import DID_YOU_MEAN
from core.text.wording import listed, nearest, shown
from core.toml.sentences import ONE_ERROR, SEVERAL_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from core.calendar.date_order import DateOrder
    from core.fields.model import Column, Kind, RecordSpec


ADDED: Final = ("line", "field", "reason")
"""The last columns of a file of rejected lines."""


class ColumnMap(Struct, frozen=True):
    """What is said of a file beforehand; `place` names the map to a person.

    `columns` maps a heading to a field's name; empty, the plain names count. `values` maps, for a field, a cell
    (folded by case) to what it means, `joins` what several columns of a field are joined with. `dates` is the
    order in which the file writes dates. Without an `encoding` or a `delimiter` it is the one that the file shows.
    """

    place: str = ""
    encoding: str = ""
    delimiter: str = ""
    dates: DateOrder | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    joins: Mapping[str, str] = field(default_factory=dict)


class FileColumns:
    """The columns that a file may have for the fields of a kind of record, by their own names.

    Of each of `needed`, names of columns, a file has one at least.
    """

    __slots__ = ("_any_name", "_columns", "_kinds", "_own_name", "needed", "spec")

    def __init__(self, spec: RecordSpec, *, needed: tuple[tuple[str, ...], ...]) -> None:
        self.spec, self.needed = spec, needed
        columns = [(column, field) for field in spec for column in field.columns]
        self._columns = {column.name: column for column, _ in columns}
        self._kinds = {column.name: column.kind or field.kind for column, field in columns}
        self._own_name = {fold(name): name for name in self._columns}
        self._any_name = {fold(name): column.name for column, _ in columns for name in column.names} | self._own_name

    @property
    def names(self) -> tuple[str, ...]:
        """Their own names."""
        return tuple(self._columns)

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __getitem__(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return self._columns[name]

    def kind_of(self, name: str) -> Kind[Any]:
        """As what it is read."""
        return self._kinds[name]

    def called(self, heading: str) -> str:
        """The name of the column that is plainly meant by this heading, or ''."""
        return self._any_name.get(fold(heading), "")

    def is_own_name(self, heading: str) -> bool:
        """Whether the heading is a column's own name, which counts before its other names."""
        return fold(heading) in self._own_name


class UnusedColumn(Struct, frozen=True):
    """A column of a file that is not taken; `near` is the name of a field that may have been meant, or ''."""

    heading: str
    near: str = ""


class Columns(Struct, frozen=True):
    """The headings of a file as they stand there, and at which places, from 0, each field is."""

    headings: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unused: tuple[UnusedColumn, ...] = ()

    def numbers(self, known: FileColumns) -> dict[str, tuple[int, ...]]:
        """The places of the columns whose numbers may begin with zeros."""
        return {name: at for name, at in self.places.items() if known[name].is_number}


def find_columns(headings: Sequence[str], column_map: ColumnMap, known: FileColumns, *, place: str) -> Columns:
    """Where each field stands in a file with these headings.

    Raises BadSettings with every error: columns of the map that are not there or twice, two columns for one field,
    none for a field that a record needs. `place` names the file.
    """
    clean = tuple(clean_text(heading) for heading in headings)
    problems: list[str] = []
    places = _mapped(clean, column_map, problems) if column_map.columns else _plain(clean, known, problems)
    problems += [_missing(either, clean) for either in known.needed if not places.keys() & set(either)]
    if problems:
        count = len(problems)
        errors = ONE_ERROR if count == 1 else SEVERAL_ERRORS.format(count=count)
        raise BadSettings(sentences.IMPORT_HEADINGS_REFUSED.format(place=place, errors=errors), problems)
    return Columns(tuple(headings), places, tuple(_unused(clean, places, column_map, known)))


def are_headings(cells: Sequence[str], column_map: ColumnMap, known: FileColumns) -> bool:
    """Whether the cells name all that a record needs."""
    try:
        find_columns(cells, column_map, known, place="")
    except BadSettings:
        return False
    return True


def _missing(either: Sequence[str], headings: Sequence[str]) -> str:
    """That none of these fields has a column, with the heading that may have been meant."""
    names = listed([name.replace("_", " ") for name in either])
    guess = next((near for name in either if (near := nearest(name, headings))), "")
    template = sentences.IMPORT_COLUMN_GUESSED if guess else sentences.IMPORT_COLUMN_MISSING
    return template.format(names=names, headings=_listed(headings), guess=shown(guess))


def _unused(
    headings: Sequence[str], places: Mapping[str, tuple[int, ...]], column_map: ColumnMap, known: FileColumns
) -> Iterator[UnusedColumn]:
    """The columns that no field takes, but those that an import added itself."""
    used = {at for found in places.values() for at in found}
    last = len(headings) - len(ADDED) if headings[-len(ADDED) :] == ADDED else len(headings)
    names = () if column_map.columns else known.names
    for at, heading in enumerate(headings[:last]):
        if at not in used:
            near = nearest(heading, names)
            is_free = near not in places or known[near].joined_by is None
            shown_as = heading or sentences.IMPORT_NO_HEADING.format(number=at + 1)
            yield UnusedColumn(shown_as, near if is_free else "")


def _mapped(headings: Sequence[str], column_map: ColumnMap, problems: list[str]) -> dict[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for heading, name in column_map.columns.items():
        found = [at for at, other in enumerate(headings) if other == clean_text(heading)]
        places[name] = (*places.get(name, ()), *found)
        if len(found) > 1:
            problems.append(sentences.IMPORT_HEADING_TWICE.format(heading=shown(heading)))
        if not found:
            near = nearest(heading, headings)
            guess = DID_YOU_MEAN.format(word=near) if near else ""
            problems.append(
                sentences.IMPORT_NO_SUCH_COLUMN.format(map=column_map.place, heading=shown(heading), guess=guess)
            )
    return places


def _plain(headings: Sequence[str], known: FileColumns, problems: list[str]) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, heading in enumerate(headings):
        found[known.called(heading)].append(at)
    found.pop("", None)
    for name, places in found.items():
        if known[name].joined_by is not None:
            places[:] = [at for at in places if known.is_own_name(headings[at])] or places
            if len(places) > 1:
                columns = listed([shown(headings[at]) for at in places])
                problems.append(sentences.IMPORT_TWO_COLUMNS.format(columns=columns, field=name.replace("_", " ")))
    return {name: tuple(places) for name, places in found.items()}


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(shown(heading) for heading in headings[:30])

"""Which column of a file brings which field?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.errors import BadSettings
from core.patients.importing import sentences
from core.patients.importing.fields import FIELDS, NEEDED, field_called, is_own_name
from core.text.cleaning import clean_text
from core.text.sentences import DID_YOU_MEAN
from core.text.wording import listed, nearest, shown
from core.toml.sentences import ONE_ERROR, SEVERAL_ERRORS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.calendar.date_order import DateOrder


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What is said of a file beforehand; `place` names the map to a person.

    `columns` maps a heading to a field's name; empty, the plain names count. `values` maps, for a field, a cell
    (folded by case) to what it means, `joins` what several columns of a field are joined with. `dates` is the
    order in which the file writes dates. An empty `delimiter` is that of the heading line.
    """

    place: str = ""
    encoding: str = "utf-8"
    delimiter: str = ""
    dates: DateOrder | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    joins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a file as they stand there, and at which places, from 0, each field is."""

    headings: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]


def find_columns(headings: Sequence[str], column_map: ColumnMap, *, place: str) -> Columns:
    """Where each field stands in a file with these headings.

    Raises BadSettings with every error: columns of the map that are not there or twice, two columns for one field,
    none for a field that a record needs. `place` names the file.
    """
    clean = tuple(clean_text(heading) for heading in headings)
    problems: list[str] = []
    places = _mapped(clean, column_map, problems) if column_map.columns else _plain(clean, problems)
    for either in NEEDED:
        if not places.keys() & set(either):
            names = listed([name.replace("_", " ") for name in either])
            problems.append(sentences.IMPORT_COLUMN_MISSING.format(names=names, headings=_listed(clean)))
    if problems:
        count = len(problems)
        errors = ONE_ERROR if count == 1 else SEVERAL_ERRORS.format(count=count)
        raise BadSettings(sentences.IMPORT_HEADINGS_REFUSED.format(place=place, errors=errors), problems)
    return Columns(tuple(headings), places)


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


def _plain(headings: Sequence[str], problems: list[str]) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, heading in enumerate(headings):
        found[field_called(heading)].append(at)
    found.pop("", None)
    for name, places in found.items():
        if FIELDS[name].joined_by is not None:
            places[:] = [at for at in places if is_own_name(headings[at])] or places
            if len(places) > 1:
                columns = listed([shown(headings[at]) for at in places])
                problems.append(sentences.IMPORT_TWO_COLUMNS.format(columns=columns, field=name.replace("_", " ")))
    return {name: tuple(places) for name, places in found.items()}


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(shown(heading) for heading in headings[:30])

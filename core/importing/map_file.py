"""How is the map of a file read: which column is which field, what its values mean, how it writes dates?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.calendar.date_order import DateOrder
from core.importing import sentences
from core.importing.columns import ColumnMap
from core.importing.csv_lines import DELIMITERS
from core.importing.encodings import ENCODINGS
from core.settings.sentences import TABLE_WANTED
from core.text.allowed import OneOf
from core.text.wording import not_among, shown, type_name
from core.toml.file import parse
from core.toml.sentences import VALUE_WRONG_TYPE
from core.toml.values import Wrong, choice, member

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.importing.columns import FileColumns
    from core.toml.file import TomlFile, TomlPath

_read_encoding: Final = choice(OneOf(ENCODINGS), sentences.IMPORT_AN_ENCODING)
_read_delimiter: Final = choice(OneOf(DELIMITERS), sentences.IMPORT_A_DELIMITER)
_read_order: Final = member(DateOrder)
_KEYS: Final = ("encoding", "delimiter", "dates", "columns", "values", "join")


def read_map(text: str, known: FileColumns, *, place: str) -> ColumnMap:
    """The map that `text` makes for files of a kind of record; `place` names its file.

    Raises BadSettings with every error at once, each with its line: what is no TOML, unknown keys and fields,
    values that mean nothing.
    """
    file = parse(text, place=place)
    for key in file.tables:
        if key not in _KEYS:
            file.complain((key,), "", not_among(key, _KEYS, sentences.IMPORT_A_MAP_KEY))
    read_name = choice(OneOf(known.names), sentences.IMPORT_A_FIELD)
    columns = _table(file, ("columns",), file.tables, read_name)
    column_map = ColumnMap(
        place=place,
        encoding=_value(file, "encoding", _read_encoding) or "",
        delimiter=_value(file, "delimiter", _read_delimiter) or "",
        dates=_value(file, "dates", _read_order),
        columns=columns,
        values=_values(file, known),
        joins=_joins(file, columns, known),
    )
    file.refuse_if_wrong()
    return column_map


def _value(file: TomlFile, key: str, reader: Callable[[object], Any]) -> Any:  # noqa: ANN401 - as the reader
    if key not in file.tables:
        return None
    return _read(file, (key,), file.tables[key], reader)


def _values(file: TomlFile, known: FileColumns) -> dict[str, dict[str, str]]:
    """What the cells of a field mean, by the cell without regard to case."""
    values: dict[str, dict[str, str]] = {}
    tables = file.tables.get("values", {})
    if not _is_table(file, ("values",), tables):
        return values
    for name in tables:
        if name not in known:
            file.complain(("values", name), "values", not_among(name, known.names, sentences.IMPORT_A_FIELD))
            continue
        words = _table(file, ("values", name), tables, _text)
        values[name] = {cell.strip().casefold(): meaning for cell, meaning in words.items()}
        kind = known.kind_of(name)
        for cell, meaning in words.items():
            if kind.words and meaning and meaning.strip().lower() not in kind.words:
                sentence = not_among(meaning, kind.words, kind.noun)
                file.complain(("values", name, cell), f"values.{name}", sentence)
    return values


def _joins(file: TomlFile, columns: Mapping[str, str], known: FileColumns) -> dict[str, str]:
    """What the columns of a field are joined with, for fields of several columns that are one text."""
    joins = _table(file, ("join",), file.tables, _text)
    for name in joins:
        path: TomlPath = ("join", name)
        if name not in known:
            file.complain(path, "join", not_among(name, known.names, sentences.IMPORT_A_FIELD))
        elif known[name].joined_by is None:
            file.complain(path, "join", sentences.IMPORT_NEVER_JOINED.format(field=name))
        elif list(columns.values()).count(name) < 2:
            file.complain(path, "join", sentences.IMPORT_NOTHING_TO_JOIN.format(field=name))
    return joins


def _table(
    file: TomlFile, path: TomlPath, tables: Mapping[str, Any], reader: Callable[[object], Any]
) -> dict[str, str]:
    """The values of the table at the end of `path` that could be read."""
    table = tables.get(str(path[-1]), {})
    if not _is_table(file, path, table):
        return {}
    found = {key: _read(file, (*path, key), value, reader) for key, value in table.items()}
    return {key: value for key, value in found.items() if value is not None}


def _is_table(file: TomlFile, path: TomlPath, value: object) -> bool:
    if isinstance(value, dict):
        return True
    wrong = TABLE_WANTED.format(found=type_name(type(value)), table=".".join(map(str, path)))
    file.complain(path, str(path[-1]), wrong)
    return False


def _read(file: TomlFile, path: TomlPath, value: object, reader: Callable[[object], Any]) -> Any:  # noqa: ANN401
    found = reader(value)
    if not isinstance(found, Wrong):
        return found
    for sentence in found.sentences:
        file.complain(path, ".".join(map(str, path)), sentence)
    return None


def _text(value: object) -> str | Wrong:
    """Any text, also none: a join of ", " is no name."""
    if isinstance(value, str):
        return value
    return Wrong((VALUE_WRONG_TYPE.format(value=shown(value), found=type_name(type(value)), wanted="text"),))

"""What does one line of a file say of a record?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic

from msgspec import Struct

from core.errors import BadInput, ClinicdeskError
from core.importing import sentences
from core.importing.cells import as_written
from core.importing.columns import ADDED
from core.importing.port import RecordT
from core.importing.widths import zeros_lost, zeros_lost_before
from core.text.card_numbers import refuse_card_number, refuse_network_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.fields.model import Column, ReadContext
    from core.importing.columns import ColumnMap, Columns
    from core.importing.csv_lines import CsvLine
    from core.importing.port import ImportPort

_NO_WIDTHS: Final[Mapping[str, int]] = {}
_NO_VALUES: Final[Mapping[str, str]] = {}


class Rejection(Struct, frozen=True):
    """A line that was not taken: its number and cells, the fields that are wrong, and why, in sentences."""

    line: int
    cells: Sequence[str]
    field: str
    reason: str


class Incoming(Struct, Generic[RecordT], frozen=True):
    """What a line says: its number and cells, and a record that says the same.

    `says` names the fields of the record that the line does not leave open.
    """

    line: int
    cells: Sequence[str]
    record: RecordT
    says: frozenset[str]

    def rejected(self, refusal: BadInput) -> Rejection:
        """The line as one that is not taken."""
        return Rejection(self.line, self.cells, refusal.field, refusal.sentence)


class LineReader(Generic[RecordT]):
    """Reads the lines of one file, all alike."""

    __slots__ = ("_columns", "_fields", "_map", "_port", "_reading", "_reason_at", "_width", "_widths")

    def __init__(
        self,
        columns: Columns,
        column_map: ColumnMap,
        port: ImportPort[RecordT, Any, Any],
        reading: ReadContext,
        widths: Mapping[str, int] = _NO_WIDTHS,
    ) -> None:
        """`widths` are the digits of the numbers that are filled up with zeros, by column."""
        self._widths = widths
        self._reason_at = len(columns.headings) - 1 if columns.headings[-len(ADDED) :] == ADDED else None
        known = port.columns
        self._columns = tuple((known[name], known.kind_of(name), at) for name, at in columns.places.items() if at)
        here = {column.name for column, _, _ in self._columns}
        told_by = ((field, field.told_by) for field in known.spec)
        self._fields = tuple((field, names) for field, names in told_by if not here.isdisjoint(names))
        self._width = len(columns.headings)
        self._map = column_map
        self._port = port
        self._reading = reading

    def read(self, line: CsvLine) -> Incoming[RecordT] | Rejection:
        """What the line says, or everything that is wrong with it."""
        if line.problem:
            return Rejection(line.number, line.cells, "", line.problem)
        if len(line.cells) != self._width:
            sentence = sentences.IMPORT_CELLS.format(count=len(line.cells), wanted=self._width)
            return Rejection(line.number, line.cells, "", sentence)
        told: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for column, kind, places in self._columns:
            try:
                texts = self._texts(column, [line.cells[at] for at in places])
                if texts and column.is_number:
                    self._refuse_lost_zeros(column.name, texts, line)
                refuse = refuse_network_number if column.is_number else refuse_card_number
                for text in texts:
                    refuse(text, column.name)  # before a sentence repeats it
                if texts:
                    told[column.name] = kind.read(texts, column.name, self._reading)
            except ClinicdeskError as refusal:
                wrong[column.name] = refusal.sentence
        wrong |= self._port.missing(told, wrong)
        values = self._values(told, wrong)
        try:
            self._port.columns.spec.refuse_card(values)
        except BadInput as refusal:
            wrong[refusal.field] = refusal.sentence
        if wrong:
            return Rejection(line.number, line.cells, ", ".join(wrong), " ".join(wrong.values()))
        return Incoming(line.number, line.cells, self._port.new(values), frozenset(values))

    def _texts(self, column: Column, cells: list[str]) -> list[str]:
        """What stands in the field's columns, those that are one text already joined; empty cells say nothing.

        Raises BadInput for a cell of which something was lost.
        """
        name, joined_by = column.name, column.joined_by
        meant = self._map.values.get(name, _NO_VALUES)
        texts = [meant.get(cell.strip().casefold(), cell) for cell in cells] if meant else cells
        filled = [
            written
            for text in texts
            if text.strip() and (written := as_written(text, name, is_decimal=column.is_decimal)).strip()
        ]
        if len(filled) < 2 or joined_by is None:
            return filled
        return [self._map.joins.get(name, joined_by).join(text.strip() for text in filled)]

    def _refuse_lost_zeros(self, name: str, texts: Sequence[str], line: CsvLine) -> None:
        """Raise BadInput for a number without its zeros; also where the line was rejected for it, and not mended."""
        before = line.cells[self._reason_at] if self._reason_at is not None else ""
        width = self._widths.get(name, 0)
        for text in map(str.strip, texts):
            sentence = zeros_lost(name, text, width)
            if not sentence and before and zeros_lost_before(name, text) in before:
                sentence = before
            if sentence:
                raise BadInput(sentence, field=name)

    def _values(self, told: Mapping[str, Any], wrong: dict[str, str]) -> dict[str, Any]:
        """The values of the fields that the line says something of; what contradicts itself is wrong."""
        values: dict[str, Any] = {}
        for field, names in self._fields:
            said = [name for name in names if name in told]
            if said and field.compose is None:
                values[field.name] = told[said[0]]
            elif said and field.compose:
                try:
                    value = field.compose(told)
                except BadInput as refusal:
                    wrong.setdefault(refusal.field, refusal.sentence)
                    continue
                if value is not None:
                    values[field.name] = value
        return values

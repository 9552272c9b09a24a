"""What does one line of a file say of a patient?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from core.calendar.file_date import read_file_date
from core.errors import BadInput, ClinicdeskError
from core.patients.importing import sentences
from core.patients.importing.cells import FLAGS, read_email, read_flag, read_phone, read_sex, read_status, read_text
from core.patients.importing.fields import FIELDS, PHONE_KINDS
from core.patients.model import Patient, PatientStatus, Sex
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from core.patients.importing.columns import ColumnMap, Columns
    from core.patients.importing.csv_lines import CsvLine

_MOST_NAME: Final = 120
_MOST_ADDRESS: Final = 240
_PART_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(PHONE_KINDS, "phones"),
    **dict.fromkeys(("address2", "city", "state", "zip", "country"), "address"),
    "middle": "given",
    "deceased": "status",
}
"""Fields of a file that are a part of one of the record."""
_NO_VALUES: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was not taken: its number and cells, the fields that are wrong, and why, in sentences."""

    line: int
    cells: Sequence[str]
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a line says: its number and cells, and a record that says the same.

    `says` names the fields of the record that the line does not leave open.
    """

    line: int
    cells: Sequence[str]
    patient: Patient
    says: frozenset[str]

    def rejected(self, refusal: BadInput) -> Rejection:
        """The line as one that is not taken."""
        return Rejection(self.line, self.cells, refusal.field, refusal.sentence)


class LineReader:
    """Reads the lines of one file, all alike."""

    __slots__ = ("_columns", "_map", "_provider", "_today", "_width")

    def __init__(self, columns: Columns, column_map: ColumnMap, *, today: date, provider: Callable[[str], str]) -> None:
        """`provider` gives the code that was meant, or raises what is to be said of it."""
        self._columns = tuple((name, places) for name, places in columns.places.items() if places)
        self._width = len(columns.headings)
        self._map = column_map
        self._today = today
        self._provider = provider

    def read(self, line: CsvLine) -> Incoming | Rejection:
        """What the line says, or everything that is wrong with it."""
        if line.problem:
            return Rejection(line.number, line.cells, "", line.problem)
        if len(line.cells) != self._width:
            sentence = sentences.IMPORT_CELLS.format(count=len(line.cells), wanted=self._width)
            return Rejection(line.number, line.cells, "", sentence)
        told: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, places in self._columns:
            texts = self._texts(name, [line.cells[at] for at in places])
            if not texts:
                continue
            try:
                told[name] = self._value(name, texts)
            except ClinicdeskError as refusal:
                wrong[name] = refusal.sentence
        _find_wrong(told, wrong)
        if wrong:
            return Rejection(line.number, line.cells, ", ".join(wrong), " ".join(wrong.values()))
        return _incoming(line, told)

    def _texts(self, name: str, cells: list[str]) -> list[str]:
        """What stands in the field's columns, those that are one text already joined; empty cells say nothing."""
        meant = self._map.values.get(name, _NO_VALUES)
        texts = [meant.get(cell.strip().casefold(), cell) for cell in cells] if meant else cells
        filled = [text for text in texts if text.strip()]
        joined_by = FIELDS[name].joined_by
        if len(filled) < 2 or joined_by is None:
            return filled
        return [self._map.joins.get(name, joined_by).join(text.strip() for text in filled)]

    def _value(self, name: str, texts: list[str]) -> object:
        text = texts[0]
        if name in PHONE_KINDS:
            return tuple(read_phone(each, name, PHONE_KINDS[name]) for each in texts)
        match name:
            case "birth_date":
                return self._date(text, name)
            case "deceased":
                return FLAGS[text.strip().lower()] if text.strip().lower() in FLAGS else self._date(text, name)
            case "sex":
                return read_sex(text)
            case "email":
                return read_email(text)
            case "status":
                return read_status(text)
            case "interpreter":
                return read_flag(text, name)
            case "usual_provider":
                return self._provider(read_text(text, name))
            case "previous" | "alerts":
                return tuple(dict.fromkeys(read_text(each, name) for each in texts))
        return read_text(text, name)

    def _date(self, text: str, name: str) -> date:
        return read_file_date(text.strip(), field=name, order=self._map.dates, today=self._today)


def _find_wrong(told: Mapping[str, Any], wrong: dict[str, str]) -> None:
    """What is missing, and what contradicts another field."""
    if not {"family", "given"} & (told.keys() | wrong.keys()):
        wrong["family"] = sentences.IMPORT_NAME_MISSING
    if "birth_date" not in told and "birth_date" not in wrong:
        wrong["birth_date"] = sentences.IMPORT_BIRTH_MISSING
    born, died = told.get("birth_date"), told.get("deceased")
    if born and died and died is not True and died < born:
        wrong["deceased"] = sentences.IMPORT_DIED_BEFORE
    for name, text, most in (("given", _given(told), _MOST_NAME), ("address", _address(told), _MOST_ADDRESS)):
        if len(text) > most and name not in wrong:
            wrong[name] = sentences.IMPORT_TOO_LONG.format(field=name, most=most)


def _incoming(line: CsvLine, told: dict[str, Any]) -> Incoming:
    if told.pop("deceased", False):
        told["status"] = PatientStatus.DECEASED
    phones = [phone for name in PHONE_KINDS for phone in told.get(name, ())]
    told_of = {_PART_OF.get(name, name) for name in told}
    patient = Patient(
        id=PatientId(0),
        mrn=told.get("mrn", ""),
        family=told.get("family", ""),
        given=_given(told),
        birth_date=told["birth_date"],
        sex=told.get("sex", Sex.UNKNOWN),
        preferred=told.get("preferred", ""),
        previous=told.get("previous", ()),
        phones=tuple({phone.digits: phone for phone in reversed(phones)}.values())[::-1],
        email=told.get("email", ""),
        address=_address(told),
        language=told.get("language", ""),
        interpreter=told.get("interpreter", False),
        usual_provider=told.get("usual_provider", ""),
        alerts=told.get("alerts", ()),
        status=told.get("status", PatientStatus.ACTIVE),
        external_id=told.get("external_id", ""),
    )
    return Incoming(line.number, line.cells, patient, frozenset(told_of))


def _given(told: Mapping[str, Any]) -> str:
    """Given and middle names, which a record keeps in one."""
    return " ".join(told[name] for name in ("given", "middle") if name in told)


def _address(told: Mapping[str, Any]) -> str:
    """The address in one line: 784 Stamm Lock, Unit 46, Somerville, MA 02155."""
    region = " ".join(told[name] for name in ("state", "zip") if name in told)
    parts = (*(told.get(name, "") for name in ("address", "address2", "city")), region, told.get("country", ""))
    return ", ".join(part for part in parts if part)

"""What is one table of a set-up file: which record does it make, by which keys, and what must hold within it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from core.access.model import User
from core.clinic.dated import Block, Holiday, Outage, SessionException
from core.clinic.form import Form
from core.clinic.model import Clinic, Equipment, Interpreter, Provider, Room, Session, Site, VisitType
from core.clinic.outreach import RecallKind, ServiceInfo
from core.clinic.payer import Fee, Payer
from core.clinic.reason import CaseRule, Reason
from core.structs import field_defaults
from core.toml.values import Reader

Record: TypeAlias = (
    Site
    | Room
    | Provider
    | VisitType
    | Session
    | SessionException
    | Holiday
    | Block
    | Equipment
    | Interpreter
    | Outage
    | Payer
    | CaseRule
    | Form
    | Fee
    | RecallKind
    | ServiceInfo
    | Reason
    | User
)

Name: TypeAlias = tuple[Any, ...]
"""The values of a record's natural fields, by which it is recognised when it is named again."""


class Key(Struct, frozen=True):
    """One key of a table: how it is read, which field of the record it fills if not the one of its own name,
    and the table whose codes it names, if any.
    """

    name: str
    read: Reader
    fills: str = ""
    names: str = ""

    @property
    def field(self) -> str:
        """The record's field that it fills."""
        return self.fills or self.name


class Check(Struct, frozen=True):
    """What must hold between `fields` of one record.

    `fault` takes their values and says what is wrong, or ''; it is told at the key `at`.
    """

    at: str
    fields: tuple[str, ...]
    fault: Callable[..., str]


class Kind(Struct, frozen=True):
    """One table of the file. `clinic_field` is the field of Clinic with its records.

    `natural` are the fields that make up a record's name.
    """

    table: str
    clinic_field: str
    record: type[Record]
    natural: tuple[str, ...]
    keys: tuple[Key, ...]
    checks: tuple[Check, ...] = ()

    @property
    def by_name(self) -> Mapping[str, Key]:
        """The keys by their names in the file."""
        return {key.name: key for key in self.keys}

    @property
    def is_coded(self) -> bool:
        """Whether records are retired, as other records name them, rather than removed."""
        return "retired" in self.defaults

    @property
    def defaults(self) -> Mapping[str, Any]:
        """What the fields are that the file may leave out."""
        return field_defaults(self.record)

    def kept(self, clinic: Clinic) -> dict[Name, Record]:
        """The clinic's records of this kind by their names, in set-up order."""
        found = getattr(clinic, self.clinic_field)
        records = found.values() if self.is_coded else found
        return {tuple(getattr(record, field) for field in self.natural): record for record in records}

    def as_clinic_field(self, records: Mapping[Name, Record]) -> Mapping[Any, Record] | tuple[Record, ...]:
        """The records as Clinic keeps them: coded ones by code, the others in a row."""
        if not self.is_coded:
            return tuple(records.values())
        return {name if len(name) > 1 else name[0]: record for name, record in records.items()}

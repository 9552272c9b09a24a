"""What does each table of a set-up file say, and what of it cannot be read?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from core.clinic.dated import ExceptionKind
from core.clinic.model import Clinic
from core.settings.sentences import A_KEY, A_TABLE
from core.setup import sentences
from core.setup.kind import Kind, Name, Record
from core.setup.kinds import KINDS
from core.structs import replace
from core.text.card_numbers import has_card_number
from core.text.cleaning import clean_text
from core.text.sentences import CARD_NUMBER
from core.text.wording import nearest, not_among, shown, type_name
from core.toml.file import TomlFile, TomlPath
from core.toml.values import Wrong, flag

_KINDS: Final = {kind.table: kind for kind in KINDS}
_RETIRED: Final = "retired"
_BEYOND_ANY_NUMBER: Final = 10**1_000
"""From here on nobody's number; Python writes out none of more than 4,300 digits."""


def _has_card_number(value: object) -> bool:
    """Whether the number of a card stands in it, in whichever of its words."""
    if isinstance(value, list):
        return any(map(_has_card_number, value))
    if isinstance(value, dict):
        return any(map(_has_card_number, (*value, *value.values())))
    if isinstance(value, int) and abs(value) >= _BEYOND_ANY_NUMBER:
        return False
    return has_card_number(clean_text(f"{value}"))


class Entry(Struct, frozen=True):
    """One table of the file, which is the `number`-th of its kind, from 1.

    `label` names it to a person. `stated` are the record's fields that could be read, `unreadable` those that
    could not. `retires` is the file's `retired = true`.
    """

    kind: Kind
    number: int
    label: str
    stated: Mapping[str, Any]
    unreadable: frozenset[str]
    retires: bool

    @property
    def path(self) -> TomlPath:
        """Where it stands in the file."""
        return (self.kind.table, self.number - 1)

    @property
    def fields(self) -> Mapping[str, Any]:
        """The record's fields as far as they are stated or have a default, the unreadable ones left out."""
        either = {**self.kind.defaults, **self.stated}
        return {field: value for field, value in either.items() if field not in self.unreadable}

    @property
    def name(self) -> Name | None:
        """The values by which the record is recognised; None where one of them is missing or unreadable."""
        fields = self.fields
        if any(field not in fields for field in self.kind.natural):
            return None
        return tuple(fields[field] for field in self.kind.natural)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that the record needs and the file leaves out."""
        there = self.fields.keys() | self.unreadable
        return tuple(key.name for key in self.kind.keys if key.field not in there)

    @property
    def is_whole(self) -> bool:
        """Whether `record` can be made."""
        return not self.unreadable and not self.missing

    def record(self) -> Record:
        """The record that a whole entry states."""
        return self.kind.record(**self.fields)

    def complain(self, file: TomlFile, key: str, sentence: str) -> None:
        """Note what is wrong with one of its keys, or ('') with all of it."""
        if key:
            file.complain((*self.path, key), f"{self.label}: {key}", sentence)
        else:
            file.complain(self.path, self.label, sentence)


def read_entries(file: TomlFile, current: Clinic) -> list[Entry]:
    """Every entry of the file, in its order. What cannot be read is complained of to `file`."""
    entries = [entry for table, stated in file.tables.items() for entry in _read_table(file, table, stated)]
    only_site = _only_site(entries, current)
    settled = [_with_site(entry, only_site) for entry in entries]
    for entry in settled:
        _find_missing(entry, current, file)
        _find_contradictions(entry, file)
    return settled


def _read_table(file: TomlFile, table: str, stated: object) -> list[Entry]:
    kind = _KINDS.get(table)
    if kind is None:
        file.complain((table,), "", not_among(table, _KINDS, A_TABLE))
        return []
    if not isinstance(stated, list) or not all(isinstance(keys, dict) for keys in stated):
        found = type_name(type(stated))
        file.complain((table,), table, sentences.TABLES_WANTED.format(found=found, table=table))
        return []
    return [_read_entry(file, kind, number, keys) for number, keys in enumerate(stated, 1)]


def _read_entry(file: TomlFile, kind: Kind, number: int, keys: Mapping[str, object]) -> Entry:
    by_name = {key.name: key for key in kind.keys}
    empty = Entry(kind, number, _label(kind, number, keys), {}, frozenset(), retires=False)
    stated: dict[str, Any] = {}
    unreadable: set[str] = set()
    for name, value in keys.items():
        if name == _RETIRED:
            field, found = _RETIRED, flag(value)
        elif name in by_name:
            key = by_name[name]
            field, found = key.field, Wrong((CARD_NUMBER,)) if _has_card_number(value) else key.read(value)
        else:
            noun = A_KEY.format(table=kind.table)
            file.complain((*empty.path, name), empty.label, not_among(name, [*by_name, _RETIRED], noun))
            continue
        if not isinstance(found, Wrong):
            stated[field] = found
            continue
        unreadable.add(field)
        for sentence in found.sentences:
            empty.complain(file, name, sentence)
    retires = stated.pop(_RETIRED, False)
    return replace(empty, stated=stated, unreadable=frozenset(unreadable), retires=retires)


def _label(kind: Kind, number: int, keys: Mapping[str, object]) -> str:
    """'session 3 (provider "lee")': what a person looks for in the file."""
    for key in kind.keys:
        if key.field in kind.natural and isinstance(keys.get(key.name), str):
            return f"{kind.table} {number} ({key.name} {shown(keys[key.name])})"
    return f"{kind.table} {number}"


def _only_site(entries: list[Entry], current: Clinic) -> str:
    """The site of a clinic that has just one in use, the file's changes included; else ''."""
    is_used = {code: not site.retired for code, site in current.sites.items()}
    for entry in entries:
        if entry.kind.table == "site" and entry.name:
            is_used[entry.name[0]] = not entry.retires
    used = [code for code in is_used if is_used[code]]
    return used[0] if len(used) == 1 else ""


def _with_site(entry: Entry, only_site: str) -> Entry:
    """An extra session names its site; where there is just one, the file may leave it out."""
    if not only_site or not _lacks_site(entry):
        return entry
    return replace(entry, stated={**entry.stated, "site": only_site})


def _lacks_site(entry: Entry) -> bool:
    is_extra = entry.stated.get("kind") is ExceptionKind.EXTRA and not entry.retires
    return is_extra and "site" not in entry.stated and "site" not in entry.unreadable


def _find_missing(entry: Entry, current: Clinic, file: TomlFile) -> None:
    """Complain of required keys left out. To retire a record that the clinic has, its name is enough."""
    if _lacks_site(entry):
        entry.complain(file, "", sentences.EXTRA_NEEDS_SITE)
    if not entry.missing:
        return
    named = [key.name for key in entry.kind.keys if key.field in entry.kind.natural]
    missing = [key for key in entry.missing if key in named or not entry.retires]
    if missing:
        template = sentences.KEY_MISSING if len(missing) == 1 else sentences.KEYS_MISSING
        entry.complain(file, "", template.format(keys=", ".join(missing)))
    elif entry.kind.is_coded and entry.name and entry.name not in entry.kind.kept(current):
        entry.complain(file, _RETIRED, _nothing_to_retire(entry, current))


def _nothing_to_retire(entry: Entry, current: Clinic) -> str:
    code = (entry.name or ("",))[-1]
    near = nearest(code, [name[-1] for name in entry.kind.kept(current)])
    if near:
        return sentences.NOTHING_TO_RETIRE.format(kind=entry.kind.table, near=shown(near))
    return sentences.NOTHING_LIKE_IT_TO_RETIRE.format(kind=entry.kind.table)


def _find_contradictions(entry: Entry, file: TomlFile) -> None:
    """Complain of keys that are fine alone but not together."""
    if entry.retires:
        return
    fields = entry.fields
    for check in entry.kind.checks:
        if all(field in fields for field in check.fields):
            fault = check.fault(*(fields[field] for field in check.fields))
            if fault:
                entry.complain(file, check.at, fault)

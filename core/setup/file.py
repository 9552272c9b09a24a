"""What does a set-up file make of a clinic?

What the file omits stays. A record that it names again becomes what the file says of it, so that keys left
out return to their defaults; `retired = true` takes a coded record out of use and removes any other, and then
its name is enough. Reading the same file once more changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.clinic.model import Clinic
from core.clinic.reason import Reason
from core.setup.entries import Entry, read_entries
from core.setup.kind import Name, Record
from core.setup.kinds import KINDS
from core.setup.references import find_clashes, find_repeats, find_retired, find_unknown_codes
from core.setup.report import SetupReport
from core.structs import replace
from core.toml.file import parse

DEFAULT_REASONS: Final[Mapping[tuple[str, str], Reason]] = {
    (reason.purpose, reason.code): reason
    for reason in (
        Reason("no-ride", "cancel", "No ride", "patient"),
        Reason("sick", "cancel", "Patient is ill", "patient"),
        Reason("changed-mind", "cancel", "Changed their mind", "patient"),
        Reason("cost", "cancel", "Cost", "patient"),
        Reason("weather", "cancel", "Weather", "patient"),
        Reason("other", "cancel", "Other", "patient"),
        Reason("provider-out", "cancel", "Provider is out", "clinic"),
        Reason("clinic-closed", "cancel", "Clinic is closed", "clinic"),
        Reason("error", "cancel", "Booked in error", "clinic"),
        Reason("urgent", "override", "Urgent"),
        Reason("provider-asked", "override", "Provider asked for it"),
        Reason("double-ok", "override", "Double booking agreed"),
        Reason("other", "override", "Other"),
        Reason("known", "waive", "Known to the desk"),
        Reason("later", "waive", "Will be done later"),
        Reason("other", "waive", "Other"),
    )
}
"""The coded reasons of a clinic that has set up none."""

_ACTS: Final = ("added", "changed", "retired", "unchanged")


def read_setup(text: str, *, current: Clinic, place: str) -> tuple[Clinic, SetupReport]:
    """`current` as the set-up file `text` changes it, and what that came to, counted by table.

    Raises BadSettings with every error at once, each with its place in the file, which `place` names.
    A clinic without reasons is given `DEFAULT_REASONS` first; they are not counted.
    """
    file = parse(text, place=place)
    before = current if current.reasons else replace(current, reasons=DEFAULT_REASONS)
    entries = read_entries(file, before)
    find_unknown_codes(entries, before, file)
    find_repeats(entries, before, file)
    clinic, report = _apply(entries, before)
    find_retired(entries, before, clinic, file)
    find_clashes(entries, clinic, file)
    file.refuse_if_wrong()
    return clinic, report


def _apply(entries: list[Entry], before: Clinic) -> tuple[Clinic, SetupReport]:
    """The clinic with the entries in it, as far as they could be read, and the count of what each did."""
    counts = {act: {kind.table: 0 for kind in KINDS} for act in _ACTS}
    clinic_fields: dict[str, Any] = {}
    for kind in KINDS:
        records = kind.kept(before)
        for entry in entries:
            if entry.kind is kind and entry.name is not None:
                counts[_act(entry, entry.name, records)][kind.table] += 1
        clinic_fields[kind.clinic_field] = kind.as_clinic_field(records)
    return Clinic(**clinic_fields), SetupReport(
        added=counts["added"], changed=counts["changed"], retired=counts["retired"], unchanged=counts["unchanged"]
    )


def _act(entry: Entry, name: Name, records: dict[Name, Record]) -> str:
    """Do with `records` what the entry asks, and say which of `_ACTS` that was."""
    old = records.get(name)
    if entry.retires and not entry.kind.is_coded:
        records.pop(name, None)
        return "retired" if old else "unchanged"
    if entry.retires and old:
        records[name] = _retired(old)
        return "retired" if records[name] != old else "unchanged"
    if not entry.is_whole:
        return "unchanged"
    new = _retired(entry.record()) if entry.retires else entry.record()
    if new == old:
        return "unchanged"  # the old one stays, with what it has beside what a file says
    records[name] = new
    return "added" if old is None else "changed"


def _retired(record: Any) -> Record:  # noqa: ANN401 - a record of any coded kind
    retired: Record = replace(record, retired=True)
    return retired

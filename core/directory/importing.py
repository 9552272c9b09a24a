"""Which entry of the directory does a line of a file mean, and which lines has a file that tells all of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.directory import sentences as say
from core.directory.fields import DIRECTORY_ENTRY, new_entry
from core.directory.keeping import same_entry
from core.directory.listing import kept_entries
from core.directory.model import DirectoryEntry
from core.errors import BadInput
from core.fields.model import ReadContext
from core.importing.act import import_file
from core.importing.columns import FileColumns
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from core.clinic.context import Context
    from core.importing.port import Key
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.journal.ports import Reading, Writing

COLUMNS: Final = FileColumns(DIRECTORY_ENTRY, needed=(("name",),))
"""What the fields of an entry are called in files."""
HEADINGS: Final = tuple(field.columns[0].name for field in DIRECTORY_ENTRY)
"""The names by which an import knows the columns."""


def import_entries(
    context: Context[Reading, Writing], actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in the entries of `file`; with `dry_run` only say what would come of it (`core.importing.act`)."""
    port = EntryImport()
    return import_file(context, port, actor, Privilege.KEEP_DIRECTORY, file, sink=sink, dry_run=dry_run)


def entry_lines(context: Context[Reading, Writing], actor: str) -> Iterator[tuple[str, ...]]:
    """The cells of each entry, under HEADINGS, by number; an import of them finds nothing new. Raises NotAllowed."""
    with context.reading(actor, Privilege.EXPORT) as (reading, clinic):
        read_with = ReadContext(clinic, today_at(first_site(clinic), context.clock.now()), order=None)
        for entry in kept_entries(reading):
            yield tuple(field.kind.write(getattr(entry, field.name), read_with) for field in DIRECTORY_ENTRY)


class EntryImport:
    """Entries of the directory, for an import. It has their numbers by NPI and name, read once for all the lines."""

    columns = COLUMNS
    plural = "entries of the directory"
    adds_singly = True

    def __init__(self) -> None:
        self._known: dict[Key, set[int]] | None = None

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs a name."""
        return {} if "name" in told or "name" in wrong else {"name": say.IMPORT_NAME_MISSING}

    def new(self, values: Mapping[str, Any]) -> DirectoryEntry:
        """The entry that says this."""
        return new_entry(values)

    def find(self, store: Reading, said: DirectoryEntry) -> DirectoryEntry:
        """The entry that a line means, or `said` where none is there yet. Raises BadInput where several could be."""
        if self._known is None:
            self._known = {}
            for entry in kept_entries(store):
                self._note(entry)
        maybe = sorted({number for key in self.search_keys(said) for number in self._known.get(key, ())})
        there = filter(None, map(store.records(DirectoryEntry).by_id, maybe))  # as they are by now
        meant = [one for one in there if one.is_entry and same_entry(one, said)]
        if len(meant) > 1:
            numbers = ", ".join(str(one.id) for one in meant)
            raise BadInput(say.IMPORT_SEVERAL_FIT.format(count=len(meant), numbers=numbers), field="name")
        return meant[0] if meant else said

    def key_field(self, said: DirectoryEntry) -> str:
        """The NPI, or the name."""
        return "npi" if said.npi else "name"

    def keys_of(self, record: DirectoryEntry) -> tuple[Key, ...]:
        """NPI and name."""
        named = ("name", record.kind.value, fold(record.name))
        return (("npi", record.npi), named) if record.npi else (named,)

    def search_keys(self, said: DirectoryEntry) -> tuple[Key, ...]:
        """The same."""
        return self.keys_of(said)

    def add_all(self, tx: Writing, records: Sequence[DirectoryEntry]) -> Sequence[int]:
        """Keep new ones."""
        added = [tx.records(DirectoryEntry).add(record) for record in records]
        for one in added:
            self._note(one)
        return [one.id for one in added]

    def save(self, tx: Writing, record: DirectoryEntry) -> None:
        """Keep a changed one."""
        self._note(tx.records(DirectoryEntry).save(record))

    def _note(self, entry: DirectoryEntry) -> None:
        if self._known is not None:
            for key in self.keys_of(entry):
                self._known.setdefault(key, set()).add(entry.id)

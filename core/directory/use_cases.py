"""The use cases of the directory: found, entered, changed, merged, taken in and written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.directory import importing, keeping, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.context import Context
    from core.directory.finding import DirectoryIndex
    from core.directory.model import DirectoryEntry
    from core.fields.model import Changes
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.journal.change import Change
    from core.journal.ports import Reading, Writing


class DirectoryDesk:
    """`desk.directory`."""

    def __init__(self, context: Context[Reading, Writing]) -> None:
        self._context = context

    def index(self, actor: str, *, retired: bool = False) -> DirectoryIndex:
        """What is looked through with every key: everybody the clinic deals with, the payers of the set-up too."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return listing.index_of(reading, retired=retired)

    def by_id(self, actor: str, number: int) -> DirectoryEntry:
        """The entry with that number, or the one that it was merged into. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return listing.entry_now(reading, number)

    def by_ref(self, actor: str, ref: str) -> DirectoryEntry:
        """The one that a number, a payer's code or words mean. Raises NotFound, also where several fit."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return listing.entry_of(reading, ref)

    def add(self, actor: str, draft: DirectoryEntry) -> Change:
        """Enter the one of `draft`, whose id and rev do not count. Raises BadInput."""
        return keeping.add(self._context, actor, draft)

    def edit(self, actor: str, number: int, changes: Changes, *, rev: int | None = None) -> Change | None:
        """Change an entry; None when it says so already. Raises NotFound, BadInput or ChangedElsewhere."""
        return keeping.edit(self._context, actor, number, changes, rev=rev)

    def merge(self, actor: str, loser: int, survivor: int) -> Change:
        """Have `survivor` take the place of `loser`. Raises NotFound or BadInput."""
        return keeping.merge(self._context, actor, loser, survivor)

    def lines(self, actor: str) -> Iterator[tuple[str, ...]]:
        """The cells of a file of all entries, under `importing.HEADINGS`. Raises NotAllowed."""
        return importing.entry_lines(self._context, actor)

    def import_file(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Take in the entries of a CSV file as one act. Raises BadSettings (headings), BadInput, or Busy half-way."""
        return importing.import_entries(self._context, actor, file, sink=sink, dry_run=dry_run)

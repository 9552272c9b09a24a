"""How does somebody come into the directory, how is an entry changed, and how do two of them become one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.directory import sentences as say
from core.directory.fields import DIRECTORY_ENTRY
from core.directory.listing import kept_entries, present
from core.directory.model import DirectoryEntry
from core.directory.parts import joined
from core.errors import BadInput
from core.fields.editing import edited, reading_at
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.structs import replace
from core.text.cleaning import digits_of, fold

if TYPE_CHECKING:
    from core.clinic.context import Context
    from core.fields.model import Changes
    from core.journal.ports import Reading, Writing

_BLANK: Final = DirectoryEntry(0, "")


def add(context: Context[Reading, Writing], actor: str, draft: DirectoryEntry) -> Change:
    """Enter the one of `draft`, whose id and rev do not count. Raises BadInput, also for one that is there already."""
    with context.writing(actor, Privilege.KEEP_DIRECTORY) as (tx, clinic):
        now = context.clock.now()
        values = {field.name: getattr(draft, field.name) for field in DIRECTORY_ENTRY}
        record = edited(DIRECTORY_ENTRY, DirectoryEntry(0, ""), values, reading_at(clinic, now))
        _refuse_double(tx, record)
        tx.journal.begin(at=now, actor=actor, verb="directory")
        entry = tx.records(DirectoryEntry).add(record)
        sentence = say.ADDED.format(entry=entry.name, number=entry.id)
        ended = tx.journal.end(entry.ref, sentence)
    return Change(ended, sentence, (entry,))


def edit(
    context: Context[Reading, Writing], actor: str, number: int, changes: Changes, *, rev: int | None
) -> Change | None:
    """Change an entry; None when it says so already. `rev` is the one the person saw.

    Raises NotFound, BadInput or ChangedElsewhere naming who was first and when.
    """
    with context.writing(actor, Privilege.KEEP_DIRECTORY) as (tx, clinic):
        now = context.clock.now()
        before = present(tx, number)
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        after = edited(DIRECTORY_ENTRY, before, changes, reading_at(clinic, now))
        changed = DIRECTORY_ENTRY.changed(before, after)
        if not changed:
            return None
        _refuse_double(tx, after)
        tx.journal.begin(at=now, actor=actor, verb="edit-directory")
        entry = tx.records(DirectoryEntry).save(after)
        words = ", ".join(DIRECTORY_ENTRY.words(changed))
        sentence = say.EDITED.format(fields=words, entry=entry.name, number=number)
        ended = tx.journal.end(entry.ref, sentence)
    return Change(ended, sentence, (entry,))


def merge(context: Context[Reading, Writing], actor: str, loser: int, survivor: int) -> Change:
    """Have `survivor` take the place of `loser`, and say what only that one said. Raises NotFound or BadInput.

    Whatever names the entry that goes means the other from then on (`entry_now`). The survivor is saved whatever it
    learns, so that nobody takes it back as a mistake while another entry leads to it.
    """
    with context.writing(actor, Privilege.KEEP_DIRECTORY) as (tx, _):
        if loser == survivor:
            raise BadInput(say.WITH_ITSELF, field="into")
        gone, stays = present(tx, loser), present(tx, survivor)
        if gone.kind is not stays.kind:
            sentence = say.OF_TWO_KINDS.format(
                loser=gone.name, one=gone.kind.value, survivor=stays.name, other=stays.kind.value
            )
            raise BadInput(sentence, field="into")
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="merge-directory")
        entries = tx.records(DirectoryEntry)
        entries.save(replace(gone, merged_into=survivor))
        entry = entries.save(_both(gone, stays))
        sentence = say.MERGED.format(loser=gone.name, old=loser, entry=entry.name, number=survivor)
        ended = tx.journal.end(entry.ref, sentence)
    return Change(ended, sentence, (entry,))


def same_entry(one: DirectoryEntry, other: DirectoryEntry) -> bool:
    """Whether two say that they are one: the NPI, or the name and kind, unless address or fax tell them apart."""
    if one.npi and other.npi:
        return one.npi == other.npi
    if one.kind is not other.kind or fold(one.name) != fold(other.name):
        return False
    told = ((one.fax, other.fax, digits_of), (one.address, other.address, fold))
    return not any(mine and theirs and as_one(mine) != as_one(theirs) for mine, theirs, as_one in told)


def _refuse_double(reading: Reading, record: DirectoryEntry) -> None:
    for other in kept_entries(reading):
        if other.id != record.id and same_entry(record, other):
            raise BadInput(say.ENTRY_THERE.format(entry=other.name, number=other.id), field="name")


def _both(gone: DirectoryEntry, stays: DirectoryEntry) -> DirectoryEntry:
    """What the one that stays says once it has learned what it lacked."""
    lacking: dict[str, Any] = {
        field.name: getattr(gone, field.name)
        for field in DIRECTORY_ENTRY
        if getattr(stays, field.name) == getattr(_BLANK, field.name)
    }
    specialties = joined(stays.specialties, gone.specialties)
    return replace(stays, **lacking | {"specialties": specialties, "status": stays.status})

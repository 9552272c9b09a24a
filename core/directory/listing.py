"""Who stands in the directory: entries that are kept, and the payers of the set-up?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.payer import Payer
from core.directory import sentences as say
from core.directory.finding import DirectoryIndex
from core.directory.model import DirectoryEntry, EntryKind, EntryStatus, PayerEntry, ReferralWay
from core.errors import BadInput, NotFound
from core.text.cleaning import LONGEST_NUMBER, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.journal.ports import Reading

_TOGETHER: Final = 500
_SOME: Final = 5
"""So many of those that a reference fits are named."""


def kept_entries(reading: Reading) -> Iterator[DirectoryEntry]:
    """Those that are no mistakes and were merged into none, by number."""
    last = 0
    while entries := reading.records(DirectoryEntry).after(last, _TOGETHER):
        yield from (entry for entry in entries if entry.is_entry)
        last = entries[-1].id


def index_of(reading: Reading, *, retired: bool = False) -> DirectoryIndex:
    """What is looked through: everybody the clinic deals with, payers too; with `retired` all it ever dealt with."""
    payers = map(entry_of_payer, reading.clinic().payers.values())
    return DirectoryIndex(
        entry for entry in (*kept_entries(reading), *payers) if retired or entry.status is EntryStatus.CURRENT
    )


def entry_of_payer(payer: Payer) -> PayerEntry:
    """A payer as the directory shows it."""
    return PayerEntry(
        code=payer.code,
        id=0,
        name=payer.name,
        kind=EntryKind.PAYER,
        phone=payer.phone,
        note=payer.portal,
        referrals=ReferralWay.ANY,
        status=EntryStatus.RETIRED if payer.retired else EntryStatus.CURRENT,
    )


def entry_now(reading: Reading, number: int) -> DirectoryEntry:
    """The entry with that number, or the one that took its place, whatever became of it. Raises NotFound."""
    seen: set[int] = set()
    entry = reading.records(DirectoryEntry).by_id(number)
    while entry is not None and entry.merged_into is not None and entry.id not in seen:
        seen.add(entry.id)
        entry = reading.records(DirectoryEntry).by_id(entry.merged_into)
    if entry is None:
        raise NotFound(say.NO_SUCH_ENTRY.format(ref=number))
    return entry


def present(reading: Reading, number: int) -> DirectoryEntry:
    """The entry with that number, for an act on it. Raises NotFound, or BadInput for a mistake or a merged one."""
    entry = reading.records(DirectoryEntry).by_id(number)
    if entry is None:
        raise NotFound(say.NO_SUCH_ENTRY.format(ref=number))
    if entry.status is EntryStatus.ENTERED_IN_ERROR:
        raise BadInput(say.ENTRY_IN_ERROR.format(number=number), field="entry")
    if entry.merged_into is not None:
        raise BadInput(say.ENTRY_MERGED.format(number=number, into=entry.merged_into), field="entry")
    return entry


def entry_of(reading: Reading, ref: str) -> DirectoryEntry:
    """The one that a reference means: a number, the code of a payer, or words that find one alone. Raises NotFound."""
    typed = clean_text(ref)
    if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER:
        return entry_now(reading, int(typed))
    payer = reading.clinic().payers.get(typed.lower())
    if payer:
        return entry_of_payer(payer)
    found = index_of(reading, retired=True).find(typed) if typed else ()
    best = [hit.entry for hit in found if hit.match == found[0].match]
    if not best:
        raise NotFound(say.NO_SUCH_ENTRY.format(ref=typed or '""'))
    if len(best) > 1:
        named = (say.ONE_OF_SEVERAL.format(number=reference_of(one), name=one.name) for one in best[:_SOME])
        raise NotFound(say.SEVERAL_ENTRIES.format(ref=typed, count=len(best), some=", ".join(named)))
    return best[0]


def reference_of(entry: DirectoryEntry) -> str:
    """By what it is named: its number, or the code of a payer."""
    return entry.code if isinstance(entry, PayerEntry) else str(entry.id)

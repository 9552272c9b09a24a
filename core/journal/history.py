"""What does the journal say of a record?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.format_when import format_when
from core.clinic.codes import first_site
from core.journal.sentences import CHANGED_UNKNOWN, LAST_WORD
from core.record_ref import CLINIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.clinic.model import Clinic
    from core.journal.model import Entry, EntryId, SetupChange
    from core.journal.ports import Reading
    from core.journal.undo import JournalContext, JournalRules
    from core.record_ref import RecordRef


class LastWord(Struct, frozen=True):
    """What was last done to a record: by whom ('' if the journal does not know), and all of it in a sentence."""

    actor: str
    sentence: str


def entries_on(context: JournalContext, rules: JournalRules, actor: str, ref: RecordRef) -> tuple[Entry, ...]:
    """The entries on a record and on what belongs to it, oldest first."""
    with context.snapshot() as reading:
        _permit(context, rules, reading, actor, ref)
        return reading.journal.entries_on(ref)


def setup_changes(context: JournalContext, rules: JournalRules, actor: str, entry: EntryId) -> Sequence[SetupChange]:
    """What an entry changed of the set-up, in its order."""
    with context.reading(actor, rules.privileges[CLINIC.kind]) as (reading, _):
        return reading.journal.setup_changes(entry)


def last_word(context: JournalContext, rules: JournalRules, actor: str, ref: RecordRef) -> LastWord:
    """The newest entry on a record itself, with who and when at its site."""
    with context.snapshot() as reading:
        clinic = _permit(context, rules, reading, actor, ref)
        entry = reading.journal.last_on(ref)
        site = rules.site_of(reading, clinic, ref) or first_site(clinic)
    if entry is None:
        return LastWord("", CHANGED_UNKNOWN)
    at = format_when(entry.at, site, context.clock.now())
    return LastWord(entry.actor, LAST_WORD.format(sentence=entry.sentence, who=entry.actor, when=at))


def _permit(context: JournalContext, rules: JournalRules, reading: Reading, actor: str, ref: RecordRef) -> Clinic:
    """The clinic, for who may read about records of that kind: what belongs to one is as open as it is."""
    kind = ref.kind
    while kind not in rules.privileges:
        kind = reading.journal.owner_kind(kind)
    return context.permit(reading, actor, rules.privileges[kind])

"""How is an act on thousands of records taken back, so that no desk has to wait for it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError
from core.journal import sentences
from core.journal.change import Change
from core.journal.changed import in_the_way
from core.journal.model import REDO, UNDO
from core.journal.newest import act_behind

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.context import Context
    from core.clinic.ports import Store
    from core.journal.model import Entry, EntryId, Obstacle
    from core.journal.ports import Reading, Writing

ROWS_A_PART: Final = 100
"""Rows between two commits at most; fewer where the turn to write has lasted long enough."""
ROWS_TOGETHER: Final = 5
"""Rows between two looks at how long the turn has lasted."""
MOST_AT_A_DESK: Final = 5_000
"""Records that a desk takes back itself, in some two seconds in which its screen stands still."""


def next_act(context: Context[Reading, Writing], actor: str, verb: str) -> Entry | None:
    """What undo or redo (`verb`) would take back, if that is done in parts: else None."""
    with context.reading(actor, Privilege(verb)) as (reading, _):
        return next_of(reading, actor, verb)


def next_of(reading: Reading, actor: str, verb: str) -> Entry | None:
    """The same, in a transaction that is open."""
    newest, unfinished = reading.journal.newest_undoable(actor), reading.journal.unfinished(actor, verb)
    if unfinished and unfinished.undoes and (newest is None or newest.id <= unfinished.id):
        return reading.journal.entry(unfinished.undoes)
    if verb == REDO:
        newest = reading.journal.newest_redoable(actor)
    return newest if newest and newest.subject.is_many else None


def take_back(
    context: Context[Reading, Writing],
    explain_taken: Callable[[Any, Obstacle], str],
    actor: str,
    verb: str,
    act: Entry,
    *,
    progress: Callable[[int, int], None] | None,
) -> Change:
    """Take `act` back, or go on with it where that was stopped half-way; `verb` says whether that is undo or redo.

    Refused as a whole where anybody has changed or booked one of the records since. Who does so while it goes on
    keeps that record, and the sentence says how many there are. `progress` is told how many records of how many are
    done; without it, nobody waits for more than `MOST_AT_A_DESK`. Raises ChangedElsewhere, BadInput, Busy.
    """
    with context.store.batch() as store:
        with store.read() as reading:
            begun = reading.journal.unfinished(actor, verb)
            going_on = begun.id if begun and begun.undoes == act.id else None
            sentence = act_behind(reading, act).sentence
            count = reading.journal.rows_written(act.id)
            if progress is None and count > MOST_AT_A_DESK:
                raise BadInput(sentences.TAKES_LONG.format(sentence=sentence, count=count, verb=verb))
            if going_on is None:
                _refuse_in_part(context, explain_taken, reading, verb, act)
        parts = _Parts(context, store, actor, verb, act, sentence, entry=going_on)
        try:
            while parts.done is None:
                parts.take()
                if progress:
                    progress(count - (parts.below or 0), count)
        except ClinicdeskError as error:
            if parts.entry is not None:
                error.amend(sentences.STOPPED_HALF_WAY.format(verb=verb, why=error.sentence))
            raise
    return Change(parts.done, parts.done.sentence)


class _Parts(Struct):
    """An act that is being taken back under `entry`, from its newest row down to the row `below`."""

    context: Context[Reading, Writing]
    store: Store[Reading, Writing]
    actor: str
    verb: str
    act: Entry
    sentence: str
    entry: EntryId | None
    below: int | None = None
    kept: int = 0
    done: Entry | None = None

    def take(self) -> None:
        """Put the next rows back, as many as there is time for; with the last of them the entry is closed."""
        with self.store.write() as tx:
            entry, below, kept = self._open(tx), self.below, self.kept
            for _ in range(ROWS_A_PART // ROWS_TOGETHER):
                part = tx.journal.invert_part(self.act.id, below=below, limit=ROWS_TOGETHER)
                below, kept = part.below, kept + part.kept
                if below is None or tx.has_had_its_turn:
                    break
            if below is None:
                said = (sentences.UNDONE if self.verb == UNDO else sentences.REDONE).format(sentence=self.sentence)
                more = sentences.KEPT_OF_MANY.format(count=kept) if kept else ""
                done = tx.journal.end(self.act.subject, said + more)
            else:
                done = None
                tx.journal.leave_open(self.act.subject, sentences.TAKEN_BACK_SO_FAR.format(sentence=self.sentence))
        self.entry, self.below, self.kept, self.done = entry, below, kept, done

    def _open(self, tx: Writing) -> EntryId:
        if self.entry is not None:
            tx.journal.take_up(self.entry)
            return self.entry
        act = tx.journal.entry(self.act.id)
        if act is None or act.undone_by is not None:
            raise ChangedElsewhere(sentences.CHANGED_UNKNOWN)
        now = self.context.clock.now()
        return tx.journal.begin(at=max(now, act.at), actor=self.actor, verb=self.verb, undoes=act.id)


def _refuse_in_part(
    context: Context[Reading, Writing],
    explain_taken: Callable[[Any, Obstacle], str],
    reading: Reading,
    verb: str,
    act: Entry,
) -> None:
    """Raise ChangedElsewhere, naming who, where not every record can be put back."""
    obstacle = reading.journal.obstacle(act.id)
    if obstacle is None:
        return
    refusal = sentences.NOT_UNDONE if verb == UNDO else sentences.NOT_REDONE
    site, now = first_site(reading.clinic()), context.clock.now()
    raise in_the_way(reading, obstacle, explain_taken, refusal=refusal, site=site, now=now)

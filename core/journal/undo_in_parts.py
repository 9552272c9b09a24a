"""How is an act on thousands of patients taken back, so that no desk has to wait for it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.context import changed_elsewhere, first_site
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError
from core.journal import sentences
from core.journal.model import MANY_PATIENTS, REDO, UNDO
from core.patients.model import PatientId
from core.patients.sentences import MRN_IN_USE
from core.requests import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.context import Context
    from core.journal.model import Entry, EntryId
    from core.ports import Reading, Store, Writing

ROWS_A_TURN: Final = 100
"""Patients between two commits, some 40 ms."""
MOST_AT_A_DESK: Final = 5_000
"""Patients that a desk takes back itself, in some two seconds in which its screen stands still."""


def next_act(context: Context, actor: str, verb: str) -> Entry | None:
    """What undo or redo (`verb`) would take back, if that is done in turns: else None."""
    with context.reading(actor, verb) as (reading, _):
        newest, unfinished = reading.newest_undoable(actor), reading.unfinished(actor, verb)
        if unfinished and unfinished.undoes and (newest is None or newest.id <= unfinished.id):
            return reading.entry(unfinished.undoes)
        if verb == REDO:
            newest = reading.newest_redoable(actor)
        return newest if newest and newest.subject[0] == MANY_PATIENTS else None


def act_behind(reading: Reading, entry: Entry) -> Entry:
    """The act that was undone, redone, undone again..."""
    while entry.undoes is not None:
        behind = reading.entry(entry.undoes)
        if behind is None:
            break
        entry = behind
    return entry


def take_back(
    context: Context, actor: str, verb: str, act: Entry, *, progress: Callable[[int, int], None] | None
) -> Change:
    """Take `act` back, or go on with it where that was stopped half-way; `verb` says whether that is undo or redo.

    Refused as a whole where anybody has changed or booked one of the patients since. Who does so while it goes on
    keeps that patient, and the sentence says how many there are. `progress` is told how many records of how many are
    done; without it, nobody waits for more than `MOST_AT_A_DESK`. Raises ChangedElsewhere, BadInput, Busy.
    """
    with context.store.batch() as store:
        with store.read() as reading:
            begun = reading.unfinished(actor, verb)
            going_on = begun.id if begun and begun.undoes == act.id else None
            sentence = act_behind(reading, act).sentence
            count = reading.rows_written(act.id)
            if progress is None and count > MOST_AT_A_DESK:
                raise BadInput(sentences.TAKES_LONG.format(sentence=sentence, count=count, verb=verb))
            if going_on is None:
                _refuse_in_part(context, reading, act)
        turns = _Turns(context, store, actor, verb, act, sentence, entry=going_on)
        try:
            while turns.done is None:
                turns.take()
                if progress:
                    progress(count - (turns.below or 0), count)
        except ClinicdeskError as error:
            if turns.entry is not None:
                error.amend(sentences.STOPPED_HALF_WAY.format(verb=verb, why=error.sentence))
            raise
    return Change(turns.done, turns.done.sentence)


@dataclass(slots=True)
class _Turns:
    """An act that is being taken back under `entry`, from its newest row down to the row `below`."""

    context: Context
    store: Store
    actor: str
    verb: str
    act: Entry
    sentence: str
    entry: EntryId | None
    below: int | None = None
    kept: int = 0
    done: Entry | None = None

    def take(self) -> None:
        """Put the next rows back; with the last of them the entry is closed."""
        with self.store.write() as tx:
            entry = self._open(tx)
            part = tx.invert_part(self.act.id, below=self.below, limit=ROWS_A_TURN)
            kept = self.kept + part.kept
            if part.below is None:
                said = (sentences.UNDONE if self.verb == UNDO else sentences.REDONE).format(sentence=self.sentence)
                more = sentences.KEPT_OF_MANY.format(count=kept) if kept else ""
                done = tx.end_entry(subject=0, sentence=said + more)
            else:
                done = None
                tx.leave_entry_open(subject=0, sentence=sentences.TAKEN_BACK_SO_FAR.format(sentence=self.sentence))
        self.entry, self.below, self.kept, self.done = entry, part.below, kept, done

    def _open(self, tx: Writing) -> EntryId:
        if self.entry is not None:
            tx.take_up_entry(self.entry)
            return self.entry
        act = tx.entry(self.act.id)
        if act is None or act.undone_by is not None:
            raise ChangedElsewhere(sentences.CHANGED_UNKNOWN)
        now = self.context.clock.now()
        return tx.begin_entry(at=now, actor=self.actor, verb=self.verb, subject_kind=MANY_PATIENTS, undoes=act.id)


def _refuse_in_part(context: Context, reading: Reading, act: Entry) -> None:
    """Raise ChangedElsewhere, naming who, where not every patient can be put back."""
    obstacle = reading.in_the_way(act.id)
    if obstacle is None:
        return
    if obstacle.kind == "mrn":
        holder = reading.patient(PatientId(obstacle.row))
        assert holder is not None  # noqa: S101 - it was found just now
        why = MRN_IN_USE.format(mrn=holder.mrn, patient=holder.name)
        raise ChangedElsewhere(sentences.NOT_REDONE.format(why=why))
    site = first_site(reading.clinic())
    raise changed_elsewhere(reading, obstacle.table, obstacle.row, site=site, now=context.clock.now())

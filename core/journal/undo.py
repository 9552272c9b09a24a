"""How is the newest own act taken back, and brought back? Its rows are inverted, as an entry of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.errors import ChangedElsewhere, NotFound
from core.journal import undo_in_parts
from core.journal.change import Change
from core.journal.changed import changed_elsewhere, in_the_way
from core.journal.model import REDO, UNDO
from core.journal.ports import AlteredRow, GuardRefusal, StaleRow
from core.journal.sentences import (
    NOT_REDONE,
    NOT_UNDONE,
    NOTHING_TO_REDO,
    NOTHING_TO_UNDO,
    OF_ANOTHER_DAY,
    REDONE,
    ROW_ALTERED,
    UNDONE,
)
from core.journal.undo_in_parts import act_behind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from core.clinic.context import Context
    from core.clinic.model import Clinic, Site
    from core.errors import Refused
    from core.journal.model import Entry, Obstacle
    from core.journal.ports import Reading, Writing
    from core.record_ref import RecordRef

JournalContext: TypeAlias = "Context[Reading, Writing]"


@dataclass(frozen=True, slots=True)
class Undoing:
    """What a rule about undo and redo is told: `act` is what was first done.

    `tx` is the open transaction, which each subject's rule knows by that subject's ports; `refusal` is
    a sentence with a place for the reason.
    """

    context: JournalContext
    tx: Any
    clinic: Clinic
    actor: str
    act: Entry
    refusal: str
    now: datetime


@dataclass(frozen=True, slots=True)
class JournalRules:
    """What the subjects tell the journal of their records, which it knows by name alone.

    `undo` are rules that raise what stands in the way of taking an act back; `explain` says a guard's refusal in the
    words of a rule, `explain_taken` why a record cannot have again what another has by now, `site_of` in whose time
    something about a record is told, `privileges` what reading about a kind of record asks for, where that is not what
    reading about its owner does.
    """

    undo: tuple[Callable[[Undoing], None], ...]
    explain: Callable[[GuardRefusal, Clinic, str], Refused]
    explain_taken: Callable[[Any, Obstacle], str]
    site_of: Callable[[Any, Clinic, RecordRef], Site | None]
    privileges: Mapping[str, Privilege]


def undo(
    context: JournalContext,
    rules: JournalRules,
    actor: str,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Change:
    """Take back the actor's newest act. Raises NotFound, ChangedElsewhere naming who, or Refused for taken time."""
    return _take_back(context, rules, actor, UNDO, progress)


def redo(
    context: JournalContext,
    rules: JournalRules,
    actor: str,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Change:
    """Take back the actor's newest undo: what it took back is done again. Raises as `undo` does."""
    return _take_back(context, rules, actor, REDO, progress)


def _take_back(
    context: JournalContext,
    rules: JournalRules,
    actor: str,
    verb: str,
    progress: Callable[[int, int], None] | None,
) -> Change:
    large = undo_in_parts.next_act(context, actor, verb)
    if large:
        return undo_in_parts.take_back(context, rules.explain_taken, actor, verb, large, progress=progress)
    refusal = NOT_UNDONE if verb == UNDO else NOT_REDONE
    with context.writing(actor, Privilege(verb)) as (tx, clinic):
        journal = tx.journal
        entry = journal.newest_undoable(actor) if verb == UNDO else journal.newest_redoable(actor)
        if entry is None:
            raise NotFound(NOTHING_TO_UNDO if verb == UNDO else NOTHING_TO_REDO)
        act, now = act_behind(tx, entry), context.clock.now()
        undoing = Undoing(context, tx, clinic, actor, act, refusal, now)
        for rule in rules.undo:
            rule(undoing)
        _refuse_if_in_use(undoing, rules, entry)
        journal.begin(at=now, actor=actor, verb=verb, undoes=entry.id)
        _invert(undoing, rules, entry)
        return _ended(undoing, rules, verb, entry)


def _refuse_if_in_use(undoing: Undoing, rules: JournalRules, entry: Entry) -> None:
    """Raise ChangedElsewhere where others build on what was done, or have by now what would be put back."""
    tx = undoing.tx
    obstacle = tx.journal.in_use(entry.id)
    if obstacle:
        site = _site(rules, undoing, obstacle.ref)
        raise in_the_way(tx, obstacle, rules.explain_taken, refusal=undoing.refusal, site=site, now=undoing.now)


def _invert(undoing: Undoing, rules: JournalRules, entry: Entry) -> None:
    tx, clinic = undoing.tx, undoing.clinic
    try:
        tx.journal.invert(entry.id)
    except StaleRow as error:
        site = _site(rules, undoing, error.ref)
        raise changed_elsewhere(tx, error.ref, site=site, now=undoing.now) from error
    except AlteredRow as error:
        why = ROW_ALTERED.format(kind=error.ref.kind.capitalize(), number=error.ref.id)
        raise ChangedElsewhere(undoing.refusal.format(why=why)) from error
    except GuardRefusal as error:
        raise rules.explain(error, clinic, undoing.refusal) from error


def _ended(undoing: Undoing, rules: JournalRules, verb: str, entry: Entry) -> Change:
    """End the entry, with the sentence of the act behind it, and its day unless that was today."""
    tx, act, site = undoing.tx, undoing.act, _site(rules, undoing, entry.subject)
    then = local(act.at, site.tz)
    told = act.sentence
    if then.date() != local(undoing.now, site.tz).date():
        told = OF_ANOTHER_DAY.format(sentence=told, day=f"{then:%a %-d %b %Y}")
    sentence = (UNDONE if verb == UNDO else REDONE).format(sentence=told)
    done = tx.journal.end(entry.subject, sentence)
    record = tx.journal.record(entry.subject)
    return Change(done, sentence, (record,) if record else ())


def _site(rules: JournalRules, undoing: Undoing, ref: RecordRef) -> Site:
    return rules.site_of(undoing.tx, undoing.clinic, ref) or first_site(undoing.clinic)

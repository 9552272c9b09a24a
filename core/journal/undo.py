"""How is the newest own act taken back, and brought back? Its rows are inverted, as an entry of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, NotFound
from core.journal import undo_in_parts
from core.journal.change import Change
from core.journal.changed import changed_elsewhere, in_the_way
from core.journal.later import clock_went_back
from core.journal.model import REDO, UNDO, NextAct
from core.journal.newest import act_behind, newest, require_only, written
from core.journal.refusals import AlteredRow, GuardRefusal, StaleRow
from core.journal.sentences import (
    ASKS_FOR_NO_REASON,
    NOT_REDONE,
    NOT_UNDONE,
    NOTHING_TO_REDO,
    NOTHING_TO_UNDO,
    OF_ANOTHER_DAY,
    REDONE,
    ROW_ALTERED,
    UNDONE,
)
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from core.clinic.context import Context
    from core.clinic.model import Clinic, Site
    from core.conflict import Conflict
    from core.errors import Refused
    from core.journal.model import Entry, EntryId, Obstacle
    from core.journal.ports import Reading, Writing
    from core.record_ref import Record, RecordRef

JournalContext: TypeAlias = "Context[Reading, Writing]"


class Undoing(Struct, frozen=True):
    """What a rule about undo and redo is told: `entry` is inverted, `act` is what was first done.

    `tx` is the open transaction, which each subject's rule knows by that subject's ports; `refusal` is
    a sentence with a place for the reason; `overrides` are the reasons given for going over rules.
    """

    context: JournalContext
    tx: Any
    clinic: Clinic
    actor: str
    entry: Entry
    act: Entry
    refusal: str
    now: datetime
    overrides: Mapping[str, str]


class Amendment(Struct, frozen=True):
    """Which records come back otherwise than they were, by their names, with what reasons, and what is only said.

    `sentences` say what is otherwise.
    """

    records: Mapping[RecordRef, object] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    warnings: tuple[Conflict, ...] = ()
    sentences: tuple[str, ...] = ()


class JournalRules(Struct, frozen=True):
    """What the subjects tell the journal of their records, which it knows by name alone.

    `undo` are rules that raise what stands in the way of taking an act back; `amend` says of what comes back with it
    how it does where that is not as it was, and raises what it meets there; `explain` says a guard's refusal in the
    words of a rule, `explain_taken` why a record cannot have again what another has by now, `site_of` in whose time
    something about a record is told, `afterwards` what follows from it once it is done, in sentences, `goes_on` whether
    the second act belongs to the first, so that both are taken back at once, `privileges` what reading about a kind of
    record asks for, where that is not what reading about its owner does.
    """

    undo: tuple[Callable[[Undoing], None], ...]
    amend: Callable[[Undoing], Amendment]
    explain: Callable[[GuardRefusal, Clinic, str], Refused]
    explain_taken: Callable[[Any, Obstacle], str]
    site_of: Callable[[Any, Clinic, RecordRef], Site | None]
    afterwards: Callable[[Undoing], tuple[str, ...]]
    goes_on: Callable[[Any, Entry, Entry], bool]
    privileges: Mapping[str, Privilege]


def undo(
    context: JournalContext,
    rules: JournalRules,
    actor: str,
    *,
    overrides: Mapping[str, str],
    only: EntryId | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Change:
    """Take back the actor's newest act; ChangedElsewhere where that is not `only`, if one is named.

    What takes time again passes the rules: raises Refused with every conflict, unless `overrides` has a reason where
    that helps, and BadInput where it has one that nothing asks for; NotFound, ChangedElsewhere naming who.
    """
    return _take_back(context, rules, actor, UNDO, overrides=overrides, only=only, progress=progress)


def redo(
    context: JournalContext,
    rules: JournalRules,
    actor: str,
    *,
    overrides: Mapping[str, str],
    only: EntryId | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Change:
    """Take back the actor's newest undo: what it took back is done again. Raises as `undo` does."""
    return _take_back(context, rules, actor, REDO, overrides=overrides, only=only, progress=progress)


def next_entry(context: JournalContext, actor: str, verb: str) -> EntryId | None:
    """What undo or redo (`verb`) would take back now."""
    with context.reading(actor, Privilege(verb)) as (reading, _):
        entry = undo_in_parts.next_of(reading, actor, verb) or newest(reading, actor, verb)
        return entry.id if entry else None


def next_act(context: JournalContext, rules: JournalRules, actor: str, verb: str) -> NextAct:
    """The same, told in words. Raises NotFound where there is nothing."""
    with context.reading(actor, Privilege(verb)) as (reading, clinic):
        entry = undo_in_parts.next_of(reading, actor, verb) or newest(reading, actor, verb)
        if entry is None:
            raise NotFound(NOTHING_TO_UNDO if verb == UNDO else NOTHING_TO_REDO)
        act = act_behind(reading, entry)
        site = rules.site_of(reading, clinic, act.subject) or first_site(clinic)
        return NextAct(entry.id, act.sentence, format_when(act.at, site, context.clock.now()))


def acted_on(context: JournalContext, actor: str, verb: str, entry: EntryId) -> tuple[Record, ...]:
    """What undo or redo (`verb`) of an entry would be about: the records that it wrote, as they are now."""
    with context.reading(actor, Privilege(verb)) as (reading, _):
        return written(reading, entry)


def _take_back(
    context: JournalContext,
    rules: JournalRules,
    actor: str,
    verb: str,
    *,
    overrides: Mapping[str, str],
    only: EntryId | None,
    progress: Callable[[int, int], None] | None,
) -> Change:
    large = undo_in_parts.next_act(context, actor, verb)
    if large:
        require_only(large, only, verb)
        if overrides:
            raise BadInput(ASKS_FOR_NO_REASON, field="override")
        return undo_in_parts.take_back(context, rules.explain_taken, actor, verb, large, progress=progress)
    refusal = NOT_UNDONE if verb == UNDO else NOT_REDONE
    with context.writing(actor, Privilege(verb)) as (tx, clinic):
        entry = newest(tx, actor, verb)
        require_only(entry, only, verb)
        if entry is None:
            raise NotFound(NOTHING_TO_UNDO if verb == UNDO else NOTHING_TO_REDO)
        done: list[Change] = []
        asked = _Asked(overrides)
        while entry is not None:
            act = act_behind(tx, entry)
            undoing = Undoing(context, tx, clinic, actor, entry, act, refusal, context.clock.now(), overrides)
            try:
                done.append(_done(undoing, rules, verb, asked))
            except ClinicdeskError as refused:
                refused.naming(*written(tx, entry.id))
                raise
            entry = _next_of_chain(tx, rules, actor, verb, act)
        asked.refuse_needless()
    return _together(done)


class _Asked(Struct):
    """The reasons given for a chain of acts, each of which may need some of them or none; not frozen: it remembers."""

    overrides: Mapping[str, str]
    needless: BadInput | None = None
    is_needed: bool = False

    def amendment(self, rules: JournalRules, undoing: Undoing) -> Amendment:
        """What the act comes back with, with the reasons or, where nothing there asks for them, without."""
        try:
            found = rules.amend(undoing)
        except BadInput as needless:
            if needless.field != "override" or not self.overrides:
                raise
            self.needless = needless
            return rules.amend(replace(undoing, overrides={}))
        self.is_needed = True
        return found

    def refuse_needless(self) -> None:
        """Raises BadInput where nothing of it all asked for a reason that was given."""
        if self.needless and not self.is_needed:
            raise self.needless


def _next_of_chain(tx: Writing, rules: JournalRules, actor: str, verb: str, act: Entry) -> Entry | None:
    """What is the newest now, if it belongs to the act that was just taken back, or done again."""
    entry = newest(tx, actor, verb)
    if entry is None:
        return None
    other = act_behind(tx, entry)
    before, after = (other, act) if verb == UNDO else (act, other)
    return entry if rules.goes_on(tx, before, after) else None


def _together(done: Sequence[Change]) -> Change:
    """Several acts taken back at once, told as one; the entry is the last one's."""
    if len(done) == 1:
        return done[0]
    return Change(
        done[-1].entry,
        " ".join(one.sentence for one in done),
        tuple(record for one in done for record in one.records),
        tuple(warning for one in done for warning in one.warnings),
    )


def _done(undoing: Undoing, rules: JournalRules, verb: str, asked: _Asked) -> Change:
    for rule in rules.undo:
        rule(undoing)
    _refuse_if_in_use(undoing, rules)
    amendment = asked.amendment(rules, undoing)
    at, reason = max(undoing.now, undoing.entry.at), " ".join(amendment.reasons)
    undoing.tx.journal.begin(at=at, actor=undoing.actor, verb=verb, reason=reason, undoes=undoing.entry.id)
    _invert(undoing, rules, amendment)
    return _ended(undoing, rules, verb, amendment)


def _refuse_if_in_use(undoing: Undoing, rules: JournalRules) -> None:
    """Raise ChangedElsewhere where others build on what was done, or have by now what would be put back."""
    tx = undoing.tx
    obstacle = tx.journal.in_use(undoing.entry.id)
    if obstacle:
        site = _site(rules, undoing, obstacle.ref)
        raise in_the_way(tx, obstacle, rules.explain_taken, refusal=undoing.refusal, site=site, now=undoing.now)


def _invert(undoing: Undoing, rules: JournalRules, amendment: Amendment) -> None:
    tx, clinic = undoing.tx, undoing.clinic
    try:
        tx.journal.invert(undoing.entry.id, amended=amendment.records)
    except StaleRow as error:
        site = _site(rules, undoing, error.ref)
        raise changed_elsewhere(tx, error.ref, site=site, now=undoing.now) from error
    except AlteredRow as error:
        why = ROW_ALTERED.format(kind=error.ref.kind.capitalize(), number=error.ref.id)
        raise ChangedElsewhere(undoing.refusal.format(why=why)) from error
    except GuardRefusal as error:
        raise rules.explain(error, clinic, undoing.refusal) from error


def _ended(undoing: Undoing, rules: JournalRules, verb: str, amendment: Amendment) -> Change:
    """End the entry, with the sentence of the act behind it, and its day unless that was today."""
    tx, act, entry = undoing.tx, undoing.act, undoing.entry
    site = _site(rules, undoing, entry.subject)
    then = local(act.at, site.tz)
    told = act.sentence
    if then.date() != local(undoing.now, site.tz).date():
        told = OF_ANOTHER_DAY.format(sentence=told, day=f"{then:%a %-d %b %Y}")
    said = (UNDONE if verb == UNDO else REDONE).format(sentence=told)
    sentence = " ".join((said, *amendment.sentences, *rules.afterwards(undoing)))
    done = tx.journal.end(entry.subject, sentence)
    sentence += clock_went_back(entry.at, undoing.now, site)
    record = tx.journal.record(entry.subject)
    return Change(done, sentence, (record,) if record else (), warnings=amendment.warnings)


def _site(rules: JournalRules, undoing: Undoing, ref: RecordRef) -> Site:
    return rules.site_of(undoing.tx, undoing.clinic, ref) or first_site(undoing.clinic)

"""Every verb that takes a patient through a visit, done to one or to several appointments in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_wall
from core.errors import BadInput, Refused
from core.journal.change import Change
from core.journal.later import clock_went_back
from core.record_ref import RecordRef
from core.schedule.decision import checked_overrides, open_conflicts
from core.schedule.finding import find_scheduled
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.returning import Returned, ScheduleNow, require_asked, returned
from core.structs import replace
from core.text.sentences import AND_MORE
from core.visits import arriving, checking_in, leaving, rooming, stepping_back
from core.visits.clearance.items import CLEARANCE
from core.visits.naming import named, naming, refusal_of
from core.visits.sentences import (
    NO_APPOINTMENT_NAMED,
    NONE_DONE,
    NOT_CHECKED_IN,
    SEVERAL_DONE,
    SEVERAL_NAMED,
    SEVERAL_WORDS,
)
from core.visits.state import Verb, illegal
from core.visits.undo_permission import privilege_to_take_back
from core.visits.write_context import WriteContext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.conflict import Conflict
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit, Seen
    from core.visits.doing import Doing
    from core.visits.options import VerbOptions
    from core.visits.ports import VisitContext, Writing

_NAMED: Final = 4
"""How many patients the sentence of an act on several names at least."""


_DOING: Final[Mapping[Verb, Doing]] = {
    **arriving.VERBS,
    **checking_in.VERBS,
    **rooming.VERBS,
    **leaving.VERBS,
    **stepping_back.VERBS,
}


def act(
    context: VisitContext,
    actor: str,
    verb: Verb,
    numbers: Mapping[AppointmentId, Seen | int | None],
    options: VerbOptions,
) -> Change:
    """Do `verb` to every appointment of `numbers` (each with the revs that were seen, or None), or to none of them.

    One transaction and one journal entry. Raises Refused with every conflict that was met, each naming its patient
    where there are several; NotFound, BadInput, ChangedElsewhere, NotAllowed.
    """
    if not numbers:
        raise BadInput(NO_APPOINTMENT_NAMED)
    doing = _DOING[verb]
    with context.writing(actor, doing.privilege) as (tx, clinic):
        now = context.clock.now()
        wanted = [find_scheduled(tx, number, rev=rev, clinic=clinic, now=now) for number, rev in numbers.items()]
        writing = WriteContext(context, tx, clinic, actor, now, at=_not_before_last_step(tx, wanted, now))
        wanted.sort(key=lambda one: (one.appointment.start, one.appointment.id))
        again = _check(writing, verb, wanted, options)
        back = {one.appointment.id: one for one in again.visits}
        wanted = [back.get(one.appointment.id, one) for one in wanted]
        reasons = " ".join(filter(None, (doing.reason(clinic, options), *again.reasons)))
        tx.journal.begin(at=writing.at, actor=actor, verb=verb.value, reason=reasons)
        done: list[tuple[ScheduledVisit, str]] = []
        for one in wanted:
            seen = {before.patient.id for before, _ in done}
            fresh = _with_record(tx, one) if one.patient.id in seen else one
            done.append(_done(writing, verb, fresh, options, count=len(wanted)))
        sentence = (
            done[0][1] if len(done) == 1 else _several(writing, verb, [scheduled for scheduled, _ in done], options)
        )
        entry = tx.journal.end(wanted[0].ref, sentence)
        sentence += clock_went_back(writing.at, writing.now, writing.site_of(wanted[0]))
    return Change(entry, sentence, tuple(scheduled for scheduled, _ in done), warnings=again.warnings)


def _not_before_last_step(tx: Writing, wanted: Sequence[ScheduledVisit], now: datetime) -> datetime:
    """`now`, or the time of the last step of any of them, where the clock has gone back since."""
    steps = (tx.journal.last_on(RecordRef("visit", one.appointment.id)) for one in wanted)
    no_shows = (one.appointment.status_at for one in wanted if one.appointment.status is AppointmentStatus.NOSHOW)
    return max((now, *no_shows, *(entry.at for entry in steps if entry)))


def _check(writing: WriteContext, verb: Verb, wanted: Sequence[ScheduledVisit], options: VerbOptions) -> Returned:
    """What comes back with its time taken again.

    Raises Refused with what stands in the way of any of them, NotAllowed for what needs a privilege, BadInput for a
    reason that nothing asks for.
    """
    doing, clinic = _DOING[verb], writing.clinic
    met = [(one, conflict) for one in wanted for conflict in _met(writing, verb, one, options)]
    if met and met[0][1].rule == CLEARANCE:
        raise _not_cleared(met, len(wanted))
    stopped = {one.appointment.id for one, _ in met}
    again = [
        one
        for one in wanted
        if doing.takes_time and not one.appointment.status.takes_time and one.appointment.id not in stopped
    ]
    given = checked_overrides(writing.context.policy, clinic, options.overrides)
    rights = writing.context.rights(clinic, writing.actor)
    found = ScheduleNow(writing.tx, clinic, writing.context.policy, writing.now, writing.actor).returning(again)
    in_the_way = met + [(one.scheduled, c) for one in found for c in open_conflicts(rights, one.conflicts, given)]
    if in_the_way:
        every = met + [(one.scheduled, conflict) for one in found for conflict in one.conflicts]
        refusal = "{why}" if met else doing.refusal
        raise refusal_of(rights, clinic, every, in_the_way, count=len(wanted), refusal=refusal)
    require_asked(given, found)
    for one in wanted if verb is Verb.STEP_BACK else ():
        privilege = privilege_to_take_back(one, writing.site_of(one), writing.now)
        if privilege:
            writing.context.permit(writing.tx, writing.actor, privilege)
    return returned(found, given, writing.actor, writing.now)


def _not_cleared(due: Sequence[tuple[ScheduledVisit, Conflict]], count: int) -> Refused:
    """The refusal for what is due at check-in."""
    first, conflict = due[0]
    why = NOT_CHECKED_IN.format(why=conflict.message)
    more = AND_MORE.format(count=len(due) - 1) if len(due) > 1 else ""
    if count == 1:
        return Refused(why + more, [each for _, each in due])
    return Refused(_none_done(first, why, count) + more, [named(*pair) for pair in due])


def _met(writing: WriteContext, verb: Verb, scheduled: ScheduledVisit, options: VerbOptions) -> Sequence[Conflict]:
    wrong_state = illegal(verb, scheduled, writing.site_of(scheduled), writing.now, writing.context.policy)
    return (wrong_state,) if wrong_state else _DOING[verb].due(writing, scheduled, options)


def _done(
    writing: WriteContext, verb: Verb, scheduled: ScheduledVisit, options: VerbOptions, *, count: int
) -> tuple[ScheduledVisit, str]:
    try:
        return _DOING[verb].steps(writing, scheduled, options)
    except Refused as refused:
        if count == 1:
            raise
        conflicts = [named(scheduled, conflict) for conflict in refused.conflicts]
        raise Refused(_none_done(scheduled, refused.sentence, count), conflicts) from refused


def _with_record(tx: Writing, one: ScheduledVisit) -> ScheduledVisit:
    """The same appointment with the patient's records as an earlier one of this act left them."""
    found = tx.schedule.by_id(one.appointment.id)
    return replace(one, patient=found.patient, coverages=found.coverages) if found else one


def _none_done(scheduled: ScheduledVisit, why: str, count: int) -> str:
    return NONE_DONE.format(count=count, why=naming(scheduled, why))


def _several(writing: WriteContext, verb: Verb, done: Sequence[ScheduledVisit], options: VerbOptions) -> str:
    """Names the first few, and everybody of whom there is something to note."""
    notes = [_DOING[verb].note(writing.clinic, one, options) for one in done]
    named = [(one, note) for at, (one, note) in enumerate(zip(done, notes, strict=True)) if at < _NAMED or note]
    if len({one.patient.id for one in done}) == 1:  # whose times tell the visits apart
        named = [
            (one, note or format_wall(one.appointment.start, writing.site_of(one), writing.now)) for one, note in named
        ]
    patients = "; ".join(f"{one.patient.name} ({note})" if note else one.patient.name for one, note in named)
    if len(named) < len(done):
        patients = SEVERAL_NAMED.format(patients=patients, more=len(done) - len(named))
    return SEVERAL_DONE.format(count=len(done), done=SEVERAL_WORDS[verb.value], patients=patients)

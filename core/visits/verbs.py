"""Every verb that takes a patient through a visit, done to one or to several appointments in one act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from core.errors import BadInput, Refused
from core.journal.change import Change
from core.schedule.finding import find_scheduled
from core.text.sentences import AND_MORE
from core.visits import arriving, checking_in, leaving, rooming, stepping_back
from core.visits.clearance.items import CLEARANCE
from core.visits.sentences import (
    NO_APPOINTMENT_NAMED,
    NONE_DONE,
    NOT_CHECKED_IN,
    OF_PATIENT,
    SEVERAL_DONE,
    SEVERAL_NAMED,
    SEVERAL_WORDS,
)
from core.visits.state import Verb, illegal
from core.visits.undo_rules import privilege_to_take_back
from core.visits.write_context import WriteContext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        writing = WriteContext(context, tx, clinic, actor, context.clock.now())
        wanted = [
            find_scheduled(tx, number, rev=rev, clinic=clinic, now=writing.now) for number, rev in numbers.items()
        ]
        wanted.sort(key=lambda one: (one.appointment.start, one.appointment.id))
        _check(writing, verb, wanted, options)
        tx.journal.begin(
            at=writing.now,
            actor=actor,
            verb=verb.value,
            reason=doing.reason(clinic, options),
        )
        done: list[tuple[ScheduledVisit, str]] = []
        for one in wanted:
            seen = {before.patient.id for before, _ in done}
            now = _again(tx, one) if one.patient.id in seen else one
            done.append(_done(writing, verb, now, options, count=len(wanted)))
        sentence = (
            done[0][1] if len(done) == 1 else _several(writing, verb, [scheduled for scheduled, _ in done], options)
        )
        entry = tx.journal.end(wanted[0].ref, sentence)
    return Change(entry, sentence, tuple(scheduled for scheduled, _ in done))


def _check(writing: WriteContext, verb: Verb, wanted: Sequence[ScheduledVisit], options: VerbOptions) -> None:
    """Raise Refused with what stands in the way of any of them, NotAllowed for what needs a privilege."""
    met = [(one, conflict) for one in wanted for conflict in _met(writing, verb, one, options)]
    if met:
        first = met[0][1]
        why = NOT_CHECKED_IN.format(why=first.message) if first.rule == CLEARANCE else first.message
        more = AND_MORE.format(count=len(met) - 1) if len(met) > 1 else ""
        if len(wanted) == 1:
            raise Refused(why + more, [conflict for _, conflict in met])
        raise Refused(_none_done(met[0][0], why, len(wanted)) + more, [_named(*pair) for pair in met])
    for one in wanted if verb is Verb.STEP_BACK else ():
        privilege = privilege_to_take_back(one, writing.site_of(one), writing.now)
        if privilege:
            writing.context.permit(writing.tx, writing.actor, privilege)


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
        conflicts = [_named(scheduled, conflict) for conflict in refused.conflicts]
        raise Refused(_none_done(scheduled, refused.sentence, count), conflicts) from refused


def _again(tx: Writing, one: ScheduledVisit) -> ScheduledVisit:
    """The same appointment with the patient as an earlier one of this act left the record."""
    return tx.schedule.by_id(one.appointment.id) or one


def _none_done(scheduled: ScheduledVisit, why: str, count: int) -> str:
    return NONE_DONE.format(count=count, why=_naming(scheduled, why))


def _named(scheduled: ScheduledVisit, conflict: Conflict) -> Conflict:
    return replace(conflict, message=_naming(scheduled, conflict.message))


def _naming(scheduled: ScheduledVisit, sentence: str) -> str:
    """The sentence with the patient in front, unless it names them itself."""
    name = scheduled.patient.name
    return sentence if name in sentence else OF_PATIENT.format(patient=name, why=sentence)


def _several(writing: WriteContext, verb: Verb, done: Sequence[ScheduledVisit], options: VerbOptions) -> str:
    """Names the first few, and everybody of whom there is something to note."""
    notes = [_DOING[verb].note(writing.clinic, one, options) for one in done]
    named = [(one, note) for at, (one, note) in enumerate(zip(done, notes, strict=True)) if at < _NAMED or note]
    patients = "; ".join(f"{one.patient.name} ({note})" if note else one.patient.name for one, note in named)
    if len(named) < len(done):
        patients = SEVERAL_NAMED.format(patients=patients, more=len(done) - len(named))
    return SEVERAL_DONE.format(count=len(done), done=SEVERAL_WORDS[verb.value], patients=patients)

"""STATE of a case: which steps are legal where, what must be said with one, and how is it taken?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.access.acting import person_of
from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.cases import sentences as say
from core.cases.documents import refuse_others
from core.cases.due import closed_days, due_words
from core.cases.events import add_event
from core.cases.facts import read_facts, told
from core.cases.finding import about, find_case, find_seen, named, patient_of, records, site_of
from core.cases.kept_facts import refuse_gone
from core.cases.kind import StepFacts
from core.cases.kinds.book import KINDS
from core.cases.model import LONGEST_NOTE, Act, Case, CaseEvent, CaseStatus, Urgency
from core.cases.parties import keep_parties, with_parties
from core.cases.rules import deadline_in, pool_of
from core.clinic.codes import today_at
from core.conflict import Conflict, Severity
from core.errors import BadInput, Refused
from core.journal.change import Change
from core.patients.access import opened
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.cleaning import clean_text
from core.text.wording import listed, not_among

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.cases.kind import CaseKind, Step
    from core.cases.ports import CaseContext, Writing
    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient


class StepRequest(Struct, frozen=True):
    """What somebody says with a step. `facts` are as typed; `rev` is that of the case they saw."""

    step: str
    facts: Mapping[str, str] = field(default_factory=dict)
    outcome: str = ""
    note: str = ""
    rev: int | None = None


def take(context: CaseContext, actor: str, number: int, request: StepRequest) -> Change:
    """Take a step. Raises NotFound, BadInput for what must be said with it, ChangedElsewhere, or Refused (STATE).

    What discloses something of a restricted record asks for a reason to open it: NeedsReason until one was given.
    """
    with context.reading(actor, Privilege.ACKNOWLEDGE) as (reading, _):
        found = find_case(reading, number)
        row = _row(KINDS[found.kind], request.step)
    if row.discloses and found.patient is not None:
        opened(context, actor, found.patient, row.name)
    with context.writing(actor, row.privilege) as (tx, clinic):
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="case-step")
        kept, who, sentence = _taken(context, tx, clinic, actor, number, row=row, request=request)
        done = tx.journal.end(kept.ref, sentence)
    return Change(done, sentence, records(kept, who))


def take_together(context: CaseContext, actor: str, seen: Mapping[int, int | None], request: StepRequest) -> Change:
    """Take the same step of several cases of a kind, each at the rev that was seen, as one act: of all or of none.

    What is said of them fills in what is not known of one; only what the step asks anew is said of all.

    Raises as `take` does, BadInput for none, for several kinds, or for a step by which something leaves the clinic.
    """
    with context.reading(actor, Privilege.ACKNOWLEDGE) as (reading, _):
        kinds = {find_case(reading, number).kind for number in seen}
        if len(kinds) != 1:
            raise BadInput(say.ONE_KIND_TOGETHER, field="case")
        row = _row(KINDS[kinds.pop()], request.step)
        if row.discloses:
            raise BadInput(say.LEAVES_ALONE.format(step=row.name), field="step")
    with context.writing(actor, row.privilege) as (tx, clinic):
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="case-step")
        taken = [
            _taken(
                context, tx, clinic, actor, number, row=row, request=_of_one(request, row, find_case(tx, number), rev)
            )
            for number, rev in seen.items()
        ]
        first = taken[0][0]
        numbers = ", ".join(str(kept.id) for kept, _, _ in taken)
        sentence = say.TOOK_TOGETHER.format(
            label=KINDS[first.kind].listed.capitalize(),
            numbers=numbers,
            state=KINDS[first.kind].state(first.state).words,
        )
        sentence = sentence if len(taken) > 1 else taken[0][2]
        done = tx.journal.end(first.ref, sentence)
    return Change(done, sentence, tuple(one for kept, who, _ in taken for one in records(kept, who)))


def _of_one(request: StepRequest, row: Step, case: Case, rev: int | None) -> StepRequest:
    """What is said for one of several: what the step does not ask anew stays as it is known of that one."""
    facts = {name: text for name, text in request.facts.items() if name in row.asks or not case.facts.get(name)}
    return replace(request, facts=facts, rev=rev)


def _taken(
    context: CaseContext, tx: Writing, clinic: Clinic, actor: str, number: int, *, row: Step, request: StepRequest
) -> tuple[Case, Patient | None, str]:
    """The case behind the step, whose it is, and what is told of it; within an act that has begun."""
    now = context.clock.now()
    case = find_seen(tx, clinic, number, request.rev, now)
    who, site, kind = patient_of(tx, case), site_of(clinic, case), KINDS[case.kind]
    conflict = illegal(row, case, who, site, now)
    if conflict:
        raise named(Refused(conflict.message, (conflict,)), who)
    today = today_at(site, now)
    said = read_facts(kind, request.facts, clinic, today, order=context.policy.dates.order)
    said, parties = with_parties(tx, kind, said)
    said |= dict.fromkeys(row.stamps, today.isoformat()) | dict(row.says)
    at = StepFacts(case.facts, _facts_after(case, row, said), today, closed_days(clinic, site))
    said |= row.derives(at) if row.derives else {}
    note = clean_words(request.note, "note", limit=LONGEST_NOTE)
    facts = _facts_after(case, row, said)
    refuse_gone(tx, case, replace(at, facts=facts), who, but=row.forgets)
    _refuse_unsaid(kind, row, said, facts, note)
    refuse_others(tx, kind, facts if row.discloses else said, who)
    outcome = _outcome(row, request.outcome)
    _guard(row, replace(at, facts=facts), who)
    after = _moved(clinic, kind, case, row, facts=facts, outcome=outcome, actor=actor, now=now, site=site)
    kept = tx.records(Case).save(after)
    event = CaseEvent(0, case.id, now, actor, Act.STEP, row.name, case.state, kept.state, note, said)
    add_event(tx, kept, event)
    keep_parties(tx, kept, parties)
    return kept, who, _sentence(kept, who, kind, said, note, clinic=clinic, site=site, now=now)


def illegal(row: Step, case: Case, who: Patient | None, site: Site, now: datetime) -> Conflict | None:
    """Why the step cannot be taken where the case stands, naming the state, who set it and when; None when it can."""
    if case.state in row.source:
        return None
    kind = KINDS[case.kind]
    since = {"when": format_when(case.state_at, site, now), "who": case.state_by}
    state = kind.state(case.state)
    if case.state == row.target:
        sentence = say.ALREADY.format(about=about(case, who), state=state.words, **since)
    else:
        steps = [one.name for one in kind.steps_from(case.state)]
        can = say.CAN_DO.format(steps=listed(steps)) if steps else say.NOTHING_TO_DO
        sentence = say.WRONG_STATE.format(about=about(case, who), state=state.words, can=can, **since)
    return Conflict("STATE", Severity.HARD, sentence)


def next_steps(case: Case) -> tuple[Step, ...]:
    """The steps that lead on from where it stands, the usual one first; of a closed one those that open it again."""
    return KINDS[case.kind].steps_from(case.state)


def _row(kind: CaseKind, name: str) -> Step:
    row = kind.step(name.strip().lower())
    if row is None:
        raise BadInput(
            not_among(name, [one.name for one in kind.steps], say.STEP_NOUN.format(kind=kind.label)), field="step"
        )
    return row


def _facts_after(case: Case, row: Step, said: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in case.facts.items() if name not in row.forgets}
    return {name: value for name, value in {**kept, **said}.items() if value}


def _refuse_unsaid(kind: CaseKind, row: Step, said: Mapping[str, str], facts: Mapping[str, str], note: str) -> None:
    unsaid = {name for name in row.asks if not said.get(name)} | {name for name in row.needs if not facts.get(name)}
    if unsaid:
        labels = [one.label for one in kind.facts if one.name in unsaid]
        field_ = next(one.name for one in kind.facts if one.name in unsaid)
        raise BadInput(say.MISSING_FACTS.format(done=row.label, facts=", ".join(labels)), field=field_)
    if row.says_why and not note:
        raise BadInput(say.MISSING_WHY.format(done=row.label), field="note")


def _outcome(row: Step, typed: str) -> str:
    """What came of a case that the step ends; '' where it does not. Raises BadInput."""
    if not row.outcomes:
        if typed:
            raise BadInput(say.NO_OUTCOME_HERE.format(step=row.name), field="outcome")
        return ""
    if not typed and len(row.outcomes) == 1:
        return row.outcomes[0]
    if not typed:
        raise BadInput(say.MISSING_OUTCOME.format(done=row.label, outcomes=listed(row.outcomes)), field="outcome")
    fits = [one for one in row.outcomes if one.startswith(typed.strip().lower())]
    if len(fits) != 1:
        raise BadInput(not_among(typed, row.outcomes, say.OUTCOME_NOUN.format(step=row.name)), field="outcome")
    return fits[0]


def _guard(row: Step, at: StepFacts, who: Patient | None) -> None:
    why = row.guard(at) if row.guard else None
    if why:
        sentence = say.REFUSED.format(done=row.label, why=why)
        raise named(Refused(sentence, (Conflict("STATE", Severity.HARD, sentence),)), who)


def _moved(
    clinic: Clinic,
    kind: CaseKind,
    case: Case,
    row: Step,
    *,
    facts: Mapping[str, str],
    outcome: str,
    actor: str,
    now: datetime,
    site: Site,
) -> Case:
    """The case behind the step, with the deadline of its new state."""
    state = kind.state(row.target or case.state)
    is_urgent = case.urgency is Urgency.URGENT
    due = deadline_in(clinic, kind, state, facts=facts, since=now, is_urgent=is_urgent, site=site)
    owner = person_of(actor) if row.takes_it else "" if row.gives_up else case.owner
    after = replace(
        case,
        state=state.name,
        state_at=now,
        state_by=actor,
        status=CaseStatus.CLOSED if state.is_end else CaseStatus.OPEN,
        outcome=outcome,
        owner=owner,
        pool=pool_of(clinic, kind, state),
        snoozed=None,
        facts=facts,
    )
    return replace(after, due=due.due, reminds=due.reminds, escalates=due.escalates) if due else after


def _sentence(
    case: Case,
    who: Patient | None,
    kind: CaseKind,
    said: Mapping[str, str],
    note: str,
    *,
    clinic: Clinic,
    site: Site,
    now: datetime,
) -> str:
    today = today_at(site, now)
    facts = [f"{one.label} {told(one, said[one.name], clinic, today)}" for one in kind.facts if said.get(one.name)]
    state = kind.state(case.state).words
    return say.TOOK_STEP.format(
        about=about(case, who),
        state=f"{state}, {case.outcome}" if case.outcome and case.outcome != state else state,
        facts=say.FACTS_SAID.format(facts=", ".join(facts)) if facts else "",
        note=say.NOTE_SAID.format(note=clean_text(note).rstrip(".")) if note else "",
        due=say.DUE_SAID.format(due=due_words(case.due, site, now)) if case.is_open else "",
    )

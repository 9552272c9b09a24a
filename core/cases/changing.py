"""How is a case noted on, given to somebody, put off or set right, without a step?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.calendar.format_when import format_day, format_when
from core.calendar.wall import day_span
from core.cases import kept_facts
from core.cases import sentences as say
from core.cases.documents import refuse_others
from core.cases.due import closed_days, due_words
from core.cases.events import add_event
from core.cases.facts import read_facts
from core.cases.finding import about, find_seen, named, patient_of, records, site_of
from core.cases.kind import StepFacts
from core.cases.kinds.book import KINDS
from core.cases.model import LONGEST_NOTE, LONGEST_SUBJECT, Act, Case, CaseEvent, Urgency
from core.cases.owning import due_by, read_owner
from core.cases.parties import keep_parties, with_parties
from core.cases.rules import deadline_in
from core.clinic.codes import today_at
from core.conflict import Conflict, Severity
from core.errors import BadInput, Refused
from core.journal.change import Change
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.cases.kind import CaseKind
    from core.cases.model import CaseLink
    from core.cases.ports import CaseContext, Writing
    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient


class CaseChanges(Struct, frozen=True):
    """What is to be otherwise; None leaves it. An `owner` of '' is nobody, `back` is the day a case comes back on.

    `facts` are as typed, one that is empty is not known any more.
    """

    owner: str | None = None
    due: date | None = None
    urgency: Urgency | None = None
    subject: str | None = None
    back: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def note(context: CaseContext, actor: str, number: int, text: str, *, rev: int | None) -> Change:
    """Note something on a case, also on a closed one. Raises NotFound, BadInput or ChangedElsewhere."""
    with context.writing(actor, Privilege.WORK_CASES) as (tx, clinic):
        now = context.clock.now()
        case = find_seen(tx, clinic, number, rev, now)
        who, words = patient_of(tx, case), clean_words(text, "note", limit=LONGEST_NOTE)
        if not words:
            raise BadInput(say.EMPTY_NOTE, field="note")
        tx.journal.begin(at=now, actor=actor, verb="case-note")
        add_event(tx, case, CaseEvent(0, case.id, now, actor, Act.NOTE, note=words))
        sentence = say.NOTED.format(about=about(case, who))
        done = tx.journal.end(case.ref, sentence)
    return Change(done, sentence, records(case, who))


def change(context: CaseContext, actor: str, number: int, changes: CaseChanges, *, rev: int | None) -> Change | None:
    """Change an open case; None where it says so already.

    Raises NotFound, BadInput naming the field, ChangedElsewhere, or Refused (STATE) for a closed one.
    """
    return change_together(context, actor, {number: rev}, changes)


def change_together(
    context: CaseContext, actor: str, seen: Mapping[int, int | None], changes: CaseChanges
) -> Change | None:
    """Change several, each at the rev that was seen, as one act: all that do not say so already, or none.

    None where each says so. Raises as `change` does, naming the case that is in the way.
    """
    with context.writing(actor, Privilege.WORK_CASES) as (tx, clinic):
        judged = [_judge(context, tx, clinic, number, changes, rev=rev) for number, rev in seen.items()]
        changed = [one for one in judged if one.told]
        if not changed:
            return None
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="case-edit")
        kept = [(_keep(tx, actor, one), one.who) for one in changed]
        listed = ", ".join(dict.fromkeys(words for one in changed for words in one.told))
        first, who = kept[0]
        if len(kept) > 1:
            numbers = ", ".join(str(case.id) for case, _ in kept)
            sentence = say.CHANGED_TOGETHER.format(changes=listed, numbers=numbers)
        else:
            sentence = say.CHANGED.format(changes=listed, about=about(first, who))
        done = tx.journal.end(first.ref, sentence)
    return Change(done, sentence, tuple(one for case, who in kept for one in records(case, who)))


class _Judged(Struct, frozen=True):
    """What is to become of a case: `told` says it in words, and is empty where nothing is."""

    after: Case
    who: Patient | None
    typed: Mapping[str, str]
    parties: list[CaseLink]
    note: str
    told: list[str]
    now: datetime


def _judge(
    context: CaseContext, tx: Writing, clinic: Clinic, number: int, changes: CaseChanges, *, rev: int | None
) -> _Judged:
    """What the changes come to; nothing is written. Raises what `change` does."""
    now = context.clock.now()
    case = find_seen(tx, clinic, number, rev, now)
    who, site, kind = patient_of(tx, case), site_of(clinic, case), KINDS[case.kind]
    _refuse_closed(case, who, site, now)
    typed = read_facts(kind, changes.facts, clinic, today_at(site, now), order=context.policy.dates.order)
    typed, parties = with_parties(tx, kind, typed)
    refuse_others(tx, kind, typed, who)
    typed |= _following(clinic, case, typed, site, now)
    kept_facts.refuse_unkept(tx, case, _judged(clinic, case, typed, site, now), who)
    after = _changed(clinic, case, changes, typed, site=site, now=now)
    if changes.back is not None:
        after = replace(after, snoozed=_back_at(changes.back, after, who, site, now))
    words = clean_words(changes.note, "note", limit=LONGEST_NOTE)
    return _Judged(after, who, typed, parties, words, _told(case, after, typed, site, now), now)


def _keep(tx: Writing, actor: str, judged: _Judged) -> Case:
    """The case as it is kept, within an act that has begun."""
    kept, words = tx.records(Case).save(judged.after), judged.note or ", ".join(judged.told)
    add_event(
        tx,
        kept,
        CaseEvent(0, kept.id, judged.now, actor, Act.CHANGED, note=words, facts=judged.typed, after=kept.state),
    )
    keep_parties(tx, kept, judged.parties)
    return kept


def _following(clinic: Clinic, case: Case, typed: Mapping[str, str], site: Site, now: datetime) -> Mapping[str, str]:
    """What follows from the facts otherwise than before: what was set by hand stays, unless that changed."""
    kind = KINDS[case.kind]
    if kind.derives is None or not typed:
        return {}
    facts = _known(case, typed)
    then, now_so = (
        kind.derives(StepFacts(case.facts, known, today_at(site, now), closed_days(clinic, site)))
        for known in (case.facts, facts)
    )
    return {name: value for name, value in now_so.items() if name not in typed and value != then.get(name)}


def _known(case: Case, typed: Mapping[str, str]) -> dict[str, str]:
    """The facts as they then are."""
    return {name: value for name, value in {**case.facts, **typed}.items() if value}


def _judged(clinic: Clinic, case: Case, typed: Mapping[str, str], site: Site, now: datetime) -> StepFacts:
    return StepFacts(case.facts, _known(case, typed), today_at(site, now), closed_days(clinic, site))


def _refuse_closed(case: Case, who: Patient | None, site: Site, now: datetime) -> None:
    if case.is_open:
        return
    sentence = say.IS_CLOSED.format(
        about=about(case, who), state=case.state, when=format_when(case.state_at, site, now), who=case.state_by
    )
    raise named(Refused(sentence, (Conflict("STATE", Severity.HARD, sentence),)), who)


def _changed(
    clinic: Clinic, case: Case, changes: CaseChanges, typed: Mapping[str, str], *, site: Site, now: datetime
) -> Case:
    """The case as it then is; its due date is set anew by another urgency, or another day that it counts from."""
    kind = KINDS[case.kind]
    facts = _known(case, typed)
    urgency = changes.urgency or case.urgency
    after = replace(case, facts=facts, urgency=urgency)
    if changes.subject is not None:
        after = replace(after, subject=_subject(kind, changes.subject))
    if changes.owner is not None:
        after = replace(after, owner=read_owner(clinic, changes.owner, case.pool))
    state = kind.state(case.state)
    due = None
    if changes.due is not None:
        due = due_by(changes.due, clinic, site, now)
    elif urgency is not case.urgency or (state.due and state.due.after in typed):
        is_urgent = urgency is Urgency.URGENT
        due = deadline_in(clinic, kind, state, facts=facts, since=case.state_at, is_urgent=is_urgent, site=site)
    if due:
        after = replace(after, due=due.due, reminds=due.reminds, escalates=due.escalates)
    return after


def _subject(kind: CaseKind, typed: str) -> str:
    """What it is about. Raises BadInput where nothing is said."""
    words = clean_words(typed, "subject", limit=LONGEST_SUBJECT)
    if not words:
        raise BadInput(say.NO_SUBJECT.format(kind=kind.label), field="subject")
    return words


def _back_at(day: date, case: Case, who: Patient | None, site: Site, now: datetime) -> datetime:
    """When a case that is put off until the day comes back. Raises BadInput."""
    back = day_span(day, site.tz).start
    if back <= now:
        raise BadInput(say.SNOOZED_TO_PAST, field="snooze")
    if back >= case.due:
        sentence = say.SNOOZED_PAST_DUE.format(about=about(case, who), due=due_words(case.due, site, now))
        raise named(BadInput(sentence, field="snooze"), who)
    return back


def _told(before: Case, after: Case, typed: Mapping[str, str], site: Site, now: datetime) -> list[str]:
    """What is otherwise, in words."""
    values = {
        "owner": after.owner or say.NOBODY,
        "due": due_words(after.due, site, now),
        "urgency": after.urgency.value,
        "subject": after.subject,
        "snoozed": format_day(today_at(site, after.snoozed), today_at(site, now)) if after.snoozed else say.NOW,
    }
    told = [
        say.CHANGE_WORDS[name].format(value=value)
        for name, value in values.items()
        if getattr(before, name) != getattr(after, name)
    ]
    labels = {one.name: one.label for one in KINDS[before.kind].facts}
    return told + [labels[name] for name in typed if before.facts.get(name, "") != after.facts.get(name, "")]

"""How does a case begin?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.cases import sentences as say
from core.cases.documents import refuse_others
from core.cases.due import closed_days, due_words
from core.cases.events import add_event
from core.cases.facts import read_facts
from core.cases.finding import about, kind_named, named, records
from core.cases.kind import StepFacts
from core.cases.linking import add_link, read_links
from core.cases.model import LONGEST_NOTE, LONGEST_SUBJECT, Act, Case, CaseEvent, CaseStatus, Urgency
from core.cases.owning import due_by, read_owner
from core.cases.parties import keep_parties, with_parties
from core.cases.rules import deadline_in, pool_of
from core.clinic.codes import first_site, pick, today_at
from core.errors import BadInput
from core.journal.change import Change
from core.patients.finding import present
from core.text.card_numbers import clean_words
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.cases.kind import CaseKind, State
    from core.cases.linking import LinkRequest
    from core.cases.ports import CaseContext, Writing
    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient
    from core.record_ref import PatientId


class CaseRequest(Struct, frozen=True):
    """What somebody says to begin a case, in the first state of its kind or in `state`.

    `facts` are as typed; `owner` is a login name, '' for nobody yet.
    """

    kind: str
    subject: str = ""
    patient: PatientId | None = None
    urgency: Urgency = Urgency.ROUTINE
    state: str = ""
    owner: str = ""
    pool: str = ""
    due: date | None = None
    site: str | None = None
    note: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    links: tuple[LinkRequest, ...] = ()


def begin(context: CaseContext, actor: str, request: CaseRequest) -> Change:
    """Begin a case in the first state of its kind. Raises BadInput naming the field, or NotFound."""
    with context.writing(actor, Privilege.WORK_CASES) as (tx, clinic):
        now = context.clock.now()
        kind = kind_named(request.kind)
        who = _whom(tx, kind, request)
        site = pick(clinic.sites, request.site, "site") if request.site else first_site(clinic)
        today = today_at(site, now)
        facts = read_facts(kind, request.facts, clinic, today, order=context.policy.dates.order)
        facts, parties = with_parties(tx, kind, facts)
        _refuse_missing(kind, facts)
        refuse_others(tx, kind, facts, who)
        if kind.derives:
            facts |= kind.derives(StepFacts({}, facts, today, closed_days(clinic, site)))
        case = _drafted(clinic, kind, request, facts, actor=actor, now=now, site=site, who=who)
        links = read_links(tx, clinic, case, request.links)
        tx.journal.begin(at=now, actor=actor, verb="case-new")
        kept = tx.records(Case).add(case)
        note = clean_words(request.note, "note", limit=LONGEST_NOTE)
        event = CaseEvent(0, kept.id, now, actor, Act.OPENED, after=kept.state, note=note, facts=facts)
        add_event(tx, kept, event)
        for link in links:
            add_link(tx, kept, link)
        keep_parties(tx, kept, parties)
        sentence = say.OPENED.format(
            about=about(kept, who),
            due=due_words(kept.due, site, now),
            owner=say.HAS_IT.format(owner=kept.owner) if kept.owner else "",
        )
        done = tx.journal.end(kept.ref, sentence)
    return Change(done, sentence, records(kept, who))


def _drafted(
    clinic: Clinic,
    kind: CaseKind,
    request: CaseRequest,
    facts: Mapping[str, str],
    *,
    actor: str,
    now: datetime,
    site: Site,
    who: Patient | None,
) -> Case:
    subject = clean_words(request.subject, "subject", limit=LONGEST_SUBJECT)
    if not subject:
        raise named(BadInput(say.NO_SUBJECT.format(kind=kind.label), field="subject"), who)
    is_urgent = request.urgency is Urgency.URGENT
    state = _state(kind, request.state)
    usual = deadline_in(clinic, kind, state, facts=facts, since=now, is_urgent=is_urgent, site=site)
    assert usual is not None  # noqa: S101 - no kind begins at its end
    due = usual if request.due is None else due_by(request.due, clinic, site, now)
    return Case(
        id=0,
        patient=who.id if who else None,
        kind=kind.name,
        subject=subject,
        urgency=request.urgency,
        site=site.code,
        state=state.name,
        state_at=now,
        state_by=actor,
        status=CaseStatus.OPEN,
        outcome="",
        owner=read_owner(clinic, request.owner),
        pool=request.pool or pool_of(clinic, kind, state),
        due=due.due,
        reminds=due.reminds,
        escalates=due.escalates,
        snoozed=None,
        facts=facts,
        opened_at=now,
        opened_by=actor,
    )


def _state(kind: CaseKind, name: str) -> State:
    """Where it begins. Raises BadInput for where none does."""
    allowed = (kind.first.name, *kind.begins_in)
    if name and name not in allowed:
        raise BadInput(not_among(name, allowed, say.STATE_NOUN.format(kind=kind.label)), field="state")
    return kind.state(name or kind.first.name)


def _whom(tx: Writing, kind: CaseKind, request: CaseRequest) -> Patient | None:
    if request.patient is None:
        if kind.needs_patient:
            raise BadInput(say.NEEDS_PATIENT.format(kind=kind.label), field="patient")
        return None
    return present(tx, request.patient)


def _refuse_missing(kind: CaseKind, facts: Mapping[str, str]) -> None:
    missing = [one.label for one in kind.facts if one.name in kind.begins_with and not facts.get(one.name)]
    if missing:
        raise BadInput(say.MISSING_FACTS.format(done="begun", facts=", ".join(missing)), field="fact")

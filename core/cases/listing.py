"""Which cases stand on a list, how many, and what is there to know of one?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.acting import person_of
from core.access.privileges import Privilege
from core.cases import sentences as say
from core.cases.finding import find_case, kind_named, patient_of, site_of
from core.cases.kinds.book import KINDS
from core.cases.linking import links_of
from core.cases.model import Case, CaseEvent, CaseStatus, EventStatus
from core.cases.queries import CaseQuery, Whose
from core.cases.rules import gone, is_above, pools_of
from core.errors import BadInput
from core.patients.listed import told_in_list
from core.schedule.units import left
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from core.cases.kind import CaseKind
    from core.cases.model import CaseLink
    from core.cases.ports import CaseContext, Reading
    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient
    from core.record_ref import PatientId

MOST: Final = 1000
"""So many of a list are read at most: whoever has more works off the most urgent ones first."""
MOST_COUNTED: Final = 300
"""A list is counted so far: each of them is with every read of the work screen."""


class CaseSeen(Struct, frozen=True):
    """A case, whose it is, and the site in whose time it is told."""

    case: Case
    patient: Patient | None
    site: Site

    @property
    def is_reserved(self) -> bool:
        """Whether a list tells of it only that it is there: the record is restricted."""
        return self.patient is not None and self.patient.restricted

    @property
    def told(self) -> str:
        """What a list says it is about."""
        return told_in_list(self.patient, self.case.subject)


class WholeCase(Struct, frozen=True):
    """A case with all that was done with it, oldest first, and what it is linked to."""

    seen: CaseSeen
    events: tuple[CaseEvent, ...]
    links: tuple[CaseLink, ...]
    units_left: int | None = None
    """Of an authorization that holds, how many visits are left of those that are counted."""


class CaseFilter(Struct, frozen=True):
    """Which cases a list asks for: of all kinds, states or patients where none is named.

    `owner` is a login name, or '' for those that nobody has. `words` look through notes; those of a restricted record
    are found where it is the `patient` alone.
    """

    kind: str | None = None
    state: str | None = None
    owner: str | None = None
    patient: PatientId | None = None
    words: str = ""
    closed: bool = False
    limit: int = MOST


def listed(context: CaseContext, actor: str, wanted: CaseFilter) -> tuple[CaseSeen, ...]:
    """The cases asked for: open ones of a kind the most urgent first, found ones by their newest note."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        kind = kind_named(wanted.kind) if wanted.kind else None
        _refuse_state(kind, wanted.state)
        now = context.clock.now()
        if wanted.words:
            found: Iterable[Case] = reading.cases.with_words(wanted.words, limit=wanted.limit)
        elif wanted.patient is not None:
            found = reading.records(Case).of_owner(wanted.patient)
        else:
            kinds = (kind,) if kind else tuple(KINDS.values())
            found = (case for one in kinds for case in _of_kind(reading, clinic, one, wanted, now))
        kept = (seen(reading, clinic, case) for case in found if _fits(case, wanted, kind, clinic))
        if wanted.words and wanted.patient is None:
            kept = (one for one in kept if not one.is_reserved)
        return tuple(islice(kept, wanted.limit))


def worklist(context: CaseContext, actor: str, kind: str, whose: Whose, *, limit: int = MOST) -> tuple[CaseSeen, ...]:
    """The open cases of a kind that nobody put off, the most urgent first."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        query = _query(clinic, actor, KINDS[kind], whose, context.clock.now(), limit=limit)
        cases = reading.cases.listed(query)
        patients = {one: reading.patients.by_id(one) for one in {case.patient for case in cases} if one is not None}
        return tuple(
            CaseSeen(case, None if case.patient is None else patients[case.patient], site_of(clinic, case))
            for case in cases
        )


def counts(context: CaseContext, actor: str, whose: Whose) -> Mapping[str, int]:
    """How many stand on the list of each kind, `MOST_COUNTED` at most."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        now = context.clock.now()
        return {
            name: reading.cases.count(_query(clinic, actor, kind, whose, now, limit=MOST_COUNTED))
            for name, kind in KINDS.items()
        }


def whole(context: CaseContext, actor: str, number: int) -> WholeCase:
    """A case with everything done with it. Raises NotFound."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        case = find_case(reading, number)
        events = reading.records(CaseEvent).of_owner(case.id)
        made = tuple(one for one in events if one.status is EventStatus.MADE)
        return WholeCase(seen(reading, clinic, case), made, links_of(reading, case), _units_left(reading, clinic, case))


def _units_left(reading: Reading, clinic: Clinic, case: Case) -> int | None:
    if case.patient is None or not case.facts.get("units"):
        return None
    own = reading.papers.of(case.patient)
    paper = next((one for one in own.papers if one.case == case.id), None)
    return left(own, paper, clinic) if paper else None


def of_patient(context: CaseContext, actor: str, patient: PatientId) -> tuple[CaseSeen, ...]:
    """The patient's open cases, the first due first."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        cases = [case for case in reading.records(Case).of_owner(patient) if case.is_open]
        return tuple(seen(reading, clinic, case) for case in sorted(cases, key=lambda case: (case.due, case.id)))


def seen(reading: Reading, clinic: Clinic, case: Case) -> CaseSeen:
    """The case with whose it is."""
    return CaseSeen(case, patient_of(reading, case), site_of(clinic, case))


def _of_kind(reading: Reading, clinic: Clinic, kind: CaseKind, wanted: CaseFilter, now: datetime) -> Iterable[Case]:
    if wanted.closed:
        return reading.cases.closed_of(kind.name, state=wanted.state, limit=wanted.limit)
    free = wanted.owner == ""
    query = CaseQuery(
        kind.name,
        now,
        wanted.limit,
        by_urgency=kind.by_urgency,
        state=wanted.state,
        owner=wanted.owner or None,
        free=free,
        gone=gone(clinic) if free else (),
        asleep=True,
    )
    return reading.cases.listed(query)


def _query(clinic: Clinic, actor: str, kind: CaseKind, whose: Whose, now: datetime, *, limit: int) -> CaseQuery:
    return CaseQuery(
        kind.name,
        now,
        limit,
        by_urgency=kind.by_urgency,
        owner=person_of(actor) if whose is Whose.MINE else None,
        free=whose in {Whose.ROLE, Whose.NOBODY},
        gone=gone(clinic) if whose in {Whose.ROLE, Whose.NOBODY} else (),
        pools=pools_of(clinic, actor) if whose is Whose.ROLE else None,
        sees_escalated=whose is Whose.ROLE and is_above(clinic, actor),
    )


def _fits(case: Case, wanted: CaseFilter, kind: CaseKind | None, clinic: Clinic) -> bool:
    """Whether a case that was found by words or patient is also what else is asked for."""
    if case.status is CaseStatus.ENTERED_IN_ERROR or case.is_open is wanted.closed:
        return False
    nobody = wanted.owner == "" and (not case.owner or case.owner in gone(clinic))
    return (
        (kind is None or case.kind == kind.name)
        and (wanted.state is None or case.state == wanted.state)
        and (wanted.patient is None or case.patient == wanted.patient)
        and (wanted.owner is None or case.owner == wanted.owner or nobody)
    )


def _refuse_state(kind: CaseKind | None, state: str | None) -> None:
    if state is None:
        return
    kinds = (kind,) if kind else tuple(KINDS.values())
    words = list(dict.fromkeys(one.name for each in kinds for one in each.states))
    if state not in words:
        noun = say.STATE_NOUN.format(kind=kind.label if kind else "case")
        raise BadInput(not_among(state, words, noun), field="state")

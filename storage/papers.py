"""Which referrals and authorizations has a patient, and which appointments may use them up?"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from core.record_ref import PatientId
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.paper import AUTHORIZATION, REFERRAL, Paper, Papers, UnitVisit
from storage.codec import from_json, from_minutes, to_json
from storage.sqlite.dialect import IN_ORDER, by_index, each

_HOLDING: Final = ("approved", "partial", "renewing")
_REFERRED: Final = (
    *("received", "triage", "accepted", "unreachable", "scheduled", "no-show", "seen", "interim-sent", "outcome-sent"),
)
"""The states of cases in which they hold; a test compares them with the kinds."""
_STATES: Final = ", ".join(f"'{state}'" for state in _HOLDING)
_REFERRED_STATES: Final = ", ".join(f"'{state}'" for state in _REFERRED)

_OF_PATIENTS: Final = f"""
SELECT work_case.patient, work_case.id, work_case.kind, work_case.facts FROM {each("?")} AS wanted
{IN_ORDER} work_case {by_index("work_case_of_patient")} ON work_case.patient = wanted.value
WHERE work_case.status = 'open' AND (
  (work_case.kind = 'authorization' AND work_case.state IN ({_STATES}))
  OR (work_case.kind = 'referral-in' AND work_case.state IN ({_REFERRED_STATES}))
)
ORDER BY work_case.id
"""
_VISITS: Final = f"""
SELECT appointment.patient, appointment.id, visit_type, site, start, status, cancel_by = 'patient' AND cancel_late = 1
FROM {each("?")} AS wanted
{IN_ORDER} appointment {by_index("appointment_by_patient")} ON appointment.patient = wanted.value
WHERE status NOT IN ('waitlist', 'entered-in-error')
ORDER BY start, appointment.id
"""


class PaperRepository:
    """`core.schedule.ports.PaperReader`."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def of(self, patient: PatientId) -> Papers:
        """What the patient has, with their appointments where any of it is counted."""
        found = papers_of(self._db, {patient})
        return Papers(tuple(found.get(patient, ())), tuple(visits_of(self._db, found).get(patient, ())))


def papers_of(db: sqlite3.Connection, patients: Collection[int]) -> Mapping[PatientId, list[Paper]]:
    """By patient, the oldest first."""
    found: dict[PatientId, list[Paper]] = {}
    for patient, number, kind, facts in db.execute(_OF_PATIENTS, (to_json(sorted(patients)),)):
        found.setdefault(PatientId(patient), []).append(_paper(number, kind, from_json(facts)))
    return found


def visits_of(db: sqlite3.Connection, held: Mapping[PatientId, Sequence[Paper]]) -> Mapping[PatientId, list[UnitVisit]]:
    """By patient, the appointments of those of whose authorizations `held` any is counted, the first one first."""
    counted = sorted(whose for whose, papers in held.items() if any(one.units for one in papers))
    found: dict[PatientId, list[UnitVisit]] = {}
    for patient, *row in db.execute(_VISITS, (to_json(counted),)) if counted else ():
        found.setdefault(PatientId(patient), []).append(_visit(*row))
    return found


def _paper(number: int, kind: str, facts: Mapping[str, str]) -> Paper:
    is_authorization = kind == "authorization"
    return Paper(
        case=number,
        kind=AUTHORIZATION if is_authorization else REFERRAL,
        number=facts.get("number", "") if is_authorization else facts.get("their_number", ""),
        types=tuple(facts.get("types", "").split()),
        first=_day(facts, "from_on"),
        last=_day(facts, "until"),
        units=int(facts.get("units") or 0),
        payer=facts.get("payer", ""),
    )


def _day(facts: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(facts[name]) if facts.get(name) else None


def _visit(number: int, visit_type: str, site: str, start: int, status: str, late: int | None) -> UnitVisit:  # noqa: PLR0917 - the columns of a row
    return UnitVisit(number, visit_type, site, from_minutes(start), AppointmentStatus(status), bool(late))  # type: ignore[arg-type]

"""Which JSON do patients, appointments, visits and conflicts become? Scripts rely on every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from core.access.log import EVERYBODY
from core.calendar.wall import local
from core.lazy import lazy_modules
from core.schedule.model.appointment import AppointmentStatus, Confirmation
from core.schedule.series.requests import OccurrenceState
from tui.cli.json_telehealth import joining_json, own_time_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.access.log import Opening
    from core.clinic.model import Site
    from core.conflict import Conflict
    from core.journal.model import Entry
    from core.merging.pairs import LikelyPair
    from core.patients import fields
    from core.patients.model import Patient, PatientHit
    from core.schedule.model.appointment import Cancellation, Override
    from core.schedule.model.linked import Link
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.requests import Assessment
    from core.schedule.series.requests import Occurrence
    from core.schedule.slots.model import Opening as Free
    from core.setup.report import SetupReport
    from core.visits.clearance.item import ClearanceState
    from tui.cli.json_telehealth import Joined
else:  # most verbs answer with no patient
    (fields,) = lazy_modules("core.patients.fields")

Shape: TypeAlias = "dict[str, object]"


_TOLD_OF_A_HIT: Final = (
    *("id", "mrn", "family", "given", "preferred", "birth_date", "sex", "phones", "email", "status", "rev"),
)
"""A list of people who were not asked for tells nothing else of their records, such as address and alerts."""


def patient_json(patient: Patient) -> Shape:
    """A patient, with every field of the record.

    `former_mrns` is there where records were merged into it, `merged_into` where it was merged: the other's number.
    """
    former = {"former_mrns": list(patient.former_mrns)} if patient.former_mrns else {}
    into = {} if patient.merged_into is None else {"merged_into": patient.merged_into}
    return {"id": patient.id, **fields.PATIENT.json(patient), **former, **into, "rev": patient.rev}


def pair_json(pair: LikelyPair) -> Shape:
    """Two records that may be of one person, the older one first, and why, in words."""
    patients = [{**patient_in_short(one), "birth_date": one.birth_date.isoformat()} for one in (pair.one, pair.other)]
    return {"patients": patients, "score": pair.points, "reasons": list(pair.reasons)}


def hit_json(hit: PatientHit) -> Shape:
    """A patient found, by what tells one from another, and how the words met the record: exact, prefix or similar."""
    patient = patient_json(hit.patient)
    return {**{key: patient[key] for key in _TOLD_OF_A_HIT}, "match": hit.match}


def appointment_json(scheduled: ScheduledVisit, site: Site, joined: Joined | None = None) -> Shape:
    """An appointment. `late` is said of the cancellation, else of the arrival.

    `cancelled` is there with the reason where it was, `interpreter` where one is booked, `with` where other providers
    are there too, `linked` where it is one of several that belong together, `seats` where several are seen at once. By
    telehealth the patient's time is told and, where it is known how such visits are `joined`, link and number;
    `expected` while the provider is late: when the visit is to begin.
    """
    appointment = scheduled.appointment
    if appointment.cancellation:
        late = appointment.cancellation.late
    else:
        late = scheduled.visit is not None and scheduled.visit.late
    return {
        "id": appointment.id,
        "patient": patient_in_short(scheduled.patient),
        "provider": appointment.provider,
        "site": appointment.site,
        "room": appointment.room,
        "type": appointment.visit_type,
        "mode": appointment.mode.value,
        "start": iso(appointment.start, site),
        "end": iso(appointment.end, site),
        "minutes": appointment.minutes,
        "status": appointment.status.value,
        "confirmation": appointment.confirmation.value,
        "late": late,
        "overrides": [_override_json(override, site) for override in appointment.overrides],
        "rev": appointment.rev,
        **_cancelled_json(appointment.cancellation),
        **_further_json([one.provider for one in appointment.further]),
        **_interpreter_json(appointment.interpreter),
        **_link_json(appointment.link),
        **({"seats": appointment.seats} if appointment.seats > 1 else {}),
        **own_time_json(appointment.mode, scheduled.patient, site, appointment.start, appointment.end),
        **joining_json(appointment.mode, joined, appointment.id),
        **_expected_json(scheduled, site),
    }


def _cancelled_json(cancellation: Cancellation | None) -> Shape:
    if cancellation is None:
        return {}
    return {"cancelled": {"reason": cancellation.reason, "by": cancellation.by, "note": cancellation.note}}


def _link_json(link: Link | None) -> Shape:
    return {"linked": {"id": link.visits, "part": link.part, "of": link.of}} if link else {}


def _expected_json(scheduled: ScheduledVisit, site: Site) -> Shape:
    return {"expected": iso(scheduled.expected, site)} if scheduled.expected else {}


def _further_json(codes: Sequence[str]) -> Shape:
    return {"with": list(codes)} if codes else {}


def _interpreter_json(code: str | None) -> Shape:
    return {"interpreter": code} if code else {}


def proposal_json(assessment: Assessment) -> Shape:
    """The appointment that a booking would make: it has no number, no status and no rev yet."""
    site = assessment.site
    return {
        "id": None,
        "patient": patient_in_short(assessment.patient),
        "provider": assessment.provider.code,
        "site": site.code,
        "room": assessment.room.code if assessment.room else None,
        "type": assessment.visit_type.code,
        "mode": assessment.mode.value,
        "start": iso(assessment.start, site),
        "end": iso(assessment.end, site),
        "minutes": int((assessment.end - assessment.start).total_seconds()) // 60,
        "status": AppointmentStatus.PROPOSED.value,
        "confirmation": Confirmation.NONE.value,
        "late": False,
        "overrides": [],
        "rev": None,
        **_further_json([one.code for one in assessment.further]),
        **_interpreter_json(assessment.interpreter.code if assessment.interpreter else None),
        **own_time_json(assessment.mode, assessment.patient, site, assessment.start, assessment.end),
    }


def occurrence_json(one: Occurrence) -> Shape:
    """A row of a series' grid: when it would be, whether it can, what it meets, and what it could have instead."""
    return {
        "start": iso(one.start, one.site),
        "ok": one.state is OccurrenceState.OK,
        "conflicts": [conflict_json(conflict) for conflict in one.conflicts],
        "fixes": [
            {
                "start": iso(fix.start, fix.site),
                "provider": fix.provider.code,
                "room": fix.room.code if fix.room else None,
                "words": fix.words,
            }
            for fix in one.fixes
        ],
    }


def visit_json(scheduled: ScheduledVisit, site: Site, clearance: Mapping[str, ClearanceState]) -> Shape:
    """A visit, by its appointment's number; with no step before the patient came."""
    visit = scheduled.visit
    return {
        "appointment": scheduled.appointment.id,
        "step": visit.step.value if visit else None,
        "room": visit.room if visit else None,
        "since": iso(visit.since, site) if visit else None,
        "arrived_at": iso(visit.arrived_at, site) if visit else None,
        "checked_in_at": iso(visit.checked_in_at, site) if visit and visit.checked_in_at else None,
        "late": visit is not None and visit.late,
        "clearance": {name: state.value for name, state in clearance.items()},
        **_expected_json(scheduled, site),
    }


def entry_json(entry: Entry, site: Site) -> Shape:
    """An entry of the journal; `undoes` and `undone_by` are the ids of other entries."""
    kind, number = entry.subject.kind, entry.subject.id
    return {
        "id": entry.id,
        "at": iso(entry.at, site),
        "actor": entry.actor,
        "verb": entry.verb,
        "subject": {"kind": kind, "id": number},
        "sentence": entry.sentence,
        "reason": entry.reason,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
    }


def opening_json(opening: Opening, patient: Patient | None, site: Site) -> Shape:
    """A record that was opened: by whom, with whose rights if another's, by which verb or screen; null for everybody's.

    A patient whom there is no more has a number alone.
    """
    gone: Shape = {"id": opening.patient, "mrn": None, "name": None}
    whose = patient_in_short(patient) if patient else None if opening.patient == EVERYBODY else gone
    return {
        "at": iso(opening.at, site),
        "user": opening.person,
        "as": opening.acts_for or None,
        "way": opening.way,
        "patient": whose,
    }


def free_json(opening: Free, site: Site) -> Shape:
    """Where a visit could be booked; `why` is what speaks for it, in short phrases."""
    return {
        "start": iso(opening.start, site),
        "end": iso(opening.end, site),
        "provider": opening.provider,
        "site": opening.site,
        "room": opening.room,
        "type": opening.visit_type,
        "score": opening.score,
        "why": list(opening.why),
        **_further_json(opening.further),
    }


def conflict_json(conflict: Conflict) -> Shape:
    """A conflict; `item` only for a check-in item due, `patients` only for look-alikes."""
    shape: Shape = {
        "rule": conflict.rule,
        "severity": conflict.severity.value,
        "message": conflict.message,
        "with": list(conflict.appointments),
    }
    if conflict.item:
        shape["item"] = conflict.item
    if conflict.patients:
        shape["patients"] = list(conflict.patients)
    return shape


def setup_json(report: SetupReport) -> Shape:
    """What a set-up file came to, counted by kind, and who is to be moved."""
    return {
        "added": dict(report.added),
        "changed": dict(report.changed),
        "retired": dict(report.retired),
        "unchanged": dict(report.unchanged),
        "stranded": [appointment_json(one.scheduled, one.site) for one in report.stranded],
        "notes": list(report.notes),
    }


def iso(instant: datetime, site: Site) -> str:
    """The instant as the site's wall time with its offset, to the second: 2026-11-23T10:40:00-05:00."""
    return local(instant, site.tz).isoformat(timespec="seconds")


def patient_in_short(patient: Patient) -> Shape:
    """Who it is, where the record is not asked for."""
    return {"id": patient.id, "mrn": patient.mrn, "name": patient.name}


def _override_json(override: Override, site: Site) -> Shape:
    return {
        "rule": override.rule,
        "reason": override.reason,
        "user": override.user,
        "at": iso(override.at, site),
        "message": override.message,
        **({"words": override.words} if override.words else {}),
    }

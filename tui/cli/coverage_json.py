"""Which JSON does a coverage become? Scripts rely on every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.calendar.wall import local
from core.coverage.fields import COVERAGE
from core.coverage.model import EnrolmentState
from core.coverage.standing import are_benefits_stale, standing

if TYPE_CHECKING:
    from datetime import datetime

    from core.coverage.model import Benefits, CardImage, Coverage, Enrolment
    from core.coverage.standing import AsOf
    from core.patients.model import Patient
    from tui.cli.json_output import Shape


def coverage_json(coverage: Coverage, patient: Patient, at: AsOf) -> Shape:
    """A coverage with every field; `active` is whether it holds today and the payer did not deny that.

    `enrolment` and `benefits` are null before anybody asked; `stale` says that it is time to ask again.
    """
    said = coverage.enrolment
    is_denied = said is not None and said.state is EnrolmentState.INACTIVE
    return {
        "id": coverage.id,
        "patient": {"id": patient.id, "mrn": patient.mrn, "name": patient.name},
        **{field.key: field.kind.json(getattr(coverage, field.name)) for field in COVERAGE},
        "active": coverage.covers(at.today) and not is_denied,
        "enrolment": _enrolment_json(said, coverage, patient, at) if said else None,
        "benefits": _benefits_json(coverage.benefits, at) if coverage.benefits else None,
        "front": card_json(coverage.front),
        "back": card_json(coverage.back),
        "rev": coverage.rev,
    }


def card_json(image: CardImage | None) -> Shape | None:
    """The image of one side of the card; null where none is kept."""
    return {"type": image.kind, "bytes": image.size, "sha256": image.hash} if image else None


def _enrolment_json(said: Enrolment, coverage: Coverage, patient: Patient, at: AsOf) -> Shape:
    where = standing(patient, (coverage,), at.today, at)
    return {
        "state": said.state.value,
        "checked_at": _iso(said.at, at),
        "on": said.on.isoformat(),
        "how": said.how.value,
        "by": said.by,
        "reference": said.reference,
        "stale": where.trouble.value == "stale",
    }


def _benefits_json(benefits: Benefits, at: AsOf) -> Shape:
    told: dict[str, Any] = {
        "checked_at": _iso(benefits.at, at),
        "how": benefits.how.value,
        "by": benefits.by,
        "stale": are_benefits_stale(benefits, at.today, at),
        "copay_cents": benefits.copay,
        "coinsurance_percent": benefits.coinsurance,
        "deductible_cents": benefits.deductible,
        "deductible_left_cents": benefits.deductible_left,
        "out_of_pocket_cents": benefits.out_of_pocket,
        "out_of_pocket_left_cents": benefits.out_of_pocket_left,
    }
    return told


def _iso(instant: datetime, at: AsOf) -> str:
    return local(instant, at.zone).isoformat(timespec="seconds")

"""What appointment does a proposal become?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.record_ref import AppointmentId
from core.schedule.model.appointment import Appointment, AppointmentStatus, FurtherProvider
from core.structs import replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.schedule.model.appointment import Override
    from core.schedule.rules.proposal import Proposal


def drafted(
    proposal: Proposal,
    *,
    actor: str,
    now: datetime,
    note: str = "",
    overrides: tuple[Override, ...] = (),
    number: int = 0,
) -> Appointment:
    """A new appointment as proposed, booked by `actor`, its lanes still to be found."""
    return Appointment(
        id=AppointmentId(number),
        patient=proposal.patient.id,
        provider=proposal.provider.code,
        site=proposal.site.code,
        room=proposal.room.code if proposal.room else None,
        start=proposal.span.start,
        end=proposal.span.end,
        provider_start=proposal.provider_span.start,
        provider_end=proposal.provider_span.end,
        lane=0,
        visit_type=proposal.visit_type.code,
        mode=proposal.mode,
        status=AppointmentStatus.BOOKED,
        status_at=now,
        status_by=actor,
        note=note,
        overrides=overrides,
        interpreter=proposal.interpreter.code if proposal.interpreter else None,
        seats=proposal.seats,
        further=_further(proposal),
    )


def redrafted(before: Appointment, proposal: Proposal) -> Appointment:
    """The appointment where the proposal moves it, with all that it had besides; its lanes are still to be found."""
    return replace(
        before,
        provider=proposal.provider.code,
        site=proposal.site.code,
        room=proposal.room.code if proposal.room else None,
        mode=proposal.mode,
        start=proposal.span.start,
        end=proposal.span.end,
        provider_start=proposal.provider_span.start,
        provider_end=proposal.provider_span.end,
        lane=0,
        interpreter=proposal.interpreter.code if proposal.interpreter else None,
        seats=proposal.seats,
        further=_further(proposal),
    )


def without_lanes(appointment: Appointment) -> Appointment:
    """The appointment as it is drafted: where it stands beside others is no part of what it was moved to."""
    return replace(appointment, lane=0, further=tuple(replace(one, lane=0) for one in appointment.further))


def _further(proposal: Proposal) -> tuple[FurtherProvider, ...]:
    return tuple(FurtherProvider(one.provider.code, one.span.start, one.span.end) for one in proposal.further)

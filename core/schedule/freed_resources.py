"""What else than providers' time does a visit have, and is it given back so that somebody who waits could have it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.schedule.equipment import equipment_of
from core.schedule.model.appointment import Mode
from core.schedule.model.wait import FreedKind, FreedSlot
from core.schedule.sentences import OF_ROOM
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import Clinic
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading
    from core.schedule.rules.proposal import Proposal


def resources_of(clinic: Clinic, one: Appointment) -> dict[FreedKind, tuple[str, ...]]:
    """Its room, the equipment that it uses and who interprets, by codes; what it has none of is left out."""
    kind = clinic.visit_types.get(one.visit_type)
    had = {
        FreedKind.ROOM: (one.room,) if one.room else (),
        FreedKind.EQUIPMENT: equipment_of(kind, one.mode) if kind else (),
        FreedKind.INTERPRETER: (one.interpreter,) if one.interpreter else (),
    }
    return {of: codes for of, codes in had.items() if codes}


def given_back(
    tx: Reading, clinic: Clinic, left: Appointment, taken: Appointment | None
) -> Iterator[tuple[FreedKind, tuple[str, ...], Interval]]:
    """What else it had, and when it has that no more; a room only where no other of its kind is free anyway."""
    keeps = resources_of(clinic, taken) if taken and taken.site == left.site else {}
    for kind, codes in resources_of(clinic, left).items():
        kept = [Interval(taken.start, taken.end)] if taken and keeps.get(kind) == codes else []
        for free in Interval(left.start, left.end).minus(kept):
            if kind is not FreedKind.ROOM or _is_last(tx, clinic, left, free):
                yield kind, codes, free


def _is_last(tx: Reading, clinic: Clinic, left: Appointment, free: Interval) -> bool:
    """Whether every other room of that kind is taken in that time, and this one is not."""
    rooms = clinic.rooms_at.get(left.site, ())
    kind = next((room.kind for room in rooms if room.code == left.room), None)
    alike = {room.code for room in rooms if room.kind == kind}
    found = tx.schedule.between(free.start, free.end, site=left.site, live_only=True)
    return alike - {one.appointment.room for one in found} == {left.room}


def takes(proposal: Proposal, kind: FreedKind, codes: tuple[str, ...]) -> bool:
    """Whether the visit would have any of these."""
    if kind is FreedKind.ROOM:
        return proposal.room is not None and proposal.room.code in codes
    if kind is FreedKind.INTERPRETER:
        return proposal.interpreter is not None and proposal.interpreter.code in codes
    return not set(codes).isdisjoint(equipment_of(proposal.visit_type, proposal.mode))


def as_before(left: ScheduledVisit, slot: FreedSlot) -> ScheduledVisit:
    """The visit as if it still had what it gave back in that time, and nothing besides."""
    uses_equipment = slot.kind is FreedKind.EQUIPMENT
    had = replace(
        left.appointment,
        site=slot.site,
        start=slot.start,
        end=slot.end,
        provider_start=slot.start,
        provider_end=slot.end,
        room=slot.codes[0] if slot.kind is FreedKind.ROOM else None,
        interpreter=slot.codes[0] if slot.kind is FreedKind.INTERPRETER else None,
        mode=Mode.IN_PERSON if uses_equipment else Mode.TELEHEALTH,
        further=(),
        seats=1,
    )
    return replace(left, appointment=had)


def what_of(clinic: Clinic, slot: FreedSlot) -> str:
    """'room R1', 'ecg, holter' or the name of who interprets."""
    if slot.kind is FreedKind.ROOM:
        return OF_ROOM.format(room=slot.codes[0])
    known = clinic.interpreters if slot.kind is FreedKind.INTERPRETER else {}
    return ", ".join(known[code].name if code in known else code for code in slot.codes)

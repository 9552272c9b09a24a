"""Look at a series, or book it: every visit of it or none, in one transaction and as one act to undo."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.calendar.recurrence import in_words
from core.journal.change import Change
from core.schedule.booking import in_free_lanes, let_go, served
from core.schedule.decision import occupied
from core.schedule.freeing import end_waiting, note_filled
from core.schedule.model.linked import Link, Linked, LinkedId, LinkKind
from core.schedule.occupied import Occupied
from core.schedule.proposals import require_keepable
from core.schedule.sentences import SERIES_ADDED, SERIES_BOOKED, SERIES_NOT_BOOKED, SERIES_SKIPPED
from core.schedule.series.deciding import decide_all, warnings_of
from core.schedule.series.grid import grid, planned_series
from core.schedule.series.planning import Planning
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.clinic.model import Clinic
    from core.schedule.model.appointment import Override
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import ScheduleContext, Writing
    from core.schedule.series.planning import Planned
    from core.schedule.series.requests import Occurrence, SeriesRequest


def look(context: ScheduleContext, actor: str, request: SeriesRequest) -> tuple[Occurrence, ...]:
    """Every occurrence with what it meets and could have instead; writes nothing."""
    with context.reading(actor, Privilege.BOOK) as (reading, clinic):
        return grid(Planning(reading, clinic, context.policy, actor, context.clock.now()), request)


def book_series(context: ScheduleContext, actor: str, request: SeriesRequest) -> Change:
    """Book every visit of it that is not skipped, or none. Raises Refused with every conflict of each."""
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        now = context.clock.now()
        series = planned_series(Planning(tx, clinic, context.policy, actor, now), request)
        visits = series.visits
        overrides = decide_all(
            context, actor, clinic, visits, request.booking.overrides, refusal=SERIES_NOT_BOOKED, now=now
        )
        kind = Linked(LinkedId(0), visits[0].proposal.patient.id, LinkKind.SERIES, request.rule.text)
        begin(tx, now, actor, "series", overrides)
        booked = keep(tx, clinic, visits, overrides, kind, refusal=SERIES_NOT_BOOKED)
        sentence = SERIES_BOOKED.format(
            patient=booked[0].patient.name,
            type=booked[0].appointment.visit_type,
            provider=", ".join(dict.fromkeys(one.proposal.provider.family for one in visits)),
            count=len(booked),
            rule=in_words(request.rule),
            added=SERIES_ADDED.format(days=", ".join(f"{day.day} {day:%b}" for day in sorted(map(_day, request.added))))
            if request.added
            else "",
            first=visits[0].name,
            last=format_wall(visits[-1].proposal.span.start, visits[-1].proposal.site, now),
            skipped=SERIES_SKIPPED.format(days=", ".join(f"{day.day} {day:%b}" for day in series.skipped))
            if series.skipped
            else "",
        )
        sentence += end_waiting(tx, clinic, booked[0].appointment, actor, now)
        entry = tx.journal.end(booked[0].ref, sentence)
        held = all_served(tx, actor, visits)
    let_go(tx, held)
    return Change(entry, sentence, booked, warnings=warnings_of(visits))


def _day(added: date) -> date:
    return added.date() if isinstance(added, datetime) else added


def begin(tx: Writing, now: datetime, actor: str, verb: str, overrides: Sequence[Sequence[Override]]) -> None:
    """Open the entry of the act, for the reasons that lead over something."""
    reasons = dict.fromkeys(str(one.given) for each in overrides for one in each)
    tx.journal.begin(at=now, actor=actor, verb=verb, reason=" ".join(reasons))


def keep(
    tx: Writing,
    clinic: Clinic,
    planned: Sequence[Planned],
    overrides: Sequence[tuple[Override, ...]],
    linked: Linked,
    *,
    refusal: str,
) -> tuple[ScheduledVisit, ...]:
    """Book them as planned, under a record that says that they belong together; one alone belongs to nothing."""
    number = tx.records(Linked).add(linked).id if len(planned) > 1 else None
    kept: list[ScheduledVisit] = []
    for part, (one, recorded) in enumerate(zip(planned, overrides, strict=True), 1):
        require_keepable(one.proposal)
        appointment = replace(
            one.scheduled.appointment,
            overrides=recorded,
            link=None if number is None else Link(number, part, len(planned)),
        )
        try:
            kept.append(replace(one.scheduled, appointment=tx.schedule.add(in_free_lanes(tx, appointment))))
        except Occupied as error:
            raise occupied(error, clinic, refusal) from error
        note_filled(tx, clinic, kept[-1].appointment, one.proposal.now)
    return tuple(kept)


def all_served(tx: Writing, actor: str, planned: Sequence[Planned]) -> tuple[int, ...]:
    """What the actor holds by name for any of these visits, by number."""
    return tuple(dict.fromkeys(number for one in planned for number in served(tx, actor, one.proposal)))

"""The verbs that list what must not be forgotten: bookings to be moved, visits left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.codes import pick
from core.structs import replace
from tui.cli import sentences
from tui.cli.json_output import appointment_json, conflict_json, free_json, visit_json
from tui.cli.listing import columns, moment_text
from tui.cli.subcommand import Answer
from tui.text.words import when_of, whereabouts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.schedule.slots.model import Opening as Free
    from core.schedule.to_move import ToBeMoved
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_MOST_PROPOSED: Final = 50
"""Bookings for which it is looked where they could go: 16 ms each."""


def declare_list(parser: Parser) -> None:
    """[--site S] [--provider P]."""
    parser.option("--site", "CODE")
    parser.option("--provider", "CODE")


def to_move(call: Call) -> Answer:
    """The bookings to come that the set-up no longer bears, the next one first."""
    with call.workstation() as workstation:
        site, provider = _codes(call, workstation.desk.clinic())
        found = [
            one
            for one in workstation.desk.schedule.to_move(workstation.actor)
            if site in {None, one.scheduled.appointment.site}
            and provider in {None, *one.scheduled.appointment.providers}
        ]
        joined = workstation.desk.telehealth.joining(workstation.actor, [one.scheduled for one in found])
        proposed = proposals_of(workstation, found)
    result = [
        {
            **appointment_json(one.scheduled, one.site, joined),
            "conflicts": [conflict_json(each) for each in conflicts_of([one])],
            "proposals": [free_json(each, one.site) for each in times],
        }
        for one, times in zip(found, proposed, strict=True)
    ]
    message = _counted(len(found), sentences.TO_MOVE_NONE, sentences.TO_MOVE_ONE, sentences.TO_MOVE_SOME)
    return Answer(message, result=result, lines=(*to_move_lines(found), *_proposal_lines(found, proposed)))


def left_open(call: Call) -> Answer:
    """The visits of earlier days that nobody closed or marked, the oldest first."""
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor) as view:
        site, provider = _codes(call, view.clinic)
        found = [
            one
            for one in workstation.desk.visits.left_open(workstation.actor)
            if site in {None, one.appointment.site} and provider in {None, *one.appointment.providers}
        ]
        result = [visit_json(one, view.site_of(one), view.clearance(one)) for one in found]
        rows = [
            (
                when_of(one, view.site_of(one), view.now),
                one.appointment.site,
                one.appointment.provider,
                one.patient.name,
                one.appointment.visit_type,
                whereabouts(one, view.site_of(one), view.now),
                str(one.appointment.id),
            )
            for one in found
        ]
    message = _counted(len(found), sentences.LEFT_OPEN_NONE, sentences.LEFT_OPEN_ONE, sentences.LEFT_OPEN_SOME)
    return Answer(message, result=result, lines=columns(rows))


def to_move_lines(found: Sequence[ToBeMoved], *, most: int | None = None) -> tuple[str, ...]:
    """A line a booking with what it meets, `most` of them, under a head."""
    if not found:
        return ()
    shown = found[:most]
    rows = [
        (
            moment_text(one.scheduled.appointment.start, one.site),
            one.site.code,
            one.scheduled.appointment.provider,
            one.scheduled.patient.name,
            one.scheduled.appointment.visit_type,
            " ".join(conflict.message for conflict in one.conflicts),
            str(one.scheduled.appointment.id),
        )
        for one in shown
    ]
    more = (sentences.TO_MOVE_MORE.format(count=len(found) - len(shown)),) if len(found) > len(shown) else ()
    head = _counted(len(found), "", sentences.TO_MOVE_ONE, sentences.TO_MOVE_SOME)
    return (head, *columns(rows), *more) if most else (*columns(rows), *more)


def proposals_of(workstation: Workstation, found: Sequence[ToBeMoved]) -> list[tuple[Free, ...]]:
    """Where each could go, as far as there is time to look: nothing for those behind the first `_MOST_PROPOSED`."""
    desk, actor = workstation.desk, workstation.actor
    looked_for = [desk.schedule.proposed_moves(actor, one.scheduled.appointment.id) for one in found[:_MOST_PROPOSED]]
    return [*looked_for, *[()] * (len(found) - len(looked_for))]


def _proposal_lines(found: Sequence[ToBeMoved], proposed: Sequence[tuple[Free, ...]]) -> tuple[str, ...]:
    """Where each could go, by its number."""
    rows = [
        (
            f"  {one.scheduled.appointment.id}",
            ", ".join(f"{moment_text(each.start, one.site)} {each.provider}" for each in times),
        )
        for one, times in zip(found, proposed, strict=True)
        if times
    ]
    return ("", sentences.TO_MOVE_PROPOSALS, *columns(rows)) if rows else ()


def conflicts_of(found: Sequence[ToBeMoved]) -> tuple[Conflict, ...]:
    """What they meet, each conflict naming its appointment."""
    return tuple(
        replace(conflict, appointments=(one.scheduled.appointment.id,)) for one in found for conflict in one.conflicts
    )


def _codes(call: Call, clinic: Clinic) -> tuple[str | None, str | None]:
    """The codes of site and provider asked for. Raises NotFound."""
    site, provider = call.typed.site, call.typed.provider
    return (
        pick(clinic.sites, site, "site", retired=True).code if site else None,
        pick(clinic.providers, provider, "provider", retired=True).code if provider else None,
    )


def _counted(count: int, none: str, one: str, some: str) -> str:
    return {0: none, 1: one}.get(count, some).format(count=count)

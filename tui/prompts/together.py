"""What is told of the visits that belong together with one: its series or chain, and who is on its group visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.recurrence import Recurrence, in_words
from core.errors import ClinicdeskError
from tui.prompts.sentences import GROUP_NAMES, SERIES_VISITS
from tui.text.words import name_of, part_of, when_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.model.visit import ScheduledVisit
    from tui.text.lines import Line
    from tui.workstation import Workstation

_TOLD: Final = 6
"""How many other visits are told; the command line lists all."""


def together_lines(workstation: Workstation, scheduled: ScheduledVisit) -> Iterator[Line]:
    """'3 of 6, weekly: ...' with the visits around it, and 'group 2 of 3: ...' with the names."""
    if scheduled.appointment.link:
        yield from _series(workstation, scheduled)
    if scheduled.appointment.seats > 1:
        yield from _group(workstation, scheduled)


def _series(workstation: Workstation, scheduled: ScheduledVisit) -> Iterator[Line]:
    linked = workstation.desk.schedule.linked(workstation.actor, scheduled.appointment.id)
    if linked is None:
        return
    rule = linked.record.rule
    how = in_words(Recurrence(rule)) if rule else linked.record.kind.value
    at = next((at for at, one in enumerate(linked.visits) if one.ref == scheduled.ref), 0)
    first = max(min(at - _TOLD // 2, len(linked.visits) - _TOLD), 0)
    told = linked.visits[first : first + _TOLD]
    visits = ", ".join(_visit(workstation, one, scheduled) for one in told)
    yield ((f" {SERIES_VISITS.format(part=part_of(scheduled.appointment), how=how, visits=visits)}", "panel"),)


def _visit(workstation: Workstation, one: ScheduledVisit, scheduled: ScheduledVisit) -> str:
    """When, with whose it is in a family, and what became of it unless it is still to come."""
    view, status = workstation.view, one.appointment.status
    who = "" if one.patient.id == scheduled.patient.id else f"{name_of(one.patient, privacy=workstation.privacy)} "
    when = when_of(one, view.site_of(one), view.now).partition("-")[0]
    return f"{who}{when}" if status.value == "booked" else f"{who}{when} ({status.value})"


def _group(workstation: Workstation, scheduled: ScheduledVisit) -> Iterator[Line]:
    try:
        group = workstation.desk.schedule.group(workstation.actor, scheduled.appointment.id)
    except ClinicdeskError:
        return
    names = "; ".join(name_of(one.patient, privacy=workstation.privacy) for one in group.members)
    yield ((f" {GROUP_NAMES.format(count=len(group.members), seats=group.seats, names=names)}", "panel"),)

"""What is asked to put somebody on the waiting list, and to fill a time from it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import resolve
from core.lazy import lazy_modules
from core.schedule.which_site import fold_at, wall_at
from tui.prompts.prompt import Open

if TYPE_CHECKING:
    from core.schedule.waitlist.offer import Offer
    from tui.commands.context import CommandContext
    from tui.prompts import fill, wait_form
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    fill, wait_form = lazy_modules("tui.prompts.fill", "tui.prompts.wait_form")


def ask(context: CommandContext) -> Outcome:
    """On a free time, whom it suits; of a patient or appointment, the entry of who waits, or a new one."""
    here, workstation = context.here, context.workstation
    scheduled = here.scheduled
    if here.patient is None and scheduled is None:
        return Open(fill.FillPrompt(workstation, _offer(context)))
    patient = here.patient or context.scheduled.patient
    wanted = scheduled.appointment.visit_type if scheduled else ""
    waits = workstation.desk.waitlist.of_patient(workstation.actor, patient.id)
    entry = next((one for one in waits if wanted in {"", one.visit_type}), None)
    prefill = {"type": wanted} if wanted and entry is None else None
    return Open(wait_form.wait_form(workstation, context.site, patient, entry=entry, prefill=prefill))


def _offer(context: CommandContext) -> Offer:
    """The time highlighted, as long as it was freed."""
    slot, site = context.slot, context.site
    start = resolve(wall_at(slot.start, site), site.tz, fold=fold_at(slot.start, site, slot.start.fold)).at
    return context.workstation.desk.waitlist.offer_at(
        context.workstation.actor, start, provider=slot.provider, site=slot.site
    )

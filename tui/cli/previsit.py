"""The verb of visits ahead: list pre-visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.codes import pick
from tui.cli import previsit_sentences as say
from tui.cli.json_output import appointment_json
from tui.cli.listing import columns, moment_text
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from tui.cli.subcommand import Call


def lacking(call: Call) -> Answer:
    """The visits of the next three business days that lack something, the next one first, each with what."""
    typed = call.typed
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor) as view:
        site = pick(view.clinic.sites, typed.site, "site").code if typed.site else None
        provider = pick(view.clinic.providers, typed.provider, "provider").code if typed.provider else None
        found = [
            one
            for one in workstation.desk.previsit.worklist(workstation.actor)
            if site in {None, one.scheduled.appointment.site}
            and provider in {None, *one.scheduled.appointment.providers}
        ]
        joined = workstation.desk.telehealth.joining(workstation.actor, [one.scheduled for one in found])
        result = [
            {
                **appointment_json(one.scheduled, view.site_of(one.scheduled), joined),
                "missing": list(one.missing),
            }
            for one in found
        ]
        rows = [
            (
                moment_text(one.scheduled.appointment.start, view.site_of(one.scheduled)),
                one.scheduled.patient.name,
                one.scheduled.appointment.visit_type,
                one.scheduled.appointment.provider,
                "; ".join(one.missing),
            )
            for one in found
        ]
    return Answer(say.LISTED.format(count=len(found)) if found else say.NONE, result=result, lines=columns(rows))

"""Which JSON do held time, the waiting list and freed time become? Scripts rely on every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.patients.listed import told_in_list
from tui.cli.json_output import Shape, iso, patient_in_short

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.schedule.model.wait import WaitEntry
    from core.schedule.waitlist.matching import Match
    from core.schedule.waitlist.use_cases import FreedTime


def wait_json(entry: WaitEntry, patient: Patient, site: Site) -> Shape:
    """An entry of the waiting list; instants are told in the site's time."""
    return {
        "id": entry.id,
        "patient": patient_in_short(patient),
        "type": entry.visit_type,
        "providers": list(entry.providers),
        "window": entry.window,
        "earliest": entry.first.isoformat() if entry.first else None,
        "latest": entry.last.isoformat() if entry.last else None,
        "priority": entry.band,
        "earlier": entry.earlier,
        "since": iso(entry.since, site) if entry.since else None,
        "note": told_in_list(patient, entry.note),
        "status": entry.status.value,
        "appointment": entry.appointment,
        "rev": entry.rev,
    }


def match_json(match: Match, site: Site) -> Shape:
    """The same of somebody whom a time suits: how they rank, what would be moved, and who tried to reach them."""
    return {
        **wait_json(match.entry, match.patient, site),
        "minutes": match.used,
        "with": match.proposal.provider.code if match.proposal else None,
        "moves": match.later.appointment.id if match.later else None,
        "contacts": [
            {
                "provider": one.provider,
                "site": one.site,
                "start": iso(one.start, site),
                "outcome": one.outcome.value,
                "at": iso(one.at, site),
                "by": one.by,
                "note": told_in_list(match.patient, one.note),
            }
            for one in match.contacts
        ],
        "why": list(match.why),
    }


def freed_json(freed: FreedTime, site: Site) -> Shape:
    """Freed time as it is offered, and whom it suits, best first."""
    return {
        "provider": freed.offer.provider,
        "freed": freed.slot.kind.value,
        "codes": list(freed.slot.codes),
        "site": freed.offer.site,
        "start": iso(freed.offer.start, site),
        "end": iso(freed.slot.end, site),
        "minutes": freed.offer.gap,
        "freed_by": freed.slot.why,
        "appointment": freed.slot.appointment,
        "matches": [match_json(one, site) for one in freed.matches],
        "lacking": [one.appointment.id for one in freed.lacking],
    }

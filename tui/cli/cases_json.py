"""Which JSON does a case become? Scripts rely on every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases.due import last_day
from core.cases.stepping import next_steps
from tui.cli.json_output import Shape, iso, patient_in_short

if TYPE_CHECKING:
    from datetime import datetime

    from core.cases.listing import CaseSeen, WholeCase
    from core.cases.model import CaseEvent, CaseLink
    from core.clinic.model import Site


def case_json(seen: CaseSeen, now: datetime, *, is_whole: bool = True) -> Shape:
    """A case; `due` is the last day, or an instant for what is due at a time. Instants are told in the site's time.

    Of one that is not `is_whole` it is told what a list may tell.
    """
    case, site = seen.case, seen.site
    day = last_day(case.due, site)
    return {
        "id": case.id,
        "kind": case.kind,
        "patient": patient_in_short(seen.patient) if seen.patient else None,
        "subject": case.subject if is_whole else seen.told,
        "urgency": case.urgency.value,
        "state": case.state,
        "since": iso(case.state_at, site),
        "status": case.status.value,
        "outcome": case.outcome or None,
        "owner": case.owner or None,
        "role": case.pool,
        "due": (day.isoformat() if day else iso(case.due, site)) if case.is_open else None,
        "late": case.is_late(now),
        "escalated": case.is_open and case.escalates <= now,
        "snoozed": iso(case.snoozed, site) if case.snoozed else None,
        "facts": dict(case.facts) if is_whole or not seen.is_reserved else {},
        "next_steps": [
            {"step": row.name, "to": row.target, "needs": [*row.asks, *row.needs], "outcomes": list(row.outcomes)}
            for row in next_steps(case)
        ],
        "site": case.site,
        "rev": case.rev,
    }


def whole_json(whole: WholeCase, now: datetime) -> Shape:
    """The same with all that was done with it, oldest first, and what it is linked to."""
    site = whole.seen.site
    return {
        **case_json(whole.seen, now),
        "events": [_event_json(one, site) for one in whole.events],
        **({} if whole.units_left is None else {"units_left": whole.units_left}),
        "links": [_link_json(one) for one in whole.links],
    }


def _event_json(event: CaseEvent, site: Site) -> Shape:
    return {
        "id": event.id,
        "at": iso(event.at, site),
        "by": event.by,
        "act": event.act.value,
        "step": event.step or None,
        "from": event.before or None,
        "to": event.after or None,
        "note": event.note,
        "facts": dict(event.facts),
    }


def _link_json(link: CaseLink) -> Shape:
    return {"kind": link.kind.value, "target": link.number or link.code}

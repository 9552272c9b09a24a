"""Which JSON do a site's day, what closes it and time that is held become? Scripts rely on every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.schedule.model.day import ClosureKind
from tui.cli.json_output import appointment_json, iso

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.schedule.model.day import Closure, DayView, ProviderDay, SessionSpan
    from core.schedule.model.hold import Hold
    from tui.cli.json_output import Shape
    from tui.cli.json_telehealth import Joined


def day_json(view: DayView, joined: Joined) -> Shape:
    """A site's day: sessions and blocks by provider, appointments in time order, and the time that is held.

    A holiday has no number, a weekly session neither.
    """
    return {
        "date": view.on.isoformat(),
        "site": view.site.code,
        "sessions": [
            {
                "provider": day.provider.code,
                "start": iso(session.span.start, view.site),
                "end": iso(session.span.end, view.site),
                **({"number": session.number, **_takes_json(session)} if session.number else {}),
            }
            for day in view.providers
            for session in day.sessions
        ],
        "blocks": [_block_json(day, closure) for day in view.providers for closure in day.closures],
        "appointments": [appointment_json(scheduled, view.site, joined) for scheduled in view.appointments],
        "holds": [hold_json(hold, view.site) for hold in view.holds],
    }


def _takes_json(session: SessionSpan) -> Shape:
    """Whom an extra session takes, as far as it says."""
    said = {"capacity": session.capacity, "overbooks": session.overbooks, "types": list(session.types)}
    return {key: value for key, value in said.items() if value not in (None, [])}


def hold_json(hold: Hold, site: Site) -> Shape:
    """Time that somebody holds, and when that runs out; `open` while it is that of a question at a desk."""
    return {
        "id": hold.number,
        "provider": hold.provider,
        "site": hold.site,
        "start": iso(hold.span.start, site),
        "end": iso(hold.span.end, site),
        "minutes": int((hold.span.end - hold.span.start).total_seconds()) // 60,
        "by": hold.by,
        "note": hold.note,
        "since": iso(hold.since, site),
        "expires": iso(hold.until, site),
        "open": hold.is_open,
    }


def closure_word(closure: Closure) -> str:
    """What closes the time: the block's own kind, else leave, holiday or cancelled."""
    return closure.label if closure.kind is ClosureKind.BLOCK else closure.kind.value


def _block_json(day: ProviderDay, closure: Closure) -> Shape:
    return {
        "provider": day.provider.code,
        "start": iso(closure.span.start, day.site),
        "end": iso(closure.span.end, day.site),
        "kind": closure_word(closure),
        "types": list(closure.types),
        "number": closure.number or None,
        "released_at": iso(closure.released_at, day.site) if closure.released_at else None,
    }

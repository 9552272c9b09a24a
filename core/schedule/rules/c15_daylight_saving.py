"""C15: does the wall time exist exactly once at the site?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.conflict import Conflict
from core.schedule.sentences import TIME_HAPPENS_TWICE, TIME_IS_SKIPPED

if TYPE_CHECKING:
    from datetime import datetime

    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def daylight_saving(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """A time the clocks skip is refused with the nearest two; one they repeat is asked for with its offsets."""
    sentence = _skipped(proposal) or _repeated(proposal)
    return (Conflict("C15", policy.rules.C15, sentence),) if sentence else ()


def _skipped(proposal: Proposal) -> str:
    """The nearest two are on the site's grid: the last minute before the gap could not be booked."""
    around = proposal.resolved.around(proposal.site.grid)
    if not around:
        return ""
    before, after = around
    return TIME_IS_SKIPPED.format(
        time=f"{proposal.wall:%-H:%M}",
        day=f"{proposal.wall:%-d %b %Y}",
        site=proposal.site.name,
        before=_near(before, proposal),
        after=_near(after, proposal),
    )


def _repeated(proposal: Proposal) -> str:
    if proposal.resolved.repeated is None:
        return ""
    first, second = (local(at, proposal.site.tz) for at in proposal.resolved.repeated)
    return TIME_HAPPENS_TWICE.format(
        time=f"{proposal.wall:%-H:%M}",
        day=f"{proposal.wall:%-d %b %Y}",
        site=proposal.site.name,
        first=first.isoformat(timespec="minutes"),
        second=second.isoformat(timespec="minutes"),
    )


def _near(wall: datetime, proposal: Proposal) -> str:
    """'1:55', with the day in front where the gap reaches over midnight."""
    return f"{wall:%-H:%M}" if wall.date() == proposal.wall.date() else f"{wall:%a %-d %b %-H:%M}"

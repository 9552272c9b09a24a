"""Which night's backup is due, whatever the clocks do?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local, reached
from core.jobs.model import Occasion

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.settings.model import Policy

NIGHT: Final = "night"
"""The detail of a backup job that holds its date, ISO."""
_DAY: Final = timedelta(days=1)


def backup_occasion(policy: Policy, site: Site, now: datetime) -> Occasion | None:
    """The newest night whose hour has come at the site; None while no folder is set.

    It is named by its date, so that there is one a night: an hour that daylight saving skips has come with the change,
    one that it repeats comes the first time, and nights that nobody was there for are not made up for.
    """
    if not policy.backup.folder:
        return None
    today = local(now, site.tz).date()
    night = next(night for night in (today, today - _DAY, today - 2 * _DAY) if _hour_of(night, policy, site) <= now)
    return Occasion(
        name=f"backup {night.isoformat()}",
        due=_hour_of(night, policy, site),
        deadline=_hour_of(night + _DAY, policy, site),
        details={NIGHT: night.isoformat()},
    )


def _hour_of(night: date, policy: Policy, site: Site) -> datetime:
    """When the site's clocks first show the hour on that date, or pass over it (UTC)."""
    return reached(datetime.combine(night, time(policy.backup.hour)), site.tz)

"""What does a desk's status line say of the jobs, while something is wrong with them?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_wall, format_when
from core.jobs import sentences
from core.jobs.kinds import BACKUP
from core.jobs.model import JobStatus, PlaceState
from core.jobs.night import backup_occasion

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Site
    from core.jobs.model import Job, Outlook, WayAway
    from core.settings.model import Policy

_GRACE: Final = timedelta(hours=2)
"""After which a night's backup that no worker took up is told of."""

_BACK_SOON: Final = timedelta(minutes=5)
"""A way out that is away for so long at most is not told of."""


class Sign(Struct, frozen=True):
    """A mark of few letters for the status line, and the sentence behind it."""

    mark: str
    sentence: str


def signs(outlook: Outlook, policy: Policy, site: Site, now: datetime) -> tuple[Sign, ...]:
    """What is wrong at `now`, the gravest first; empty where nothing is. A minute that passes may add to it."""
    newest = {(job.kind, job.problem): job for job in reversed(outlook.troubles)}  # what many say is told once
    told = [_trouble(job, site, now) for job in reversed(newest.values())]
    due = _missed(outlook.newest_backup, policy, site, now)
    if due:
        told.append(Sign(sentences.MARK_NO_WORKER, sentences.NO_WORKER.format(when=format_when(due, site, now))))
    told += [_away(one, site, now) for one in outlook.away if one.since + _BACK_SOON <= now]
    if outlook.place is PlaceState.ELSEWHERE:
        told.append(Sign(sentences.MARK_UNARMED, sentences.NOT_ARMED))
    return tuple(told)


def _away(one: WayAway, site: Site, now: datetime) -> Sign:
    mark = sentences.MARKS_AWAY.get(one.way, sentences.MARK_OF_OTHERS)
    what = sentences.WAYS_AWAY.get(one.way, one.way)
    return Sign(mark, sentences.AWAY.format(what=what, when=format_wall(one.since, site, now), said=one.said))


def _missed(newest: Job | None, policy: Policy, site: Site, now: datetime) -> datetime | None:
    """Since when a backup is due that no worker came to, or that one died at and nobody took over.

    Asked with every key: while the newest backup is the last one due, it costs nothing.
    """
    if not policy.backup.folder:
        return None
    if newest and newest.tried_at and newest.deadline and now < newest.deadline + _GRACE:
        is_dead = newest.status is JobStatus.RUNNING and now - newest.tried_at >= BACKUP.longest
        return newest.due if is_dead else None
    occasion = backup_occasion(policy, site, now)
    return occasion.due if occasion and now >= occasion.due + _GRACE else None


def _trouble(job: Job, site: Site, now: datetime) -> Sign:
    mark = sentences.MARKS.get(job.kind, sentences.MARK_OF_OTHERS)
    if job.tried_at is None:
        return Sign(mark, sentences.UNTRIED.format(name=job.name, problem=job.problem))
    when = format_when(job.tried_at, site, now)
    return Sign(mark, sentences.TROUBLE.format(name=job.name, problem=job.problem, tries=job.tries, when=when))

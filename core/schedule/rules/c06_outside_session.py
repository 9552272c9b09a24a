"""C6: does the provider work then, there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_day
from core.calendar.interval import merged
from core.calendar.wall import day_span, local
from core.conflict import Conflict
from core.schedule.model.day import ClosureKind
from core.schedule.sentences import (
    ALL_DAY,
    CLOSED_FOR_HOLIDAY,
    OUTSIDE_SESSION,
    PROVIDER_HAS_NO_SESSION,
    PROVIDER_INACTIVE,
    PROVIDER_LEFT,
    PROVIDER_NOT_STARTED,
    PROVIDER_ON_LEAVE,
    SESSION_CANCELLED,
)

if TYPE_CHECKING:
    from core.schedule.model.day import Closure
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def outside_session(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """The whole appointment must lie within the provider's sessions at the site; a cancelled session is graver.

    One sentence a cause: who has left needs no hours, and what closes all of the time says enough.
    """
    employment = _employment(proposal, policy)
    if employment:
        return employment
    closures = _closures(proposal, facts)
    said = tuple(dict.fromkeys(_closed(proposal, policy, closure) for closure in closures))
    if any(closure.span.covers(proposal.span) for closure in closures):
        return said
    return (*said, *_hours(proposal, facts, policy))


def _employment(proposal: Proposal, policy: Policy) -> tuple[Conflict, ...]:
    provider, on = proposal.provider, proposal.wall.date()
    if provider.retired:
        return (
            Conflict(
                "C6",
                policy.rules.C6,
                PROVIDER_INACTIVE.format(provider=provider.family),
                cause=f"retired {provider.code}",
            ),
        )
    if provider.starts and on < provider.starts:
        sentence = PROVIDER_NOT_STARTED.format(provider=provider.family, day=f"{provider.starts:%-d %b %Y}")
        return (Conflict("C6", policy.rules.C6, sentence, cause=f"starts {provider.code} {provider.starts}"),)
    if provider.ends and on > provider.ends:
        sentence = PROVIDER_LEFT.format(provider=provider.family, day=f"{provider.ends:%-d %b %Y}")
        return (Conflict("C6", policy.rules.C6, sentence, cause=f"ends {provider.code} {provider.ends}"),)
    return ()


def _closures(proposal: Proposal, facts: Facts) -> tuple[Closure, ...]:
    """What closes the time; blocks are checked by C8."""
    closed = facts.opening.closed_by(proposal.span)
    return tuple(closure for closure in closed if closure.kind is not ClosureKind.BLOCK)


def _closed(proposal: Proposal, policy: Policy, closure: Closure) -> Conflict:
    if closure.kind is ClosureKind.HOLIDAY:
        sentence = CLOSED_FOR_HOLIDAY.format(site=proposal.site.name, label=closure.label)
        return Conflict("C6", policy.rules.C6, sentence, cause=f"holiday {proposal.site.code} {closure.span.stamp}")
    is_cancelled = closure.kind is ClosureKind.CANCELLED
    today = day_span(proposal.wall.date(), proposal.site.tz)
    sentence = (SESSION_CANCELLED if is_cancelled else PROVIDER_ON_LEAVE).format(
        provider=proposal.provider.family,
        hours=ALL_DAY if closure.span.covers(today) else proposal.hours(closure.span),
        label="" if closure.label == closure.kind.value else f": {closure.label}",
    )
    severity = policy.rules.C6_cancelled if is_cancelled else policy.rules.C6
    return Conflict(
        "C6", severity, sentence, cause=f"{closure.kind.value} {proposal.provider.code} {closure.span.stamp}"
    )


def _hours(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    sessions = merged(session.span for session in facts.opening.sessions)
    if any(session.covers(proposal.span) for session in sessions):
        return ()
    if not sessions:
        sentence = PROVIDER_HAS_NO_SESSION.format(
            provider=proposal.provider.family,
            site=proposal.site.name,
            day=format_day(proposal.wall.date(), local(proposal.now, proposal.site.tz).date()),
        )
    else:
        sentence = OUTSIDE_SESSION.format(
            provider=proposal.provider.family,
            hours=proposal.hours(proposal.span),
            sessions=", ".join(proposal.hours(session) for session in sessions),
        )
    where = f"{proposal.provider.code} {proposal.site.code} {proposal.span.stamp}"
    cause = " ".join(("hours", where, "in", *(session.stamp for session in sessions)))
    return (Conflict("C6", policy.rules.C6, sentence, cause=cause),)

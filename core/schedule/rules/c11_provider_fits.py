"""C11: can the provider hold such a visit, in this way, in these sessions?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.interval import merged
from core.conflict import Conflict
from core.schedule.sentences import MODE_DOES_NOT_FIT, PROVIDER_MODE_DOES_NOT_FIT, SESSION_TAKES_OTHERS, SKILL_MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def provider_fits(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """The provider has every skill that the type asks for, type and provider meet patients so, the sessions take it."""
    sentences = (*_skills(proposal), *_mode(proposal), *_session_types(proposal, facts))
    return tuple(Conflict("C11", policy.rules.C11, sentence) for sentence in dict.fromkeys(sentences))


def _skills(proposal: Proposal) -> Iterator[str]:
    has = {skill.casefold() for skill in proposal.provider.skills}
    missing = [skill for skill in proposal.visit_type.skills if skill.casefold() not in has]
    if missing:
        skills = ", ".join(missing)
        yield SKILL_MISSING.format(type=proposal.visit_type.code, skills=skills, provider=proposal.provider.family)


def _mode(proposal: Proposal) -> Iterator[str]:
    wanted, provider, mode = proposal.visit_type, proposal.provider, proposal.mode.value
    if mode not in wanted.modes:
        yield MODE_DOES_NOT_FIT.format(type=wanted.code, modes=" or ".join(wanted.modes), mode=mode)
    if mode not in provider.modes:
        modes = " or ".join(provider.modes)
        yield PROVIDER_MODE_DOES_NOT_FIT.format(provider=provider.family, modes=modes, mode=mode)


def _session_types(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """What no session that takes the type covers, where one lies that takes others; outside all of them C6 speaks."""
    code, sessions = proposal.visit_type.code, facts.opening.sessions
    others = [one for one in sessions if not one.takes(code)]
    if not others:
        return
    left = proposal.span.minus(merged(one.span for one in sessions if one.takes(code)))
    for one in others:
        if any(one.span.overlaps(piece) for piece in left):
            yield SESSION_TAKES_OTHERS.format(
                provider=proposal.provider.family,
                hours=proposal.hours(one.span),
                types=", ".join(one.types),
                type=code,
            )

"""Who fills which place beside a visit's provider, and how does the visit look to each of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.schedule.rules.crowding import capacity_of
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.clinic.model import Provider
    from core.schedule.rules.proposal import Facts, Further, Proposal


def as_theirs(proposal: Proposal, facts: Facts, one: Further) -> tuple[Proposal, Facts]:
    """The visit as if it were that of a further provider, for the minutes in which they are needed.

    Room, skills and a block of its own kind are a matter of the visit's provider, and not asked for again.
    """
    theirs = facts.further[one.provider.code]
    kind = replace(proposal.visit_type, skills=(), block_kind="")
    return (
        replace(
            proposal,
            provider=one.provider,
            visit_type=kind,
            room=None,
            room_needed=False,
            span=one.span,
            provider_span=one.span,
            seats=capacity_of(kind, theirs.opening, one.span),
            further=(),
        ),
        replace(facts, opening=theirs.opening, provider_day=theirs.provider_day, holds=theirs.holds),
    )


def placed(skills: Sequence[str], people: Iterable[Provider]) -> Mapping[int, Provider]:
    """Who has the skill that each place asks for, by the place: as many as can be filled, each by another.

    Who comes first gets one rather than who comes later, and keeps one: they only change it. No more are looked at than
    it takes.
    """
    places: dict[int, Provider] = {}

    def give(one: Provider, tried: set[int]) -> bool:
        has = {skill.casefold() for skill in one.skills}
        for place in sorted(range(len(skills)), key=places.__contains__):  # one that nobody has, if there is one
            if place in tried or skills[place].casefold() not in has:
                continue
            tried.add(place)
            if place not in places or give(places[place], tried):
                places[place] = one
                return True
        return False

    if skills:
        for one in people:
            give(one, set())
            if len(places) == len(skills):
                break
    return places

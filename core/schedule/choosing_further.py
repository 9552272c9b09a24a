"""Who is with a visit besides its provider: who was named, and somebody for each skill that its type asks for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.conflict import blocking
from core.schedule.beside import beside_of
from core.schedule.rules.book import OF_PROVIDERS
from core.schedule.rules.further import as_theirs, placed
from core.schedule.rules.proposal import Further, further_span
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from core.clinic.model import Provider
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal, ProviderFacts
    from core.settings.model import Policy


class FurtherChoice(Struct):
    """Chooses for one proposal, which may have some. `read` says of a provider what bears on it.

    Not frozen: it remembers that.
    """

    proposal: Proposal
    facts: Facts
    policy: Policy
    read: Callable[[Provider], ProviderFacts]
    beside: Sequence[ScheduledVisit] = ()
    known: dict[str, ProviderFacts] = field(default_factory=dict)

    def made(self, named: Sequence[Provider], had: Sequence[Provider]) -> tuple[Proposal, Facts]:
        """The proposal with who is named and somebody for each skill, rather who `had` the place, and the facts."""
        skills = self.proposal.visit_type.further_skills
        if not (named or skills):
            return self.proposal, self.facts
        people = placed(skills, self._people(named, had))
        by_place = (people[place] for place in sorted(people))
        chosen = tuple(self._further(one) for one in dict.fromkeys((*named, *by_place)))
        known = {one.provider.code: self._known(one.provider) for one in chosen}
        return replace(self.proposal, further=chosen), replace(self.facts, further=known)

    def _people(self, named: Sequence[Provider], had: Sequence[Provider]) -> Iterator[Provider]:
        """Who could fill a place: who is named, whoever is free, rather one who had it, then the others."""
        yield from named
        left_out = {self.proposal.provider, *named}
        others = (one for one in self.facts.clinic.providers.values() if not one.retired)
        busy = []
        for one in dict.fromkeys((*had, *others)):
            if one in left_out or not placed(self.proposal.visit_type.further_skills, [one]):
                continue
            if self._is_free(one):
                yield one
            else:
                busy.append(one)
        yield from busy

    def _is_free(self, one: Provider) -> bool:
        further = self._further(one)
        facts = replace(self.facts, further={one.code: self._known(one)})
        theirs = as_theirs(self.proposal, facts, further)
        return not blocking(conflict for rule in OF_PROVIDERS for conflict in rule(*theirs, self.policy))

    def _further(self, one: Provider) -> Further:
        there = (each for each in self.proposal.further if each.provider == one)
        return next(there, Further(one, further_span(self.proposal.visit_type, self.proposal.span)))

    def _known(self, one: Provider) -> ProviderFacts:
        if one.code not in self.known:
            self.known[one.code] = beside_of(self.read(one), self.beside, one.code)
        return self.known[one.code]

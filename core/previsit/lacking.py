"""What is missing before a visit: a referral, an authorization, a result, a form, insurance?

Each is a provider of one fact: a pure function of the visit and of the patient's cases that answers in words, or with
'' where nothing is missing. Whoever knows of another adds a row to `PROVIDERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from core.calendar.wall import local
from core.previsit import sentences as say
from core.schedule.units import beyond
from core.visits.clearance import forms, insurance
from core.visits.clearance.item import ClearanceState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from core.cases.model import Case
    from core.visits.clearance.facts import VisitFacts
    from core.visits.clearance.item import Finding

_TO_COME: Final = frozenset({"ordered", "scheduled", "awaited"})
"""States of a result that is not here."""


class VisitAhead(Struct, frozen=True):
    """A visit of the next days: what its clearance is judged by, and the cases of its patient that are no mistakes."""

    facts: VisitFacts
    cases: tuple[Case, ...]

    @property
    def day(self) -> date:
        """The day of the visit at its site."""
        return local(self.facts.scheduled.appointment.start, self.facts.site.tz).date()

    @property
    def requires(self) -> Sequence[str]:
        """What its visit type asks for: referral, authorization."""
        known = self.facts.clinic.visit_types.get(self.facts.scheduled.appointment.visit_type)
        return known.requires if known else ()

    def of_kind(self, kind: str) -> Iterable[Case]:
        """The cases of that kind, the newest first."""
        return sorted((case for case in self.cases if case.kind == kind), key=lambda case: -case.id)

    def for_type(self, kind: str) -> Sequence[Case]:
        """Those of them that are for visits of this type, or of any."""
        mine = self.facts.scheduled.appointment.visit_type
        return [
            case for case in self.of_kind(kind) if mine in (case.facts.get("types") or mine).replace(",", " ").split()
        ]


Provider: TypeAlias = Callable[[VisitAhead], str]
"""Says what is missing, or ''."""


def referral(ahead: VisitAhead) -> str:
    """Of a type that asks for one: a referral to the clinic that was accepted, and holds on the day."""
    return _paper(ahead, "referral", "referral-in")


def authorization(ahead: VisitAhead) -> str:
    """Of a type that asks for one: an authorization that holds on the day, its last day included, and has one left."""
    if any(case.state == "not-required" for case in ahead.for_type("authorization")):
        return ""
    return _paper(ahead, "authorization", "authorization") or _spent(ahead)


def _spent(ahead: VisitAhead) -> str:
    """That the authorization which covers the visit has none left for it."""
    over = beyond(ahead.facts.scheduled, ahead.facts.clinic)
    return say.SPENT.format(number=over.number or over.case, units=over.units) if over else ""


def _paper(ahead: VisitAhead, paper: str, kind: str) -> str:
    """What is the matter with the paper that the visit type requires: from when or until when there is one, or how far
    the case of that kind is that leads to it.
    """
    scheduled, day = ahead.facts.scheduled, ahead.day
    visit_type = scheduled.appointment.visit_type
    if paper not in ahead.requires or any(one.covers(paper, visit_type, day) for one in scheduled.papers):
        return ""
    held = [one for one in scheduled.papers if one.kind == paper and (not one.types or visit_type in one.types)]
    for one in held:
        if one.last and one.last < day:
            return say.ENDS.format(paper=paper, day=f"{one.last:%-d %b %Y}")
        if one.first and one.first > day:
            return say.BEGINS.format(paper=paper, day=f"{one.first:%-d %b %Y}")
    waiting = next((case for case in ahead.for_type(kind) if case.is_open), None)
    return say.STANDS_AT.format(paper=paper, state=_words(waiting)) if waiting else say.NONE.format(paper=paper)


def results(ahead: VisitAhead) -> str:
    """What was ordered, and has not come."""
    waiting = (case for case in ahead.of_kind("result") if case.is_open and case.state in _TO_COME)
    return say.JOIN.join(say.RESULT_AT.format(state=_words(case), subject=case.subject) for case in waiting)


def forms_due(ahead: VisitAhead) -> str:
    """Forms that nobody signed or gave."""
    return _due(forms.look(ahead.facts))


def insured(ahead: VisitAhead) -> str:
    """Insurance that was not verified, or does not hold."""
    return _due(insurance.look(ahead.facts))


PROVIDERS: Final[tuple[Provider, ...]] = (referral, authorization, results, forms_due, insured)
"""In the order in which they are told."""


def lacking(ahead: VisitAhead) -> tuple[str, ...]:
    """All that is missing, in words."""
    return tuple(filter(None, (provider(ahead) for provider in PROVIDERS)))


def _due(finding: Finding) -> str:
    return finding.why if finding.state is ClearanceState.DUE else ""


def _words(case: Case) -> str:
    return case.state.replace("-", " ")

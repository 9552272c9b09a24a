"""What stands in the way of a booking, and would with one thing changed: what is asked, and what is answered?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from core.conflict import Severity, blocking
from core.errors import BadInput, NotFound
from core.schedule.proposals import check_wanted
from core.schedule.slots.plan import plan_of
from core.schedule.slots.search import found_openings
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from core.access.rights import Rights
    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.schedule.booking import MoveGuard
    from core.schedule.ports import Reading
    from core.schedule.requests import BookingRequest, MoveRequest
    from core.schedule.rules.book import Rule
    from core.schedule.rules.proposal import Proposal
    from core.schedule.slots.model import Opening, SlotSearch
    from core.schedule.wanted import WantedBooking
    from core.settings.model import Policy


class Relaxation(Struct, frozen=True):
    """One thing that, changed, frees the start: the gravest rule that it gets by, and the change in a sentence.

    `request` is what to ask for in its place; for a booking that stands in the way it is that one's move. None where
    it is nothing that a booking says: a reason, or a change of the schedule.
    """

    rule: str
    change: str
    request: BookingRequest | MoveRequest | None = None


class WhyNot(Struct, frozen=True):
    """Everything that a start meets, and the single changes that would free it: none where nothing closes it."""

    conflicts: tuple[Conflict, ...]
    relaxations: tuple[Relaxation, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether anything is more than a warning."""
        return bool(blocking(self.conflicts))


class Question(Struct, frozen=True):
    """A booking or move that something stands in the way of."""

    reading: Reading
    clinic: Clinic
    policy: Policy
    now: datetime
    rights: Rights
    move_guard: MoveGuard
    rules: Sequence[Rule]
    request: BookingRequest | MoveRequest
    wanted: WantedBooking
    proposal: Proposal
    blockers: tuple[Conflict, ...]

    @property
    def rule(self) -> str:
        """The gravest rule."""
        hard = (conflict.rule for conflict in self.blockers if conflict.severity is Severity.HARD)
        return next(hard, self.blockers[0].rule)

    def tried(self, *, clinic: Clinic | None = None, **changes: Any) -> Proposal | None:  # noqa: ANN401 - fields
        """The proposal with these fields of what is wanted changed, if nothing stands in its way then."""
        site = {"site": self.proposal.site.code}
        wanted = replace(self.wanted, **{**site, **changes})
        if wanted.provider in wanted.further:  # nobody is there besides themselves
            return None
        try:
            proposal, conflicts = check_wanted(
                self.reading, clinic or self.clinic, wanted, self.policy, self.now, rules=self.rules
            )
        except (BadInput, NotFound):
            return None
        return None if blocking(conflicts) else proposal

    def openings(self, search: SlotSearch) -> Iterator[Opening]:
        """Every opening there is for whoever asks, in order. Raises NotFound or BadInput."""
        plan = plan_of(self.reading, self.clinic, search, self.policy, self.now)
        return found_openings(self.reading, replace(plan, actor=self.wanted.actor))

    def asked(self, **changes: Any) -> BookingRequest | MoveRequest:  # noqa: ANN401 - fields of a request
        """The request with these fields changed."""
        return replace(self.request, **changes)

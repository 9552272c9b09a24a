"""What does a booking or move meet, and which reason leads over it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ClinicdeskError
from core.model.conflict import Severity
from tui.hiding import hide_conflict
from tui.prompts.prompt import Did
from tui.prompts.reasons import reason_menu
from tui.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.desk.requests import Assessment, BookingRequest, Change, MoveRequest
    from core.model.clinic import Reason
    from tui.bootstrap import Session
    from tui.lines import Line


class Verdict:
    """Which conflicts of an assessment stand in the way, and whether this actor may go over them with a reason."""

    def __init__(self, session: Session, assessment: Assessment) -> None:
        self.assessment = assessment
        in_the_way = [c for c in assessment.conflicts if c.severity is not Severity.WARN]
        self.clear = not in_the_way
        self.overridable = bool(in_the_way) and all(session.desk.overridable(session.actor, c) for c in in_the_way)
        self._rules = tuple(dict.fromkeys(conflict.rule for conflict in in_the_way))

    @property
    def asks_reason(self) -> bool:
        """Whether it is possible with a reason, and not without."""
        return not self.clear and self.overridable

    def overrides(self, reason: Reason) -> dict[str, str]:
        """The same reason for every rule in the way."""
        return dict.fromkeys(self._rules, reason.code)

    def lines(self, session: Session) -> tuple[Line, ...]:
        """One line a conflict, the gravest first, or that there is none."""
        order = (Severity.HARD, Severity.CONFIRM, Severity.WARN)
        conflicts = sorted(self.assessment.conflicts, key=lambda conflict: order.index(conflict.severity))
        if not conflicts:
            return (((" ok   no conflicts", "ok"),),)
        return tuple(conflict_line(hide_conflict(session, conflict)) for conflict in conflicts)


class Judge:
    """Says of a request what it meets, anew with each key, and asks for the reason where only one leads over that."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reasons = reason_menu(session, "override")
        self.verdict: Verdict | None = None
        self.problem = ""
        """Why it cannot be judged at all."""
        self.is_asking = False
        """Whether a reason is asked for."""

    def judge(self, request: BookingRequest | MoveRequest | None) -> None:
        """Judge it; None is not complete yet."""
        self.verdict, self.problem = None, ""
        if request is None:
            return
        try:
            self.verdict = Verdict(self._session, self._session.desk.assess(self._session.actor, request))
        except ClinicdeskError as error:
            self.problem = error.sentence

    def asks(self) -> bool:
        """Ask for a reason, if it is needed and allowed."""
        self.is_asking = bool(self.verdict and self.verdict.asks_reason)
        return self.is_asking

    def overrides(self, character: str | None) -> dict[str, str] | None:
        """What the reason with that letter goes over; None where no reason has it."""
        reason = self._reasons.reason(character)
        return self.verdict.overrides(reason) if reason and self.verdict else None

    def make(self, act: Callable[[], Change], request: BookingRequest | MoveRequest) -> Did:
        """Do it. When it is refused after all, the request as it is without a reason is judged again."""
        try:
            return Did(act())
        except ClinicdeskError:
            self.is_asking = False
            self.judge(request)
            raise

    def lines(self) -> tuple[Line, ...]:
        """The verdict, and the reasons while one is asked for."""
        verdict = self.verdict.lines(self._session) if self.verdict else ()
        return (*verdict, *(self._reasons.lines() if self.is_asking else ()))

"""What a booking or move meets: its conflicts as lines, and the reason that goes over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.model.conflict import Severity
from tui.words import conflict_line

if TYPE_CHECKING:
    from core.desk.requests import Assessment
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

    def lines(self) -> tuple[Line, ...]:
        """One line a conflict, the gravest first, or that there is none."""
        order = (Severity.HARD, Severity.CONFIRM, Severity.WARN)
        conflicts = sorted(self.assessment.conflicts, key=lambda conflict: order.index(conflict.severity))
        if not conflicts:
            return (((" ok   no conflicts", "ok"),),)
        return tuple(conflict_line(conflict) for conflict in conflicts)

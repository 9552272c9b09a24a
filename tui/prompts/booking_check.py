"""What does a booking or move meet, and which reason leads over it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.conflict import Severity
from core.errors import ClinicdeskError
from core.schedule.model.linked import Scope
from core.schedule.requests import MoveRequest
from tui.prompts.prompt import Did
from tui.prompts.reasons import reason_menu
from tui.prompts.why_lines import freeing_lines
from tui.text.hiding import hide, hide_conflict, met_in
from tui.text.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.journal.change import Change
    from core.schedule.requests import Assessment, BookingRequest
    from tui.keys.menu_typing import Choices
    from tui.prompts.editor import LineEditor
    from tui.text.lines import Line
    from tui.workstation import Workstation


_MOST: Final = 8
"""How many conflicts are told: visits that are moved together may meet more than a screen has rows."""


class CheckedRequest:
    """Which conflicts of an assessment stand in the way, and whether this actor may go over them with a reason."""

    def __init__(self, workstation: Workstation, assessment: Assessment) -> None:
        self.assessment = assessment
        in_the_way = [c for c in assessment.conflicts if c.severity is not Severity.WARN]
        self.clear = not in_the_way
        self.overridable = bool(in_the_way) and all(workstation.view.overridable(c) for c in in_the_way)
        self.rules = tuple(dict.fromkeys(conflict.rule for conflict in in_the_way))

    @property
    def asks_reason(self) -> bool:
        """Whether it is possible with a reason, and not without."""
        return not self.clear and self.overridable

    def overrides(self, reason: str) -> dict[str, str]:
        """The same reason for every rule in the way."""
        return dict.fromkeys(self.rules, reason)

    def lines(self, workstation: Workstation) -> tuple[Line, ...]:
        """One line a conflict, the gravest first, or that there is none."""
        order = (Severity.HARD, Severity.CONFIRM, Severity.WARN)
        conflicts = sorted(self.assessment.conflicts, key=lambda conflict: order.index(conflict.severity))
        if not conflicts:
            return (((" ok   no conflicts", "ok"),),)
        about, more = (self.assessment.patient,), len(conflicts) - _MOST
        told = (conflict_line(hide_conflict(workstation, conflict, about)) for conflict in conflicts[:_MOST])
        return (*told, *((((f"      and {more} more", "hint"),),) if more > 0 else ()))


class BookingCheck:
    """Says of a request what it meets, anew with each key, and asks for the reason where only one leads over that."""

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self._reasons = reason_menu(workstation, "override")
        self.checked: CheckedRequest | None = None
        self.problem = ""
        """Why it cannot be checked at all."""
        self.is_asking = False
        """Whether a reason is asked for."""
        self._request: BookingRequest | MoveRequest | None = None
        self._freeing: tuple[Line, ...] = ()

    @property
    def assessment(self) -> Assessment | None:
        """What it would come to; None where nothing can be checked."""
        return self.checked.assessment if self.checked else None

    def check(self, request: BookingRequest | MoveRequest | None, scope: Scope = Scope.ONE) -> None:
        """Check it, a move with those that go along; None is not complete yet."""
        before, self.checked, self.problem = self.checked, None, ""
        self._request, self._freeing = request, ()
        if request is None:
            return
        schedule, actor = self._workstation.desk.schedule, self._workstation.actor
        try:
            if isinstance(request, MoveRequest):
                assessment = schedule.assess_together(actor, request, scope)
            else:
                assessment = schedule.assess(actor, request)
            self.checked = CheckedRequest(self._workstation, assessment)
        except ClinicdeskError as error:
            self.problem = hide(self._workstation, error.sentence, met_in(self._workstation, error))
        if before and (self.checked is None or self.checked.rules != before.rules):
            self.is_asking = False  # a reason chosen for one conflict is none for another

    def explains(self, key: str, character: str | None) -> bool:
        """Whether the key asks what would free it, which is told until something else is typed or chosen."""
        is_text = character is not None and (character.isalnum() or character.isspace())
        if is_text or key not in self._workstation.keyboard.keys("why") or self._request is None:
            return False
        self._freeing = freeing_lines(self._workstation, self._request) if self.checked else ()
        return True

    def asks(self) -> bool:
        """Ask for a reason, if it is needed and allowed."""
        self.is_asking = bool(self.checked and self.checked.asks_reason)
        self._reasons.begin()
        return self.is_asking

    @property
    def editor(self) -> LineEditor | None:
        """The line for the words of a reason, while these are asked for."""
        return self._reasons.editor if self.is_asking else None

    def back(self) -> None:
        """From the words of a reason to the reasons, from these to what was asked before."""
        self.is_asking = self._reasons.back()

    def fields(self) -> dict[str, str]:
        """The reason chosen and its words, as texts; none while none is asked for."""
        return self._reasons.fields() if self.is_asking else {}

    def ask_again(self, fields: Mapping[str, str]) -> None:
        """Ask for a reason, if it is still needed, with what was chosen and said."""
        if self.asks():
            self._reasons.take_up(fields)

    def key(self, key: str, character: str | None) -> dict[str, str] | None:
        """A key while a reason is asked for: what Enter goes over with the reason chosen, None while one is chosen.

        Raises BadInput for Enter where none is, or nothing was said.
        """
        if key != "enter" or self.checked is None:
            self._reasons.key(key, character)
            return None
        reason = self._reasons.taken()
        return None if reason is None else self.checked.overrides(reason)

    def choices(self) -> Choices | None:
        """The reasons, while one is asked for."""
        return self._reasons.choices() if self.is_asking else None

    def hint(self, enter: str) -> Line:
        """The keys of the reasons."""
        return self._reasons.hint(enter, ("Shift+Tab", "back"))

    def make(self, act: Callable[[], Change], request: BookingRequest | MoveRequest, scope: Scope = Scope.ONE) -> Did:
        """Do it. When it is refused after all, the request as it is without a reason is checked again."""
        try:
            return Did(act())
        except ClinicdeskError:
            self.is_asking = False
            self.check(request, scope)
            raise

    def lines(self) -> tuple[Line, ...]:
        """What was checked, and the reasons while one is asked for."""
        checked = self.checked.lines(self._workstation) if self.checked else ()
        return (*checked, *self._freeing, *(self._reasons.lines() if self.is_asking else ()))

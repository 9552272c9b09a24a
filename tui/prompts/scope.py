"""How many of the visits that belong together is an act meant for? Tab asks through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.schedule.model.linked import LinkKind, Scope
from tui.prompts.sentences import SCOPE_ALL, SCOPE_GROUP, SCOPE_LATER, SCOPE_ONE, SCOPE_QUESTION

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from tui.text.lines import Line
    from tui.workstation import Workstation

KEY: Final = "tab"


class ScopeChoice:
    """This one, it and later ones, or all: of a chain, which was booked as one, all is chosen first."""

    def __init__(self, workstation: Workstation, scheduled: ScheduledVisit) -> None:
        self._workstation, self._scheduled = workstation, scheduled
        self.meant: dict[Scope, tuple[ScheduledVisit, ...]] = {Scope.ONE: (scheduled,)}
        self.scope = Scope.ONE
        desk, actor, number = workstation.desk, workstation.actor, scheduled.appointment.id
        linked = desk.schedule.linked(actor, number) if scheduled.appointment.link else None
        if linked:
            later, every = (desk.schedule.together(actor, number, scope) for scope in (Scope.LATER, Scope.ALL))
            if later != every:
                self._offer(Scope.LATER, later)
            self._offer(Scope.ALL, every)
            if linked.record.kind is LinkKind.CHAIN and Scope.ALL in self.meant:
                self.scope = Scope.ALL
        if scheduled.appointment.seats > 1:
            self._offer(Scope.GROUP, desk.schedule.together(actor, number, Scope.GROUP))

    @property
    def visits(self) -> tuple[ScheduledVisit, ...]:
        """Those that the act is meant for now."""
        return self.meant[self.scope]

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.meant) > 1

    def key(self, key: str) -> bool:
        """Take the key that goes on to the next choice; False for any other."""
        if key != KEY or not self.is_asked:
            return False
        scopes = list(self.meant)
        self.scope = scopes[(scopes.index(self.scope) + 1) % len(scopes)]
        return True

    def choose(self, name: str) -> None:
        """Choose it again, where it is offered still."""
        self.scope = next((scope for scope in self.meant if scope.value == name), self.scope)

    def lines(self) -> tuple[Line, ...]:
        """The question with its choices, the one that holds marked."""
        if not self.is_asked:
            return ()
        link = self._scheduled.appointment.link
        question = SCOPE_QUESTION.format(part=link.part, of=link.of) if link else ""
        words = {
            Scope.ONE: SCOPE_ONE,
            Scope.LATER: SCOPE_LATER,
            Scope.ALL: SCOPE_ALL,
            Scope.GROUP: SCOPE_GROUP,
        }
        choices = (
            (f" {words[scope].format(count=len(visits))} ", "cursor" if scope is self.scope else "panel")
            for scope, visits in self.meant.items()
        )
        return (((f" {question}", "panel"), *choices, ("  Tab chooses", "hint")),)

    def _offer(self, scope: Scope, visits: tuple[ScheduledVisit, ...]) -> None:
        """Unless it would be the same as one that is offered."""
        if visits not in self.meant.values():
            self.meant[scope] = visits

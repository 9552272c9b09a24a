"""Cancel (`x`): a letter names the reason, Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.lines import keys_line
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.reasons import ReasonMenu
from tui.words import hours_of, name_of

if TYPE_CHECKING:
    from core.model.clinic import Reason, Site
    from core.model.visit import ScheduledVisit
    from tui.bootstrap import Session
    from tui.lines import Line
    from tui.prompts.prompt import Slot


class CancelPrompt:
    """Why an appointment is cancelled; the reason says whether patient or clinic cancels."""

    label = "Reason"
    carries = False
    editor = None

    def __init__(self, session: Session, site: Site, scheduled: ScheduledVisit, *, privacy: bool) -> None:
        self._session, self._site, self._privacy = session, site, privacy
        self._scheduled = scheduled
        self._menu = ReasonMenu(session.desk.clinic().reasons_for("cancel"))
        self._chosen: Reason | None = None

    @property
    def key_of_draft(self) -> tuple[object, ...]:
        """A draft belongs to one appointment as it was seen."""
        return ("cancel", self._scheduled.appointment.id, self._scheduled.appointment.rev)

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses, Enter cancels."""
        if leaves(key):
            return Close()
        if key == "enter" and self._chosen:
            appointment = self._scheduled.appointment
            change = self._session.desk.cancel(
                self._session.actor, appointment.id, self._chosen.code, rev=appointment.rev
            )
            return Did(change)
        self._chosen = self._menu.reason(character) or self._chosen
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What is cancelled, and the reasons."""
        appointment = self._scheduled.appointment
        head: Line = (
            (f" {name_of(self._scheduled.patient, privacy=self._privacy)} ", "head"),
            (f" {appointment.visit_type} {hours_of(self._scheduled, self._site)}", "panel"),
        )
        return (head, *self._menu.lines(self._chosen))

    def hint(self) -> Line:
        """Keys."""
        enter = f"cancel: {self._chosen.text}" if self._chosen else "cancel"
        off = frozenset() if self._chosen else frozenset({enter})
        return keys_line(("letter", "reason"), ("Enter", enter), ("Ctrl+X", "leave"), off=off)

    def refresh(self) -> None:
        """Nothing shown here changes."""

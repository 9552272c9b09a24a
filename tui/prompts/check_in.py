"""What is asked before check-in: a letter verifies each item that is due, its capital waives it with a reason."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.errors import ClinicdeskError, Refused
from core.visits.clearance.items import item_named
from core.visits.state import Verb
from tui.drafts.prompt_state import PromptState
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.reasons import reason_menu
from tui.prompts.restore_context import RestoreContext, Restored, appointment_again
from tui.prompts.sentences import PARKED_ALL_CLEAR
from tui.text.lines import keys_line
from tui.text.words import alert_lines, who_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.conflict import Conflict
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class CheckInPrompt:
    """What keeps the patient from check-in; the last one settled checks in."""

    label = "Check in"
    carries = False
    editor = None

    def __init__(
        self,
        workstation: Workstation,
        site: Site,
        scheduled: ScheduledVisit,
        due: tuple[Conflict, ...],
    ) -> None:
        self._workstation, self._site = workstation, site
        self._scheduled = scheduled
        self._due = due
        self._verified: list[str] = []
        self._waived: dict[str, str] = {}
        self._waiving: str | None = None
        self._menu = reason_menu(workstation, "waive")

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter verifies, its capital waives; then a letter for the reason. Enter, once nothing is due any more."""
        if leaves(key):
            return Close()
        if self._waiving:
            return self._waive(key, character)
        if key == "enter" and not self._open():
            return self._try()
        item = self._item(character)
        if item is None:
            return STAY
        if character and character.isupper():
            self._waiving = item
            return STAY
        self._verified.append(item)
        return self._try(item)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Who it is, to ask for birth date and address, and what is due."""
        patient, today = self._scheduled.patient, local(self._workstation.view.now, self._site.tz).date()
        lines = [
            who_line(patient, today, privacy=self._workstation.privacy),
            *alert_lines(patient, privacy=self._workstation.privacy),
        ]
        told = () if self._workstation.privacy else (patient.email, patient.address)
        contact = " · ".join(part for part in told if part)
        if contact:
            lines.append(((f" {contact}", "panel"),))
        for conflict in self._open():
            item = item_named(conflict.item)
            marked = "cursor" if conflict.item == self._waiving else "panel"
            lines.append(((f" {item.letter} ", "hint-key"), (f"{item.label}: {conflict.message}", marked)))
        return (*lines, *(self._menu.lines() if self._waiving else ()))

    def hint(self) -> Line:
        """Keys."""
        if self._waiving:
            return keys_line(
                ("letter", f"why {item_named(self._waiving).label} is waived"),
                ("Shift+Tab", "back"),
                ("Ctrl+X", "leave"),
            )
        if not self._open():
            return keys_line(("Enter", "check in"), ("Ctrl+X", "leave"))
        return keys_line(("letter", "verified now"), ("capital", "waive with a reason"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The record as it is now, and what is due of it. Raises Refused where it can no longer be checked in."""
        number = self._scheduled.appointment.id
        with self._workstation.snapshot() as view:
            self._scheduled = self._workstation.desk.schedule.appointment(self._workstation.actor, number)
        self._due = view.blockers(self._scheduled)
        due = {one.item for one in self._due}
        self._verified = [item for item in self._verified if item in due]
        self._waived = {item: reason for item, reason in self._waived.items() if item in due}
        self._waiving = self._waiving if self._waiving in due else None
        conflict = view.illegal(Verb.CHECK_IN, self._scheduled)
        if conflict:
            raise Refused(conflict.message, [conflict])

    def state(self) -> PromptState:
        """What was verified and waived so far, and what is being waived."""
        appointment = self._scheduled.appointment
        fields = {
            "rev": str(appointment.rev),
            "verified": " ".join(self._verified),
            "waived": " ".join(f"{item}={reason}" for item, reason in self._waived.items()),
            "waiving": self._waiving or "",
        }
        return PromptState("check-in", str(appointment.id), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The prompt with what is due now and was not settled before. Raises Refused, NotFound."""
        scheduled, changed = appointment_again(at.workstation, kept.key, kept.fields.get("rev", ""), Verb.CHECK_IN)
        home = at.workstation.view.clinic.sites[scheduled.appointment.site]
        prompt = cls(at.workstation, home, scheduled, at.workstation.view.blockers(scheduled))
        prompt._take_up(kept.fields)
        return Restored(prompt, changed)

    def _take_up(self, fields: Mapping[str, str]) -> None:
        due = {conflict.item for conflict in self._due}
        reasons = {reason.code for reason in self._menu.by_letter.values()}
        waived = (pair.partition("=") for pair in fields.get("waived", "").split())
        self._waived = {item: reason for item, _, reason in waived if item in due and reason in reasons}
        self._verified = [item for item in fields.get("verified", "").split() if item in due]
        if not self._open():
            raise Refused(PARKED_ALL_CLEAR.format(patient=self._scheduled.patient.name), ())
        waiving = fields.get("waiving", "")
        self._waiving = waiving if waiving in {conflict.item for conflict in self._open()} else None

    def _open(self) -> tuple[Conflict, ...]:
        settled = {*self._verified, *self._waived}
        return tuple(conflict for conflict in self._due if conflict.item not in settled)

    def _item(self, character: str | None) -> str | None:
        letter = (character or " ").lower()
        return next((conflict.item for conflict in self._open() if item_named(conflict.item).letter == letter), None)

    def _waive(self, key: str, character: str | None) -> Outcome:
        if key == "shift+tab":
            self._waiving = None
            return STAY
        reason = self._menu.reason(character)
        if reason is None or self._waiving is None:
            return STAY
        item, self._waiving = self._waiving, None
        self._waived[item] = reason.code
        return self._try(item)

    def _try(self, settled: str = "") -> Outcome:
        """Check in once nothing is open. When that is refused, what was `settled` last is open again."""
        if self._open():
            return STAY
        appointment = self._scheduled.appointment
        try:
            return Did(
                self._workstation.desk.visits.do(
                    self._workstation.actor,
                    Verb.CHECK_IN,
                    appointment.id,
                    verified=self._verified,
                    waivers=self._waived,
                    rev=appointment.rev,
                )
            )
        except ClinicdeskError:
            self._verified = [item for item in self._verified if item != settled]
            self._waived.pop(settled, None)
            with suppress(ClinicdeskError):
                self.refresh()
            raise

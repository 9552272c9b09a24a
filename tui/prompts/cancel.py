"""Cancel (`x`): a letter names the reason, Enter does it, to one appointment or to all that are marked."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from core.desk.requests import Said
from core.rules.state import Verb
from tui.kept import Kept
from tui.lines import keys_line
from tui.prompts.again import Asking, Restored, appointment_again
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.reasons import reason_menu
from tui.words import hours_of, name_of

if TYPE_CHECKING:
    from core.model.clinic import Reason, Site
    from core.model.visit import ScheduledVisit
    from tui.bootstrap import Session
    from tui.lines import Line
    from tui.slots import Slot

_SHOWN: Final = 5
"""How many appointments are named; the reasons need their rows too."""


class CancelPrompt:
    """Why appointments are cancelled; the reason says whether patient or clinic cancels."""

    label = "Reason"
    carries = False
    editor = None

    def __init__(self, session: Session, site: Site, scheduled: tuple[ScheduledVisit, ...]) -> None:
        self._session, self._site = session, site
        self._scheduled = scheduled
        self._menu = reason_menu(session, "cancel")
        self._chosen: Reason | None = None

    @property
    def key_of_draft(self) -> tuple[object, ...]:
        """A draft belongs to the appointments as they were seen."""
        return ("cancel", *((one.appointment.id, one.appointment.rev) for one in self._scheduled))

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses, Enter cancels."""
        if leaves(key):
            return Close()
        if key == "enter" and self._chosen:
            seen = {one.appointment.id: one.seen for one in self._scheduled}
            said = Said(reason=self._chosen.code)
            return Did(self._session.desk.act(self._session.actor, Verb.CANCEL, seen, said))
        self._chosen = self._menu.reason(character) or self._chosen
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What is cancelled, and the reasons."""
        heads = map(self._head, self._scheduled[:_SHOWN])
        hidden = len(self._scheduled) - _SHOWN
        more: tuple[Line, ...] = (((f" and {hidden} more", "panel"),),) if hidden > 0 else ()
        return (*heads, *more, *self._menu.lines(self._chosen))

    def hint(self) -> Line:
        """Keys."""
        enter = f"cancel: {self._chosen.text}" if self._chosen else "cancel"
        off = frozenset() if self._chosen else frozenset({enter})
        return keys_line(("letter", "reason"), ("Enter", enter), ("Ctrl+X", "leave"), off=off)

    def refresh(self) -> None:
        """Nothing shown here changes."""

    def kept(self) -> Kept:
        """What is cancelled, and the reason chosen."""
        numbers, revs = (
            " ".join(str(number) for number in one)
            for one in zip(*((one.appointment.id, one.appointment.rev) for one in self._scheduled), strict=True)
        )
        return Kept("cancel", numbers, {"rev": revs, "reason": self._chosen.code if self._chosen else ""})

    @classmethod
    def from_kept(cls, kept: Kept, at: Asking) -> Restored:
        """The same of the appointments as they are now. Raises Refused where one cannot be cancelled, NotFound."""
        seen = zip_longest(kept.key.split(), kept.fields.get("rev", "").split(), fillvalue="")
        again = [appointment_again(at.session, number, rev, Verb.CANCEL) for number, rev in seen]
        prompt = cls(at.session, at.site, tuple(scheduled for scheduled, _ in again))
        prompt._choose(kept.fields.get("reason", ""))
        return Restored(prompt, next((changed for _, changed in again if changed), ""))

    def _choose(self, code: str) -> None:
        self._chosen = next((reason for reason in self._menu.by_letter.values() if reason.code == code), None)

    def _head(self, scheduled: ScheduledVisit) -> Line:
        return (
            (f" {name_of(scheduled.patient, privacy=self._session.privacy)} ", "head"),
            (f" {scheduled.appointment.visit_type} {hours_of(scheduled, self._site)}", "panel"),
        )

"""Cancel (`x`): a letter names the reason, Enter does it, to one appointment or to all that are marked."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tui.drafts.prompt_state import PromptState
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.reasons import reason_menu
from tui.prompts.restore_context import RestoreContext, Restored, appointment_again
from tui.prompts.scope import ScopeChoice
from tui.text.words import hours_of, name_of, when_of

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit
    from tui.keys.menu_typing import Choices
    from tui.prompts.editor import LineEditor
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 5
"""How many appointments are named; the reasons need their rows too."""


class CancelPrompt:
    """Why appointments are cancelled; the reason says whether patient or clinic cancels."""

    label = "Reason"
    carries = False

    def __init__(self, workstation: Workstation, site: Site, scheduled: tuple[ScheduledVisit, ...]) -> None:
        self._workstation, self._site = workstation, site
        self._scheduled = scheduled
        self._menu = reason_menu(workstation, "cancel")
        self._scope = ScopeChoice(workstation, scheduled[0]) if len(scheduled) == 1 else None

    @property
    def editor(self) -> LineEditor | None:
        """The line for the words of a reason, while these are asked for."""
        return self._menu.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter or the arrows choose, Enter cancels. Raises BadInput where nothing is chosen, or said."""
        if leaves(key):
            return Close()
        if (key == "shift+tab" and self._menu.back()) or (self._scope and self._scope.key(key)):
            return STAY
        if key != "enter":
            self._menu.key(key, character)
            return STAY
        reason = self._menu.taken()
        if reason is None:
            return STAY
        seen = {one.appointment.id: one.seen for one in self._meant}
        said = VerbOptions(reason=reason)
        return Did(self._workstation.desk.visits.act(self._workstation.actor, Verb.CANCEL, seen, said))

    def choices(self) -> Choices | None:
        """The reasons."""
        return self._menu.choices()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What is cancelled, and the reasons."""
        heads = map(self._head, self._meant[:_SHOWN])
        hidden = len(self._meant) - _SHOWN
        more: tuple[Line, ...] = (((f" and {hidden} more", "panel"),),) if hidden > 0 else ()
        asked = self._scope.lines() if self._scope else ()
        return (*heads, *more, *asked, *self._menu.lines())

    def hint(self) -> Line:
        """Keys."""
        return self._menu.hint("cancel")

    def refresh(self) -> None:
        """Nothing shown here changes."""

    def state(self) -> PromptState:
        """What is cancelled, and the reason chosen."""
        numbers, revs = (
            " ".join(str(number) for number in one)
            for one in zip(*((one.appointment.id, one.appointment.rev) for one in self._scheduled), strict=True)
        )
        scope = self._scope.scope.value if self._scope else ""
        return PromptState("cancel", numbers, {"rev": revs, "scope": scope, **self._menu.fields()})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the appointments as they are now. Raises Refused where one cannot be cancelled, NotFound."""
        seen = zip_longest(kept.key.split(), kept.fields.get("rev", "").split(), fillvalue="")
        again = [appointment_again(at.workstation, number, rev, Verb.CANCEL) for number, rev in seen]
        prompt = cls(at.workstation, at.site, tuple(scheduled for scheduled, _ in again))
        prompt._menu.take_up(kept.fields)
        if prompt._scope:
            prompt._scope.choose(kept.fields.get("scope", ""))
        return Restored(prompt, next((changed for _, changed in again if changed), ""))

    @property
    def _meant(self) -> tuple[ScheduledVisit, ...]:
        """Those that are cancelled: what belongs together with one may go along."""
        return self._scope.visits if self._scope else self._scheduled

    def _head(self, scheduled: ScheduledVisit) -> Line:
        return (
            (f" {name_of(scheduled.patient, privacy=self._workstation.privacy)} ", "head"),
            (f" {scheduled.appointment.visit_type} {self._when(scheduled)}", "panel"),
        )

    def _when(self, scheduled: ScheduledVisit) -> str:
        """The hours; of one on another day than the others with its day."""
        view = self._workstation.view
        first = local(self._scheduled[0].appointment.start, self._site.tz).date()
        is_elsewhere = local(scheduled.appointment.start, self._site.tz).date() != first
        return (
            when_of(scheduled, view.site_of(scheduled), view.now) if is_elsewhere else hours_of(scheduled, self._site)
        )

"""Which form does the row of an action name, and with what does it read what is typed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.wall import local
from core.fields.model import ReadContext
from core.lazy import named
from core.record_ref import PatientId
from tui.keys.registry import ACTIONS
from tui.prompts.record_port import draft_kinds
from tui.prompts.restore_context import number_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.model import Site
    from core.fields.model import RecordSpec
    from core.patients.model import Patient
    from tui.drafts.prompt_state import PromptState
    from tui.prompts.prompt import Prompt
    from tui.prompts.restore_context import RestoreContext, Restored
    from tui.workstation import Workstation


class FormOf(Struct, frozen=True):
    """The form of a kind of record: how it is asked of a patient, and how one that was left is asked again.

    `whose` tells whose a form left undone is where that is not the patient of its number, and raises NotFound.
    """

    spec: RecordSpec
    ask: Callable[[Workstation, Site, Patient], Prompt]
    again: Callable[[PromptState, RestoreContext], Restored]
    whose: Callable[[Workstation, PromptState], PatientId] | None = None

    @property
    def kinds(self) -> tuple[str, str]:
        """What one left undone is kept as: of a new record, of one to change."""
        return draft_kinds(self.spec)

    def patient_of(self, workstation: Workstation, kept: PromptState) -> PatientId:
        """Whose a form is that was left undone. Raises NotFound."""
        return self.whose(workstation, kept) if self.whose else PatientId(number_again(kept.key))


def every_form() -> tuple[FormOf, ...]:
    """Those that the rows of actions name."""
    return tuple(named(action.form) for action in ACTIONS if action.form)


def form_reading(workstation: Workstation, site: Site) -> ReadContext:
    """With what a form on a screen of that site reads its fields."""
    view = workstation.view
    today = local(view.now, site.tz).date()
    settings = workstation.settings
    return ReadContext(view.clinic, today, settings.dates.order, site.tz, view.now, currency=settings.till.currency)

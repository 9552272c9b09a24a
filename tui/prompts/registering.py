"""How is somebody registered out of a box in which nobody was found, with what was typed to find them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from tui.keys.key_names import key_name, may_be_typed
from tui.keys.registry import BY_ID
from tui.prompts.prefill import names_somebody, prefill
from tui.prompts.sentences import FORM_UNPLACED, NOBODY_FOUND_NEW, SEARCH_FIRST
from tui.selection.disabled_reason import not_allowed

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from tui.prompts import patient_form
    from tui.prompts.record_form import RecordForm
    from tui.text.lines import Line
    from tui.workstation import Workstation
else:  # a form is loaded when it is first asked
    (patient_form,) = lazy_modules("tui.prompts.patient_form")

_REGISTER = BY_ID["new_patient"]


def new_patient_form(workstation: Workstation, site: Site, words: str) -> RecordForm[Patient]:
    """The form of a new patient, with the words. Raises BadInput where they are no name, or who may not."""
    refusal = not_allowed(_REGISTER, workstation)
    if refusal:
        raise BadInput(refusal)
    order, today = workstation.settings.dates.order, local(workstation.view.now, site.tz).date()
    if not names_somebody(words, order=order, today=today):
        raise BadInput(SEARCH_FIRST)
    begun = prefill(words, order=order, today=today)
    notice = FORM_UNPLACED.format(words="  ".join(begun.unplaced)) if begun.unplaced else ""
    return patient_form.patient_form(workstation, site, prefill=begun.texts, notice=notice)


def registers(workstation: Workstation, key: str) -> bool:
    """Whether the key registers where text is typed: a letter is text."""
    return key in _keys(workstation)


def register_line(workstation: Workstation) -> tuple[Line, ...]:
    """What is said where nobody was found: the key that registers; nothing to who may not."""
    keys = () if not_allowed(_REGISTER, workstation) else _keys(workstation)
    return tuple(((f" {NOBODY_FOUND_NEW.format(new_patient=key_name(key))}", "hint"),) for key in keys[:1])


def _keys(workstation: Workstation) -> tuple[str, ...]:
    return tuple(key for key in workstation.keyboard.keys(_REGISTER.id) if not may_be_typed(key))

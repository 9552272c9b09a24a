"""Which forms were begun and not saved: left, or put down by a dropped line?"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from core.errors import ClinicdeskError
from core.lazy import lazy_modules
from core.patients.fields import PATIENT
from core.patients.model import Patient
from core.structs import field_defaults
from core.text.cleaning import fold, initials
from tui.prompts.form_of import every_form, form_reading
from tui.prompts.patient_form import NEW, name_typed
from tui.prompts.record_draft import typed_texts
from tui.prompts.record_texts import RecordTexts
from tui.prompts.restore_context import RestoreContext
from tui.screens.sentences import UNFINISHED, UNFINISHED_CHANGES, UNFINISHED_EDIT, UNFINISHED_NAMELESS, UNFINISHED_NEW
from tui.text.lines import choice
from tui.text.words import name_of

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.journal.change import Change
    from tui.drafts.prompt_state import PromptState
    from tui.drafts.shelf import Parked, Shelf
    from tui.prompts import restore
    from tui.prompts.form_of import FormOf
    from tui.prompts.prompt_bar import PromptBar
    from tui.text.lines import Line
    from tui.workstation import Workstation
else:  # it loads every question there is
    (restore,) = lazy_modules("tui.prompts.restore")


class Unfinished(Struct, frozen=True):
    """A form with what was typed."""

    what: str
    parked: Parked

    def line(self, *, chosen: bool) -> Line:
        """'Not finished yet: new patient Smith, John 3/14/1984'."""
        return choice(f"{UNFINISHED} {self.what}", chosen=chosen)

    def take_up(self, workstation: Workstation, shelf: Shelf, prompt_bar: PromptBar, site: Site) -> None:
        """Go on with it. Raises NotFound where the record is gone."""
        restored = restore.restore(self.parked.kept, RestoreContext(workstation, site))
        shelf.take(self.parked, restored.prompt)
        prompt_bar.take_up(restored.prompt)
        if restored.changed:
            prompt_bar.say(restored.changed, "warn")


def unfinished(workstation: Workstation, shelf: Shelf) -> tuple[Unfinished, ...]:
    """All of them, of whatever record, the newest of each kind first."""
    return tuple(
        Unfinished(_what(workstation, form, one.kept), one)
        for form in every_form()
        for kind in form.kinds
        for one in shelf.left(kind)
    )


def forget_registered(workstation: Workstation, shelf: Shelf, change: Change) -> None:
    """Of who was just registered no form of a new patient is left of which every word stands in the record."""
    patient = change.only(Patient) if change.entry.verb == "register" else None
    if patient is None:
        return
    texts = RecordTexts(PATIENT, form_reading(workstation, workstation.view.first_site))
    for one in shelf.left(NEW):
        with suppress(ClinicdeskError):
            values = texts.values_of_new(typed_texts(one.kept.fields))
            if all(_says(patient, name, value) for name, value in values.items()):
                shelf.drop(one)


def _says(patient: Patient, name: str, value: object) -> bool:
    """Whether the record has the value, or nothing was typed; letters are those of names."""
    has, usual = getattr(patient, name), field_defaults(Patient).get(name, "")
    if isinstance(has, str) and isinstance(value, str):
        return not value or fold(has) == fold(value)
    return value in {has, usual}


def _what(workstation: Workstation, form: FormOf, kept: PromptState) -> str:
    """'new patient Smith, John 3/14/1984', 'changes of id:12 Smith, John'; with initials while names are hidden."""
    new, _ = form.kinds
    if NEW not in form.kinds:
        what = UNFINISHED_NEW if kept.kind == new else UNFINISHED_CHANGES
        return f"{what.format(record=form.spec.word)} {_whose(workstation, form, kept)}".rstrip()
    what = UNFINISHED_NEW.format(record=form.spec.word) if kept.kind == new else UNFINISHED_EDIT.format(id=kept.key)
    texts = typed_texts(kept.fields)
    name = name_typed(texts)
    who = initials(name) if workstation.privacy else f"{name or UNFINISHED_NAMELESS} {texts.get('birth_date', '')}"
    return f"{what} {who}".rstrip()


def _whose(workstation: Workstation, form: FormOf, kept: PromptState) -> str:
    """The name of the patient whose record it is; '' where there is none any more."""
    with suppress(ClinicdeskError):
        patient = workstation.desk.patients.by_id(workstation.actor, form.patient_of(workstation, kept))
        return name_of(patient, privacy=workstation.privacy)
    return ""

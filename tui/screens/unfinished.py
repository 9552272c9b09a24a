"""Which forms were begun and not saved: left, or put down by a dropped line?"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import ClinicdeskError
from core.lazy import lazy_modules
from core.patients.fields import PATIENT, new_patient
from core.patients.model import Patient
from core.structs import field_defaults
from core.text.cleaning import fold, initials
from tui.prompts.form_of import every_form, form_reading
from tui.prompts.patient_form import NEW, name_typed
from tui.prompts.record_draft import typed_texts
from tui.prompts.record_texts import RecordTexts
from tui.prompts.restore_context import RestoreContext
from tui.screens.sentences import (
    UNFINISHED,
    UNFINISHED_CHANGES,
    UNFINISHED_EDIT,
    UNFINISHED_NAMELESS,
    UNFINISHED_NEW,
    UNFINISHED_THERE,
)
from tui.text.lines import choice
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

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


_TELL: Final = ("family", "given", "birth_date")
"""What tells a person."""


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
    """All of them, of whatever record, the newest of each kind first.

    Who was registered meanwhile, at whichever desk, is said of a new patient, with what tells the record; once every
    word of the form stands in it, the form is gone.
    """
    listed = []
    for form in every_form():
        for kind in form.kinds:
            for one in shelf.left(kind):
                patient = _registered(workstation, one) if kind == NEW else None
                if patient and _has_all(workstation, patient, one):
                    shelf.drop(one)
                    continue
                there = UNFINISHED_THERE.format(mrn=patient.mrn) if patient else ""
                listed.append(Unfinished(_what(workstation, form, one.kept) + there, one))
    return tuple(listed)


def forget_registered(workstation: Workstation, shelf: Shelf, change: Change) -> None:
    """Of who was just registered no form of a new patient is left of which every word stands in the record."""
    patient = change.only(Patient) if change.entry.verb == "register" else None
    for one in shelf.left(NEW) if patient else ():
        if patient and _has_all(workstation, patient, one):
            shelf.drop(one)


def _registered(workstation: Workstation, one: Parked) -> Patient | None:
    """The record with the names and the birth date of the form, if there is one."""
    with suppress(ClinicdeskError):
        values = _values(workstation, one)
        if all(values.get(name) for name in _TELL):
            alike = workstation.desk.patients.duplicates(workstation.actor, new_patient(values))
            same = (each.patient for each in alike)
            return next((has for has in same if all(_says(has, name, values[name]) for name in _TELL)), None)
    return None


def _has_all(workstation: Workstation, patient: Patient, one: Parked) -> bool:
    """Whether every word of the form stands in the record."""
    with suppress(ClinicdeskError):
        return all(_says(patient, name, value) for name, value in _values(workstation, one).items())
    return False


def _values(workstation: Workstation, one: Parked) -> Mapping[str, object]:
    """What was typed, by field. Raises BadInput for what cannot be."""
    texts = RecordTexts(PATIENT, form_reading(workstation, workstation.view.first_site))
    return texts.values_of_new(typed_texts(one.kept.fields))


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

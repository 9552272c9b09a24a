"""Which forms were begun and not saved: left, or put down by a dropped line?"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from core.errors import ClinicdeskError
from core.lazy import lazy_modules
from core.text.cleaning import initials
from tui.prompts.form_of import every_form
from tui.prompts.patient_form import NEW, name_typed
from tui.prompts.record_draft import typed_texts
from tui.prompts.restore_context import RestoreContext
from tui.screens.sentences import UNFINISHED, UNFINISHED_CHANGES, UNFINISHED_EDIT, UNFINISHED_NAMELESS, UNFINISHED_NEW
from tui.text.lines import choice
from tui.text.words import name_of

if TYPE_CHECKING:
    from core.clinic.model import Site
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

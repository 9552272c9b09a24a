"""Which forms were begun and not saved: left, or put down by a dropped line?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.lazy import lazy_modules, named
from core.text.cleaning import initials
from tui.keys.registry import ACTIONS
from tui.prompts.patient_form import NEW, name_typed
from tui.prompts.record_draft import typed_texts
from tui.prompts.restore_context import RestoreContext
from tui.screens.sentences import UNFINISHED, UNFINISHED_EDIT, UNFINISHED_NAMELESS, UNFINISHED_NEW
from tui.text.lines import choice

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
    forms: tuple[FormOf, ...] = tuple(named(action.form) for action in ACTIONS if action.form)
    return tuple(
        Unfinished(_what(workstation, form, one.kept), one)
        for form in forms
        for kind in form.kinds
        for one in shelf.left(kind)
    )


def _what(workstation: Workstation, form: FormOf, kept: PromptState) -> str:
    """'new patient Smith, John 3/14/1984', 'changes of id:12 Smith, John'; with initials while names are hidden."""
    new, _ = form.kinds
    what = UNFINISHED_NEW.format(record=form.spec.word) if kept.kind == new else UNFINISHED_EDIT.format(id=kept.key)
    if NEW not in form.kinds:
        return what
    texts = typed_texts(kept.fields)
    name = name_typed(texts)
    who = initials(name) if workstation.privacy else f"{name or UNFINISHED_NAMELESS} {texts.get('birth_date', '')}"
    return f"{what} {who}".rstrip()

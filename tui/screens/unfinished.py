"""Which forms were begun and not saved: left, or put down by a dropped line?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.text.cleaning import initials
from tui.prompts.patient_form import EDIT, NEW, name_typed, patient_form_again
from tui.prompts.record_draft import typed_texts
from tui.prompts.restore_context import RestoreContext
from tui.screens.sentences import UNFINISHED, UNFINISHED_EDIT, UNFINISHED_NAMELESS, UNFINISHED_NEW
from tui.text.lines import choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from tui.drafts.shelf import Parked, Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.text.lines import Line
    from tui.workstation import Workstation


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form with what was typed."""

    what: str
    parked: Parked

    def line(self, *, chosen: bool) -> Line:
        """'Not finished yet: new patient Smith, John 3/14/1984'."""
        return choice(f"{UNFINISHED} {self.what}", chosen=chosen)

    def take_up(self, workstation: Workstation, shelf: Shelf, prompt_bar: PromptBar, site: Site) -> None:
        """Go on with it. Raises NotFound where the record is gone."""
        restored = patient_form_again(self.parked.kept, RestoreContext(workstation, site))
        shelf.take(self.parked, restored.prompt)
        prompt_bar.take_up(restored.prompt)
        if restored.changed:
            prompt_bar.say(restored.changed, "warn")


def unfinished(workstation: Workstation, shelf: Shelf) -> tuple[Unfinished, ...]:
    """All of them, the newest first."""
    return tuple(
        Unfinished(_what(workstation, one.kept.kind, one.kept.key, texts=typed_texts(one.kept.fields)), one)
        for kind in (NEW, EDIT)
        for one in shelf.left(kind)
    )


def _what(workstation: Workstation, *which: str, texts: Mapping[str, str]) -> str:
    kind, key = which
    kind_of = UNFINISHED_NEW if kind == NEW else UNFINISHED_EDIT.format(id=key)
    name = name_typed(texts)
    who = initials(name) if workstation.privacy else f"{name or UNFINISHED_NAMELESS} {texts.get('birth_date', '')}"
    return f"{kind_of} {who}".rstrip()

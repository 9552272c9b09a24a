"""The directory (`D`): find somebody outside, the card of the one found, and two entries made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.directory import sentences as say
from core.directory.fields import DIRECTORY_ENTRY
from core.directory.model import DirectoryEntry, PayerEntry
from core.errors import BadInput
from tui.keys.key_names import key_name, may_be_typed
from tui.keys.menu_typing import Choices
from tui.prompts.directory_form import entry_form
from tui.prompts.directory_picker import DirectoryPicker
from tui.prompts.directory_sentences import DIRECTORY, ENTRY, MERGE_INTO, MERGE_WHAT, NEW_HINT
from tui.prompts.form_of import form_reading
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, leaves
from tui.prompts.registering import registers
from tui.text.lines import hanging, keys_line

if TYPE_CHECKING:
    from core.clinic.model import Site
    from tui.prompts.editor import LineEditor
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LABEL_CELLS = 14
_WIDTH = 80


class DirectoryPrompt:
    """The box; Enter opens the card of the one highlighted."""

    label = DIRECTORY
    carries = False

    def __init__(self, workstation: Workstation, site: Site) -> None:
        self._workstation, self._site = workstation, site
        self._picker = DirectoryPicker(workstation, partly=True)

    @property
    def editor(self) -> LineEditor:
        """The box."""
        return self._picker.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter opens, the key of a new record enters somebody who is not there."""
        if leaves(key):
            return Close()
        if key == "enter":
            chosen = self._picker.chosen
            return Open(EntryCard(self._workstation, self._site, chosen)) if chosen else STAY
        if registers(self._workstation, key):
            return Open(entry_form(self._workstation, self._site, name=self._picker.editor.text.strip()))
        self._picker.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom the words found; how somebody is entered where nobody was."""
        new = ((NEW_HINT.format(key=_new_key(self._workstation)), "hint"),)
        return (*self._picker.panel(), *(() if self._picker.fits else (new,)))

    def hint(self) -> Line:
        """Keys."""
        new = _new_key(self._workstation)
        return keys_line(("Enter", "open"), ("Up Down", "choose"), (new, "new"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Look again."""
        self._picker.refresh()


class EntryCard:
    """All that is known of one outside; Enter changes it."""

    label = ENTRY
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, site: Site, entry: DirectoryEntry) -> None:
        self._workstation, self._site, self._entry = workstation, site, entry

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter or `e` changes the entry, `m` merges it into another. Raises BadInput for a payer."""
        if leaves(key):
            return Close()
        if key in {"enter", "e", "m"}:
            entry = self._entry
            if isinstance(entry, PayerEntry):
                raise BadInput(say.PAYER_KEPT_ELSEWHERE.format(name=entry.name))
            if key == "m":
                return Open(MergePrompt(self._workstation, entry))
            return Open(entry_form(self._workstation, self._site, entry))
        return STAY

    def choices(self) -> Choices:
        """Its letters."""
        return Choices(("e", "m"), lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """A line each fact, long ones on as many as they need."""
        facts = DIRECTORY_ENTRY.facts(self._entry, form_reading(self._workstation, self._site))
        lines = (
            hanging(((f" {field.label.strip():<{_LABEL_CELLS}}", "time"), (fact, "panel")), _WIDTH)
            for field, fact in facts
        )
        return tuple(part for line in lines for part in line)

    def hint(self) -> Line:
        """Keys."""
        off = frozenset({"change", "merge into"}) if isinstance(self._entry, PayerEntry) else frozenset[str]()
        return keys_line(("Enter", "change"), ("m", "merge into"), ("Ctrl+X", "leave"), off=off)

    def refresh(self) -> None:
        """Read it again."""
        if not isinstance(self._entry, PayerEntry):
            self._entry = self._workstation.desk.directory.by_id(self._workstation.actor, self._entry.id)


class MergePrompt:
    """Into whom an entry is merged: Enter does so at once, as it can be taken back."""

    label = MERGE_INTO
    carries = False

    def __init__(self, workstation: Workstation, loser: DirectoryEntry) -> None:
        self._workstation, self._loser = workstation, loser
        self._picker = DirectoryPicker(
            workstation, loser.name, only=lambda one: one.kind is loser.kind and one.id not in {0, loser.id}
        )

    @property
    def editor(self) -> LineEditor:
        """The box."""
        return self._picker.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter merges into the one highlighted."""
        if leaves(key):
            return Close()
        chosen = self._picker.chosen
        if key == "enter":
            desk, actor = self._workstation.desk, self._workstation.actor
            return Did(desk.directory.merge(actor, self._loser.id, chosen.id)) if chosen else STAY
        self._picker.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which one goes, and who could take its place."""
        gone: Line = ((MERGE_WHAT.format(name=self._loser.name, number=self._loser.id), "warn"),)
        return (gone, *self._picker.panel())

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "merge"), ("Up Down", "choose"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Look again."""
        self._picker.refresh()


def _new_key(workstation: Workstation) -> str:
    """The key of a new record where text is typed."""
    return next((key_name(key) for key in workstation.keyboard.keys("new_patient") if not may_be_typed(key)), "")

"""The form of an entry of the directory: a new one, or one to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.directory.fields import DIRECTORY_ENTRY, new_entry
from core.errors import NotFound
from tui.prompts.directory_sentences import LIKE, NEW_TITLE
from tui.prompts.form_of import FormOf, form_reading
from tui.prompts.record_form import RecordForm
from tui.prompts.record_port import Remark
from tui.prompts.restore_context import number_again
from tui.prompts.sentences import PARKED_GONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.directory.model import DirectoryEntry
    from core.errors import Refused
    from core.fields.model import Changes
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from tui.drafts.prompt_state import PromptState
    from tui.prompts.prompt import Prompt
    from tui.prompts.restore_context import RestoreContext, Restored
    from tui.text.lines import Line
    from tui.workstation import Workstation


def entry_form(
    workstation: Workstation, site: Site, entry: DirectoryEntry | None = None, *, name: str = ""
) -> RecordForm[DirectoryEntry]:
    """The form of the entry, or of a new one of that name."""
    prefill = {"name": name} if name else None
    return RecordForm(
        workstation, EntryPort(workstation), form_reading(workstation, site), record=entry, prefill=prefill
    )


def entry_form_again(kept: PromptState, at: RestoreContext) -> Restored:
    """The form with what was typed. Raises NotFound for an entry that is gone."""
    entry = None
    if kept.kind == EDIT:
        entry = at.workstation.desk.directory.by_id(at.workstation.actor, number_again(kept.key))
    return entry_form(at.workstation, at.site, entry).take_up(kept)


def _ask(workstation: Workstation, site: Site, _: Patient) -> Prompt:
    return entry_form(workstation, site)


def _nobodys(_: Workstation, __: PromptState) -> PatientId:
    """An entry is no patient's."""
    raise NotFound(PARKED_GONE)


FORM: Final = FormOf(DIRECTORY_ENTRY, _ask, entry_form_again, _nobodys)
_, EDIT = FORM.kinds


class EntryPort:
    """Entries of the directory, for a form."""

    spec = DIRECTORY_ENTRY
    first = ("name", "kind")
    owner = ""

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self._directory = workstation.desk.directory

    def read(self, record: DirectoryEntry) -> DirectoryEntry:
        """The entry as it is now. Raises NotFound."""
        return self._directory.by_id(self._workstation.actor, record.id)

    def add(self, values: Mapping[str, object], *, anyway: bool) -> Change:
        """Enter it."""
        return self._directory.add(self._workstation.actor, new_entry(values))

    def change(self, record: DirectoryEntry, changes: Changes, *, rev: int, anyway: bool) -> Change | None:
        """Save the changes; None when it says so already."""
        return self._directory.edit(self._workstation.actor, record.id, changes, rev=rev)

    def title(self, texts: Mapping[str, str]) -> str:
        """Its name, as far as it was typed."""
        return texts.get("name", "").strip() or NEW_TITLE

    def head(self, record: DirectoryEntry) -> tuple[Line, ...]:
        """Its name, number and kind."""
        return (((f" {record.name}", "title"), (f"  {record.id}  {record.kind.value}", "head")),)

    def people(self, record: DirectoryEntry) -> tuple[Patient, ...]:
        """It names no patient."""
        return ()

    def remark(self, texts: Mapping[str, str], record: DirectoryEntry | None) -> Remark:
        """Who is in the directory under a name like it already."""
        name = texts.get("name", "").strip()
        if not name:
            return Remark(is_made=False)
        found = self._directory.index(self._workstation.actor, retired=True).find(name)
        other = next((hit.entry for hit in found if record is None or hit.entry.id != record.id), None)
        return Remark((LIKE.format(name=other.name, number=other.id), "warn") if other and other.id else None)

    def stage(self, refused: Refused, texts: Mapping[str, str], record: DirectoryEntry | None) -> None:
        """Nothing is asked beside the fields."""

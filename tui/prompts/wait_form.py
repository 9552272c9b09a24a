"""The form of an entry of the waiting list (`W`): who waits, for what and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import NotFound
from core.schedule.model.wait import WaitEntry
from core.schedule.waitlist.fields import WAIT_ENTRY
from tui.prompts.form_of import FormOf, form_reading
from tui.prompts.record_form import RecordForm
from tui.prompts.record_port import Remark
from tui.prompts.restore_context import patient_again
from tui.prompts.sentences import PARKED_GONE, WAIT_TITLE
from tui.text.words import name_of, patient_head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.errors import Refused
    from core.fields.model import Changes, ReadContext
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.schedule.waitlist.matching import Match
    from tui.drafts.prompt_state import PromptState
    from tui.prompts.restore_context import RestoreContext, Restored
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MOST_DIGITS: Final = 15


def wait_form(
    workstation: Workstation,
    site: Site,
    patient: Patient,
    *,
    entry: WaitEntry | None = None,
    prefill: Mapping[str, str] | None = None,
) -> RecordForm[WaitEntry]:
    """The form of the patient's `entry`, or of a new one with the texts of `prefill`."""
    reading = form_reading(workstation, site)
    return RecordForm(workstation, WaitPort(workstation, reading, patient), reading, record=entry, prefill=prefill)


def of_match(workstation: Workstation, match: Match) -> RecordForm[WaitEntry]:
    """The form of an entry of the list of who waits."""
    return wait_form(workstation, workstation.view.first_site, match.patient, entry=match.entry)


def wait_form_again(kept: PromptState, at: RestoreContext) -> Restored:
    """The form with what was typed. Raises NotFound where patient or entry is gone."""
    if kept.kind != EDIT:
        patient = patient_again(at.workstation, kept.key)
        return wait_form(at.workstation, at.site, patient).take_up(kept)
    if not kept.key.isdecimal() or len(kept.key) > _MOST_DIGITS:
        raise NotFound(PARKED_GONE)
    entry, patient = at.workstation.desk.waitlist.entry(at.workstation.actor, int(kept.key))
    return wait_form(at.workstation, at.site, patient, entry=entry).take_up(kept)


FORM: Final = FormOf(WAIT_ENTRY, wait_form, wait_form_again)
NEW, EDIT = FORM.kinds


class WaitPort:
    """Entries of one patient, for a form."""

    spec = WAIT_ENTRY
    first = ("type", "window")

    def __init__(self, workstation: Workstation, reading: ReadContext, patient: Patient) -> None:
        self._workstation, self._reading, self._patient = workstation, reading, patient
        self.owner = str(patient.id)

    def read(self, record: WaitEntry) -> WaitEntry:
        """The entry as it is now. Raises NotFound."""
        entry, _ = self._workstation.desk.waitlist.entry(self._workstation.actor, record.id)
        return entry

    def add(self, values: Mapping[str, object], *, anyway: bool) -> Change:
        """Put the patient on the list."""
        return self._workstation.desk.waitlist.put_on(self._workstation.actor, self._patient.id, values)

    def change(self, record: WaitEntry, changes: Changes, *, rev: int, anyway: bool) -> Change | None:
        """Save the changes; None when the entry says so already."""
        return self._workstation.desk.waitlist.change(self._workstation.actor, record.id, changes, rev=rev)

    def title(self, texts: Mapping[str, str]) -> str:
        """Who waits."""
        return WAIT_TITLE.format(patient=name_of(self._patient, privacy=self._workstation.privacy))

    def head(self, record: WaitEntry) -> tuple[Line, ...]:
        """Who waits."""
        privacy = self._workstation.privacy
        return (*patient_head(self._patient, self._reading.today, privacy=privacy),)

    def people(self, record: WaitEntry) -> tuple[Patient, ...]:
        """The patient."""
        return (self._patient,)

    def remark(self, texts: Mapping[str, str], record: WaitEntry | None) -> Remark:
        """Nothing is looked up while it is typed."""
        return Remark()

    def stage(self, refused: Refused, texts: Mapping[str, str], record: WaitEntry | None) -> None:
        """A refusal is said."""

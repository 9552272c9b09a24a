"""Somebody is to come again (`O`): for which visit, from when on they are called in; Enter notes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from core.calendar.format_when import format_day
from core.calendar.parse_date import parse_date
from core.errors import BadInput
from tui.drafts.prompt_state import PromptState
from tui.prompts import contact_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, patient_again, type_again, typed_fields
from tui.text.lines import choice, keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.clinic.outreach import RecallKind
    from core.patients.model import Patient
    from core.recall.use_cases import KnownRecall
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class RecallPrompt:
    """The kinds of the set-up, that of the visit first; a day is typed, or the months of the kind are counted."""

    label = say.RECALL_LABEL
    carries = False

    def __init__(self, workstation: Workstation, patient: Patient, *, visit_type: str = "") -> None:
        """Raises BadInput where the clinic calls nobody in, NeedsReason for a restricted record not opened."""
        self._workstation, self._patient, self._visit_type = workstation, patient, visit_type
        in_use = [kind for kind in workstation.view.clinic.recalls.values() if not kind.retired]
        if not in_use:
            raise BadInput(say.RECALL_NOT_SET_UP)
        self._kinds = sorted(in_use, key=lambda kind: visit_type not in {*kind.types, *kind.after})
        self._chosen = 0
        self.editor = LineEditor()
        self._warning = note_opened(workstation, patient, "recall")
        self._known: Mapping[str, KnownRecall] = {}
        self._read()

    def key(self, key: str, character: str | None) -> Outcome:
        """Arrows choose for what, text is the day, Enter notes it. Raises BadInput for no day."""
        if leaves(key):
            return Close()
        if key in {"up", "down"}:
            self._chosen = (self._chosen + (1 if key == "down" else -1)) % len(self._kinds)
        elif key == "enter":
            recall, kind = self._workstation.desk.recall, self._kinds[self._chosen]
            return Did(recall.set(self._workstation.actor, self._patient.id, kind.code, self._due(kind)))
        else:
            self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Who it is, each kind with what stands of it, and from when on Enter has them called in."""
        workstation = self._workstation
        head = patient_head(self._patient, workstation.view.today, privacy=workstation.privacy)
        kinds = (self._kind_line(at, kind) for at, kind in enumerate(self._kinds))
        return (*self._warning, *head, *kinds, self._understood(), ((f" {say.RECALL_HOW}", "hint"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "note it"), ("Up Down", "for what"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The record as it is now. Raises NotFound."""
        self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        self._read()

    def state(self) -> PromptState:
        """The day, for what and of whom."""
        fields = {"kind": self._kinds[self._chosen].code, "type": self._visit_type, **typed_fields("due", self.editor)}
        return PromptState("recall", str(self._patient.id), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the same patient. Raises NotFound, BadInput or NeedsReason."""
        patient = patient_again(at.workstation, kept.key)
        prompt = cls(at.workstation, patient, visit_type=kept.fields.get("type", ""))
        codes = [kind.code for kind in prompt._kinds]
        if (code := kept.fields.get("kind", "")) in codes:
            prompt._chosen = codes.index(code)
        type_again("due", prompt.editor, kept.fields)
        return Restored(prompt)

    def _due(self, kind: RecallKind) -> date:
        text, today = self.editor.text.strip(), self._workstation.view.today
        if not text:
            return today + relativedelta(months=kind.months)
        day = parse_date(text, today=today, order=self._workstation.settings.dates.order)
        if day < today:
            raise BadInput(say.RECALL_PAST.format(day=format_day(day, today)), field="due")
        return day

    def _kind_line(self, at: int, kind: RecallKind) -> Line:
        known, today = self._known.get(kind.code), self._workstation.view.today
        day = format_day(known.recall.due, today) if known else ""
        stands = say.RECALL_STANDS.format(state=known.standing.value, day=day) if known else ""
        return choice(f" {kind.name}{stands}", chosen=at == self._chosen)

    def _understood(self) -> Line:
        kind, today = self._kinds[self._chosen], self._workstation.view.today
        try:
            day = format_day(self._due(kind), today)
        except BadInput as refusal:
            return ((f" {refusal.sentence}", "warn"),)
        return ((f" {say.RECALL_FROM.format(name=kind.name, day=day)}", "ok"),)

    def _read(self) -> None:
        found = self._workstation.desk.recall.of_patient(self._workstation.actor, self._patient.id)
        self._known = {one.recall.kind: one for one in found}

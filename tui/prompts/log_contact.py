"""A contact noted (`L`): what it was about in one line, over which channel and in which direction, while one talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_day
from core.contact.fields import LONGEST_SUMMARY
from core.contact.model import Channel, Direction
from core.contact.typed import read_contact
from core.errors import ClinicdeskError
from core.record_ref import AppointmentId
from tui.drafts.prompt_state import PromptState
from tui.prompts.contact_sentences import LOG_FOLLOWS, LOG_HOW, LOG_NOTE, LOG_WAYS, LOG_WHO
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import (
    RestoreContext,
    Restored,
    number_again,
    patient_again,
    type_again,
    typed_fields,
)
from tui.text.contact_words import contact_line
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from core.contact.model import Communication
    from core.contact.typed import TypedContact
    from core.patients.model import Patient
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 3
"""Contacts of before that are told."""


class LogPrompt:
    """One line about one patient: whatever else is highlighted meanwhile, it is noted of nobody else."""

    label = "Log"
    carries = False

    def __init__(self, workstation: Workstation, patient: Patient, appointment: AppointmentId | None = None) -> None:
        """Raises NeedsReason for a restricted record that was not opened for a reason."""
        self._workstation, self._patient, self._appointment = workstation, patient, appointment
        self.editor = LineEditor(longest=LONGEST_SUMMARY)
        self._channel, self._direction = Channel.PHONE, Direction.IN
        self._warning = note_opened(workstation, patient, "log")
        self._before: tuple[Communication, ...] = ()
        self._read_before()

    def key(self, key: str, character: str | None) -> Outcome:
        """Text; Tab turns the channel, up and down the direction, Enter notes it. Raises BadInput."""
        if leaves(key):
            return Close()
        if key == "enter":
            return self._note()
        if key in {"tab", "shift+tab"}:
            every = list(Channel)
            at = every.index(self._channel) + (1 if key == "tab" else -1)
            self._channel = every[at % len(every)]
        elif key in {"up", "down"}:
            self._direction = Direction.OUT if self._direction is Direction.IN else Direction.IN
        else:
            self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom it is about, how it is understood, and what was noted last."""
        workstation, view = self._workstation, self._workstation.view
        privacy = workstation.privacy
        today = view.today
        before = (contact_line(one, view, privacy=privacy) for one in self._before)
        return (
            *self._warning,
            *patient_head(self._patient, today, privacy=privacy),
            *before,
            *self._understood(),
            ((f" {LOG_HOW}", "hint"),),
        )

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "note it"), ("Tab", "channel"), ("Up Down", "direction"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The record as it is now. Raises NotFound."""
        self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        self._read_before()

    def state(self) -> PromptState:
        """The line, and of whom it is."""
        fields = {
            "channel": self._channel.value,
            "direction": self._direction.value,
            "appointment": str(self._appointment or ""),
            **typed_fields("line", self.editor),
        }
        return PromptState("log", str(self._patient.id), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same line about the same patient. Raises NotFound, or NeedsReason."""
        number = kept.fields.get("appointment", "")
        appointment = AppointmentId(number_again(number)) if number else None
        prompt = cls(at.workstation, patient_again(at.workstation, kept.key), appointment)
        type_again("line", prompt.editor, kept.fields)
        prompt._channel = next((one for one in Channel if one.value == kept.fields.get("channel")), prompt._channel)
        prompt._direction = next(
            (one for one in Direction if one.value == kept.fields.get("direction")), prompt._direction
        )
        return Restored(prompt)

    def _note(self) -> Outcome:
        read = self._read()
        values = {
            "channel": self._channel,
            "direction": self._direction,
            "who": read.who,
            "summary": read.summary,
            "follow_up": read.follow_up,
        }
        contact, actor = self._workstation.desk.contact, self._workstation.actor
        return Did(contact.note(actor, self._patient.id, values, appointment=self._appointment))

    def _read(self) -> TypedContact:
        view = self._workstation.view
        today = view.today
        return read_contact(self.editor.text, today=today, order=self._workstation.settings.dates.order)

    def _understood(self) -> tuple[Line, ...]:
        """What Enter would note: over which way, with whom, and when it is followed up; or what cannot be read."""
        way = LOG_WAYS[self._channel.value, self._direction.value]
        if not self.editor.text.strip():
            return (((f" {LOG_NOTE.format(way=way)}", "ok"),),)
        try:
            read = self._read()
        except ClinicdeskError as refusal:
            return (((f" {LOG_NOTE.format(way=way)}", "ok"),), ((f" {refusal.sentence}", "warn"),))
        view = self._workstation.view
        today = view.today
        who = LOG_WHO.format(who=read.who) if read.who and not self._workstation.privacy else ""
        follows = LOG_FOLLOWS.format(day=format_day(read.follow_up, today)) if read.follow_up else ""
        return (((f" {LOG_NOTE.format(way=way)}{who}{follows}", "ok"),),)

    def _read_before(self) -> None:
        found = self._workstation.desk.contact.of_patient(self._workstation.actor, self._patient.id)
        self._before = found[:_SHOWN]

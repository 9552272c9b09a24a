"""The gate at check-in: a checklist on which one key verifies, another waives, and nothing is recorded before Enter."""

from __future__ import annotations

from contextlib import suppress
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.clinic.given_reason import read_given
from core.errors import BadInput, ClinicdeskError, Refused
from core.visits.clearance.copay import COPAY
from core.visits.clearance.forms import FORMS
from core.visits.clearance.insurance import INSURANCE
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.prompts.checklist import Checklist
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, leaves
from tui.prompts.reasons import reason_menu
from tui.prompts.restore_context import RestoreContext, Restored, appointment_again
from tui.prompts.sentences import GATE_OF_SEVERAL, GATE_OPEN, GATE_WHY, PARKED_ALL_CLEAR
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.record_ref import PatientId
    from core.schedule.model.visit import ScheduledVisit
    from tui.prompts.checklist import Ticks
    from tui.prompts.editor import LineEditor
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_ASKED: Final = {COPAY: "pay", FORMS: "forms", INSURANCE: "insurance"}
"""What has a question of its own, and the action whose key asks it."""


class CheckInPrompt:
    """What keeps one patient, or several marked, from check-in."""

    label = "Check in"
    carries = False

    def __init__(self, workstation: Workstation, visits: Sequence[ScheduledVisit]) -> None:
        self._workstation, self._visits = workstation, tuple(visits)
        self._list = Checklist(workstation, self._visits)
        self._menu = reason_menu(workstation, "waive")
        self._is_waiving = False
        patients = {one.patient.id: one.patient for one in self._visits}  # address and alerts are shown of each
        self._warning = tuple(
            dict.fromkeys(line for one in patients.values() for line in note_opened(workstation, one, "check-in"))
        )

    @property
    def editor(self) -> LineEditor | None:
        """The line for the words of a reason, while these are asked for."""
        return self._menu.editor if self._is_waiving else None

    def key(self, key: str, character: str | None) -> Outcome:
        """Two keys settle the line highlighted and take that back, arrows choose, Enter checks in.

        What leaves goes back from the reasons to waive. Raises BadInput for Enter while something is open.
        """
        if leaves(key) and not self._is_waiving:
            return Close()
        if self._is_waiving:
            self._waive(key, character)
        elif key == "enter":
            return self._check_in()
        elif key in {"up", "down"}:
            self._list.move(1 if key == "down" else -1)
        elif key in self._workstation.keyboard.keys("verify_item"):
            self._verify()
        elif key in self._workstation.keyboard.keys("waive_item"):
            self._begin_to_waive()
        elif asked := self._asked(key):
            return Open(asked, over=True)
        return STAY

    def _asked(self, key: str) -> Prompt | None:
        """What that key asks, wherever its line stands: the payment, the forms, or who pays. Raises what these do."""
        workstation = self._workstation
        keys = {item: workstation.keyboard.keys(action) for item, action in _ASKED.items()}
        item = next((item for item, meant in keys.items() if key in meant and self._list.go_to(item)), None)
        if item is None:
            return None
        visit = self._list.here.scheduled
        if item is COPAY:
            from tui.prompts.pay import PayPrompt

            return PayPrompt(workstation, visit.ref, visit.patient)
        if item is FORMS:
            from tui.prompts.forms import FormsPrompt

            return FormsPrompt(workstation, visit.ref, visit.patient)
        from tui.prompts.coverage_form import ask_coverage

        return ask_coverage(workstation, workstation.view.site_of(visit), visit.patient)

    def come_back(self, patient: PatientId | None) -> None:
        """Of a payment, the forms or who pays: what is due now is read again. Raises Refused, NotFound."""
        self.refresh()

    def choices(self) -> Choices | None:
        """What verifies and waives, or the reasons to waive; after a word what was settled before it stays so."""
        if self.editor:
            return None
        keyboard, ticks = self._workstation.keyboard, self._list.ticks
        settling = (
            *keyboard.keys("verify_item"),
            *keyboard.keys("waive_item"),
            *keyboard.keys("pay"),
            *keyboard.keys("forms"),
            *keyboard.keys("insurance"),
        )
        return Choices(self._menu.by_letter if self._is_waiving else settling, lambda: self._settle_only(ticks))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom the line highlighted is about, to ask for birth date and address; the checklist; what to ask for."""
        here, privacy = self._list.here, self._workstation.privacy
        patient, zone = here.scheduled.patient, self._workstation.view.site_of(here.scheduled).tz
        today = local(self._workstation.view.now, zone).date()
        lines = [
            *self._warning,
            *self._heading(),
            *patient_head(patient, today, privacy=privacy),
        ]
        contact = "" if privacy else " · ".join(part for part in (patient.email, patient.address) if part)
        if contact:
            lines.append(((f" {contact}", "panel"),))
        asked = (((f"     {here.item.ask}", "hint"),),) if here.is_open and here.item.ask else ()
        return (*lines, *self._list.rows(), *(self._menu.lines() if self._is_waiving else asked))

    def hint(self) -> Line:
        """Keys."""
        if self._is_waiving:
            why = GATE_WHY.format(item=self._list.here.item.label)
            return keys_line(("Enter", "waive") if self.editor else ("letter", why), ("Ctrl+X", "back"))
        off = frozenset({"check in"}) if self._list.open else frozenset[str]()
        names = self._workstation.keyboard.names
        return keys_line(
            self._settling(),
            *(((names["insurance"], "insurance"),) if self._list.here.item is INSURANCE else ()),
            (names["waive_item"], "waive"),
            ("Up Down", "choose"),
            ("Enter", "check in"),
            ("Ctrl+X", "leave"),
            off=off,
        )

    def _settling(self) -> tuple[str, str]:
        """The key that settles the line highlighted, and its word."""
        names, item = self._workstation.keyboard.names, self._list.here.item
        if item is COPAY:
            return names["pay"], "pay"
        return (names["forms"], "forms") if item is FORMS else (names["verify_item"], "verified")

    def refresh(self) -> None:
        """The records as they are now, and what is due of them. Raises Refused where one is past check-in."""
        desk, actor = self._workstation.desk, self._workstation.actor
        with self._workstation.snapshot() as view:
            self._visits = tuple(desk.schedule.appointment(actor, one.appointment.id) for one in self._visits)
        waived = self._list.here.name
        self._list.read(self._visits)
        self._is_waiving = self._is_waiving and self._list.here.name == waived
        conflicts = [conflict for one in self._visits if (conflict := view.illegal(Verb.CHECK_IN, one))]
        if conflicts:
            raise Refused(conflicts[0].message, conflicts)

    def state(self) -> PromptState:
        """What was settled so far, the line highlighted, and whether it is being waived."""
        numbers, revs = (
            " ".join(str(number) for number in one)
            for one in zip(*((one.appointment.id, one.appointment.rev) for one in self._visits), strict=True)
        )
        waiving = {"waiving": "waiving", **self._menu.fields()} if self._is_waiving else {}
        fields = {"rev": revs, **waiving, **self._list.texts()}
        return PromptState("check-in", numbers, fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The gate with what is due now, and what was settled before. Raises Refused, NotFound."""
        seen = zip_longest(kept.key.split(), kept.fields.get("rev", "").split(), fillvalue="")
        again = [appointment_again(at.workstation, number, rev, Verb.CHECK_IN) for number, rev in seen]
        prompt = cls(at.workstation, [scheduled for scheduled, _ in again])
        prompt._take_up(kept.fields)
        return Restored(prompt, next((changed for _, changed in again if changed), ""))

    def _take_up(self, fields: Mapping[str, str]) -> None:
        if not self._list.is_asked:
            names = "; ".join(one.patient.name for one in self._visits)
            raise Refused(PARKED_ALL_CLEAR.format(patient=names), ()).naming(*self._visits)
        self._list.take_up(fields, self._menu.by_letter.values())
        self._is_waiving = bool(fields.get("waiving")) and self._list.here.is_open
        self._menu.take_up(fields)

    def _heading(self) -> tuple[Line, ...]:
        """How many of several are clear."""
        if len(self._visits) == 1:
            return ()
        due = len({line.name[0] for line in self._list.lines})
        return (((f" {GATE_OF_SEVERAL.format(count=len(self._visits), due=due)}", "head"),),)

    def _settle_only(self, ticks: Ticks) -> None:
        self._is_waiving = False
        self._list.settle_only(ticks)

    def _verify(self) -> None:
        """Verified, or no longer. Raises BadInput where there is nothing that could be."""
        here = self._list.here
        if here.is_open and here.finding.lacks:
            raise BadInput(here.finding.lacks)
        if here.tick and not here.tick.reason:
            self._list.take_back()
        elif here.is_asked:
            self._list.settle()

    def _begin_to_waive(self) -> None:
        """Ask for the reason, or waived no longer."""
        here = self._list.here
        if here.tick and here.tick.reason:
            self._list.take_back()
        elif here.is_asked:
            self._menu.begin()
            self._is_waiving = True

    def _waive(self, key: str, character: str | None) -> None:
        """A letter is the reason; arrows choose one, and Enter takes it. Raises BadInput for Enter on none.

        Who leaves the reasons is back at the checklist, with what was settled; from the words of one at the reasons.
        """
        if key == "shift+tab" or leaves(key):
            self._is_waiving = self._menu.back()
            return
        is_typing = self._menu.editor is not None
        chose = self._menu.key(key, character) and not is_typing and key not in {"up", "down"}
        if (key == "enter" or chose) and (reason := self._menu.taken()) and self._menu.chosen:
            self._list.settle(self._menu.chosen, read_given(reason).words)
            self._is_waiving = False

    def _check_in(self) -> Outcome:
        """All of them as one act. Where that is refused, what is due is read again, and what was settled stays."""
        if self._list.open:
            items = ", ".join(dict.fromkeys(line.item.label for line in self._list.open))
            raise BadInput(GATE_OPEN.format(items=items, **self._workstation.keyboard.names))
        seen = {one.appointment.id: one.seen for one in self._visits}
        said = VerbOptions(settled=self._list.settled())
        try:
            return Did(self._workstation.desk.visits.act(self._workstation.actor, Verb.CHECK_IN, seen, said))
        except ClinicdeskError:
            with suppress(ClinicdeskError):
                self.refresh()
            raise

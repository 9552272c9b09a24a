"""Which room instead (`r` on who is in one): a key beside each room that is free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.visits.state import Verb
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, appointment_again
from tui.text.lines import keys_line
from tui.text.words import name_of

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
_KEPT: Final = ("park", "room", "undo", "cancel")
"""Actions whose letters choose no room: held down, or struck by habit, they change nothing."""


class RoomPrompt:
    """The rooms of the site, those that fit the visit first; one key changes to it."""

    label = "Room"
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, scheduled: ScheduledVisit) -> None:
        self._workstation = workstation
        self._scheduled = scheduled
        self._rooms: dict[str, tuple[str, str]] = {}
        self._inside: dict[str, ScheduledVisit] = {}
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """A room's key changes to it; who is in there is named by the refusal."""
        if leaves(key):
            return Close()
        chosen = self._rooms.get((character or "").lower())
        if chosen is None:
            return STAY
        desk, actor, number = self._workstation.desk, self._workstation.actor, self._scheduled.appointment.id
        return Did(desk.visits.do(actor, Verb.ROOM, number, room=chosen[0], rev=self._scheduled.seen))

    def choices(self) -> Choices:
        """The rooms' keys. Each changes at once."""
        return Choices(self._rooms, lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Who changes rooms, and who is where."""
        head: Line = ((f" {name_of(self._scheduled.patient, privacy=self._workstation.privacy)} ", "head"),)
        return (head, *(self._line(letter, *room) for letter, room in self._rooms.items()))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("letter", "change to that room"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """See who is where now."""
        desk, actor = self._workstation.desk, self._workstation.actor
        rooms = self._workstation.view.rooms_for(self._scheduled)
        kept = {key for action in _KEPT for key in self._workstation.keyboard.keys(action)}
        letters = [letter for letter in _KEYS if letter not in kept]
        self._rooms = {letter: (room.code, room.kind) for letter, room in zip(letters, rooms, strict=False)}
        self._inside = dict(desk.visits.in_rooms(actor))

    def state(self) -> PromptState:
        """Who is to change rooms."""
        appointment = self._scheduled.appointment
        return PromptState("room", str(appointment.id), {"rev": str(appointment.rev)})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The rooms as they are now. Raises Refused, NotFound."""
        scheduled, changed = appointment_again(at.workstation, kept.key, kept.fields.get("rev", ""), Verb.ROOM)
        return Restored(cls(at.workstation, scheduled), changed)

    def _line(self, letter: str, code: str, kind: str) -> Line:
        there = self._inside.get(code)
        who = name_of(there.patient, privacy=self._workstation.privacy) if there else "free"
        style = "hint-off" if there else "panel"
        return ((f" {letter} ", "hint-off" if there else "hint-key"), (f"{code:<8} {kind:<12} {who}", style))

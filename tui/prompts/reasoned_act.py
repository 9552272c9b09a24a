"""Which act is it that rules ask a reason for, and how is it written down, so that it can be asked again?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from core.errors import NotFound
from core.journal.model import REDO, UNDO, EntryId
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tui.keys.registry import BY_ID, BY_VERB
from tui.prompts.restore_context import appointment_again
from tui.prompts.sentences import PARKED_UNKNOWN
from tui.text.words import name_of, patients_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.journal.change import Change
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tui.workstation import Workstation

_MOST_DIGITS: Final = 15


class ReasonedAct(Protocol):
    """An act as it is asked for."""

    @property
    def title(self) -> str:
        """Whom or what it is about."""
        ...

    @property
    def patients(self) -> tuple[Patient, ...]:
        """Whom it is about."""
        ...

    @property
    def word(self) -> str:
        """What it does: 'arrive'."""
        ...

    def do(self, overrides: Mapping[str, str]) -> Change:
        """Do it for these reasons, {"C3": "urgent"}. Raises what the desk refuses."""
        ...

    def pinned(self) -> ReasonedAct:
        """The same act, and no later one that the key would mean by then."""
        ...

    def texts(self) -> tuple[str, dict[str, str]]:
        """The numbers of its appointments, and what else tells it from any other."""
        ...


class VerbAct:
    """A verb of the state table, on one visit or on several as one act."""

    def __init__(self, workstation: Workstation, verb: Verb, visits: Sequence[ScheduledVisit]) -> None:
        self._workstation, self._verb, self._visits = workstation, verb, tuple(visits)

    @property
    def title(self) -> str:
        """The patients."""
        return "; ".join(name_of(one.patient, privacy=self._workstation.privacy) for one in self._visits)

    @property
    def patients(self) -> tuple[Patient, ...]:
        """Those of its visits."""
        return tuple(one.patient for one in self._visits)

    @property
    def word(self) -> str:
        """The label of its key."""
        return BY_VERB[self._verb].label

    def do(self, overrides: Mapping[str, str]) -> Change:
        """All of them, each as it was seen, or none."""
        seen = {one.appointment.id: one.seen for one in self._visits}
        options = VerbOptions(overrides=overrides)
        return self._workstation.desk.visits.act(self._workstation.actor, self._verb, seen, options)

    def pinned(self) -> VerbAct:
        """It is one act only."""
        return self

    def texts(self) -> tuple[str, dict[str, str]]:
        """The verb, and how each appointment was seen."""
        numbers = " ".join(str(one.appointment.id) for one in self._visits)
        revs = " ".join(str(one.appointment.rev) for one in self._visits)
        return numbers, {"act": self._verb.value, "rev": revs}


class TakingBack:
    """Undo or redo of one act: another that is the newest by then is not meant."""

    def __init__(self, workstation: Workstation, verb: str, entry: EntryId | None = None) -> None:
        """`verb` is "undo" or "redo"; with no `entry` the newest act is meant, whichever it is."""
        self._workstation, self._verb, self.entry = workstation, verb, entry

    @property
    def title(self) -> str:
        """What its key does."""
        return BY_ID[self._verb].help

    @property
    def patients(self) -> tuple[Patient, ...]:
        """Whose records the entry wrote."""
        if self.entry is None:
            return ()
        workstation = self._workstation
        return patients_of(workstation.desk.journal.acted_on(workstation.actor, self._verb, self.entry))

    @property
    def word(self) -> str:
        """The label of its key."""
        return BY_ID[self._verb].label

    def do(self, overrides: Mapping[str, str]) -> Change:
        """Take it back. Raises ChangedElsewhere where it is not the newest any more."""
        journal = self._workstation.desk.journal
        step = journal.undo if self._verb == UNDO else journal.redo
        return step(self._workstation.actor, overrides=overrides, only=self.entry)

    def pinned(self) -> TakingBack:
        """The same of what is the newest act now, and of no other."""
        entry = self._workstation.desk.journal.next_entry(self._workstation.actor, self._verb)
        return TakingBack(self._workstation, self._verb, entry)

    def texts(self) -> tuple[str, dict[str, str]]:
        """The journal entry that would be taken back."""
        return "", {"act": self._verb, "entry": str(self.entry or "")}


def act_again(workstation: Workstation, key: str, fields: Mapping[str, str]) -> tuple[ReasonedAct, str]:
    """The act of these texts with the records as they are now, and what changed meanwhile or "".

    Raises Refused where it is not possible any more, NotFound.
    """
    name = fields.get("act", "")
    if name in {UNDO, REDO}:
        entry = fields.get("entry", "")
        if not entry.isdecimal() or len(entry) > _MOST_DIGITS:
            raise NotFound(PARKED_UNKNOWN)
        return TakingBack(workstation, name, EntryId(int(entry))), ""
    verb = next((verb for verb in Verb if verb.value == name), None)
    if verb is None or not key:
        raise NotFound(PARKED_UNKNOWN)
    revs = [*fields.get("rev", "").split(), *[""] * len(key.split())]
    again = [appointment_again(workstation, number, rev, verb) for number, rev in zip(key.split(), revs, strict=False)]
    return VerbAct(workstation, verb, [one for one, _ in again]), next((told for _, told in again if told), "")

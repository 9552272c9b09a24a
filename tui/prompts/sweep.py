"""Going through a list (`s`): insurance to verify, who did not come, calls; the next one comes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.contact.call_model import CallList
from core.coverage.standing import Trouble
from core.errors import BadInput, NotAllowed
from core.structs import replace
from core.visits.state import Verb
from tui.keys.menu_typing import Choices
from tui.prompts import call
from tui.prompts.not_come import NotComePrompt
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, Told, leaves
from tui.prompts.sentences import SWEEP_DONE, SWEEP_LEFT, SWEEP_LISTS, SWEEP_NOTHING, SWEEP_UNINSURED
from tui.prompts.verify import VerifyPrompt
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.contact.to_call import ToCall
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit
    from tui.prompts.editor import LineEditor
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

SKIP: Final = "pagedown"
_SEEN: Final[frozenset[AppointmentId]] = frozenset()


class Sweepable(Enum):
    """Which lists are gone through, each by the letter that chooses it."""

    VERIFY = "v"
    NOT_COME = "n"
    CONFIRM = "c"
    CALL_BACK = "b"
    MISSED = "m"
    LATE = "l"
    RECALL = "r"


class SweepMenu:
    """Which list is gone through?"""

    label = "Go through"
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, first: ScheduledVisit | None, *, above: str = "") -> None:
        """It begins with `first`, where that is on the list. What is said `above` the lists may be nothing."""
        self._workstation, self._first, self._above = workstation, first, above
        self._left: dict[Sweepable, int] = {}
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses."""
        if leaves(key):
            return Close()
        chosen = next((one for one in Sweepable if character and character.lower() == one.value), None)
        if chosen is None:
            return STAY
        refusal = self._refusal(chosen)
        if refusal:
            raise NotAllowed(refusal)
        if chosen in _CALLS:
            return Open(call.begin(self._workstation, _CALLS[chosen], first=self._first))
        begun = _next(self._workstation, chosen, _SEEN, first=self._first)
        if begun is None:
            raise BadInput(SWEEP_NOTHING[chosen.value])
        return Open(begun)

    def choices(self) -> Choices:
        """The letters."""
        return Choices(tuple(one.value for one in Sweepable), lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """How many are on each."""
        rows = (
            ((f" {which.value}  {SWEEP_LISTS[which.value].format(count=count)}", self._style(which)),)
            for which, count in self._left.items()
        )
        return (*((((f" {self._above}", "hint"),),) if self._above else ()), *rows)

    def hint(self) -> Line:
        """Keys."""
        off = frozenset(word for one, word in _WORDS.items() if self._refusal(one))
        return keys_line(*((one.value, word) for one, word in _WORDS.items()), ("Ctrl+X", "leave"), off=off)

    def refresh(self) -> None:
        """Read them again."""
        self._left = {which: len(_LISTED[which](self._workstation)) for which in Sweepable}

    def _refusal(self, which: Sweepable) -> str | None:
        """Why this person may not go through it: each list asks what its own acts ask."""
        return self._workstation.view.rights.refusal(_MAY.get(which, Privilege.LOG_CONTACTS))

    def _style(self, which: Sweepable) -> str:
        return "hint" if self._refusal(which) else "panel"


class SweepPrompt:
    """One of the list is asked about, as it would be by its own key; once it is answered the next one is."""

    carries = False

    def __init__(
        self,
        workstation: Workstation,
        which: Sweepable,
        inner: VerifyPrompt | NotComePrompt,
        *,
        seen: frozenset[AppointmentId],
        left: int,
    ) -> None:
        """`seen` are those answered or passed over, this one included; so many are `left` behind it."""
        self._workstation, self._which, self._inner = workstation, which, inner
        self._seen, self._left = seen, left

    @property
    def label(self) -> str:
        """That of what is asked."""
        return self._inner.label

    @property
    def editor(self) -> LineEditor | None:
        """The line of what is asked."""
        return self._inner.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """A key of what is asked; or this one is passed over."""
        if key == SKIP:
            onward = self._onward()
            return Told(onward) if isinstance(onward, str) else Open(onward)
        outcome = self._inner.key(key, character)
        return replace(outcome, then=self._onward) if isinstance(outcome, Did) else outcome

    def choices(self) -> Choices | None:
        """Those of what is asked."""
        return self._inner.choices() if isinstance(self._inner, NotComePrompt) else None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What is asked shows, and how many are left."""
        return (*self._inner.panel(), ((f" {SWEEP_LEFT.format(count=self._left)}", "hint"),))

    def hint(self) -> Line:
        """Keys of what is asked."""
        return self._inner.hint()

    def refresh(self) -> None:
        """It is asked again."""
        self._inner.refresh()

    def _onward(self) -> Prompt | str:
        """The next one; behind the last what else is to be known."""
        following = _next(self._workstation, self._which, self._seen)
        if following:
            return following
        uninsured = 0
        if self._which is Sweepable.VERIFY:
            listed = self._workstation.desk.verification.worklist(self._workstation.actor)
            uninsured = sum(one.standing.trouble is not Trouble.ACTIVE and not one.standing.coverage for one in listed)
        return SWEEP_DONE + (SWEEP_UNINSURED.format(count=uninsured) if uninsured else "")


def _next(
    workstation: Workstation, which: Sweepable, seen: frozenset[AppointmentId], *, first: ScheduledVisit | None = None
) -> SweepPrompt | None:
    """The question about the first of the list that nobody has seen yet; None at its end."""
    left = [one for one in _VISITS[which](workstation) if one.appointment.id not in seen]
    if not left:
        return None
    one = next((each for each in left if first and each.appointment.id == first.appointment.id), left[0])
    inner = VerifyPrompt(workstation, one) if which is Sweepable.VERIFY else NotComePrompt(workstation, one)
    return SweepPrompt(workstation, which, inner, seen=seen | {one.appointment.id}, left=len(left) - 1)


def _to_verify(workstation: Workstation) -> Sequence[ScheduledVisit]:
    """The visits whose coverage is to be verified, the gravest first; who has none is asked for it otherwise."""
    listed = workstation.desk.verification.worklist(workstation.actor)
    return [one.scheduled for one in listed if one.standing.trouble is not Trouble.ACTIVE and one.standing.coverage]


def _not_come(workstation: Workstation) -> Sequence[ScheduledVisit]:
    """Who is overdue, of earlier days too, the oldest first."""
    desk, actor, view = workstation.desk, workstation.actor, workstation.view
    found = {one.appointment.id: one for one in (*desk.visits.left_open(actor), *desk.visits.queue(actor))}
    return [one for one in found.values() if view.illegal(Verb.NO_SHOW, one) is None]


def _due(workstation: Workstation, which: Sweepable) -> Sequence[ToCall]:
    """Who is to be called now."""
    now = workstation.desk.now()
    return [one for one in workstation.desk.calls.listed(workstation.actor, _CALLS[which]) if one.is_due(now)]


_CALLS: Final = {
    Sweepable.CONFIRM: CallList.CONFIRM,
    Sweepable.CALL_BACK: CallList.CALL_BACK,
    Sweepable.MISSED: CallList.MISSED,
    Sweepable.LATE: CallList.LATE,
    Sweepable.RECALL: CallList.RECALL,
}
_MAY: Final = {Sweepable.VERIFY: Privilege.VERIFY_INSURANCE, Sweepable.NOT_COME: Privilege.NOTE_NO_SHOW}
"""What going through a list asks; calls ask another."""
_VISITS: Final[dict[Sweepable, Callable[[Workstation], Sequence[ScheduledVisit]]]] = {
    Sweepable.VERIFY: _to_verify,
    Sweepable.NOT_COME: _not_come,
}
_LISTED: Final[dict[Sweepable, Callable[[Workstation], Sequence[object]]]] = {
    **_VISITS,
    **{which: partial(_due, which=which) for which in _CALLS},
}
_WORDS: Final = {
    Sweepable.VERIFY: "insurance",
    Sweepable.NOT_COME: "did not come",
    Sweepable.CONFIRM: "confirm",
    Sweepable.CALL_BACK: "call back",
    Sweepable.MISSED: "missed",
    Sweepable.LATE: "late",
    Sweepable.RECALL: "recall",
}

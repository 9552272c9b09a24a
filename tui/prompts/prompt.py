"""What every prompt offers the screen it stands on, and what a key in it may come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.change import Change
    from core.record_ref import PatientId
    from core.schedule.holds.use_cases import OpenTime
    from tui.keys.menu_typing import Choices
    from tui.prompts.editor import LineEditor
    from tui.selection.place import Place, Slot
    from tui.text.lines import Line


class Stay(Struct, frozen=True):
    """Nothing more to do than to draw the prompt again."""


class Close(Struct, frozen=True):
    """The prompt is left. Only a form `keeps` what was typed; it is offered among what is not finished."""

    keeps: bool = False


class Open(Struct, frozen=True):
    """Another prompt takes its place; `over` it, what is asked now waits, and comes back (`Waiting`)."""

    prompt: Prompt
    over: bool = False


class Before(Struct, frozen=True):
    """A question that an act leads to, before the one that is asked next: that comes once the first was answered or
    left, with all that it leads to.
    """

    prompt: Prompt
    following: Prompt


class Did(Struct, frozen=True):
    """An act was done; the schedule shows it. `then` has what is asked next, by itself, or else is to be said."""

    change: Change
    then: Callable[[], Prompt | Before | str] | None = None


class Go(Struct, frozen=True):
    """The desk goes to that place, and does the action `then` there on the record that the place names."""

    place: Place
    then: str = ""


class Show(Struct, frozen=True):
    """The patients screen shows that record; the form that was asked on is kept."""

    patient: PatientId


class Told(Struct, frozen=True):
    """Something was done that no journal has, and the sentence says what."""

    sentence: str


class Quit(Struct, frozen=True):
    """The desk is left."""


class ByName(Struct, frozen=True):
    """What the key of an action does is to be done, by its id, and `words` typed into the line that it asks."""

    action: str
    words: str = ""


Outcome = Stay | Close | Open | Did | Told | Go | Show | Quit | ByName


class Prompt(Protocol):
    """A question at the foot of the screen.

    Its methods may raise ClinicdeskError: the sentence is shown, and nothing typed is lost.
    """

    @property
    def label(self) -> str:
        """What stands before the line: 'Find'."""
        ...

    @property
    def editor(self) -> LineEditor | None:
        """The line typed into, if this stage has one."""
        ...

    @property
    def carries(self) -> bool:
        """Whether arrows move the schedule's cursor, and `carry` hears of it."""
        ...

    def key(self, key: str, character: str | None) -> Outcome:
        """Take a key."""
        ...

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor came to stand on that slot."""
        ...

    def panel(self) -> tuple[Line, ...]:
        """The lines shown above the foot."""
        ...

    def hint(self) -> Line:
        """Which keys do what, in one line."""
        ...

    def refresh(self) -> None:
        """The clinic changed: what is shown is asked for again."""
        ...


@runtime_checkable
class Spread(Protocol):
    """A question that is answered in more than one line: it draws them in its panel, and its cursor there."""

    def spread(self, width: int, rows: int) -> None:
        """The panel is that large from now on."""
        ...


@runtime_checkable
class AskedOnSchedule(Protocol):
    """A question that a free time answers: wherever it is begun, it is asked on the schedule."""

    asks_for_slot: bool


@runtime_checkable
class LeadsTo(Protocol):
    """A question whose line may name a time: the schedule shows it, on its own day."""

    def leads_to(self) -> Slot | None:
        """The time that is typed; None where none is, or none that can be read."""
        ...


@runtime_checkable
class Menu(Protocol):
    """A question that single keys answer, at least at one of its stages."""

    def choices(self) -> Choices | None:
        """What they choose; None while there is a line, into which they are typed."""


@runtime_checkable
class WorksOnTime(Protocol):
    """A question about a time of the schedule, which is held for whoever asks."""

    holds_at_once: bool
    """Whether the time is agreed on as soon as there is one; else it is held once it rests there."""

    def works_on(self) -> OpenTime | None:
        """That time; None where none is known yet."""
        ...


@runtime_checkable
class Waiting(Protocol):
    """A question over which another was opened, to register or find whom it is about."""

    def come_back(self, patient: PatientId | None) -> None:
        """The other was answered, with that patient, or left."""
        ...


@runtime_checkable
class LetsOthersFirst(Protocol):
    """A question of a list that is worked off: what an act before it leads to is asked over it."""

    lets_others_first: bool


STAY = Stay()


def leaves(key: str) -> bool:
    """Whether the key leaves any prompt."""
    return key in {"escape", "ctrl+x"}


def typed_in(editor: LineEditor, key: str, character: str | None) -> Outcome | None:
    """What a key does in a line that Enter ends: it leaves, or is typed; None for Enter."""
    if leaves(key):
        return Close()
    if key == "enter":
        return None
    editor.key(key, character)
    return STAY

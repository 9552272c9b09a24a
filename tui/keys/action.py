"""What is there to know of something a key does?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.access.privileges import Privilege
    from core.visits.state import Verb


class Scope(Enum):
    """Where a key works."""

    MOTION = "motion"
    """Everywhere but in a prompt."""
    RECORD = "record"
    """Where an appointment or a slot is highlighted."""
    PROMPT = "prompt"
    """While something is asked and typed."""
    CHECKLIST = "checklist"
    """At the gate of check-in, where nothing is typed."""


class Screens(Struct, frozen=True):
    """The screens on which an action works, by name, and what is said on the others; `instead` has the words of some.

    The sentences have ids of actions as fields, where they name their keys.
    """

    names: frozenset[str]
    elsewhere: str
    instead: Mapping[str, str] = field(default_factory=dict)

    def objection(self, screen: str) -> str:
        """Why the action does not work on that screen, or ''."""
        return "" if screen in self.names else self.instead.get(screen, self.elsewhere)


class Hint(Struct, frozen=True):
    """An action's place in a hint bar: that of a screen, or of a part of it. `word` stands for the label there."""

    bar: str
    rank: int
    word: str = ""


SLOT: Final = "slot"
"""What can be highlighted beside records, which are told apart by the kind of their `RecordRef`."""


class Action(Struct, frozen=True):
    """Something a key does. `id` is for good: settings and docs refer to it.

    `keys` are Textual's names, the first is the one shown; `label` fits the hint bar, `help` is a sentence, with the
    ids of other actions as fields where it names their keys.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str = ""
    scope: Scope = Scope.MOTION
    also: tuple[Scope, ...] = ()
    """Where else its key works."""
    handler: str = ""
    """The function that does it, "tui.commands.visits:check_in"; empty for what only the screen shown can do."""
    form: str = ""
    """The form that it opens, "tui.prompts.patient_form:FORM"; one that is parked is found again by it."""
    takes: tuple[str, ...] = ()
    """What it acts on: kinds of records, or a slot. Of several highlighted it takes the first."""
    missing: str = ""
    """What is said where none of these is highlighted, if not what is usual for the first that could be."""
    can_ask: bool = False
    """Whether it asks for what it acts on, on a screen where none of these can be highlighted."""
    screens: Screens | None = None
    """None: it works on every screen."""
    privilege: Privilege | None = None
    verb: Verb | None = None
    """Its row in the state table of a visit."""
    is_counted: bool = False
    """Whether a number typed before it repeats it."""
    is_repeated: bool = False
    """Whether the key that repeats the last verb does it once more."""
    on_marked: bool = False
    """Whether it acts on all that are marked, as one act."""
    asks: bool = False
    """Whether it asks for something that is typed."""
    next_word: str = ""
    """What the hint bar calls it where it is the next step."""
    hints: tuple[Hint, ...] = ()
    card: str = ""
    """What the printed card says of it, if not what its help begins with."""
    is_fixed: bool = False
    """Whether its keys stay as they are."""

    @property
    def is_act(self) -> bool:
        """Whether its key takes a step of a visit, or begins to change the schedule."""
        return self.is_repeated or self.id == "repeat"

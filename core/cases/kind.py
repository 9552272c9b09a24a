"""What does a kind of case say: which states, which steps between them, what is due when, and what must be known?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date


class Unit(Enum):
    """In what a deadline is counted. Days end at midnight of the site; hours and minutes pass as they do."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business-days"

    @property
    def is_of_days(self) -> bool:
        """Whether it is the last day that counts, to its end."""
        return self in {Unit.DAYS, Unit.BUSINESS_DAYS}


class Due(Struct, frozen=True):
    """When something must have happened in a state: so much after it was reached, or after a day among the facts.

    `urgent` is how much where the case is urgent. `remind` is how long before the case is due soon, `escalate` how long
    after those above are told: of what is counted in minutes both are minutes, of hours hours, else days of the same
    kind. What counts from a day that is not known counts from the state.
    """

    amount: int
    unit: Unit = Unit.BUSINESS_DAYS
    urgent: int | None = None
    urgent_unit: Unit | None = None
    after: str = ""
    remind: int = 1
    escalate: int = 2

    def counted(self, *, is_urgent: bool) -> tuple[int, Unit]:
        """How much of what."""
        if is_urgent and self.urgent is not None:
            return self.urgent, self.urgent_unit or self.unit
        return self.amount, self.unit


class FactKind(Enum):
    """How a fact is typed and kept: a DAY as ISO, a NUMBER in digits, a PROVIDER by code.

    DOCUMENTS are those of the patient, by their numbers. A PARTY is somebody outside, by name: of an entry of the
    directory its own; a PAYER is one of the set-up, or a name.
    """

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    WORD = "word"
    PROVIDER = "provider"
    TYPES = "visit types"
    PARTY = "outside party"
    PAYER = "payer"
    DOCUMENTS = "documents"

    @property
    def is_typed(self) -> bool:
        """Whether somebody may have typed anything there."""
        return self in {FactKind.TEXT, FactKind.PARTY, FactKind.PAYER}


class Fact(Struct, frozen=True):
    """Something that is known of a case of the kind: `label` is what the desk calls it, `words` all it may be.

    One that `is_past` is a day on which something happened: none to come.
    """

    name: str
    label: str
    kind: FactKind = FactKind.TEXT
    words: tuple[str, ...] = ()
    longest: int = 200
    is_past: bool = False


class State(Struct, frozen=True):
    """Where a case of the kind can stand. One without `due` is an end: nothing is to be done there any more.

    `pool` is the role it waits for there, where that is another than the kind's.
    """

    name: str
    due: Due | None = None
    pool: str = ""

    @property
    def is_end(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.due is None

    @property
    def words(self) -> str:
        """What a person calls it."""
        return self.name.replace("-", " ")


class StepFacts(Struct, frozen=True):
    """What a step or a beginning is judged by: the facts `before` and with it, the day at the site, its holidays."""

    before: Mapping[str, str]
    facts: Mapping[str, str]
    today: date
    closed: Collection[date]


class Step(Struct, frozen=True):
    """What leads from one of the states of `sources`, words apart by blanks, to `target`; '' leaves it where it is.

    `key` is its letter in an opened case. One that leads from an end opens the case again.

    `needs` are facts that must be known, said with the step or before; `asks` must be said with it, whatever was known;
    `takes` may be. `stamps` become the day on which it is taken, `forgets` is not known any more. `says_why`: it needs
    a note. One that ends a case has its `outcomes`, of which one is to be said where there are several. `discloses`:
    something leaves the clinic by it. `guard` says why it cannot be taken, None where it can; `derives` tells
    facts that follow from others, `says` some that it always says.
    """

    name: str
    sources: str
    target: str
    key: str
    label: str
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    forgets: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    says_why: bool = False
    discloses: bool = False
    takes_it: bool = False
    """Whether who takes the step is the owner from then on."""
    gives_up: bool = False
    """Whether it has no owner any more, and waits for its role."""
    guard: Callable[[StepFacts], str | None] | None = None
    derives: Callable[[StepFacts], Mapping[str, str]] | None = None
    privilege: Privilege = Privilege.WORK_CASES

    @property
    def source(self) -> tuple[str, ...]:
        """The states it leads from."""
        return tuple(self.sources.split())


class CaseKind(Struct, frozen=True):
    """A kind of case: its first state is where one begins.

    `pool` is the role that it waits for where nobody has it; `columns` are the facts that a list shows; `begins_with`
    must be known to begin one, `asks_first` is asked for besides, `derives` tells what follows from that. It may begin
    in a state of `begins_in` too.
    """

    name: str
    label: str
    listed: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    pool: str = "coordinator"
    needs_patient: bool = True
    by_urgency: bool = True
    columns: tuple[str, ...] = ()
    begins_with: tuple[str, ...] = ()
    asks_first: tuple[str, ...] = ()
    begins_in: tuple[str, ...] = ()
    derives: Callable[[StepFacts], Mapping[str, str]] | None = None

    @property
    def first(self) -> State:
        """Where a case of the kind begins."""
        return self.states[0]

    def state(self, name: str) -> State:
        """The state of that name. Raises KeyError."""
        return next((one for one in self.states if one.name == name), None) or _missing(name)

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return next((one for one in self.steps if one.name == name), None)

    def fact(self, name: str) -> Fact | None:
        """The fact of that name."""
        return next((one for one in self.facts if one.name == name), None)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """What can be done there, in the order of the table: the next step is the first."""
        return tuple(one for one in self.steps if state in one.source)


def _missing(name: str) -> State:
    raise KeyError(name)

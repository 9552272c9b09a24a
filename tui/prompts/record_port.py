"""What must a form know of the kind of record it asks for, beside its fields?"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.errors import Refused
    from core.fields.model import Changes, RecordSpec
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.record_ref import RecordRef
    from tui.prompts.prompt import Outcome
    from tui.text.lines import Line, Span


class Saved(Protocol):
    """A record that was saved: its number, its name, and how often it was."""

    @property
    def id(self) -> int:
        """The row number."""
        ...

    @property
    def rev(self) -> int:
        """How often it was saved."""
        ...

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        ...


R = TypeVar("R", bound=Saved)


def draft_kinds(spec: RecordSpec) -> tuple[str, str]:
    """What a form left undone is kept as: of a new record, of one to change."""
    return f"new-{spec.kind}", f"edit-{spec.kind}"


class Step(Enum):
    """What a key in a stage comes to, where it is no outcome of the form."""

    STAY = auto()
    BACK = auto()
    SAVE_ANYWAY = auto()


class Stage(Protocol):
    """What is asked before a form is saved, in place of its fields."""

    def key(self, key: str, character: str | None) -> Outcome | Step:
        """Take a key."""
        ...

    def lines(self, width: int) -> tuple[Line, ...]:
        """What is shown."""
        ...

    def hint(self) -> Line:
        """Keys."""
        ...


class WrongField(Struct, frozen=True):
    """A refusal that is about one field, and the sentence to say there."""

    key: str
    sentence: str


class Remark(Struct, frozen=True):
    """What is said of the whole: `notice`, or that nothing is to be said; not `is_made` before there is enough."""

    notice: Span | None = None
    is_made: bool = True


class RecordPort(Protocol[R]):
    """A kind of record: how it is read and saved, and what else is asked of it."""

    @property
    def spec(self) -> RecordSpec:
        """Its fields."""
        ...

    @property
    def owner(self) -> str:
        """Whose a new record will be, by number: a form left undone is that one's alone. '' where it is nobody's."""
        ...

    @property
    def first(self) -> tuple[str, ...]:
        """The keys of the fields asked first of a new record; the last if all those before it are filled."""
        ...

    def read(self, record: R) -> R:
        """The record as it is now. Raises NotFound."""
        ...

    def add(self, values: Mapping[str, object], *, anyway: bool) -> Change:
        """Save a new one. Raises BadInput, NotFound or Refused."""
        ...

    def change(self, record: R, changes: Changes, *, rev: int, anyway: bool) -> Change | None:
        """Save the changes; None when it says so already. Raises ChangedElsewhere too."""
        ...

    def title(self, texts: Mapping[str, str]) -> str:
        """The name of a new one, as far as it was typed."""
        ...

    def head(self, record: R) -> tuple[Line, ...]:
        """Whose it is, and what must be known of it."""
        ...

    def people(self, record: R) -> tuple[Patient, ...]:
        """Whom a sentence about it may name."""
        ...

    def remark(self, texts: Mapping[str, str], record: R | None) -> Remark:
        """What is to be said of the whole while it is typed, asked where a field that tells who it is was."""
        ...

    def stage(self, refused: Refused, texts: Mapping[str, str], record: R | None) -> Stage | WrongField | None:
        """What answers a refusal: a question of its own, a field to correct, or nothing."""
        ...

"""Which refusals exist: each carries the sentence a person reads, and what they can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.conflict import Conflict
    from core.record_ref import Record


class ClinicdeskError(Exception):
    """A refusal. `sentence` is complete, ends with a full stop and says what to do where anything can be done.

    `about` are records that it may name, where they are not those that whoever is refused has named.
    """

    about: tuple[Record, ...] = ()

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def naming(self, *records: Record) -> Self:
        """The same, which may name these records."""
        self.about += records
        return self

    def amend(self, sentence: str) -> None:
        """Say it otherwise: whoever passes the refusal on knows what it means for the whole."""
        self.sentence = sentence
        self.args = (sentence,)


class BadInput(ClinicdeskError):
    """Something typed could not be read. `field` names where ("start", "family"), or is empty.

    `instead` is what can be typed for each thing that it may have meant, the likeliest first.
    """

    def __init__(self, sentence: str, *, field: str = "", instead: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.field = field
        self.instead = tuple(instead)


class BadSettings(ClinicdeskError):
    """A settings or set-up file has errors. `problems` lists every one of them, each with its place."""

    def __init__(self, sentence: str, problems: Sequence[str]) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)


class Refused(ClinicdeskError):
    """Rules forbid it. `conflicts` holds every one that fired, also those that alone would only warn."""

    def __init__(self, sentence: str, conflicts: Sequence[Conflict]) -> None:
        super().__init__(sentence)
        self.conflicts = tuple(conflicts)


class NeedsReason(Refused):
    """A restricted record is opened for a reason alone, which has not been given. `patient` is its row number."""

    def __init__(self, sentence: str, conflict: Conflict, patient: int) -> None:
        super().__init__(sentence, (conflict,))
        self.patient = patient


class NotFound(ClinicdeskError):
    """No such record, or a reference that fits several."""


class ChangedElsewhere(ClinicdeskError):
    """Somebody else changed the record first; nothing was written."""


class Busy(ClinicdeskError):
    """The write queue did not come free within its deadline; nothing was written."""


class NotAllowed(ClinicdeskError):
    """The actor may not do this."""


class DatabaseUnusable(ClinicdeskError):
    """The database is missing, read-only, full, foreign, newer than the program, or damaged."""

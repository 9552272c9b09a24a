"""The journal's use cases: what was done, taken back and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.journal import history, undo
    from core.journal.change import Change
    from core.journal.history import LastWord
    from core.journal.model import Entry, EntryId, NextAct, SetupChange
    from core.journal.undo import JournalContext, JournalRules
    from core.record_ref import Record, RecordRef
else:  # what the first screen does without
    history, undo = lazy_modules("core.journal.history", "core.journal.undo")


class JournalDesk:
    """`desk.journal`."""

    def __init__(self, context: JournalContext, rules: Callable[[], JournalRules]) -> None:
        """`rules` are made when first needed: they name every subject."""
        self._context = context
        self._rules = rules

    def entries_on(self, actor: str, ref: RecordRef) -> tuple[Entry, ...]:
        """The entries on a record and on what belongs to it, oldest first."""
        return history.entries_on(self._context, self._rules(), actor, ref)

    def setup_changes(self, actor: str, entry: EntryId) -> Sequence[SetupChange]:
        """What an entry changed of the set-up."""
        return history.setup_changes(self._context, self._rules(), actor, entry)

    def last_word(self, actor: str, ref: RecordRef) -> LastWord:
        """What was last done to a record, by whom and when."""
        return history.last_word(self._context, self._rules(), actor, ref)

    def undo(
        self,
        actor: str,
        *,
        overrides: Mapping[str, str] | None = None,
        only: EntryId | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Change:
        """Take back the actor's newest act. Raises NotFound, ChangedElsewhere, or Refused for time that it takes again.

        `overrides` are the reasons for going over rules there; one that nothing asks for is BadInput. Where the newest
        act is not `only`, nothing is done.

        An import is taken back in parts, a large one only for who gives a `progress` to be told how many of how many
        records are done: else BadInput.
        """
        return undo.undo(self._context, self._rules(), actor, overrides=overrides or {}, only=only, progress=progress)

    def redo(
        self,
        actor: str,
        *,
        overrides: Mapping[str, str] | None = None,
        only: EntryId | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Change:
        """Take back the actor's newest undo. Raises as `undo` does."""
        return undo.redo(self._context, self._rules(), actor, overrides=overrides or {}, only=only, progress=progress)

    def has_acted(self, actor: str) -> bool:
        """Whether the actor has done anything here that was not taken back."""
        with self._context.reading(actor, Privilege.UNDO) as (reading, _):
            return reading.journal.newest_undoable(actor) is not None

    def next_entry(self, actor: str, verb: str) -> EntryId | None:
        """What "undo" or "redo" would take back now; None where there is nothing."""
        return undo.next_entry(self._context, actor, verb)

    def next_act(self, actor: str, verb: str) -> NextAct:
        """The same, told in words. Raises NotFound where there is nothing."""
        return undo.next_act(self._context, self._rules(), actor, verb)

    def acted_on(self, actor: str, verb: str, entry: EntryId) -> tuple[Record, ...]:
        """The records that "undo" or "redo" of an entry would be about, as they are now."""
        return undo.acted_on(self._context, actor, verb, entry)

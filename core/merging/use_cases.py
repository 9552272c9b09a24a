"""The use cases of merging: two records made one, and taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.merging import merge, unmerge
from core.patients.finding import referred

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.desk_ports import DeskContext
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.record_ref import PatientId


class MergingDesk:
    """`desk.merging`."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def merge(
        self,
        actor: str,
        loser: PatientId,
        survivor: PatientId,
        *,
        take: Collection[str] = (),
        revs: tuple[int, int] | None = None,
    ) -> Change:
        """Have everything of `loser` belong to `survivor`. Raises what `merge.merge` does."""
        return merge.merge(self._context, actor, loser, survivor, take=take, revs=revs)

    def unmerge(self, actor: str, loser: PatientId, *, keep: Mapping[str, str] | None = None) -> Change:
        """Take the two apart again. Raises what `unmerge.unmerge` does."""
        return unmerge.unmerge(self._context, actor, loser, keep=keep or {})

    def by_ref(self, actor: str, ref: str) -> Patient:
        """The record of that MRN or 'id:1042' itself, though it was merged into another. Raises NotFound."""
        with self._context.reading(actor, Privilege.MERGE_PATIENTS) as (store, _):
            return referred(store, ref)

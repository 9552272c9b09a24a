"""The use cases of merging: two records made one, and taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.merging import merge, pairs, unmerge
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
        overrides: Mapping[str, str] | None = None,
    ) -> Change:
        """Have everything of `loser` belong to `survivor`. Raises what `merge.merge` does."""
        return merge.merge(self._context, actor, loser, survivor, take=take, revs=revs, overrides=overrides or {})

    def likely_pairs(self, actor: str, *, limit: int = 200) -> tuple[pairs.LikelyPair, ...]:
        """Who are likely one person, the likeliest first, as they were compared last (`compare`)."""
        return pairs.likely_pairs(self._context, actor, limit=limit)

    def pairs_of(self, actor: str, patient: PatientId) -> tuple[pairs.LikelyPair, ...]:
        """Who is likely the same person as that one. Raises NotFound or BadInput."""
        return pairs.pairs_of(self._context, actor, patient)

    def compare(self, actor: str, *, limit: int = pairs.COMPARED_AT_ONCE) -> int:
        """Compare up to so many records that are new or were changed, and say how many these were."""
        return pairs.compare(self._context, actor, limit=limit)

    def compare_beside(self, actor: str) -> int:
        """The same for who works beside the desk, who may see nobody."""
        return pairs.compare(self._context, actor, privilege=Privilege.WORK)

    def uncompared(self, actor: str) -> int:
        """How many are still to be compared."""
        return pairs.uncompared(self._context, actor)

    def keep_apart(self, actor: str, one: PatientId, other: PatientId) -> Change:
        """Note that the two are two people. Raises NotFound or BadInput."""
        return pairs.keep_apart(self._context, actor, one, other)

    def put_together(self, actor: str, one: PatientId, other: PatientId) -> Change:
        """Take that back, whoever noted it. Raises NotFound or BadInput."""
        return pairs.put_together(self._context, actor, one, other)

    def unmerge(self, actor: str, loser: PatientId, *, keep: Mapping[str, str] | None = None) -> Change:
        """Take the two apart again. Raises what `unmerge.unmerge` does."""
        return unmerge.unmerge(self._context, actor, loser, keep=keep or {})

    def by_ref(self, actor: str, ref: str) -> Patient:
        """The record of that MRN or 'id:1042' itself, though it was merged into another. Raises NotFound."""
        with self._context.reading(actor, Privilege.MERGE_PATIENTS) as (store, _):
            return referred(store, ref)

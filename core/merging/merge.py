"""How do two records of one person become one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.conflict import blocking
from core.errors import BadInput, Refused
from core.family.relating import merge_families
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.merging.in_the_way import in_the_way
from core.merging.insurances import bring_over
from core.merging.pairs import RULE, refuse_apart, unlike
from core.merging.sentences import MERGED, MOVED, MOVED_NOTHING, NOT_MERGED, WITH_ITSELF
from core.patients.finding import present
from core.patients.merging_fields import fields_taken, merged
from core.patients.registration import still_booked
from core.schedule.decision import decide
from core.schedule.model.wait import WaitStatus
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from core.desk_ports import DeskContext, Writing
    from core.record_ref import PatientId

MERGE = "merge"
"""The verb of the entry."""


def merge(
    context: DeskContext,
    actor: str,
    loser: PatientId,
    survivor: PatientId,
    *,
    take: Collection[str],
    revs: tuple[int, int] | None,
    overrides: Mapping[str, str],
) -> Change:
    """Have everything of `loser` belong to `survivor`, which takes the fields of `take` from it.

    `loser` is kept as a link, found by its MRN. `revs` are those of both that the person saw; `overrides`
    has a reason for MERGE where they do not look like one person. Raises NotFound, BadInput, ChangedElsewhere, or
    Refused with MERGE, with C2 where one person would be at two places, or COVERAGE.
    """
    with context.writing(actor, Privilege.MERGE_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        if loser == survivor:
            raise BadInput(WITH_ITSELF, field="survivor")
        one, other = present(tx, loser), present(tx, survivor)
        for record, rev in zip((one, other), revs or (None, None), strict=True):
            refuse_stale(tx, record, rev, site=first_site(clinic), now=now)
        refuse_apart(tx, one, other)
        kept = merged(one, other, fields_taken(take))
        asked_for = unlike(one, other)
        led_over = decide(context, actor, clinic, asked_for, overrides, refusal=NOT_MERGED, now=now, rules=(RULE,))
        met = in_the_way(tx, clinic, one, other, now)
        if blocking(met):
            raise Refused(NOT_MERGED.format(why=met[0].message), met).naming(one, other)
        tx.journal.begin(at=now, actor=actor, verb=MERGE, reason=" ".join(str(each.given) for each in led_over))
        asked = bring_over(tx, clinic, loser, kept)
        _wait_once(tx, loser, survivor, actor, now)
        merge_families(tx, loser, survivor)
        moved = tx.journal.repoint(one.ref.kind, loser, survivor)
        tx.patients.save(replace(one, merged_into=survivor))
        patient = tx.patients.save(kept)
        sentence = MERGED.format(
            loser=one.name,
            old=one.mrn,
            survivor=patient.name,
            born=f"{patient.birth_date:%-d %b %Y}",
            mrn=patient.mrn,
            moved=MOVED.format(count=moved, records="record" if moved == 1 else "records") if moved else MOVED_NOTHING,
        )
        warnings = still_booked(tx, clinic, patient, now) if one.may_be_booked or other.may_be_booked else ()
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (patient,), (*asked, *warnings))


def _wait_once(tx: Writing, loser: PatientId, survivor: PatientId, actor: str, now: datetime) -> None:
    """Whoever waits for the same by both records waits once, since the first and as urgently as by either."""
    entries = tx.waitlist.entries
    mine = [one for one in entries.of_owner(survivor) if one.status is WaitStatus.WAITING]
    for theirs in entries.of_owner(loser):
        same = next((one for one in mine if _wishes(one) == _wishes(theirs)), None)
        if theirs.status is not WaitStatus.WAITING or same is None:
            continue
        entries.save(replace(theirs, status=WaitStatus.CLOSED, status_at=now, status_by=actor))
        since = min(filter(None, (same.since, theirs.since)), default=None)
        mine.remove(same)
        mine.append(entries.save(replace(same, since=since, band=min(same.band, theirs.band))))


def _wishes(entry: object) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in ("visit_type", "providers", "window", "first", "last", "earlier"))

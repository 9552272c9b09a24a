"""Which records may be two of one person, why, and which were found to be two people?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.conflict import Conflict, Severity
from core.errors import BadInput, Refused
from core.journal.change import Change
from core.merging.sentences import (
    APART,
    APART_ALREADY,
    APART_FROM_ITSELF,
    MARKED_APART,
    NEVER_APART,
    NOT_MERGED,
    TOGETHER,
    UNLIKE,
)
from core.patients.finding import present
from core.patients.likeness import likeliest, likeness
from core.patients.model import Apart
from core.record_status import RecordStatus
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.desk_ports import DeskContext, Reading
    from core.patients.model import Patient
    from core.record_ref import PatientId

RULE = "MERGE"
"""The rule that asks for a reason where two who are merged do not look like one person."""
COMPARED_AT_ONCE = 25
"""So many in one turn to write: a tenth of a second among a million."""


class LikelyPair(Struct, frozen=True):
    """Two records, the older one first, how many points speak for their being one person's, and what for, in words."""

    one: Patient
    other: Patient
    points: int
    reasons: tuple[str, ...]


def likely_pairs(context: DeskContext, actor: str, *, limit: int) -> tuple[LikelyPair, ...]:
    """The likeliest first, each as the two records are now; who was found to be two people is left out."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, _):
        found = [_pair(one, other) for one, other in store.patients.likely_pairs(limit)]
    return tuple(sorted((pair for pair in found if pair), key=lambda pair: (-pair.points, pair.one.id, pair.other.id)))


def pairs_of(context: DeskContext, actor: str, number: PatientId) -> tuple[LikelyPair, ...]:
    """The same for one record, as it is compared now. Raises NotFound or BadInput."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, _):
        patient = present(store, number)
        apart = set(_apart_from(store, number))
        found = likeliest(patient, store.patients.look_alikes(patient))
        return tuple(
            pair for like in found if like.patient.id not in apart for pair in [_pair(patient, like.patient)] if pair
        )


def compare(
    context: DeskContext, actor: str, *, limit: int = COMPARED_AT_ONCE, privilege: Privilege = Privilege.SEE_PATIENTS
) -> int:
    """Compare up to so many records that are new or were changed with the others, and say how many these were."""
    with context.reading(actor, privilege) as (store, _):
        if not store.patients.is_any_uncompared():
            return 0
    with context.writing(actor, privilege) as (tx, _):
        return tx.patients.compare_some(limit)


def uncompared(context: DeskContext, actor: str) -> int:
    """How many are new or were changed, and not compared yet."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, _):
        return store.patients.uncompared()


def keep_apart(context: DeskContext, actor: str, one: PatientId, other: PatientId) -> Change:
    """Note that the two are two people: they are not shown together again. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, _):
        if one == other:
            raise BadInput(APART_FROM_ITSELF)
        mine, theirs = present(tx, one), present(tx, other)
        told = {"one": mine.name, "mrn": mine.mrn, "other": theirs.name, "other_mrn": theirs.mrn}
        if other in _apart_from(tx, one):
            raise BadInput(APART_ALREADY.format(**told))
        first, second = sorted((one, other))
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="apart")
        tx.records(Apart).add(Apart(0, first, second))
        sentence = APART.format(**told)
        entry = tx.journal.end(mine.ref, sentence)
    return Change(entry, sentence, (mine, theirs))


def put_together(context: DeskContext, actor: str, one: PatientId, other: PatientId) -> Change:
    """Take back, whoever noted it, that the two are two people. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, _):
        mine, theirs = present(tx, one), present(tx, other)
        told = {"one": mine.name, "mrn": mine.mrn, "other": theirs.name, "other_mrn": theirs.mrn}
        noted = [each for each in tx.patients.known_apart(one) if other in {each.patient, each.other}]
        if not noted:
            raise BadInput(NEVER_APART.format(**told))
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="together")
        for each in noted:
            tx.records(Apart).save(replace(each, status=RecordStatus.ENTERED_IN_ERROR))
        sentence = TOGETHER.format(**told)
        entry = tx.journal.end(mine.ref, sentence)
    return Change(entry, sentence, (mine, theirs))


def refuse_apart(store: Reading, loser: Patient, survivor: Patient) -> None:
    """Raise Refused where somebody found the two to be two people."""
    if survivor.id in _apart_from(store, loser.id):
        why = MARKED_APART.format(one=loser.name, other=survivor.name)
        raise Refused(NOT_MERGED.format(why=why), (Conflict("DUPLICATE", Severity.HARD, why),))


def unlike(loser: Patient, survivor: Patient) -> tuple[Conflict, ...]:
    """What is asked before the two are merged: a reason, where an MRN may have been mistyped."""
    if _pair(loser, survivor):
        return ()
    said = UNLIKE.format(
        loser=loser.name,
        born=f"{loser.birth_date:%-d %b %Y}",
        mrn=loser.mrn,
        survivor=survivor.name,
        other_born=f"{survivor.birth_date:%-d %b %Y}",
        other_mrn=survivor.mrn,
    )
    return (Conflict(RULE, Severity.CONFIRM, said, patients=(loser.id, survivor.id)),)


def _apart_from(store: Reading, number: PatientId) -> Iterator[PatientId]:
    for apart in store.patients.known_apart(number):
        yield apart.other if apart.patient == number else apart.patient


def _pair(one: Patient, other: Patient) -> LikelyPair | None:
    """The two as they are now; None where they are no longer likely one person."""
    first, second = sorted((one, other), key=lambda patient: patient.id)
    like = likeness(first, second)
    return LikelyPair(first, second, like.points, like.reasons) if like.is_likely else None

"""How is it noted, changed and ended that two patients belong together, and what comes of a merge of one of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput
from core.family import sentences as say
from core.family.fields import FAMILY_LINK
from core.family.model import FamilyLink, Kinship, Relative, seen_from
from core.family.telling import words_of
from core.fields.editing import edited, reading_at
from core.journal.change import Change
from core.patients.finding import present
from core.record_status import LinkStatus
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.fields.model import Changes
    from core.patients.model import Patient
    from core.patients.ports import PatientContext, Reading, Writing
    from core.record_ref import PatientId

_MOST: Final = 60
"""Members of one household, beyond which no more are looked for."""


def relate(
    context: PatientContext, actor: str, patient: PatientId, other: PatientId, changes: Changes
) -> Change | None:
    """Note what `other` is to `patient`, or change what was noted; None when that is so already.

    Seen from the patient, whichever of the two it was noted of. Raises NotFound or BadInput.
    """
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, clinic):
        if patient == other:
            raise BadInput(say.OF_THEMSELVES, field="other")
        mine, theirs = present(tx, patient), present(tx, other)
        noted = link_between(tx, patient, other)
        before = noted or FamilyLink(0, patient, other)
        if before.patient != patient and (before.guardian or before.guarantor):
            changes = _from_the_other_side(before, changes, mine, theirs)
        elif before.patient != patient:
            before = replace(before, patient=patient, other=other, kinship=before.kinship.inverse)
        now = context.clock.now()
        after = edited(FAMILY_LINK, before, changes, reading_at(clinic, now))
        if noted and after == before:
            return None
        tx.journal.begin(at=now, actor=actor, verb="relate")
        links = tx.records(FamilyLink)
        link = links.save(after) if noted else links.add(after)
        template = say.CHANGED if noted else say.RELATED
        sentence = template.format(**named(mine, theirs), what=words_of(seen_from(link, patient, theirs)))
        entry = tx.journal.end(mine.ref, sentence)
    return Change(entry, sentence, (mine, theirs))


def part(context: PatientContext, actor: str, patient: PatientId, other: PatientId) -> Change:
    """Note that the two no longer belong together. Raises NotFound, or BadInput where that was not noted."""
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, _):
        mine, theirs = present(tx, patient), present(tx, other)
        noted = link_between(tx, patient, other)
        if noted is None:
            raise BadInput(say.NOT_RELATED.format(**named(mine, theirs)), field="other")
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="relate")
        tx.records(FamilyLink).save(replace(noted, status=LinkStatus.ENDED))
        sentence = say.ENDED.format(**named(mine, theirs))
        entry = tx.journal.end(mine.ref, sentence)
    return Change(entry, sentence, (mine, theirs))


def family_of(store: Reading, number: PatientId) -> tuple[Relative, ...]:
    """Whom the patient belongs to, those of the household first; who lives there by way of another among them."""
    near = {one.patient.id: one for one in _linked(store, number)}
    lives_there = [who for who, one in near.items() if one.household]
    for who in lives_there:
        for further in _linked(store, who) if len(near) < _MOST else ():
            if further.household and further.patient.id not in {number, *near}:
                near[further.patient.id] = Relative(further.patient, None, None, household=True)
                lives_there.append(further.patient.id)
    return tuple(sorted(near.values(), key=lambda one: (not one.household, one.link is None, one.patient.birth_date)))


def link_between(store: Reading, one: PatientId, other: PatientId) -> FamilyLink | None:
    """The link of the two, whichever of them it was noted of."""
    links = store.records(FamilyLink).naming(one)
    return next((link for link in links if link.counts and link.across(one) == other), None)


def merge_families(tx: Writing, loser: PatientId, survivor: PatientId) -> None:
    """Have nobody belong twice to who stays of two records, nor to themselves; call it before the links move over.

    Of two links to one person the survivor's stays, unless by the other alone somebody decides or pays.
    """
    links = tx.records(FamilyLink)
    mine = {link.across(survivor): link for link in links.naming(survivor) if link.counts}
    for theirs in links.naming(loser):
        whose = theirs.across(loser)
        if not theirs.counts or (whose != survivor and whose not in mine):
            continue
        same = mine.get(whose) if whose != survivor else None
        is_alike = same is not None and (same.patient == survivor) is (theirs.patient == loser)
        if same and not is_alike and _says_more(theirs, same):
            mine[whose] = links.save(replace(same, status=LinkStatus.ENDED))
            continue
        links.save(replace(theirs, status=LinkStatus.ENDED))
        if same and is_alike:
            either = {name: getattr(same, name) or getattr(theirs, name) for name in ("guardian", "guarantor")}
            if replace(same, **either) != same:
                mine[whose] = links.save(replace(same, **either))


def named(patient: Patient, other: Patient) -> dict[str, str]:
    """Both with their numbers, for a sentence."""
    return {"patient": patient.name, "mrn": patient.mrn, "other": other.name, "other_mrn": other.mrn}


def _says_more(one: FamilyLink, other: FamilyLink) -> bool:
    """Whether by that one alone somebody decides or pays."""
    return (one.guardian or one.guarantor) and not (other.guardian or other.guarantor)


def _linked(store: Reading, number: PatientId) -> Iterator[Relative]:
    for link in store.records(FamilyLink).naming(number):
        other = store.patients.by_id(link.across(number)) if link.counts else None
        if other and other.is_record:
            yield seen_from(link, number, other)


def _from_the_other_side(link: FamilyLink, changes: Changes, mine: Patient, theirs: Patient) -> Changes:
    """The changes of a link by which the patient decides or pays for the other one, as it is noted of that one.

    Raises BadInput where the other one would decide or pay for the patient as well.
    """
    if changes.get("guardian") or changes.get("guarantor"):
        raise BadInput(say.NO_WARD.format(other=mine.name, patient=theirs.name), field="other")
    kinship = changes.get("kinship")
    return {**changes, "kinship": kinship.inverse if isinstance(kinship, Kinship) else link.kinship}

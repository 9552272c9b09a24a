"""How are two records that were merged taken apart again, also where one was changed since?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.access.privileges import Privilege
from core.conflict import Conflict, Severity
from core.errors import BadInput, Refused
from core.journal.change import Change
from core.journal.refusals import GuardRefusal
from core.merging.sentences import (
    EDITED_SINCE,
    KEEP_WHICH,
    KEEPS_NO_FIELD,
    MERGED_HERE,
    MERGED_ON,
    NEVER_MERGED,
    NOT_UNMERGED,
    NOTHING,
    STAYS,
    UNMERGED,
)
from core.patients.fields import PATIENT
from core.patients.finding import survivor_of
from core.patients.model import Patient
from core.record_ref import PatientId, RecordRef
from core.schedule.decision import explain_guard
from core.structs import field_names, replace
from core.till.moving import bring_voids_along

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.desk_ports import DeskContext, Reading
    from core.journal.model import EntryId, RecordImage

UNMERGE = "unmerge"
"""The verb of the entry."""
NOW, BEFORE = "now", "before"


def unmerge(context: DeskContext, actor: str, loser: PatientId, *, keep: Mapping[str, str]) -> Change:
    """Give back to `loser` what the merge took from it, and to the other what it said before.

    What was changed since stays as it is now, but for what the merge changed: a field of the record that stayed, which
    says something else by now, is asked for. `keep` answers, by field: "now" or "before". What was added since stays,
    but what takes back a payment goes where the payment does.
    Raises NotFound, BadInput, Refused with UNMERGE conflicts, or Refused by a rule.
    """
    with context.writing(actor, Privilege.MERGE_PATIENTS) as (tx, clinic):
        found = tx.patients.by_id(loser)
        if found is None or found.merged_into is None:
            name, mrn = (found.name, found.mrn) if found else ("id", loser)
            into_it = MERGED_HERE.format(former=found.former_mrns[-1]) if found and found.former_mrns else ""
            raise BadInput(NEVER_MERGED.format(patient=name, mrn=mrn) + into_it, field="ref")
        entry, images = _of_merge(tx, found)
        first = next(image.after for image in images if image.ref == found.ref)
        assert isinstance(first, Patient)  # noqa: S101 - the image of a patient
        survivor = tx.patients.by_id(PatientId(first.merged_into or 0))
        assert survivor is not None  # noqa: S101 - no record is ever deleted
        if survivor.merged_into is not None:
            why = MERGED_ON.format(into=survivor.name, mrn=survivor.mrn)
            raise BadInput(why, field="ref").naming(found, survivor, survivor_of(tx, survivor))
        answers = _answers(keep)
        restored = {image.ref: _restored(tx, image, survivor, answers) for image in images}
        _refuse_open([conflict for _, conflicts in restored.values() for conflict in conflicts])
        has_gone_on = any(one.id > entry for one in tx.journal.entries_on(survivor.ref))
        tx.journal.begin(at=context.clock.now(), actor=actor, verb=UNMERGE)
        # The loser is a record of its own again before anything comes to belong to it.
        for ref in sorted(restored, key=lambda ref: ref != found.ref):
            try:
                tx.journal.rewrite(ref.kind, restored[ref][0])
            except GuardRefusal as error:
                raise explain_guard(error, clinic, NOT_UNMERGED) from error
        bring_voids_along(tx, survivor.id, loser)
        told = {"loser": found.name, "old": found.mrn, "survivor": survivor.name, "mrn": survivor.mrn}
        sentence = UNMERGED.format(**told) + (STAYS.format(**told) if has_gone_on else "")
        done = tx.journal.end(found.ref, sentence)
        both = tuple(one for one in map(tx.patients.by_id, (loser, survivor.id)) if one)
    return Change(done, sentence, both)


def _of_merge(tx: Reading, loser: Patient) -> tuple[EntryId, Sequence[RecordImage]]:
    """The entry that made the record a link, or made it one again, and each row that it wrote, as before and after."""
    for entry in reversed(tx.journal.entries_on(loser.ref)):
        images = _whole(tx.journal.images(entry.id))
        for image in images:
            if image.ref == loser.ref and _became_link(image.before, image.after):
                return entry.id, images
    raise RuntimeError(loser.ref)


def _became_link(before: object, after: object) -> bool:
    if not (isinstance(before, Patient) and isinstance(after, Patient)):
        return False
    return before.merged_into is None and after.merged_into is not None


def _whole(images: Sequence[RecordImage]) -> Sequence[RecordImage]:
    """One image a row: as it was before the act, and after it."""
    rows: dict[RecordRef, RecordImage] = {}
    for image in images:
        rows[image.ref] = replace(image, before=rows[image.ref].before) if image.ref in rows else image
    return tuple(rows.values())


def _restored(
    tx: Reading, image: RecordImage, survivor: Patient, answers: Mapping[str, str]
) -> tuple[Any, list[Conflict]]:
    """The row as it is to be, and what has to be asked first."""
    now: Any = tx.journal.row(image.ref)
    before, after = image.before, image.after
    changes: dict[str, object] = {}
    asked = []
    for name in field_names(type(now)):
        was, became, current = (getattr(one, name) for one in (before, after, now))
        if name == "rev" or was in (became, current):
            continue
        if current == became:
            changes[name] = was
        elif isinstance(was, tuple) and became and set(became) <= set(current):
            added = set(became) - set(was)
            changes[name] = tuple(one for one in current if one not in added)
        elif image.ref == survivor.ref and name not in answers:
            asked.append(_asked(name, current, was))
        elif answers.get(name) == BEFORE and image.ref == survivor.ref:
            changes[name] = was
    return replace(now, **changes), asked


def _answers(keep: Mapping[str, str]) -> dict[str, str]:
    """What is said of each field, by its name. Raises BadInput."""
    names = {key: field.name for field in PATIENT for key in (field.name, field.key)}
    for key, side in keep.items():
        if key not in names or side not in {NOW, BEFORE}:
            raise BadInput(KEEPS_NO_FIELD.format(field=key, side=side), field="keep")
    return {names[key]: side for key, side in keep.items()}


def _asked(name: str, now: object, before: object) -> Conflict:
    field = PATIENT[name]
    words = [", ".join(field.kind.items(value)) or NOTHING for value in (now, before)]
    said = EDITED_SINCE.format(field=field.word.capitalize(), now=words[0], before=words[1])
    return Conflict("UNMERGE", Severity.CONFIRM, said + KEEP_WHICH.format(field=field.key), item=field.key)


def _refuse_open(asked: Sequence[Conflict]) -> None:
    if asked:
        raise Refused(NOT_UNMERGED.format(why=asked[0].message), tuple(asked))

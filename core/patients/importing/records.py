"""Whom does a line mean, and what becomes of the record?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from core.errors import BadInput
from core.patients.importing import sentences
from core.patients.model import Sex
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.patients.importing.incoming import Incoming
    from core.patients.model import Patient, Phone
    from core.patients.ports import Reading

Key: TypeAlias = "tuple[str, ...]"
"""By what a patient is known: an external id, an MRN, or names and birth date."""

_REPLACED: Final = frozenset(
    {
        "mrn",
        "family",
        "given",
        "birth_date",
        "sex",
        "preferred",
        "email",
        "address",
        "language",
        "interpreter",
        "usual_provider",
        "status",
        "external_id",
    }
)


def record_of(store: Reading, said: Patient) -> Patient | None:
    """The record that a line means: by external id, else by MRN, else by names and birth date; None for a new patient.

    An external id that nobody has yet may belong to who has the MRN, if that record has none. Raises BadInput where
    several fit, and where the MRN is another person's.
    """
    found: Sequence[Patient] = ()
    if said.external_id:
        found = store.patients.with_external_id(said.external_id)
    owners = store.patients.with_mrn(said.mrn) if said.mrn else ()
    if not found:
        found = owners if said.external_id or said.mrn else store.patients.namesakes(said)
    if len(found) > 1:
        sentence = sentences.IMPORT_SEVERAL_FIT.format(
            count=len(found), ids=", ".join(f"id:{one.id}" for one in found[:9])
        )
        raise BadInput(sentence, field=key_field(said))
    record = found[0] if found else None
    for owner in owners:
        if record is None or owner.id != record.id or not _may_be(owner, said):
            raise BadInput(sentences.IMPORT_MRN_TAKEN.format(mrn=said.mrn, patient=owner.name), field="mrn")
    return record


def key_field(said: Patient) -> str:
    """The field by which a line says whom it means."""
    return "external_id" if said.external_id else "mrn" if said.mrn else "family"


def keys_of(patient: Patient) -> tuple[Key, ...]:
    """Everything by which a line could mean the patient."""
    return (*_numbers(patient), _names(patient))


def search_keys(said: Patient) -> tuple[Key, ...]:
    """Everything by which the line that says this looks for its patient."""
    return _numbers(said) or (_names(said),)


def merged(record: Patient, incoming: Incoming) -> Patient:
    """The record with what the line says; itself when the line says nothing new.

    What the line leaves open stays. Earlier names and alerts are added to those there are; a phone number takes the
    place of those of its kind. An unknown sex says nothing against a known one.
    """
    said = incoming.patient
    changes: dict[str, Any] = {}
    for name in incoming.says & _REPLACED:
        value = getattr(said, name)
        if value != getattr(record, name) and value is not Sex.UNKNOWN:
            changes[name] = value
    for name in ("previous", "alerts"):
        before: tuple[str, ...] = getattr(record, name)
        new = tuple(text for text in getattr(said, name) if text not in before)
        if new:
            changes[name] = before + new
    if said.phones:
        changes["phones"] = _phones(record.phones, said.phones)
        if changes["phones"] == record.phones:
            del changes["phones"]
    return replace(record, **changes) if changes else record


def _may_be(owner: Patient, said: Patient) -> bool:
    """Whether the owner of an MRN can be who is meant: two systems may both count their patients from 100001."""
    is_known_by_id = said.external_id and owner.external_id
    if is_known_by_id:
        return said.external_id == owner.external_id
    return (
        owner.birth_date == said.birth_date
        or fold(owner.family) == fold(said.family)
        or fold(owner.given) == fold(said.given)
    )


def _phones(kept: tuple[Phone, ...], said: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """The numbers of a record after a line named `said`; one that is known stays as it is, with its consents."""
    known = {phone.digits: phone for phone in kept}
    if all(phone.digits in known for phone in said):
        return kept
    kinds = {phone.kind for phone in said}
    now = {phone.digits: known.get(phone.digits, phone) for phone in said}
    others = tuple(phone for phone in kept if phone.digits not in now and phone.kind not in kinds)
    return (*now.values(), *others)


def _numbers(patient: Patient) -> tuple[Key, ...]:
    numbers = (("external_id", patient.external_id), ("mrn", patient.mrn.casefold()))
    return tuple(key for key in numbers if key[1])


def _names(patient: Patient) -> Key:
    return ("names", fold(patient.family), fold(patient.given), patient.birth_date.isoformat())

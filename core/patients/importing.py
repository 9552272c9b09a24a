"""Which patient does a line of a file mean, and what must it say of one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.errors import BadInput
from core.importing.act import import_file
from core.importing.columns import FileColumns
from core.patients import sentences
from core.patients.fields import PATIENT, new_patient
from core.patients.finding import survivor_of
from core.patients.same_person import contradictions
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.importing.port import Key
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.patients.model import Patient
    from core.patients.ports import PatientContext, Reading, Writing

COLUMNS: Final = FileColumns(PATIENT, needed=(("birth_date",), ("family", "given", "name", "name_given_first")))
"""What the fields of a patient are called in files."""


def import_patients(
    context: PatientContext, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in the patients of `file`; with `dry_run` only say what would come of it (`core.importing.act`).

    A line means the patient with its external id, else its MRN, else its names and birth date.
    """
    port = PatientImport()
    return import_file(context, port, actor, Privilege.IMPORT_PATIENTS, file, sink=sink, dry_run=dry_run)


class PatientImport:
    """Patients, for an import."""

    columns = COLUMNS
    plural = "patients"
    adds_singly = False

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs a name and a birth date."""
        there = told.keys() | wrong.keys()
        lacking: dict[str, str] = {}
        if not {"family", "given", "name", "name_given_first"} & there:
            lacking["family"] = sentences.IMPORT_NAME_MISSING
        if "birth_date" not in there:
            lacking["birth_date"] = sentences.IMPORT_BIRTH_MISSING
        return lacking

    def new(self, values: Mapping[str, Any]) -> Patient:
        """The patient that says this."""
        return new_patient(values)

    def find(self, store: Reading, said: Patient) -> Patient:
        """The record that a line means: by external id, else by MRN, else by names and birth date; else it is new.

        An external id that nobody has yet may belong to who has the MRN, if that record has none. Raises BadInput
        where several fit, where a number is another person's, and where the person is there under another number.
        """
        found: Sequence[Patient] = ()
        if said.external_id:
            found = _survivors(store, store.patients.with_external_id(said.external_id))
        owners = _survivors(store, store.patients.with_mrn(said.mrn)) if said.mrn else ()
        by_number = bool(said.external_id or said.mrn)
        if not found:
            found = owners if by_number else store.patients.namesakes(said)
        if len(found) > 1:
            ids = ", ".join(f"id:{one.id}" for one in found[:9])
            sentence = sentences.IMPORT_SEVERAL_FIT.format(count=len(found), ids=ids)
            raise BadInput(sentence, field=self.key_field(said))
        record = found[0] if found else said
        if by_number and record.id:
            _refuse_former_number(record, said)
        for owner in owners:
            if owner.id != record.id or _has_other_id(owner, said):
                raise BadInput(sentences.MRN_IN_USE.format(mrn=said.mrn, patient=owner.name), field="mrn")
        if record.id:
            _refuse_somebody_else(record, said, by_number=by_number)
        if by_number and (not record.id or _names(record) != _names(said)):
            _refuse_namesake(store, said, record)
        return record

    def key_field(self, said: Patient) -> str:
        """The field by which a line says whom it means."""
        return "external_id" if said.external_id else "mrn" if said.mrn else "family"

    def keys_of(self, record: Patient) -> tuple[Key, ...]:
        """Everything by which a line could mean the patient."""
        return (*_numbers(record), _names(record))

    def search_keys(self, said: Patient) -> tuple[Key, ...]:
        """Everything by which the line that says this looks for its patient."""
        return (*_numbers(said), _names(said))

    def add_all(self, tx: Writing, records: Sequence[Patient]) -> Sequence[int]:
        """Register them."""
        return tx.patients.add_all(records)

    def save(self, tx: Writing, record: Patient) -> None:
        """Keep the changed record."""
        tx.patients.save(record)


def _survivors(store: Reading, found: Sequence[Patient]) -> tuple[Patient, ...]:
    """The records into which these were merged, or these, each once."""
    return tuple({one.id: one for one in (survivor_of(store, each) for each in found)}.values())


def _refuse_former_number(record: Patient, said: Patient) -> None:
    """Raise BadInput where the line has the number of a record that was merged into this one."""
    is_former = said.mrn.casefold() in {mrn.casefold() for mrn in record.former_mrns}
    has_other_id = not is_former and bool(record.former_mrns) and _has_other_id(record, said)
    if is_former or has_other_id:
        sentence = sentences.IMPORT_MERGED.format(patient=record.name, numbers=_numbers_in_words(record))
        raise BadInput(sentence, field="mrn" if is_former else "external_id")


def _has_other_id(owner: Patient, said: Patient) -> bool:
    """Whether another system knows the owner of an MRN under another number than it is said to have."""
    return bool(said.external_id and owner.external_id) and said.external_id != owner.external_id


def _refuse_namesake(store: Reading, said: Patient, record: Patient) -> None:
    """Raise BadInput where somebody else than `record` has these names and birth date, under another number."""
    for other in store.patients.namesakes(said):
        if other.id == record.id:
            continue
        sentence = sentences.IMPORT_UNDER_ANOTHER_NUMBER.format(
            patient=other.name, born=f"{other.birth_date:%-d %b %Y}", numbers=_numbers_in_words(other)
        )
        raise BadInput(sentence, field="external_id" if said.external_id else "mrn")


def _refuse_somebody_else(record: Patient, said: Patient, *, by_number: bool) -> None:
    """Raise BadInput naming every field that shows that the line is about another person than the record."""
    against = contradictions(record, said, by_number=by_number)
    if not against:
        return
    words = [name.replace("_", " ") for name in against]
    template = sentences.IMPORT_SOMEBODY_ELSE if by_number else sentences.IMPORT_OTHER_NAMESAKE
    sentence = template.format(
        patient=record.name,
        born=f"{record.birth_date:%-d %b %Y}",
        numbers=_numbers_in_words(record),
        fields=_and_listed(words),
    )
    raise BadInput(sentence, field=", ".join(against))


def _numbers_in_words(patient: Patient) -> str:
    """'MRN 100001, external id E1'."""
    parts = [sentences.IMPORT_MRN.format(mrn=patient.mrn)]
    if patient.external_id:
        parts.append(sentences.IMPORT_EXTERNAL_ID.format(id=patient.external_id))
    return ", ".join(parts)


def _and_listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else sentences.LAST_OF_LISTED.format(most=", ".join(words[:-1]), last=words[-1])


def _numbers(patient: Patient) -> tuple[Key, ...]:
    numbers = (("external_id", patient.external_id), ("mrn", patient.mrn.casefold()))
    return tuple(key for key in numbers if key[1])


def _names(patient: Patient) -> Key:
    return ("names", fold(patient.family), fold(patient.given), patient.birth_date.isoformat())

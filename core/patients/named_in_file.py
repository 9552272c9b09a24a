"""Whom does a line of a file mean, whose record is there already: in which columns it says so, and who that is?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.errors import BadInput
from core.fields import kinds
from core.fields.model import Column, Field
from core.patients import sentences as say
from core.patients.finding import survivor_of
from core.patients.model import PatientStatus

if TYPE_CHECKING:
    from core.patients.model import Patient
    from core.patients.ports import Reading

_MRN_NAMES: Final = (
    "medicalrecordnumber",
    "recordnumber",
    "chartnumber",
    "chartno",
    "chart",
    "patientmrn",
    "patmrnid",
    "patmrn",
)
_MRN: Final = Field(
    "mrn",
    kinds.text(is_number=True),
    "MRN",
    "",
    "",
    columns=(Column("mrn", _MRN_NAMES, is_number=True),),
)


def numbers_of_patient(column: str) -> tuple[Field[Any], ...]:
    """The MRN and, in the column of that name, the patient's number in another system, which is asked for too."""
    others = {"patient", "patientid", "personid", "externalid"} - {column.replace("_", "")}
    theirs = Column(column, tuple(sorted(others)), is_number=True)
    return _MRN, Field("external_id", kinds.text(is_number=True), "External id", "", "", columns=(theirs,))


def patient_named(store: Reading, mrn: str, external_id: str, column: str) -> Patient:
    """Whose a line is, by MRN and by the number in another system, which stands in that column.

    Of a merged record the one that it was merged into. Raises BadInput where nobody, more than one or a mistake is
    meant.
    """
    told = (
        *((say.IMPORT_EXTERNAL_ID.format(id=external_id),) if external_id else ()),
        *((say.IMPORT_MRN.format(mrn=mrn),) if mrn else ()),
    )
    meant: dict[str, Patient] = {}
    for number, name, find in (
        (external_id, column, store.patients.with_external_id),
        (mrn, "mrn", store.patients.with_mrn),
    ):
        if not number:
            continue
        found = {one.id: one for one in (survivor_of(store, each) for each in find(number))}
        if not found:
            raise BadInput(say.LINE_OF_NOBODY.format(numbers=" and ".join(told)), field=name)
        if len(found) > 1:
            raise BadInput(say.LINE_OF_SEVERAL.format(count=len(found), numbers=" and ".join(told)), field=name)
        (meant[name],) = found.values()
    people = {one.id: one for one in meant.values()}
    field = next(iter(meant))
    if len(people) > 1:
        raise BadInput(say.LINE_OF_TWO.format(one=meant["mrn"].name, other=meant[column].name), field=field)
    (patient,) = people.values()
    if patient.status is PatientStatus.ENTERED_IN_ERROR:
        raise BadInput(say.LINE_OF_MISTAKE.format(patient=patient.name), field=field)
    return patient

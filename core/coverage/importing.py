"""Whose coverage does a line of a file mean, and can it be that?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.clinic.payer import SELF_PAY
from core.coverage import sentences as say
from core.coverage.checking import clash_with, refuse_wrong
from core.coverage.fields import COVERAGE
from core.coverage.model import Coverage, Relation, plain_number
from core.coverage.verifying import without_amounts_of
from core.errors import BadInput
from core.fields.model import RecordSpec
from core.importing.act import import_file
from core.importing.columns import FileColumns
from core.patients.named_in_file import numbers_of_patient, patient_named
from core.record_ref import PatientId
from core.structs import field_names, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.importing.port import Key
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.patients.ports import PatientContext, Reading, Writing


class CoverageLine(Coverage, frozen=True, kw_only=True):
    """A coverage as a line says it, with the numbers by which it names its patient."""

    mrn: str = ""
    external_id: str = ""


_EXTERNAL: Final = "external_id"
COLUMNS: Final = FileColumns(
    RecordSpec("coverage", (*numbers_of_patient(_EXTERNAL), *COVERAGE.fields)), needed=(("mrn", _EXTERNAL), ("payer",))
)
"""What the fields of a coverage are called in files, and those that say whose it is."""


def import_coverages(
    context: PatientContext, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in the coverages of `file`; with `dry_run` only say what would come of it (`core.importing.act`).

    A line means the coverage of its patient with its payer and member id that begins on its day.
    """
    port = CoverageImport()
    return import_file(context, port, actor, Privilege.IMPORT_PATIENTS, file, sink=sink, dry_run=dry_run)


class CoverageImport:
    """Coverages, for an import. It remembers those that wait to be written: lines of one file may clash too."""

    columns = COLUMNS
    plural = "coverages"
    adds_singly = False

    def __init__(self) -> None:
        self._waiting: dict[PatientId, dict[Key, CoverageLine]] = defaultdict(dict)
        self._changed: dict[int, CoverageLine] = {}

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs a patient, a payer and, unless the patient pays, a member id."""
        there = told.keys() | wrong.keys()
        lacking: dict[str, str] = {}
        if not {"mrn", _EXTERNAL} & there:
            lacking["mrn"] = say.IMPORT_PATIENT_MISSING
        if "payer" not in there:
            lacking["payer"] = say.PAYER_MISSING
        elif "member_id" not in there and told.get("payer", SELF_PAY) != SELF_PAY:
            lacking["member_id"] = say.IMPORT_MEMBER_ID_MISSING
        return lacking

    def new(self, values: Mapping[str, Any]) -> CoverageLine:
        """The coverage that says this. Files name the subscriber of a patient's own insurance, and of who pays."""
        line = CoverageLine(**{"id": 0, "patient": PatientId(0), **values})
        if line.is_self_pay:
            return replace(line, subscriber="", relation=Relation.SELF)
        return replace(line, subscriber="") if line.relation is Relation.SELF else line

    def find(self, store: Reading, said: CoverageLine) -> CoverageLine:
        """The coverage that a line means, or a new one of its patient.

        Raises BadInput where it is not clear whose it is or which, and where it cannot be as it says.
        """
        patient = patient_named(store, said.mrn, said.external_id, _EXTERNAL)
        stored = [one for one in store.records(Coverage).of_owner(patient.id) if one.counts]
        there = [self._changed.get(one.id, one) for one in stored]
        known = [one for one in stored if _is_meant(one, said)]
        if len(known) > 1:
            numbers = ", ".join(str(one.id) for one in known)
            raise BadInput(say.IMPORT_SEVERAL_FIT.format(count=len(known), numbers=numbers), field="from")
        if known:
            fields = {name: getattr(known[0], name) for name in field_names(Coverage)}
            line = CoverageLine(**fields, mrn=said.mrn, external_id=said.external_id)
            changed = _changed(line, said)
            self._refuse(store, changed, there)
            if changed != line:
                self._changed[line.id] = changed
            return line
        line = replace(said, patient=patient.id)
        self._refuse(store, line, there)
        self._waiting[patient.id][self.keys_of(line)[0]] = line
        return line

    def key_field(self, said: CoverageLine) -> str:
        """The member id, or the payer of who pays themselves."""
        return "member_id" if said.member_id else "payer"

    def keys_of(self, record: CoverageLine) -> tuple[Key, ...]:
        """Whose, of which payer, under which number, from when on."""
        return tuple(
            (kind, number.casefold(), record.payer, plain_number(record.member_id), str(record.starts or ""))
            for kind, number in (("external", record.external_id), ("mrn", record.mrn))
            if number
        )

    def search_keys(self, said: CoverageLine) -> tuple[Key, ...]:
        """The same."""
        return self.keys_of(said)

    def add_all(self, tx: Writing, records: Sequence[CoverageLine]) -> Sequence[int]:
        """Note them."""
        self._waiting.clear()
        return [tx.records(Coverage).add(record).id for record in records]

    def save(self, tx: Writing, record: CoverageLine) -> None:
        """Keep the changed one."""
        self._changed.pop(record.id, None)
        before = tx.records(Coverage).by_id(record.id)
        tx.records(Coverage).save(without_amounts_of(before, record) if before else record)

    def _refuse(self, store: Reading, line: CoverageLine, there: Iterable[Coverage]) -> None:
        """Raise BadInput where the coverage cannot be, by itself or beside others, of lines before too."""
        clinic = store.clinic()
        refuse_wrong(clinic, line)
        own = set(self.keys_of(line))
        waiting = (one for key, one in self._waiting.get(line.patient, {}).items() if key not in own)
        for other in (*(one for one in there if one.id != line.id), *waiting):
            sentence = clash_with(clinic, line, other) if other.overlaps(line) else ""
            if sentence:
                raise BadInput(sentence, field="from")


def _is_meant(coverage: Coverage, said: CoverageLine) -> bool:
    is_same = coverage.payer == said.payer and plain_number(coverage.member_id) == plain_number(said.member_id)
    return is_same and (said.starts is None or coverage.starts is None or coverage.starts == said.starts)


def _changed(line: CoverageLine, said: CoverageLine) -> CoverageLine:
    """The coverage once it says what the line does beside the defaults: what an import will make of it."""
    blank = CoverageLine(id=0, patient=PatientId(0), payer="")
    said_of = {field.name: getattr(said, field.name) for field in COVERAGE}
    changes: dict[str, Any] = {name: value for name, value in said_of.items() if value != getattr(blank, name)}
    merged = {name: COVERAGE[name].kind.merge(getattr(line, name), value) for name, value in changes.items()}
    return replace(line, **merged)

"""Which documents of a patient leave by a case: none of anybody else's, and no others than were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.cases import sentences as say
from core.cases.finding import about, find_case, named, patient_of
from core.cases.kind import FactKind
from core.cases.kinds.book import KINDS
from core.cases.model import Act, CaseEvent, EventStatus
from core.documents.model import Scan, ScanStatus
from core.errors import BadInput
from core.patients.access import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.cases.kind import CaseKind
    from core.cases.model import Case
    from core.cases.ports import CaseContext, Reading
    from core.patients.model import Patient


def refuse_others(reading: Reading, kind: CaseKind, facts: Mapping[str, str], who: Patient | None) -> None:
    """Raise BadInput for a document among the facts that is not the patient's, or is none any more."""
    for fact in kind.facts:
        if fact.kind is not FactKind.DOCUMENTS:
            continue
        for number in facts.get(fact.name, "").split():
            scan = reading.records(Scan).by_id(int(number))
            if who is None or scan is None or scan.status is not ScanStatus.CURRENT or scan.patient != who.id:
                name = who.name if who else ""
                told = say.NOT_THEIR_DOCUMENT.format(number=number, patient=name)
                raise named(BadInput(told, field=fact.name), who)


def chosen(reading: Reading, numbers: str) -> Iterator[Scan]:
    """The documents of these numbers, blanks between, that are still kept."""
    for number in numbers.split():
        scan = reading.records(Scan).by_id(int(number))
        if scan is not None and scan.status is ScanStatus.CURRENT:
            yield scan


def released(context: CaseContext, actor: str, number: int) -> tuple[Case, tuple[int, ...]]:
    """The case, and the numbers of the documents that its release let go of.

    Raises NotFound, NotAllowed, NeedsReason, or BadInput for one that was not released, or by which no document left.
    """
    with context.reading(actor, Privilege.RELEASE_RECORDS) as (reading, _):
        patient = find_case(reading, number).patient
    if patient is not None:
        opened(context, actor, patient, "case documents")
    with context.reading(actor, Privilege.RELEASE_RECORDS) as (reading, _):
        case = find_case(reading, number)
        told = about(case, patient_of(reading, case))
        events = [one for one in reading.records(CaseEvent).of_owner(case.id) if _discloses(case, one)]
        if not events or case.is_open:
            raise BadInput(say.NOT_RELEASED.format(about=told, state=case.state), field="case")
        numbers = case.facts.get("documents", "").split()
        if not numbers:
            raise BadInput(say.NO_DOCUMENTS.format(about=told), field="case")
        return case, tuple(map(int, numbers))


def _discloses(case: Case, event: CaseEvent) -> bool:
    row = KINDS[case.kind].step(event.step)
    is_made = event.status is EventStatus.MADE and event.act is Act.STEP
    return is_made and row is not None and row.discloses

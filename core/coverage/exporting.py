"""Which lines does a file have that tells all coverages, so that an import of it finds nothing new?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.coverage.fields import COVERAGE
from core.coverage.model import Coverage
from core.fields.model import ReadContext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.fields.model import Field
    from core.patients.ports import PatientContext

HEADINGS: Final = ("mrn", "external_id", *(field.columns[0].name for field in COVERAGE))
"""The names by which an import knows the columns."""
_TOGETHER: Final = 500


def coverage_lines(context: PatientContext, actor: str) -> Iterator[tuple[str, ...]]:
    """The cells of each coverage that is no mistake, as of one moment, by number. Raises NotAllowed."""
    with context.reading(actor, Privilege.EXPORT) as (reading, clinic):
        read_with = ReadContext(clinic, today_at(first_site(clinic), context.clock.now()), order=None)
        last = 0
        while coverages := reading.records(Coverage).after(last, _TOGETHER):
            for coverage in coverages:
                patient = reading.patients.by_id(coverage.patient)
                if coverage.counts and patient:
                    told = (_cell(field, coverage, read_with) for field in COVERAGE)
                    yield (patient.mrn, patient.external_id, *told)
            last = coverages[-1].id


def _cell(field: Field[object], coverage: Coverage, reading: ReadContext) -> str:
    value = getattr(coverage, field.name)
    return "; ".join(field.kind.items(value)) if field.kind.listed else field.kind.write(value, reading)

"""The use cases of coverage: noted, changed, listed, imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.coverage import card_keeping
from core.coverage.exporting import coverage_lines
from core.coverage.importing import import_coverages
from core.coverage.model import Coverage
from core.coverage.noting import add, edit
from core.coverage.sentences import NO_SUCH_COVERAGE
from core.coverage.standing import in_order
from core.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.coverage.model import CardImage, Side
    from core.coverage.ports import CoverageContext
    from core.fields.model import Changes
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.journal.change import Change
    from core.record_ref import PatientId


class CoverageDesk:
    """`desk.coverage`."""

    def __init__(self, context: CoverageContext) -> None:
        self._context = context

    def of_patient(self, actor: str, patient: PatientId) -> tuple[Coverage, ...]:
        """The patient's coverages that are no mistakes, in the order of `standing.in_order`."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return in_order(reading.records(Coverage).of_owner(patient))

    def by_id(self, actor: str, number: int) -> Coverage:
        """The coverage with that number, whatever became of it. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            coverage = reading.records(Coverage).by_id(number)
        if coverage is None:
            raise NotFound(NO_SUCH_COVERAGE.format(number=number))
        return coverage

    def add(self, actor: str, draft: Coverage) -> Change:
        """Note the coverage of `draft`, whose id and rev do not count. Raises BadInput, NotFound or Refused."""
        return add(self._context, actor, draft)

    def edit(self, actor: str, number: int, changes: Changes, *, rev: int | None = None) -> Change | None:
        """Change a coverage; None when it says so already.

        Raises NotFound, BadInput, ChangedElsewhere naming who was first and when, or Refused (COVERAGE).
        """
        return edit(self._context, actor, number, changes, rev=rev)

    def keep_card(
        self, actor: str, number: int, sides: Mapping[Side, bytes | None], *, rev: int | None = None
    ) -> Change | None:
        """Keep images of the card, or take them off (None). Raises NotFound, BadInput or ChangedElsewhere."""
        return card_keeping.keep_card(self._context, actor, number, sides, rev=rev)

    def card(self, actor: str, number: int, side: Side, *, way: str) -> tuple[Coverage, CardImage, bytes, str]:
        """The coverage, the image of that side of its card, its bytes, and a warning. Raises NotFound."""
        return card_keeping.card(self._context, actor, number, side, way=way)

    def lines(self, actor: str) -> Iterator[tuple[str, ...]]:
        """The cells of a file of all coverages, under `exporting.HEADINGS`. Raises NotAllowed."""
        return coverage_lines(self._context, actor)

    def import_file(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Take in the coverages of a CSV file as one act. Raises BadSettings (headings), BadInput, or Busy half-way."""
        return import_coverages(self._context, actor, file, sink=sink, dry_run=dry_run)

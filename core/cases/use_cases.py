"""The use cases of work that must not be forgotten: cases begun, taken on, noted, linked and found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases import (
    beginning,
    changing,
    closure,
    disclosures,
    documents,
    letters,
    linking,
    listing,
    review_request,
    stepping,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.cases.beginning import CaseRequest
    from core.cases.changing import CaseChanges
    from core.cases.closure import Closure
    from core.cases.disclosures import Accounting
    from core.cases.linking import LinkRequest
    from core.cases.listing import CaseFilter, CaseSeen, WholeCase
    from core.cases.model import Case
    from core.cases.ports import CaseContext
    from core.cases.queries import Whose
    from core.cases.stepping import StepRequest
    from core.documents.letters import Letter
    from core.journal.change import Change
    from core.record_ref import PatientId


class CasesDesk:
    """`desk.cases`. Acts may raise NotFound, BadInput, Refused or ChangedElsewhere as well."""

    def __init__(self, context: CaseContext) -> None:
        self._context = context

    def begin(self, actor: str, request: CaseRequest) -> Change:
        """Begin a case."""
        return beginning.begin(self._context, actor, request)

    def step(self, actor: str, number: int, request: StepRequest) -> Change:
        """Take it to its next state."""
        return stepping.take(self._context, actor, number, request)

    def step_together(self, actor: str, seen: Mapping[int, int | None], request: StepRequest) -> Change:
        """Take the same step of several cases, each at the rev that was seen, as one act."""
        return stepping.take_together(self._context, actor, seen, request)

    def change(self, actor: str, number: int, changes: CaseChanges, *, rev: int | None = None) -> Change | None:
        """Give it to somebody, put it off, or set it right; None when it says so already."""
        return changing.change(self._context, actor, number, changes, rev=rev)

    def change_together(self, actor: str, seen: Mapping[int, int | None], changes: CaseChanges) -> Change | None:
        """Change several, each at the rev that was seen, as one act; None when each says so already."""
        return changing.change_together(self._context, actor, seen, changes)

    def note(self, actor: str, number: int, text: str, *, rev: int | None = None) -> Change:
        """Note something on it."""
        return changing.note(self._context, actor, number, text, rev=rev)

    def link(self, actor: str, number: int, request: LinkRequest, *, rev: int | None = None) -> Change:
        """Link it to an appointment, a provider, an outside party or another case."""
        return linking.link(self._context, actor, number, request, rev=rev)

    def unlink(self, actor: str, number: int, request: LinkRequest, *, rev: int | None = None) -> Change:
        """End such a link."""
        return linking.unlink(self._context, actor, number, request, rev=rev)

    def listed(self, actor: str, wanted: CaseFilter) -> tuple[CaseSeen, ...]:
        """The cases that are asked for."""
        return listing.listed(self._context, actor, wanted)

    def worklist(self, actor: str, kind: str, whose: Whose, *, limit: int = listing.MOST) -> tuple[CaseSeen, ...]:
        """What is to be done of a kind now, the most urgent first, so many at most."""
        return listing.worklist(self._context, actor, kind, whose, limit=limit)

    def counts(self, actor: str, whose: Whose) -> Mapping[str, int]:
        """How many stand on the list of each kind."""
        return listing.counts(self._context, actor, whose)

    def whole(self, actor: str, number: int) -> WholeCase:
        """A case with everything that was done with it."""
        return listing.whole(self._context, actor, number)

    def of_patient(self, actor: str, patient: PatientId) -> tuple[CaseSeen, ...]:
        """The patient's open cases, the first due first."""
        return listing.of_patient(self._context, actor, patient)

    def disclosures(self, actor: str, patient: PatientId, *, since: date | None = None) -> Accounting:
        """What of the patient's record was disclosed, to whom and why."""
        return disclosures.accounting(self._context, actor, patient, since=since)

    def released(self, actor: str, number: int) -> tuple[Case, tuple[int, ...]]:
        """The case, and the numbers of the documents that its release let go of. Raises NotFound or BadInput."""
        return documents.released(self._context, actor, number)

    def accounting(self, actor: str, patient: PatientId, *, since: date | None = None) -> Letter:
        """The same as a document for the patient."""
        return disclosures.document(self._context, actor, patient, since=since)

    def closure(self, actor: str, first: date, last: date, *, days: int = closure.DAYS) -> Closure:
        """How many of the referrals sent in those days came back with a report within so many days."""
        return closure.closure(self._context, actor, first, last, days=days)

    def letter(self, actor: str, number: int, *, name: str = "") -> Letter:
        """A letter about the case, its kind's own unless another is named. Raises what `letters.letter` does."""
        return letters.letter(self._context, actor, number, name=name)

    def review_request(self, actor: str, number: int) -> str:
        """The text of a file (X12 278) that asks a payer for the authorization. Raises NotFound or BadInput."""
        return review_request.review_request(self._context, actor, number)

"""The one door to the clinic: a room a subject. It only composes."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from core.access.acting import person_of
from core.access.roles import has_clinician
from core.clinic.context import Context, FollowedStore
from core.desk_view import DeskView
from core.jobs.use_cases import JobsDesk
from core.journal.use_cases import JournalDesk
from core.lazy import lazy_modules
from core.schedule.use_cases import ScheduleDesk
from core.visits.state import move_guard
from core.visits.use_cases import VisitsDesk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core import references
    from core.access.ports import Authorization
    from core.access.privileges import Privilege
    from core.calendar.clock import Clock
    from core.cases import following as following_cases
    from core.cases import telling
    from core.cases import use_cases as cases
    from core.clinic.model import Clinic
    from core.clinic.ports import Store
    from core.closing import kept_days
    from core.closing import use_cases as closing
    from core.contact import call_use_cases as calls
    from core.contact import use_cases as contact
    from core.coverage import use_cases as coverage
    from core.desk_ports import Reading, Writing
    from core.directory import use_cases as directory
    from core.documents import use_cases as documents
    from core.estimates import use_cases as estimates
    from core.family import use_cases as family
    from core.journal.undo import JournalRules
    from core.mailroom import use_cases as mailroom
    from core.merging import use_cases as merging
    from core.messages import following
    from core.messages import use_cases as messages
    from core.patients import use_cases as patients
    from core.previsit import use_cases as previsit
    from core.recall import use_cases as recall
    from core.record_ref import RecordRef
    from core.schedule.holds import use_cases as holds
    from core.schedule.imported import use_cases as visit_files
    from core.schedule.waitlist import use_cases as waitlist
    from core.settings.model import Policy
    from core.setup import set_up
    from core.setup.report import SetupReport
    from core.supplies import use_cases as supplies
    from core.telehealth import use_cases as telehealth
    from core.till import use_cases as till
    from core.verification import use_cases as verification
else:  # what the first screen does without
    references, patients, set_up, telehealth = lazy_modules(
        "core.references", "core.patients.use_cases", "core.setup.set_up", "core.telehealth.use_cases"
    )
    calls, contact = lazy_modules("core.contact.call_use_cases", "core.contact.use_cases")
    (recall,) = lazy_modules("core.recall.use_cases")
    coverage, verification = lazy_modules("core.coverage.use_cases", "core.verification.use_cases")
    (estimates,) = lazy_modules("core.estimates.use_cases")
    family, visit_files = lazy_modules("core.family.use_cases", "core.schedule.imported.use_cases")
    directory, supplies = lazy_modules("core.directory.use_cases", "core.supplies.use_cases")
    mailroom, previsit = lazy_modules("core.mailroom.use_cases", "core.previsit.use_cases")
    merging, till = lazy_modules("core.merging.use_cases", "core.till.use_cases")
    (documents,) = lazy_modules("core.documents.use_cases")
    closing, kept_days = lazy_modules("core.closing.use_cases", "core.closing.kept_days")
    cases, telling = lazy_modules("core.cases.use_cases", "core.cases.telling")
    (following_cases,) = lazy_modules("core.cases.following")
    following, messages = lazy_modules("core.messages.following", "core.messages.use_cases")
    holds, waitlist = lazy_modules("core.schedule.holds.use_cases", "core.schedule.waitlist.use_cases")


class Desk:
    """Use cases over one store. Instants are UTC; `actor` is a login name, or 'ana for mei' (core/access/acting.py).

    Every method may raise NotAllowed and DatabaseUnusable, every act Busy.
    """

    def __init__(
        self, store: Store[Reading, Writing], clock: Clock, policy: Policy, authorization: Authorization
    ) -> None:
        if policy.messages.is_on:
            store = FollowedStore(store, lambda tx: following.follow_written(tx, policy.messages, clock.now()))
        store = FollowedStore(store, lambda tx: _follow_visits(tx, clock.now()))
        store = FollowedStore(store, lambda tx: kept_days.refuse(tx, authorization))
        self._context = context = Context(store, clock, policy, authorization)
        self.schedule = ScheduleDesk(context, move_guard)
        self.visits = VisitsDesk(context)
        self.journal = JournalDesk(context, _journal_rules)
        self.jobs = JobsDesk(context)

    @cached_property
    def patients(self) -> patients.PatientsDesk:
        """Found, registered, changed, imported. Made when first entered: the first screen does without it."""
        return patients.PatientsDesk(self._context)

    @cached_property
    def telehealth(self) -> telehealth.TelehealthDesk:
        """How visits by telehealth are joined."""
        return telehealth.TelehealthDesk(self._context)

    @cached_property
    def messages(self) -> messages.MessagesDesk:
        """What patients are told, and what they answer."""
        return messages.MessagesDesk(self._context)

    @cached_property
    def coverage(self) -> coverage.CoverageDesk:
        """Who pays: noted, changed, verified, imported. Made when first entered, as the patients are."""
        return coverage.CoverageDesk(self._context)

    @cached_property
    def family(self) -> family.FamilyDesk:
        """Who belongs to whom."""
        return family.FamilyDesk(self._context)

    @cached_property
    def directory(self) -> directory.DirectoryDesk:
        """Whom the clinic deals with outside."""
        return directory.DirectoryDesk(self._context)

    @cached_property
    def supplies(self) -> supplies.SuppliesDesk:
        """What is in stock and on order."""
        return supplies.SuppliesDesk(self._context)

    @cached_property
    def mailroom(self) -> mailroom.MailroomDesk:
        """Mail and fax."""
        return mailroom.MailroomDesk(self._context)

    @cached_property
    def previsit(self) -> previsit.PrevisitDesk:
        """What visits of the next days lack."""
        return previsit.PrevisitDesk(self._context)

    @cached_property
    def visit_files(self) -> visit_files.VisitFilesDesk:
        """Visits that files bring, and files that tell visits."""
        return visit_files.VisitFilesDesk(self._context)

    @cached_property
    def merging(self) -> merging.MergingDesk:
        """Two records of one person made one, and taken apart again."""
        return merging.MergingDesk(self._context)

    @cached_property
    def verification(self) -> verification.VerificationDesk:
        """Whether insurance holds for the visits to come: what was found out, what is still to be."""
        return verification.VerificationDesk(self._context)

    @cached_property
    def cases(self) -> cases.CasesDesk:
        """Work that must not be forgotten: referrals, tasks, and whatever else goes on for days."""
        return cases.CasesDesk(self._context)

    @cached_property
    def till(self) -> till.TillDesk:
        """What patients owe and pay, and the drawers that cash goes through."""
        return till.TillDesk(self._context)

    @cached_property
    def documents(self) -> documents.DocumentsDesk:
        """Letters and forms, and the templates that they are made of."""
        return documents.DocumentsDesk(self._context)

    @cached_property
    def estimates(self) -> estimates.EstimatesDesk:
        """What visits cost who pays themselves, told in time."""
        return estimates.EstimatesDesk(self._context)

    @cached_property
    def closing(self) -> closing.ClosingDesk:
        """The close of a day."""
        return closing.ClosingDesk(self._context)

    @cached_property
    def holds(self) -> holds.HoldsDesk:
        """Time that is held for a while."""
        return holds.HoldsDesk(self._context)

    @cached_property
    def calls(self) -> calls.CallsDesk:
        """Whom to call, and what came of it."""
        return calls.CallsDesk(self._context)

    @cached_property
    def recall(self) -> recall.RecallDesk:
        """Who is due again."""
        return recall.RecallDesk(self._context)

    @cached_property
    def contact(self) -> contact.ContactDesk:
        """Contacts with patients, and what is to follow from them."""
        return contact.ContactDesk(self._context)

    @cached_property
    def waitlist(self) -> waitlist.WaitlistDesk:
        """Who waits for a time, and what is freed."""
        return waitlist.WaitlistDesk(self._context, move_guard)

    def now(self) -> datetime:
        """The desk's clock."""
        return self._context.clock.now()

    def clinic(self) -> Clinic:
        """The whole set-up."""
        with self._context.snapshot() as reading:
            return reading.clinic()

    def view(self, actor: str) -> DeskView:
        """What a screen asks with every key, as it is now."""
        with self.snapshot(actor) as view:
            return view

    @contextmanager
    def snapshot(self, actor: str) -> Iterator[DeskView]:
        """The view, and a block in which whatever is read is of the same moment, in one transaction."""
        with self._context.snapshot() as reading:
            clinic, now = reading.clinic(), self.now()
            rights, outlook = self._context.rights(clinic, actor), reading.jobs.outlook()
            cases = reading.own_cases(person_of(actor), now)
            yield DeskView(clinic, now, self._context.policy, rights, outlook, cases)

    def require(self, actor: str, privilege: Privilege) -> None:
        """Raise NotAllowed unless `actor` has the privilege: for what is done around the clinic's records."""
        with self._context.reading(actor, privilege):
            pass

    def set_up(self, actor: str, text: str, *, place: str, dry_run: bool = False) -> SetupReport:
        """Apply a set-up file's text. Raises BadSettings with every error and its place."""
        return set_up.set_up(self._context, actor, text, place=place, dry_run=dry_run)

    def read_ref(self, actor: str, typed: str) -> RecordRef:
        """The record that a reference means: an appointment's number, a patient's MRN, 'id:1042', 'appointment:12'.

        Raises NotFound, also for what fits two.
        """
        return references.read_ref(self._context, actor, typed)


def _journal_rules() -> JournalRules:
    return references.journal_rules()


def _follow_visits(tx: Writing, now: datetime) -> None:
    """Cases about visits that were written follow them, and clinicians are told what becomes of today."""
    visits = tx.messages.visits_written()
    for visit in visits:
        about = tx.cases.linked_to_appointment(visit)
        if about:
            following_cases.follow_visit(tx, visit, about, now)
    if visits and has_clinician(tx.clinic().users):
        telling.tell_written(tx, visits, now)

"""What can be read and written in one transaction: a repository for every kind of record, all under one entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from core.clinic.dated import Dated
from core.clinic.model import Clinic
from core.lazy import lazy_modules
from storage import clinic, meta
from storage.codec import to_millis
from storage.columns import RecordT
from storage.delays import DelayRepository
from storage.entry_writer import OpenEntry
from storage.holds import FileHolds, HoldRepository
from storage.jobs import JobRepository
from storage.journal import JournalRepository
from storage.patients import PatientRepository
from storage.place import Place
from storage.records import Records
from storage.remembered import Answers, Remembered
from storage.schedule import ScheduleRepository
from storage.sqlite.dialect import by_index
from storage.visits import VisitRepository
from storage.waitlist import WaitlistRepository

if TYPE_CHECKING:
    from storage import (
        all_tables,
        calls,
        cards,
        cases,
        closing,
        contacts,
        estimates,
        exchange,
        mailroom,
        messages,
        papers,
        recalls,
        setup_changes,
        supplies,
        telehealth,
        template_folder,
        till,
    )
else:
    (all_tables,) = lazy_modules("storage.all_tables")
    calls, cases = lazy_modules("storage.calls", "storage.cases")
    contacts, estimates = lazy_modules("storage.contacts", "storage.estimates")
    closing, mailroom = lazy_modules("storage.closing", "storage.mailroom")
    papers, supplies = lazy_modules("storage.papers", "storage.supplies")
    cards, exchange, setup_changes, telehealth, till = lazy_modules(
        "storage.cards", "storage.exchange", "storage.setup_changes", "storage.telehealth", "storage.till"
    )
    messages, template_folder = lazy_modules("storage.messages", "storage.template_folder")
    (recalls,) = lazy_modules("storage.recalls")


_OWN_CASES: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM work_case {by_index("work_case_by_owner")}
  WHERE owner = ? AND status = 'open' AND (snoozed IS NULL OR snoozed <= ?) LIMIT 100
) AS own
"""
"""Asked with every look at the clinic."""


class Transaction:
    """One open transaction: `core.desk_ports.Writing`, of which a snapshot is only given as `Reading`."""

    __slots__ = (
        "_clinic_of",
        "_db",
        "_entry",
        "_is_over",
        "_place",
        "_records",
        "delays",
        "holds",
        "jobs",
        "journal",
        "patients",
        "schedule",
        "visits",
        "waitlist",
    )

    def __init__(
        self,
        db: sqlite3.Connection,
        clinic_of: Callable[[sqlite3.Connection], Clinic],
        remembered: Remembered,
        place: Place,
        holds: FileHolds,
        *,
        answers: Answers | None = None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        """Work on `db`, in which a transaction is open; `clinic_of` reads the set-up or remembers it.

        Only a snapshot is given `answers`. `is_over` says whether a turn to write has lasted long enough.
        """
        self._db = db
        self._is_over = is_over
        self._place = place
        self._clinic_of = clinic_of
        self._entry = OpenEntry(db)
        self.patients = PatientRepository(db, self._entry)
        self.schedule = ScheduleRepository(db, self._entry, remembered, answers)
        self.delays = DelayRepository(db)
        self.visits = VisitRepository(db, self._entry, self.schedule)
        self.jobs = JobRepository(db, self._entry, place)
        self.holds = HoldRepository(db, holds)
        self.waitlist = WaitlistRepository(db, self._entry)
        self._records: Mapping[type, Records[Any]] | None = None
        self.journal = JournalRepository(
            db,
            self._entry,
            records=lambda: (*self._own, *self._others.values()),
            found={"appointment": self.schedule.by_id, "visit": self.schedule.by_id},
        )

    def records(self, kind: type[RecordT], /) -> Records[RecordT]:
        """The records of that class. Raises KeyError for a kind that a repository of its own keeps."""
        return cast("Records[RecordT]", self._others[kind])

    @property
    def _own(self) -> tuple[Records[Any], ...]:
        """Those that repositories of their own keep."""
        return (
            *(self.patients.records, self.schedule.records, self.visits.records, self.jobs.records),
            *(self.waitlist.entries, self.waitlist.contacts, self.waitlist.freed),
        )

    @property
    def _others(self) -> Mapping[type, Records[Any]]:
        """All others, made when the first of them is asked for."""
        if self._records is None:
            kept = {one.declared for one in self._own}
            self._records = {
                declared.table.record: Records(self._db, self._entry, declared)
                for declared in all_tables.JOURNALLED.values()
                if declared not in kept
            }
        return self._records

    @property
    def telehealth(self) -> telehealth.TelehealthRepository:
        """Visits by telehealth: no key of a desk asks for them."""
        return telehealth.TelehealthRepository(self._db, self.schedule)

    @property
    def exchange(self) -> exchange.ExchangeRepository:
        """What passes between the clinic and payers: no key of a desk asks for it either."""
        return exchange.ExchangeRepository(self._db, self._entry)

    @property
    def cards(self) -> cards.CardRepository:
        """Images of insurance cards, as rarely asked for."""
        return cards.CardRepository(self._db, self._entry, self._place.path)

    @property
    def papers(self) -> papers.PaperRepository:
        """Referrals and authorizations, asked for by bookings where a type of visit requires any."""
        return papers.PaperRepository(self._db)

    def own_cases(self, person: str, now: datetime) -> int:
        """The open cases that the person has and did not put off, a hundred at most: an index tells."""
        return int(self._db.execute(_OWN_CASES, (person, to_millis(now))).fetchone()[0])

    @property
    def cases(self) -> cases.CaseRepository:
        """Work that must not be forgotten: no key of the schedule asks for it."""
        return cases.CaseRepository(self._db)

    @property
    def till(self) -> till.TillRepository:
        """The till: no key of a desk asks for it but those that take money."""
        return till.TillRepository(self._db)

    @property
    def calls(self) -> calls.CallRepository:
        """Calls to patients."""
        return calls.CallRepository(self._db)

    @property
    def closing(self) -> closing.ClosingRepository:
        """Days that were closed: asked at the end of each act, where there are any."""
        return closing.ClosingRepository(self._db, self._entry)

    @property
    def recalls(self) -> recalls.RecallRepository:
        """Who is due again."""
        return recalls.RecallRepository(self._db)

    @property
    def contacts(self) -> contacts.ContactRepository:
        """What is to follow from contacts with patients."""
        return contacts.ContactRepository(self._db)

    @property
    def messages(self) -> messages.MessageRepository:
        """Messages to patients: nothing asks for them where none are sent."""
        return messages.MessageRepository(self._db, self._entry)

    @property
    def estimates(self) -> estimates.EstimateRepository:
        """What visits are expected to cost."""
        return estimates.EstimateRepository(self._db)

    @property
    def mailroom(self) -> mailroom.MailroomRepository:
        """Mail and fax, as rarely asked for."""
        return mailroom.MailroomRepository(self._db)

    @property
    def supplies(self) -> supplies.SupplyRepository:
        """The supplies, as rarely asked for."""
        return supplies.SupplyRepository(self._db)

    @property
    def is_complete(self) -> bool:
        """Whether it may be committed: no entry was begun, or it was ended."""
        return self._entry.is_complete

    @property
    def has_had_its_turn(self) -> bool:
        """Whether who writes much is to commit now, and to go on in another turn."""
        return self._is_over()

    def clinic(self) -> Clinic:
        """The whole set-up; what is not committed is not remembered."""
        return clinic.read_clinic(self._db) if self._entry.changes_setup else self._clinic_of(self._db)

    def is_demo(self) -> bool:
        """Whether the database was made for practice."""
        return meta.is_demo(self._db)

    def template_files(self, folder: str) -> Mapping[str, bytes]:
        """The clinic's own templates by the names of their files. Raises BadInput."""
        return template_folder.template_files(folder)

    def replace_clinic(self, new: Clinic) -> None:
        """Keep it as the set-up, and each change in the journal."""
        writer = self._entry.writer
        before = setup_changes.rows_now(writer.db)
        clinic.write_clinic(writer.db, new)
        changes = setup_changes.differences(before, setup_changes.rows_now(writer.db))
        writer.setup(setup_changes.keep(writer.db, writer.entry, changes))

    def change_dated(self, *, removed: Sequence[Dated], added: Sequence[Dated]) -> Sequence[int]:
        """Take away exceptions and blocks by their numbers and add others, whose numbers come back. Raises StaleRow."""
        writer = self._entry.writer
        numbers, kept = setup_changes.change_dated(writer.db, writer.entry, removed=removed, added=added)
        writer.setup(kept)
        return numbers

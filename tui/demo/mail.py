"""What came to the demo's clinic by mail and fax, what became of it, and which faxes went out: one in every state?"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.cases.listing import CaseFilter
from core.documents.model import Scan, ScanKind
from core.mailroom.faxing import FaxRequest
from core.mailroom.filing import Filing
from core.mailroom.model import MailWay
from core.mailroom.outgoing import FaxStatus
from core.structs import replace
from core.templates.plain_text import as_text
from tui.demo.caseload import somebody
from tui.demo.fax_server import NEVER_SAID, NOBODY_THERE
from tui.demo.one_page import one_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.desk import Desk
    from core.patients.model import Patient

EVENING: Final = (timedelta(hours=17), timedelta(hours=16, minutes=54), timedelta(hours=16, minutes=38))
"""How long before the demo opens faxes went out, and those that failed were tried again."""
_WIDTH: Final = 70
_HEART, _SUPPLIER = 1, 9
"""Entries of the directory."""
_NOBODYS: Final = (
    (MailWay.FAX, "Copiers at half the price", "This week only."),
    (MailWay.FAX, "Riverside Heart Group: consultation", "Re: a patient of yours. Normal ECG, seen again in a year."),
    (MailWay.MAIL, "School form", "Please have it signed and sent back by Friday."),
    (MailWay.FAX, "Valley Laboratories: report", "HbA1c 6.8 %. Final."),
)
"""What nobody filed yet; the first is put aside."""


class Faxes(Struct, frozen=True):
    """How the demo's faxes go out: a desk that may send them, and all turns of a worker; `account` takes mail in."""

    desk: Desk
    turns: Callable[[], object]
    account: str


class Mailroom:
    """The mail of the evening before, and of the morning on which the demo opens."""

    def __init__(self, seed: int, faxes: Faxes, actors: Sequence[str], patients: Callable[[], int]) -> None:
        """`patients` says how many there are by then."""
        self._rng = random.Random(f"mail {seed}")
        self._faxes, self._room, self._actors = faxes, faxes.desk.mailroom, actors
        self._patients = patients
        self._came = 0

    def send(self) -> None:
        """Faxes go out: one is confirmed, of one nobody says what became of it, two are for numbers that are wrong."""
        letter = self._filed(ScanKind.LETTER, "Referral letter")
        self._fax(FaxRequest(b"", entry=_HEART, scan=letter))
        self._fax(FaxRequest(b"", number=NEVER_SAID, title="Form for the employer", content=self._page("The form")))
        for title in ("Notes of last year", "Excuse for school"):
            self._fax(FaxRequest(b"", number=NOBODY_THERE, title=title, content=self._page(title)))
        self.try_again()

    def try_again(self) -> None:
        """What is due goes out, and what the fax server says is noted."""
        self._faxes.turns()

    def work(self) -> None:
        """What came is filed, shown, seen, filed elsewhere, put aside or left; an order waits to be faxed."""
        self._room.receive(self._faxes.account, "fax-0.pdf", self._page("The end is missing")[:-40], MailWay.FAX)
        numbers = [self._receive(way, title, said) for way, title, said in _NOBODYS]
        self._room.dismiss(self._who, numbers[0], "advertisement")
        self._filed(ScanKind.RECORDS, "Notes of the last practice")
        provider = self._rng.choice(tuple(self._faxes.desk.clinic().providers))
        self._filed(ScanKind.RESULT, "Chest X-ray", route=provider)
        self._filed(ScanKind.RESULT, "Lipid panel", route=provider)
        self._room.acknowledge(self._who, self._came)
        self._filed(ScanKind.LETTER, "Discharge summary")
        self._refile()
        self._for_a_case()
        failed = [one.fax.id for one in self._room.faxes(self._who) if one.fax.status is FaxStatus.FAILED]
        self._room.drop_fax(self._who, failed[-1])
        self._fax(FaxRequest(b"", entry=_SUPPLIER, title="Order form", content=self._page("Gloves, 18 boxes")))

    @property
    def _who(self) -> str:
        return self._rng.choice(self._actors)

    def _somebody(self) -> Patient:
        desk, actor = self._faxes.desk, self._actors[0]
        return desk.patients.by_id(actor, somebody(self._rng, desk, actor, self._patients()))

    def _receive(self, way: MailWay, *lines: str) -> int:
        """The number of what came in."""
        name = f"{way.value}-{self._rng.randrange(10_000, 99_999)}.pdf"
        document, _ = self._room.receive(self._faxes.account, name, self._page(*lines), way)
        self._came = document.id
        return document.id

    def _filed(self, kind: ScanKind, title: str, *, route: str = "") -> int:
        """The number of a patient's document that came by fax or mail."""
        patient = self._somebody()
        number = self._receive(self._rng.choice(tuple(MailWay)), title, f"{patient.name}, {patient.birth_date}")
        self._room.index(self._who, number, Filing(patient.id, kind, title, route=route))
        return self._scan_of(patient, title)

    def _scan_of(self, patient: Patient, title: str) -> int:
        found: Sequence[Scan] = self._faxes.desk.documents.scans(self._actors[0], patient.ref)
        return next(one.id for one in found if one.title == title)

    def _refile(self) -> None:
        """What came last is somebody else's, where there is anybody."""
        first, other = self._room.by_id(self._who, self._came).patient, self._somebody()
        if first and first.id != other.id:
            self._room.refile(self._who, self._came, other.id)

    def _for_a_case(self) -> None:
        """A report that a referral waited for."""
        desk = self._faxes.desk
        waiting = desk.cases.listed(self._actors[0], CaseFilter(kind="referral-out", state="seen"))
        one = next((each for each in waiting if each.patient and not each.patient.restricted), None)
        if one and one.patient:
            number = self._receive(MailWay.FAX, "Consultation", one.patient.name, one.case.subject)
            self._room.index(
                self._who, number, Filing(one.patient.id, ScanKind.LETTER, "Consultation", case=one.case.id)
            )

    def _fax(self, request: FaxRequest) -> None:
        told = self._room.fax_cover(
            self._actors[0], entry=request.entry, number=request.number, title=request.title, note=""
        )
        cover = one_page(as_text(told, _WIDTH).splitlines())
        self._room.send_fax(self._who, replace(request, cover=cover))

    @staticmethod
    def _page(*lines: str) -> bytes:
        return one_page(lines)

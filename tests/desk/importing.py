"""How do the tests import: which lines, by whom, and what are they told of it?"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.importing.columns import ColumnMap
from core.importing.request import ImportFile
from core.settings.model import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from core.access.log import AccessLog
    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.importing.incoming import Rejection
    from core.importing.request import ImportReport
    from tests.clinics import FakeClock

HEADINGS = "external_id,family,given,birth_date,phone"
SMITH = "E1,Smith,John,1984-03-14,555 0117"
JONES = "E2,Jones,Ann,1990-05-06,555 0118"


@dataclass(slots=True)
class Told:
    """What an import tells, kept."""

    rejected: list[Rejection] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def begin(self, headings: Sequence[str], delimiter: str) -> None:
        """Of no interest here."""

    def reject(self, rejection: Rejection) -> None:
        """Keep it."""
        self.rejected.append(rejection)

    def advance(self, line: int) -> None:
        """Keep it."""
        self.lines.append(line)


def take_in(
    desk: Desk, *lines: str, actor: str = "sue", told: Told | None = None, dry_run: bool = False
) -> ImportReport:
    """Import lines, the headings first."""
    file = ImportFile("them.csv", [f"{line}\n" for line in lines], ColumnMap())
    return desk.patients.import_file(actor, file, sink=told or Told(), dry_run=dry_run)


def crowd(count: int, *, first: int = 0, phone: str = "555 0100") -> list[str]:
    """Headings and that many lines about different patients."""
    numbers = range(first, first + count)
    return [HEADINGS, *(f"X{number},Crowd,Number {number},1980-01-01,{phone}" for number in numbers)]


@dataclass(slots=True)
class Failing:
    """A store in whose batches one write, counted from 1, fails before it commits; `for_ever` all later ones too."""

    store: Store[Reading, Writing]
    fails: int
    error: BaseException
    for_ever: bool = False
    writes: int = 0

    @property
    def access_log(self) -> AccessLog:
        """As ever."""
        return self.store.access_log

    def read(self) -> AbstractContextManager[Reading]:
        """As ever."""
        return self.store.read()

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """As ever, but for those that fail."""
        self.writes += 1
        with self.store.write() as tx:
            yield tx
            if self.writes == self.fails or (self.for_ever and self.writes > self.fails):
                raise self.error

    @contextmanager
    def batch(self) -> Iterator[Store[Reading, Writing]]:
        """One that fails."""
        with self.store.batch() as store:
            yield Failing(store, self.fails, self.error, self.for_ever)


def over(store: Store[Reading, Writing], clock: FakeClock) -> Desk:
    """A desk over a store of the test's own."""
    return Desk(store, clock, Policy(), RoleAuthorization())

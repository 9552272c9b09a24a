"""What do the use cases run against? A clinic with users over a real database file, and a clock that is set."""

from collections.abc import Iterator
from math import inf
from pathlib import Path
from shutil import copy

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.patients.model import Patient
from core.settings.model import Policy
from storage.store import SqliteStore
from tests.clinics import SETUP, USERS, FakeClock, make_desk, register

MORE_USERS = """\
[[user]]
name = "ben"

[[user]]
name = "cy"
"""


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic of `tests.clinics`, set up once: reading a set-up file costs more than most tests."""
    folder = tmp_path_factory.mktemp("founded")
    with SqliteStore.create(folder / "clinic.db") as store:
        make_desk(folder, store=store, setup=SETUP + USERS + MORE_USERS)
    return folder / "clinic.db"


@pytest.fixture
def clock() -> FakeClock:
    """Monday 23 November 2026, 10:20 at main."""
    return FakeClock()


@pytest.fixture
def store(founded: Path, tmp_path: Path) -> Iterator[Store[Reading, Writing]]:
    """A database of its own for each test."""
    copy(founded, tmp_path / "clinic.db")
    with SqliteStore(tmp_path / "clinic.db", turn_seconds=inf) as opened:  # nothing depends on how fast the machine is
        yield opened


@pytest.fixture
def desk(store: Store[Reading, Writing], clock: FakeClock) -> Desk:
    """Where ana, ben and cy coordinate, sue supervises, and vic looks on."""
    return Desk(store, clock, Policy(), RoleAuthorization())


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """John Smith, registered by cy."""
    return register(desk, actor="cy")


@pytest.fixture
def jones(desk: Desk) -> Patient:
    """Ann Jones, registered by cy."""
    return register(desk, "Jones", "Ann", actor="cy")

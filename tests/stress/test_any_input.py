"""Does the desk outlive whatever comes from a terminal, and is nothing written that no key asked for?"""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Final

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.settings.model import Policy
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import USERS, book
from tests.depth import SOAKING, depth
from tests.jobs import ACCOUNT
from tests.pty.clinic import NOW, a_morning
from tests.stress.any_input import Seat, anything, newest_entry, nothing_typed, work_beside
from tests.terminal import KEYS

if TYPE_CHECKING:
    from pathlib import Path

SEED: Final = 20261123
SCREENS: Final = {
    "day": [KEYS["f2"]],
    "queue": [KEYS["f3"]],
    "patients": [KEYS["f4"]],
    "work": [KEYS["f5"]],
    "till": [KEYS["f6"]],
    "inbox": [KEYS["f5"], b"'", *(bytes([letter]) for letter in b"inbox"), KEYS["enter"]],
    "free time": [KEYS["f2"], b"F"],
    "week": [KEYS["f2"], b"V"],
    "month": [KEYS["f2"], b"G"],
}
"""What is pressed to come there."""
WHAT_CAME: Final = b'[{"id": "1", "from": "5550100", "text": "can I come later?"}, {"id": "2", "text": "who are you"}]'
LEAVE: Final = '[[exception]]\nprovider = "lee"\ndate = 2026-11-25\nkind = "leave"\n'
OWN_KEYS: Final = """
[keys]
check_in = ["F8", "X"]
arrive = "c"
cancel = "J"
documents = "f9"
info = "f7"
help = "ctrl+r"
find = ";"
new_patient = "ctrl+w"
prev_day = "q"
next_day = "+"
"""
NEW_PATIENT: Final = b"/zz\x0e"
"""The form of a new patient, reached from a search."""
SEATS: Final = {
    "80x24": (Seat(),),
    "160x50": (Seat(size=(160, 50)),),
    "names hidden": (Seat(pressed=b"P"),),
    "viewer": (Seat(actor="vic"),),
    "own keys": (Seat(settings=OWN_KEYS),),
    "a form open": (Seat(pressed=NEW_PATIENT), Seat(actor="sue", pressed=b"e", size=(160, 50))),
    "two desks": (Seat(), Seat(actor="sue", size=(160, 50))),
}
"""Who sits where, at one time."""
CASES: Final = [
    (screen, seats)
    for at, screen in enumerate(SCREENS)
    for nth, seats in enumerate(SEATS)
    if SOAKING or at < 4 or (at + nth) % len(SEATS) < 2
]
"""All of them in a soak; of the later screens some otherwise."""
STEPS: Final = depth(40, whole=15_000)
"""At each seat; at all of them together more than 100,000 on each screen."""


def a_clinic(folder: Path) -> Path:
    """A morning on which every screen has something to show, with a supervisor, a coordinator and a viewer."""
    counter = a_morning(folder)
    lopez = counter.patient("Lopez", "Eva")
    counter.clock.set("2026-11-20T15:00")
    left = book(counter.desk, lopez, "2026-11-20T15:00", actor="mei").appointment
    counter.desk.visits.do("mei", Verb.CHECK_IN, left.id)
    counter.desk.visits.do("mei", Verb.ROOM, left.id)
    counter.clock.set(NOW)
    book(counter.desk, lopez, "2026-11-25T10:00", actor="mei")
    with SqliteStore(counter.path) as store:
        account = Desk(store, counter.clock, Policy(), RoleAuthorization(ACCOUNT))
        account.messages.take_file(ACCOUNT, "in.json", WHAT_CAME)
    counter.desk.set_up("setup", LEAVE + USERS, place="clinic.toml")
    return counter.path


@pytest.mark.parametrize(("screen", "seats"), CASES)
def test_whatever_is_typed_the_desk_lives_and_the_clinic_is_sound(tmp_path: Path, screen: str, seats: str) -> None:
    """Keys, bytes, cut keys, pastes, mice and sizes at random: no internal error, and the doctor finds nothing."""
    path, rng = a_clinic(tmp_path), random.Random(f"{SEED} {screen} {seats}")
    before = newest_entry(path)
    asyncio.run(work_beside(path, SEATS[seats], SCREENS[screen], lambda: anything(rng), STEPS))
    assert () == examine(path)
    if seats == "viewer":
        assert before == newest_entry(path)
    elif SOAKING and screen in {"day", "queue"}:  # a few hundred steps may happen on no verb, and a form must be filled
        assert before < newest_entry(path)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_nobody_typed_writes_nothing(tmp_path: Path, screen: str) -> None:
    """Cut keys, answers of the terminal, its mouse and bytes that are no UTF-8 leave the journal as it was."""
    path, rng = a_clinic(tmp_path), random.Random(f"{SEED} {screen}")
    before = newest_entry(path)
    steps = STEPS * len(SEATS)
    asyncio.run(work_beside(path, (Seat(),), SCREENS[screen], lambda: nothing_typed(rng), steps))
    assert before == newest_entry(path)

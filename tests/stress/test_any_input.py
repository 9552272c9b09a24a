"""Does the desk outlive whatever comes from a terminal, and is nothing written that no key asked for?"""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Final

import pytest

from storage.sqlite.doctor import examine
from tests.depth import SOAKING, depth
from tests.pty.clinic import a_morning
from tests.stress.any_input import anything, newest_entry, nothing_typed, work
from tests.terminal import KEYS

if TYPE_CHECKING:
    from pathlib import Path

STEPS: Final = depth(300, whole=100_000)
SEED: Final = 20261123
SCREENS: Final = {"day": KEYS["f2"], "queue": KEYS["f3"], "patients": KEYS["f4"]}


@pytest.mark.parametrize("screen", SCREENS)
def test_whatever_is_typed_the_desk_lives_and_the_clinic_is_sound(tmp_path: Path, screen: str) -> None:
    """Keys, bytes, cut keys, pastes and sizes at random: no internal error, and the doctor finds nothing."""
    path, rng = a_morning(tmp_path).path, random.Random(f"{SEED} {screen}")
    before = newest_entry(path)
    asyncio.run(work(path, SCREENS[screen], lambda: anything(rng), STEPS))
    assert () == examine(path)
    if SOAKING:  # a few hundred steps may happen on no verb
        assert newest_entry(path) > before or screen == "patients"  # where a form must be filled first


@pytest.mark.parametrize("screen", SCREENS)
def test_what_nobody_typed_writes_nothing(tmp_path: Path, screen: str) -> None:
    """Cut keys, answers of the terminal and bytes that are no UTF-8 leave the journal as it was."""
    path, rng = a_morning(tmp_path).path, random.Random(f"{SEED} {screen}")
    before = newest_entry(path)
    asyncio.run(work(path, SCREENS[screen], lambda: nothing_typed(rng), STEPS))
    assert before == newest_entry(path)

"""How little does a cursor key send, on every screen there is?"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from tests.open_desk import play
from tests.snapshot_clinic import NOW, command, make_snapshot_clinic

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.open_desk import OpenDesk

BUDGET: Final = 200
WITH_A_NAME: Final = 250
"""In the queue, where the card beside it says whose it is."""
SCREENS: Final = {
    "day": ("f2", "down down down up up right left right down up"),
    "week": ("V", "down down right down up left right down up left"),
    "free": ("F", "down right down right up left down right"),
    "month": ("G", "right left right left right down up right left"),
    "queue": ("f3 home", "down down down down down down down down down down"),
    "patients": ("f4 s m i enter", "down down up down up up"),
    "work": ("f5", "down down up down up down up"),
    "till": ("f6", "down up down up down"),
}
"""How each screen is come to, and keys that move its cursor."""


def test_a_cursor_key_costs_few_bytes_on_every_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where each colour takes most bytes to say, half of the keys send no more, and the most of them move something."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    make_snapshot_clinic(tmp_path / "clinic.db")
    for minute, patient in enumerate(("S1", "J1", "F1", "K1", "H1"), start=10):
        booking = ("--patient", patient, "--type", "fu20", "--provider", "ito", "--site", "main")
        command(tmp_path / "clinic.db", "2026-11-17T09:00", "book", *booking, "--start", f"2026-11-18T{minute}:00")
    sent: dict[str, list[int]] = {}

    async def walk(desk: OpenDesk) -> None:
        await desk.press("ctrl+l", "f6", "o", *"100", "enter", "f2")
        for amount in ("15", "20"):
            await desk.press("$", *amount, "c", "enter", "down")
        for screen, (there, keys) in SCREENS.items():
            await desk.press(*there.split())
            await desk.count()
            sent[screen] = [await desk.count(key) for key in keys.split()]

    play(tmp_path / "clinic.db", walk, now=NOW, size=(160, 50), settings='[display]\ntheme = "truecolor-dark"\n')

    budgets = dict.fromkeys(SCREENS, BUDGET) | {"queue": WITH_A_NAME}
    assert not {screen: counted for screen, counted in sent.items() if median(counted) > budgets[screen]}
    assert not {screen: counted for screen, counted in sent.items() if sum(map(bool, counted)) < len(counted) // 2}

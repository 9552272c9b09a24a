"""What names made to steer a terminal do on a real one: nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import BadInput
from core.text.cleaning import clean_text
from tests.clinics import book, register
from tests.pty.clinic import a_counter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal

PAYLOADS: Final = (
    "Smith [/]",
    "[bold red]Smith[/bold red]",
    "[@click=app.quit]Smith[/]",
    "[link=http://example.org]x[/link]",
    "Sm\x1b[2Jith",
    "Sm\x1b]52;c;aGFja2Vk\x07ith",
    "Sm\x1b]0;title\x1b\\ith",
    "Sm\x9b31mith",
    "Sm\x90q\x9cith",
    "\u202eThims\u202c",
    "Sm\u2066i\u2069th",
    "Sm\u200b\u200d\ufeffith",
    "S" + "\u0301" * 500 + "mith",
    "スミス太郎左衛門尉",
    "👩‍👩‍👧‍👦 Smith",
    "Smith\r\nX: y",
    "Smith\tTab",
    "$(reboot)`id`",
    "'; DROP TABLE patient; --",
)
"""Markup, escapes, C1, OSC 52, bidi, zero-width, stacked marks, wide characters, line ends, shells, SQL."""
_RAW_PAYLOAD: Final = re.compile(r"\x1b\]52|\x1b\]0;title|[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x80-\x9f]")
_WALL: Final = "│"
_TIME: Final = re.compile(r" *\d+:\d\d[ >+]")
_ROWS_OF_DAY: Final = 12


def _names(corpora: Path) -> list[str]:
    naughty: list[str] = json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    return [*PAYLOADS, *naughty]


def _fill(counter: Counter, names: list[str]) -> int:
    """Register everybody; book the first with Lee and Ito over the morning. How many names remained names."""
    taken = 0
    for name in names:
        try:
            patient = register(counter.desk, name, "")
        except BadInput:
            assert not any(character.isalpha() for character in clean_text(name))
            continue
        slot = 9 * 60 + taken // 2 * 20
        if slot < 11 * 60 + 40:
            counter.clock.set("2026-11-23T08:00")
            start = f"2026-11-23T{slot // 60:02}:{slot % 60:02}"
            book(counter.desk, patient, start, provider="lee" if taken % 2 else "ito", room="R1" if taken % 2 else "R2")
        taken += 1
    return taken


def _check(terminal: Terminal) -> None:
    assert terminal.alive()
    assert not _RAW_PAYLOAD.search(terminal.raw.decode("utf-8", "replace"))
    of_the_day = [at for at, row in enumerate(terminal.rows()) if _TIME.match(row) and _WALL in row]
    walls = {terminal.columns_of(_WALL, row=row)[:1] for row in of_the_day}
    assert len(walls) == 1, terminal.text()


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])
def test_hostile_names_neither_crash_nor_steer_the_terminal(
    tmp_path: Path, corpora: Path, rows: int, columns: int
) -> None:
    """Every payload as a name, shown in the day, the detail line, the panels and the box: inert, columns aligned."""
    counter = a_counter(tmp_path)
    names = _names(corpora)
    assert _fill(counter, names) > len(names) // 2
    with counter.open(rows=rows, columns=columns) as terminal:
        terminal.press("home")
        for _ in range(_ROWS_OF_DAY):
            terminal.press("down", quiet=0.05)
            _check(terminal)
        terminal.press("i")
        _check(terminal)
        terminal.press("enter", "right", "up", "i", "enter", "x", "ctrl+x", "m", "ctrl+x")
        _check(terminal)
        terminal.press("/")
        for word in ("smith", "<script", "null", "스", "ﾟ", "１", "drop"):
            terminal.press("ctrl+u")
            terminal.type(word)
            _check(terminal)


def test_hostile_text_typed_and_pasted_is_inert(tmp_path: Path, corpora: Path) -> None:
    """The line editor takes every payload as a bracketed paste, shows it cleaned, and survives Enter."""
    counter = a_counter(tmp_path)
    with counter.open() as terminal:
        terminal.press("/")
        for name in _names(corpora)[:60]:
            terminal.press("ctrl+u", quiet=0.02)
            terminal.send(b"\x1b[200~" + name.replace("\x1b", "").encode("utf-8", "replace") + b"\x1b[201~")
            assert terminal.alive(), name
        terminal.press("enter")
        _check(terminal)


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])
def test_hostile_records_are_inert_on_the_patients_screen(
    tmp_path: Path, corpora: Path, rows: int, columns: int
) -> None:
    """Every payload as a name: in the list, on the sheet with its journal, in the form, beside a likely duplicate."""
    counter = a_counter(tmp_path)
    assert _fill(counter, _names(corpora)[:: 1 if rows == 24 else 9]) > 20
    with counter.open(rows=rows, columns=columns) as terminal:
        terminal.press("f4")
        for word in ("smith", "<script", "null", "スミ", "drop", "3/14/1984"):
            terminal.press("f4", "ctrl+u", quiet=0.02)
            terminal.type(word)
            for _ in range(2):
                terminal.press("enter", "e", "pagedown", "ctrl+x", "left", "tab", "down", "f4", "down", quiet=0.03)
                assert terminal.alive()
                assert not _RAW_PAYLOAD.search(terminal.raw.decode("utf-8", "replace"))
        terminal.press("f4", "ctrl+u", quiet=0.02)
        terminal.type("Smith [/] x 3/14/1984")
        terminal.press("tab", "N", "ctrl+o")
        assert terminal.alive()
        assert not _RAW_PAYLOAD.search(terminal.raw.decode("utf-8", "replace"))

"""Does each verb that acts on a patient tell what must be known of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clinics import USERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

FALLS = "! Smith, John: falls easily"
ACTS: tuple[tuple[str, ...], ...] = (
    ("book", "--patient", "id:1", "--type", "fu20", "--provider", "lee", "--start", "2026-11-23T10:20"),
    ("move", "1", "--start", "2026-11-23T10:40"),
    ("arrive", "1"),
    ("check-in", "1", "--waive", "identity=known", "--waive", "demographics=known", "--waive", "insurance=known"),
    ("room", "1"),
    ("step-back", "1"),
    ("undo",),
    ("coverage", "add", "id:1", "--payer", "self-pay"),
    ("wait", "--patient", "id:1", "--type", "new40"),
    ("log", "id:1", "--add", "asks"),
    ("call", "back", "id:1", "--why", "asks"),
    ("case", "new", "task", "--subject", "call", "--patient", "id:1"),
    ("case", "note", "1", "called"),
    ("patient", "edit", "id:1", "--phone", "617 555 0118"),
)


@pytest.fixture
def alerted(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Somebody with an alert that holds, and one that held."""
    (tmp_path / "users.toml").write_text(USERS)
    assert 0 == clinicdesk("setup", tmp_path / "users.toml").code
    added = ("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    assert 0 == clinicdesk(*added, "--alert", "falls easily", "--alert", "wears a cast | 2026-11-01").code
    return clinicdesk


def test_each_act_tells(alerted: CommandLine) -> None:
    """Once, behind what was done, to people and scripts; not what ended, and nothing of whom nobody acted on."""
    for act in ACTS:
        ran = alerted(*act)
        assert (0, [FALLS]) == (ran.code, [line for line in ran.out.splitlines() if "!" in line]), (
            act,
            ran.out + ran.err,
        )
    assert "falls" not in alerted.json("arrive", "1").out, "it was refused"
    assert alerted.json("call", "back", "id:1", "--why", "more").answer["message"].endswith(f"\n{FALLS}")
    for look in (("queue",), ("find", "smith"), ("wait", "list"), ("case", "list")):
        assert "falls" not in alerted(*look).out


def test_a_restricted_record_tells_it_to_who_said_why(alerted: CommandLine) -> None:
    """An alert is of the record."""
    assert 0 == alerted("patient", "edit", "id:1", "--restricted").code
    book = ("book", "--patient", "id:1", "--type", "fu20", "--provider", "lee", "--start")
    assert FALLS not in alerted(*book, "2026-11-24T10:20").out
    assert 0 == alerted("patient", "open", "id:1", "--reason", "books a visit").code
    assert FALLS in alerted(*book, "2026-11-25T10:20").out

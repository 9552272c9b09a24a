"""Does the command line tell the keys in force, and refuse a table of keys that cannot be?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_architecture import in_fresh_interpreter
from tui.keys.registry import ACTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

OWN = '[keys]\ncheck_in = "F8"\nhelp = ["ctrl+r", "?"]\n'
WRONG = '[keys]\ncheck_in = "a"\nquit = "q"\nchek_out = "F8"\n'


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A settings file to be written."""
    return tmp_path / "own.toml"


def test_the_usual_keys(clinicdesk: CommandLine) -> None:
    """Without settings the table is told as it stands, in its groups, needing no clinic."""
    ran = clinicdesk.json("keys", "--db", "none.db")

    assert 0 == ran.code
    assert [one.id for one in ACTIONS] == [row["id"] for row in ran.result]
    assert {"id", "group", "scope", "keys", "own", "help"} == set(ran.result[0])
    assert not any(row["own"] for row in ran.result)


def test_the_keys_in_force(clinicdesk: CommandLine, settings: Path) -> None:
    """Keys of one's own stand in place of the usual ones, also where another help text names them."""
    settings.write_text(OWN)
    rows = {row["id"]: row for row in clinicdesk.json("keys", "--config", settings).result}

    assert (["F8"], True) == (rows["check_in"]["keys"], rows["check_in"]["own"])
    assert ["Ctrl+R", "?"] == rows["help"]["keys"]
    assert (["a"], False) == (rows["arrive"]["keys"], rows["arrive"]["own"])
    assert "`F8`" in rows["mark"]["help"]


def test_the_keys_for_people(clinicdesk: CommandLine, settings: Path) -> None:
    """People read one line an action below its group, with a mark at what the settings changed."""
    settings.write_text(OWN)
    lines = clinicdesk("keys", "--config", settings).out.splitlines()

    assert {one.group for one in ACTIONS} <= set(lines)
    assert ["check_in*", "F8", "Check"] == next(line for line in lines if "check_in*" in line).split()[:3]
    assert str(settings) in lines[-1]


def test_the_keys_need_no_textual() -> None:
    """They are told without loading Textual."""
    program = "import sys; from tui.__main__ import main; main(['keys']); print('textual' in sys.modules)"

    assert "False" == in_fresh_interpreter(program)[-1]


def test_config_check_names_every_mistake_in_the_keys(clinicdesk: CommandLine, settings: Path) -> None:
    """`config check` lists wrong keys with all other problems, and ends with 2."""
    settings.write_text(f"{WRONG}[rules]\nC4 = 'warn'\n")
    ran = clinicdesk.json("config", "check", "--config", settings)

    problems = ran.answer["result"]["problems"]
    assert (2, 4) == (ran.code, len(problems))
    for said, problem in zip(("arrive and check_in", "q alone", '"chek_out"', "rules.C4"), problems, strict=True):
        assert said in problem


@pytest.mark.parametrize("verb", ["keys", "day", ""])
def test_wrong_keys_refuse_every_start(clinicdesk: CommandLine, settings: Path, verb: str) -> None:
    """With keys that cannot be, no verb and no desk starts; each mistake is told with its line, and the exit is 2."""
    settings.write_text(WRONG)
    ran = clinicdesk(*verb.split(), "--config", settings)

    assert 2 == ran.code
    if verb:
        assert "own.toml line 2: keys.check_in: a is the key of both arrive and check_in." in ran.err

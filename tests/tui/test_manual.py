"""Do the manual page and what shells complete tell of the whole command line, and can their readers read them?"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tui.cli.manual import manual
from tui.cli.subcommands import VERBS
from tui.cli.whole_parser import declared, whole_parser
from tui.generated_docs import GENERATED_DOCS

BASH = "docs/completion/clinicdesk.bash"


def test_the_manual_tells_every_verb_and_option() -> None:
    """Each under its verb, and those of everywhere once."""
    text = manual().replace("\\-", "-")
    assert [] == [name for name in VERBS if f".SS {name}" not in text]
    for parser in declared():
        after = re.split(rf"\.SS {parser.verb}(?=[ \n])", text, maxsplit=1)[-1]
        section = after.partition("\n.S")[0]
        own = [one for one in parser.arguments[7:] if one.help != argparse.SUPPRESS]
        assert [] == [one.dest for one in own if (*one.option_strings, str(one.metavar))[0] not in section]
    assert 1 == text.count("\\fB--config\\fR")


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_is_sound() -> None:
    """The formatter has no complaint."""
    ran = subprocess.run(
        ["groff", "-man", "-Tascii", "-ww"], input=manual(), capture_output=True, text=True, check=True
    )
    assert ("", True) == (ran.stderr, VERBS["walk-in"].summary in ran.stdout)


def test_every_verb_is_completed() -> None:
    """Those of two words below their first, each with its options."""
    found: set[str] = set()

    def walk(parser: argparse.ArgumentParser, name: str) -> None:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for word, below in action.choices.items():
                    walk(below, f"{name} {word}".strip())
        found.add(name)

    walk(whole_parser(), "")
    firsts = {name.partition(" ")[0] for name in VERBS if " " in name} - set(VERBS)
    assert set(VERBS) == found - {"", *firsts}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["clinicdesk", "wal"], {"walk-in"}),
        (["clinicdesk", "host", ""], {"install", "check", "warm"}),
        (["clinicdesk", "list", "to"], {"to-move"}),
        (["clinicdesk", "walk-in", "--prov"], {"--provider"}),
        (["clinicdesk", "keys", "--"], {"--card", "--test"}),
    ],
)
def test_bash_completes(tmp_path: Path, typed: list[str], expected: set[str]) -> None:
    """What is begun, as the shell itself does it."""
    script = tmp_path / "clinicdesk.bash"
    script.write_text(GENERATED_DOCS[BASH]())
    words = " ".join(f"'{word}'" for word in typed)
    asked = (
        f"source {script}; COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; COMP_LINE='{' '.join(typed)}';"
        ' COMP_POINT=${#COMP_LINE}; _shtab_clinicdesk; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert expected <= {word.strip() for word in ran.stdout.splitlines()}

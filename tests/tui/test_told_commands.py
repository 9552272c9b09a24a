"""Is every command that documents, help and sentences tell of one that there is, with what they say it takes?"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from core.errors import BadInput
from tui.cli.line import read_line

ROOT: Final = Path(__file__).parents[2]
DOCUMENTS: Final = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/keys.md")
FILES: Final = ("clinicdesk.toml", "examples/clinic.toml", "examples/synthea-patients.toml")
_NEEDS_MORE: Final = " needs "
"""A verb that is named without all that it takes, such as `clinicdesk setup`, is told of and not called."""


def told_by_documents() -> Iterator[str]:
    """What stands in backticks, in blocks of code and in comments of the examples, behind the program's name."""
    for name in DOCUMENTS:
        text = (ROOT / name).read_text()
        blocks = "\n".join(re.findall(r"^```\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE))
        yield from re.findall(r"`(?:sudo )?clinicdesk (.+?)`", text)
        for line in re.findall(
            r"\bclinicdesk +([a-z-][^#\n]*)", re.sub(r"^.*/path/to/.*$", "", blocks, flags=re.MULTILINE)
        ):
            yield line.partition('" <')[0].rstrip()
    for name in FILES:
        yield from re.findall(r"[:#] +clinicdesk (.+)", (ROOT / name).read_text())


def told_by_sentences() -> Iterator[str]:
    """What people are told to run: behind a colon, to the end of the sentence or clause."""
    for path in sorted(ROOT.glob("*/**/*sentences.py")):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for value in vars(module).values():
            for text in value.values() if isinstance(value, Mapping) else (value,):
                if isinstance(text, str):
                    yield from re.findall(r": clinicdesk ([^.,;:()>]+(?:\.toml)?)", text)


def words(told: str) -> list[str]:
    """As they are typed: a verb for the field of one, a number for any other."""
    verbs = told.replace("{verb}", "day")
    return shlex.split(re.sub(r"\{\w+\}", "1", verbs).replace("JSON object", ""))


TOLD: Final = sorted({*told_by_documents(), *told_by_sentences()})


def test_commands_are_found() -> None:
    """In documents and in sentences."""
    assert {"host check", "host install --warm", "doctor --full", "access --user ana --since mon"} <= set(TOLD)
    assert "--db {target} doctor --full" in TOLD


@pytest.mark.parametrize("told", TOLD)
def test_it_is_understood(told: str) -> None:
    """The verb is one of ours, and takes the options; without one the desk is meant."""
    assert _understood(told)


def _understood(told: str) -> bool:
    try:
        line = read_line(words(told))
    except BadInput as refusal:
        return _NEEDS_MORE in refusal.sentence
    return bool(line.help or line.verb) or told.startswith("--db ")

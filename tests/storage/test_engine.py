"""Does what is only SQLite's stand in storage/sqlite alone?"""

import re
from pathlib import Path

import pytest

import storage
from storage import sqlite

WORDS = re.findall(r"`([^`]+)`", "".join(re.findall(r"^- (.*):", sqlite.__doc__ or "", re.MULTILINE)))
MODULES = sorted(Path(storage.__file__).parent.glob("*.py"))


def test_the_list_is_read() -> None:
    """Words that are in use, or the next test would look for nothing."""
    used = "".join(
        path.read_text() for path in Path(sqlite.__file__).parent.rglob("*.*") if path.suffix in {".py", ".sql"}
    )
    assert len(WORDS) > 15
    assert [] == [word for word in WORDS if used.count(word) < 2]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_repository_speaks_plain_sql(module: Path) -> None:
    """None of the words that `storage.sqlite` names as SQLite's stands in a module beside it."""
    text = module.read_text(encoding="utf-8")
    assert [] == [word for word in WORDS if word in text]

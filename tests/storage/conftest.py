"""Which database does a storage test find ready?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.store import SqliteStore
from tests.storage.records import make_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store over a new database, set up, without patients."""
    with closing(make_store(tmp_path)) as made:
        yield made

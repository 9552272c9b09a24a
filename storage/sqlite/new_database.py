"""What is in a database that was made just now, before anything is set up?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

from storage import meta
from storage.sqlite import migrations


def fill(db: sqlite3.Connection) -> None:
    """Have in the empty `db` what a new one has, at once or not at all, with a secret of its own."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.deserialize(as_bytes())
        meta.draw_secret(made)
        made.backup(db)


@cache
def as_bytes() -> bytes:
    """A database that has taken every step and holds nothing yet. To make one takes a quarter of a second."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        migrations.take_steps(made, migrations.all_steps())
        return made.serialize()

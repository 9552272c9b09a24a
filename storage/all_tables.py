"""Which tables are journalled: what each keeps, whose its records are, and what undo makes of them?

Each is declared once, in the file of its subject, `tables.py` or one whose name ends so, and is found there. Writing,
images, inversion, history, the guards of the database and its doctor read this. No screen does before its first key: it
is named with `core.lazy` where one is painted.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import storage
from storage.journalled import JournalledTable

_ENDING: Final = "tables"


def _declared() -> Iterator[JournalledTable[Any]]:
    for module in pkgutil.iter_modules(storage.__path__):
        if module.name.endswith(_ENDING) and f"{storage.__name__}.{module.name}" != __name__:
            values = vars(import_module(f"{storage.__name__}.{module.name}")).values()
            yield from (value for value in values if isinstance(value, JournalledTable))


def _owners(declared: JournalledTable[Any]) -> int:
    """How many there are above it: the owner, whose that is, and so on."""
    return 0 if declared.owner is None else 1 + _owners(declared.owner.table)


JOURNALLED: Final[Mapping[str, JournalledTable[Any]]] = {
    declared.name: declared for declared in sorted(_declared(), key=_owners)
}
"""Every journalled table by its name, an owner before what belongs to it."""

"""What becomes of a record when a line says something of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.importing.port import RecordT
from core.structs import replace

if TYPE_CHECKING:
    from core.fields.model import RecordSpec
    from core.importing.incoming import Incoming


def merged(spec: RecordSpec, record: RecordT, incoming: Incoming[RecordT]) -> RecordT:
    """The record with what the line says; itself when the line says nothing new. What it leaves open stays."""
    changes: dict[str, Any] = {}
    for name in incoming.says:
        before = getattr(record, name)
        value = spec[name].kind.merge(before, getattr(incoming.record, name))
        if value != before:
            changes[name] = value
    return replace(record, **changes) if changes else record

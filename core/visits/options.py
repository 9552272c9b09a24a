"""What is said along with a verb of the visit?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class VerbOptions:
    """Each verb reads what concerns it.

    `verified` items are cleared on the record now, `waivers` maps an item to a reason code, `room` is a code (None:
    the desk chooses), `reason` the code of a cancellation, `overrides` maps a rule to the reason for going over it.
    """

    verified: Collection[str] = ()
    waivers: Mapping[str, str] = field(default_factory=dict)
    room: str | None = None
    reason: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

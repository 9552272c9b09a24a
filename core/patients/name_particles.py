"""With which words does a family name go on, as with 'de' and 'van'?"""

from __future__ import annotations

from typing import Final

PARTICLES: Final = frozenset(
    {"al", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la", "las", "le", "los"}
    | {"mac", "mc", "o", "san", "santa", "st", "ter", "van", "vande", "vander", "von", "zu", "zum", "zur"}
)

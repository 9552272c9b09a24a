"""Which way to meet is typed among other words: `fu20 telehealth`, `fri 10:30 in-person`?"""

from __future__ import annotations

import re
from typing import Final

from core.schedule.model.appointment import Mode

_MODE: Final = re.compile(rf"(?<!\S)({'|'.join(mode.value for mode in Mode)})(?!\S)", re.IGNORECASE)


def read_mode_word(text: str) -> tuple[Mode | None, str]:
    """The mode, None where none is typed, and the other words."""
    found = _MODE.search(text)
    return (Mode(found[1].lower()), _MODE.sub("", text).strip()) if found else (None, text)

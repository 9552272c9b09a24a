"""What do the words of a move say besides where to: how patient and provider meet, and who is to be there too?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.codes import pick
from core.schedule.slots import names
from core.schedule.slots.names import Names
from tui.prompts.mode_word import read_mode_word

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.schedule.model.appointment import Mode

_TOO: Final = re.compile(r"(?<!\S)(?:plus|besides) (?P<who>\S.*)$", re.IGNORECASE)
_AND: Final = re.compile(r" and |, ?| ?[&+] ?")
_NOBODY: Final = "nobody"


class MoveWords(Struct, frozen=True):
    """Both, None where nothing is said of it, and the words that say where to."""

    mode: Mode | None
    further: tuple[str, ...] | None
    target: str


def read_move_words(text: str, clinic: Clinic) -> MoveWords:
    """'fri 10:30 telehealth plus kim and park', 'plus nobody'. Raises NotFound for who is not known."""
    mode, words = read_mode_word(text)
    too = _TOO.search(words)
    if too is None:
        return MoveWords(mode, None, words)
    target = words[: too.start()].strip()
    who = too["who"].strip()
    if who.lower() == _NOBODY:
        return MoveWords(mode, (), target)
    known, of_provider = Names.of(clinic), {names.PROVIDER}
    found = [(name, known.exact(name, of_provider) or known.begun(name, of_provider)) for name in _AND.split(who)]
    codes = [one.codes[0] if one and len(one.codes) == 1 else name for name, one in found]
    return MoveWords(mode, tuple(pick(clinic.providers, code, "provider").code for code in codes), target)

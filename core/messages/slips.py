"""Which command did somebody mean who typed it with a slip of the hand: "confrim", "sotp", "unsubcribe"?"""

from __future__ import annotations

from typing import Final

from core.text.edit_distance import edits

_LONG: Final = ("confirm", "confirmed", "confirmo", "reschedule", "unsubscribe", "reprogramar", "desuscribir")
_TWO_SLIPS_FROM: Final = 10
"""Letters of a word from which on it may have two slips."""
_LEAST: Final = 5
_OTHERS: Final = frozenset({"rescheduled", "reschedules", "confirms", "confined", "confine", "confide", "stopped"})
"""Words of their own."""
_NOT_STOP: Final = "shop step stow top slop sop swop stomp strop atop stops"


def command_meant(word: str) -> str:
    """The command of which `word` is a slip, in small letters; else the word itself."""
    if len(word) < _LEAST or word in _LONG or word in _OTHERS:
        return word
    for command in _LONG:
        most = 2 if len(command) >= _TWO_SLIPS_FROM else 1
        if word[0] == command[0] and abs(len(word) - len(command)) <= most and edits(word, command) <= most:
            return command
    return word


def is_slip_of_stop(word: str) -> bool:
    """Whether a word that stands alone is STOP with a slip, and no word of its own."""
    return word.isascii() and 3 <= len(word) <= 5 and word not in _NOT_STOP.split() and edits(word, "stop") <= 1

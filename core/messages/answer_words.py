"""What does a patient's answer say: that they come, that they want another time, that they want no messages?"""

from __future__ import annotations

import re
from typing import Final

from core.messages.model import Meaning
from core.text.cleaning import fold

_CONFIRMS: Final = frozenset({"c", "confirm", "confirmed", "confirmo", "confirmar", "confirmado"})
_RESCHEDULES: Final = frozenset({"r", "reschedule", "cambiar", "cambio", "reprogramar"})
_STOPS_FIRST: Final = frozenset(
    {"stop", "stopall", "stopp", "unsubscribe", "optout", "alto", "baja", "desuscribir", "desuscribirme"}
)
"""Words that nobody begins with who wants anything else."""
_STOPS_ALONE: Final = frozenset(
    {"cancel", "quit", "end", "revoke", "cancelar", "cancelo", "cancele", "parar", "pare", "basta", "fin", "revocar"}
)
"""Opt-out words by law (47 CFR 64.1200(a)(10)), which alone say so: 'cancel my visit on Tuesday' is about the visit."""
_STOPS_WITHIN: Final = re.compile(
    r"\b(opt ?out|unsubscribe|remove me|take me off|no more (texts?|messages?|e ?mails?|calls?)"
    r"|(stop|quit) (texting|messaging|e ?mailing|calling|sending|contacting|all)"
    r"|do ?n.?t (text|message|e ?mail|contact|call)|do not (text|message|e ?mail|contact|call)"
    r"|no mas (textos?|mensajes?|correos?|llamadas?)|dar(me)? de baja|deje(n)? de|no me (escrib|mand|llam|envi)\w*)\b"
)
"""Words that a reasonable person reads so, wherever they stand."""
_CANCELS: Final = re.compile(r"\b(cancel|cancelar|cancelo|cancele)\b")
_BETWEEN: Final = re.compile(r"[^\w]+|_")
_LOOK_ALIKES: Final = str.maketrans({"с": "c", "С": "C", "ｃ": "c", "Ｃ": "C", "Ｒ": "R", "ｒ": "r"})  # noqa: RUF001 - what phones write
_LONGEST: Final = 2_000


def meaning_of(text: str) -> Meaning:
    """What the first line of an answer says; whatever is not plain is OTHER, for a person to read.

    START and its like never opt in: they are OTHER too.
    """
    words = _words(text)
    if not words:
        return Meaning.OTHER
    is_alone = len(words) == 1
    if words[0] in _STOPS_FIRST or (is_alone and words[0] in _STOPS_ALONE) or _STOPS_WITHIN.search(" ".join(words)):
        return Meaning.STOPS
    if not is_alone:
        return Meaning.OTHER
    if words[0] in _CONFIRMS:
        return Meaning.CONFIRMS
    return Meaning.RESCHEDULES if words[0] in _RESCHEDULES else Meaning.OTHER


def asks_for_a_call(text: str) -> bool:
    """Whether who opted out may have meant the visit: CANCEL is an opt-out word, and a wish."""
    return _CANCELS.search(" ".join(_words(text))) is not None


def _words(text: str) -> list[str]:
    parts = _BETWEEN.split(text[:_LONGEST].translate(_LOOK_ALIKES).strip().lower())
    return [word for word in map(fold, parts) if word]

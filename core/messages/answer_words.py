"""What does a patient's answer say: that they come, that they want another time, that they want no messages?"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from core.messages import stop_words
from core.messages.model import Meaning
from core.messages.slips import command_meant
from core.text.cleaning import fold

_CONFIRMS: Final = frozenset(
    {
        "c",
        "confirm",
        "confirmed",
        "confirming",
        "confirmo",
        "confirmar",
        "confirmado",
        "confirmada",
        "confirmamos",
    }
)
_RESCHEDULES: Final = frozenset({"r", "reschedule", "rescheduling", "resched", "cambiar", "cambio", "reprogramar"})
_POLITE: Final = (
    "please pls plz thanks thank you thx ty tks so much yes yep yeah ok okay i por favor gracias si vale muchas hi"
    " hello hey good morning afternoon evening doctor doctora hola buen buenos buenas dia dias tardes"
)
_ABOUT_IT: Final = "my the appointment appt visit mi la cita"
_WILL_COME: Final = "we am m asistencia d would like to see there then be will ill ll nos vemos ahi alli estare for"
_WISHES: Final = "have must may need to can could we would d like want necesito quiero quisiera puedo podemos podria"
_COURTESY: Final = frozenset(_POLITE.split())
"""What may stand beside C or R and changes nothing of it; alone it is for a person, as it may answer anything."""
_BESIDE_C: Final = frozenset(f"{_ABOUT_IT} {_WILL_COME}".split())
"""The same beside C alone. No day is among it: who names one may have the wrong one in mind."""
_BESIDE_R: Final = frozenset(f"{_ABOUT_IT} {_WISHES}".split())
_BEFORE_U: Final = frozenset({"thank", "see"})
_ASKS_US: Final = frozenset({"please", "pls", "plz", "favor"})
"""Who asks us to confirm does not confirm."""
_DOUBTS: Final = re.compile(
    "[?¿\uff1f؟\N{THUMBS DOWN SIGN}\N{CROSS MARK}\N{NO ENTRY SIGN}\N{POUTING FACE}\N{ANGRY FACE}]"
)
_QUOTED: Final = re.compile('“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|「[^」]*」')
"""What is said again of somebody else's words, as telephones do that like a message."""
_STOP_SIGN: Final = "\N{OCTAGONAL SIGN}"
_PARTED: Final = re.compile(r"\bre[- ]+(?=schedul)", re.IGNORECASE)
_LEAST_QUOTED: Final = 12
_LOOK_ALIKES: Final = {"с": "c", "©": "c", "®": "r", "г": "r", "ⓒ": "c", "Ⓒ": "c", "ⓡ": "r", "Ⓡ": "r"}  # noqa: RUF001 - what phones write, or make of (c)
_LONGEST: Final = 2_000


def meaning_of(text: str) -> Meaning:
    """What an answer says; whatever is not plain is OTHER, for a person to read.

    START and its like never opt in: they are OTHER too.
    """
    spelled, words = _words(text)
    if not words:
        return Meaning.STOPS if _STOP_SIGN in text else Meaning.OTHER
    said = _without_courtesy(spelled, words)
    if stop_words.opts_out(said[0], spelled=said[1], written=text):
        return Meaning.STOPS
    told = set(words) - ({"u"} if not _BEFORE_U.isdisjoint(words) else set())
    commands = told - _COURTESY - _BESIDE_C
    if commands and commands <= _CONFIRMS:
        return Meaning.OTHER if _DOUBTS.search(text) or _asks_us(told) else Meaning.CONFIRMS
    commands = told - _COURTESY - _BESIDE_R
    return Meaning.RESCHEDULES if commands and commands <= _RESCHEDULES else Meaning.OTHER


def asks_for_a_call(text: str) -> bool:
    """Whether who opted out may have meant the visit: CANCEL is an opt-out word, and a wish."""
    spelled, words = _words(text)
    return stop_words.may_mean_the_visit(words, spelled)


def says_more(text: str) -> bool:
    """Whether who opted out wrote something else beside it."""
    words, spelled = _without_courtesy(*_words(text))
    return stop_words.says_more(words, spelled=spelled)


def _asks_us(told: set[str]) -> bool:
    """Whether it may ask the clinic to confirm: "please confirm my appointment"."""
    if {"you", "to"} <= told:
        return True
    return "c" not in told and not told.isdisjoint(_ASKS_US) and not told.isdisjoint(_ABOUT_IT.split())


def _without_courtesy(spelled: tuple[str, ...], words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kept = [at for at, word in enumerate(words) if word not in _COURTESY - {"you", "i"}]
    return tuple(words[at] for at in kept), tuple(spelled[at] for at in kept)


def _words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words as they are spelled, in small letters, and folded; without what is quoted."""
    said = _QUOTED.sub(lambda found: found[0] if len(found[0]) < _LEAST_QUOTED else " ", text[:_LONGEST])
    said = _PARTED.sub("re", said)
    signs = (sign if unicodedata.category(sign)[0] in "LMN" or sign in _LOOK_ALIKES else " " for sign in said)
    spelled = [_LOOK_ALIKES.get(word, word) for word in unicodedata.normalize("NFC", "".join(signs)).lower().split()]
    folded = [(word, command_meant(fold(word))) for word in spelled]
    return tuple(word for word, bare in folded if bare), tuple(bare for _, bare in folded if bare)

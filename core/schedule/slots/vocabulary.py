"""Which words of a search are names of nothing: those that say nothing, which of them, with anybody, how it is held?"""

from __future__ import annotations

from typing import Final

from core.calendar.names import month_of
from core.schedule.model.appointment import Mode

ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SMALL_WORDS: Final = """
    a an the and or any every in of on at for with by per to if that it there then so but only this some as
    i we you she he they me her him them my is be are do does would could can will might please thanks thank
    need needs want wants wanted like likes see come comes get gets have has make rather maybe preferably ideally
    next soonest earliest asap soon free open available find something sometime anytime time times day days week weeks
    dr doctor provider
    actually sorry ok okay well um uh hmm just also all pls plz prefer prefers preferred doc docs
    one anything somebody someone whenever slot slots opening openings appointment appointments visit around about
    appt appts avail avl patient patients thx ty thks flexible preference whoever's
"""
SAY_NOTHING: Final = frozenset(_SMALL_WORDS.split())
"""What callers say besides, and leaves everything open."""
UNLESS_NAMED: Final = frozenset({"pt", "flex"})
"""The same, where nothing is called so: PT evaluation is, where there is physical therapy."""
ANYBODY: Final = frozenset(
    ("anybody", "anyone", "whoever", "any provider", "any doctor", "any dr", "either", "any of them")
)
MODES: Final = {
    **dict.fromkeys(
        (
            *("telehealth", "tele", "video", "virtual", "zoom", "online", "remote", "remotely", "telephone", "phone"),
            *("by phone", "on the phone", "by telephone", "by video", "on video", "video call", "phone visit"),
            *("telemed", "telemedicine", "televisit", "tele visit", "virtually"),
        ),
        Mode.TELEHEALTH,
    ),
    **dict.fromkeys(
        (
            *("in-person", "in person", "inperson", "face to face", "face-to-face", "f2f", "ftf"),
            *("in office", "office visit", "in the office", "onsite", "on-site", "on site"),
        ),
        Mode.IN_PERSON,
    ),
}
"""How patient and provider meet."""
USUAL_WORDS: Final = frozenset(("usual", "same", "regular", "reg", "pcp", "pmd", "own"))
"""With whom the patient mostly is."""
_SAID_OTHERWISE: Final = {"am": "before 12:00", "pm": "from 12:00", "noon": "at 12:00", "tele": "telehealth"}
"""Words that may be names too, and what can be typed in their place."""


def typed_otherwise(phrase: str) -> str:
    """What can be typed for the day or time that a name is called by; '' where there is nothing else to type."""
    if phrase in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[phrase]
    if month_of(phrase):
        return f"in {phrase}"
    return f"on {phrase}" if phrase.isalpha() and phrase not in SAY_NOTHING | ANYBODY | {*ORDINALS} else ""

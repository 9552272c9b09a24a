"""Every sentence about forms that a person reads. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

STATES: Final = {"signed": "signed", "declined": "declined", "given": "given"}
NEVER: Final = "{form} is to be {needs}"
EXPIRED: Final = "{form} was {state} on {day}, and is to be {needs} again"
DECLINED: Final = "{form} was declined on {day}"
ONLY_GIVEN: Final = "{form} was given, and is to be signed"
DUE: Final = "{forms}."
NOTE_FIRST: Final = "Note what became of the forms, or waive it: {forms}."

"""What the questions about contacts and calls say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LOG_HOW: Final = "What it was about.  >> fri at its end: to be followed up then.  @mother: at its start: who spoke."
LOG_NOTE: Final = "{way}"
LOG_WAYS: Final = {
    ("phone", "in"): "phone, they called",
    ("phone", "out"): "phone, we called",
    ("e-mail", "in"): "e-mail, from them",
    ("e-mail", "out"): "e-mail, to them",
    ("letter", "in"): "letter, from them",
    ("letter", "out"): "letter, to them",
    ("text", "in"): "text, from them",
    ("text", "out"): "text, to them",
    ("counter", "in"): "at the counter, they asked",
    ("counter", "out"): "at the counter, we told them",
    ("other", "in"): "other, from them",
    ("other", "out"): "other, to them",
}
LOG_WHO: Final = ", with {who}"
LOG_FOLLOWS: Final = ", to be followed up {day}"

FOLLOW_UP_GONE: Final = "That was followed up meanwhile."
FOLLOW_UP_PUT_OFF: Final = "The day is typed: fri, 2w, 24dec. Enter puts it off, or with nothing typed ticks it off."

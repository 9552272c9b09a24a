"""What is asked and said of messages that failed and of whom to call back. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

MESSAGE_GONE: Final = "That message is no longer on the list."
MESSAGE_TOLD: Final = "{reason}, {way} {address}"
CALL_GONE: Final = "Somebody saw to it."
CALL_SAID: Final = "said: {said}"
INBOX_HAVING: Final = "Who has this number ({count}):"
CALL_NOTED: Final = "Note what came of it, or leave the line empty."
BY_WAY: Final = {
    "text": "text to",
    "email": "e-mail to",
    "voice": "voice message to",
    "letter": "letter to",
    "": "no way",
}
POINT_ON_SHEET: Final = "{number}: {what}"
TOLD_ON_SHEET: Final = "{when}  {reason} {way} {state}"
ANSWERED: Final = '{when}  answered "{text}": {came_to}'

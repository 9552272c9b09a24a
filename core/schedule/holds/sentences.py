"""What holds say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NO_SUCH_HOLD: Final = "There is no hold {number}: it ran out, or was released."
HELD: Final = "Held {provider} {when} to {end} until {until}{note}."
HELD_NOTE: Final = " for {note}"
RELEASED: Final = "Released {provider} {when}."
NOT_HELD: Final = "Not held: {why}"
HELD_BY: Final = "{who} holds {hours} with {provider} until {until}."
TIME_IS_TAKEN: Final = "{provider} has somebody {hours}."
HOLD_IS_OVER: Final = "{hours} on {day} is over. Choose a later time."
HOLD_OF_ANOTHER: Final = "{who} holds that time. Book over it with a reason where it is urgent, or ask a supervisor."
HOLD_OF_A_QUESTION: Final = (
    "{who} has a question open on that time: it is free once that is answered or left, at {until} at the latest."
)
TIME_SKIPPED: Final = "{time} does not exist on {day} at {site}: the clocks go forward."
TIME_TWICE: Final = "{time} happens twice on {day} at {site}: the clocks go back. Give it with its offset from UTC."
UNTIL_IS_PAST: Final = "That is over already. Say until when the time is held."

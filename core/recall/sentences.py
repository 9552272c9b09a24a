"""What is said of recalls. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

SET: Final = "{patient} is due for {name} from {day} on."
PAUSED: Final = "{patient} is asked about {name} from {day} on, not before."
ENDED: Final = {
    "declined": "{patient} declined {name}.",
    "unreachable": "{patient} could not be reached about {name}.",
    "closed": "{patient} is called in for {name} no longer.",
}
HAS_ENDED: Final = "{ended} To call them in again: clinicdesk recall set {mrn} {kind} --due DAY."
NO_SUCH_RECALL: Final = "There is no recall {number}."
RECALL_IN_ERROR: Final = "Recall {number} was set by mistake and taken back."
UNTIL_PAST: Final = "{day} is past. Say a day to come, such as 2w or 3mo."

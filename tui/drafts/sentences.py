"""What is said of questions put aside. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PARKED: Final = "Parked. {key} takes it up again."
PARKED_SEVERAL: Final = "Parked, {count} in all. {key} takes up the newest."
PARKED_NOTHING: Final = "Nothing was typed, so nothing is parked."
PARK_WHAT: Final = "No question was left to park. {key} parks one while it is open."
PARK_NOT_THIS: Final = "There is nothing in this to park. {key} leaves it."
RESUME_WHAT: Final = "Nothing is parked."
RESUMED: Final = "Taken up again, as it was parked."
RESUMED_OF_SEVERAL: Final = "Taken up again, {at} of {count}. {key} at once: the one before."
LEFT_BEFORE: Final = "This is how you left it."
PARKED_MARK: Final = "{count} parked"

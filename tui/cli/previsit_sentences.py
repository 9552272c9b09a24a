"""What the verb of visits ahead says. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LISTED: Final = "{count} visits of the next three business days lack something."
NONE: Final = "No visit of the next three business days lacks anything."
DAY_SHEET: Final = "{provider}, {day}."

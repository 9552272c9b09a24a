"""What the commands say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NEXT_NOT_DONE_HERE: Final = "the next one was not done at this desk. {undo} and {redo} show it first."
REDONE_IN_PART: Final = "{done} of {wanted} redone, then stopped: {why}"
REDONE_SEVERAL: Final = "{count} acts redone{patients}."
UNDONE_IN_PART: Final = "{done} of {wanted} undone, then stopped: {why}"
UNDONE_SEVERAL: Final = "{count} acts undone{patients}."

"""What is said of a text of X12 that cannot be read. Nothing of a patient is in it. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

EMPTY: Final = "The file is empty. Have it sent again."
NO_HEADER: Final = "It is no file of X12: it does not begin with ISA. Look whether it is the right file."
HEADER_SHORT: Final = "Its header (ISA) is incomplete. Have the file sent again."
DELIMITERS_ODD: Final = (
    "Its header (ISA) names characters to tell its parts apart that cannot do so. Have the file sent again."
)
NO_SEGMENT: Final = "Segment {place} is none: it does not begin with a name such as EB. Have the file sent again."
SEGMENT_LONG: Final = "Segment {place} does not end. Have the file sent again."
CUT_SHORT: Final = "The file ends in the middle of segment {place}. Have it sent again."
NO_TRAILER: Final = "The file ends before its trailer (IEA), so a part may be missing. Have it sent again."
GROUP_OPEN: Final = "A group of the file has no end (GE), so a part may be missing. Have it sent again."
SET_OPEN: Final = "Set {control} has no end (SE), so a part may be missing. Have the file sent again."
OUTSIDE: Final = (
    "{name} stands outside of where it belongs (segment {place}): the file is in disorder. Have it sent again."
)
CONTROL: Final = "The number of its {what} is {one} in front and {other} at the end, so parts of two may be mixed. Have the file sent again."
COUNT: Final = "The end of its {what} counts {said} parts where {found} stand. Have the file sent again."
SET_COUNT: Final = "Set {control} counts {said} segments where {found} stand. Have the file sent again."
HIERARCHY: Final = "Level HL at segment {place} does not stand below the one that it names: the file is in disorder. Have it sent again."
MISPLACED: Final = (
    "{name} at segment {place} stands where it belongs to nobody: the file is in disorder. Have it sent again."
)
NOBODY: Final = "Set {control} says nothing of anybody. Have the file sent again."
NAME_UNTELLABLE: Final = "The name cannot be written in the letters that payers read (A to Z). Ask by phone or portal."

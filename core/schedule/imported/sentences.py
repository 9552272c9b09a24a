"""Every sentence about visits that files bring. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PATIENT_MISSING: Final = "Whose visit it is is missing: an MRN, or the patient's number in the other system."
START_MISSING: Final = "When it was is missing: a start, or a date and a time."
START_UNREADABLE: Final = "{value} is no start. Write it as 2027-03-14T09:30, with the offset where the file has one, or in two columns, date and time."
START_SKIPPED: Final = "The clocks of {site} skip {value}. Correct the time."
START_REPEATED: Final = (
    "{value} comes twice at {site}, as the clocks go back. Write the offset behind it: {value}-05:00."
)
END_BEFORE_START: Final = "It ends before it begins."
TOO_LONG: Final = "It lasts {minutes} minutes; none may last longer than {most}."
LENGTH_UNREADABLE: Final = "{value} is no length. Write whole minutes."
BAD_STATUS: Final = "a status"
OF_ANOTHER: Final = "The visit {number} is there as another patient's. Correct the line's number or patient; for this patient undo that import first."
TO_COME_NEEDS: Final = "It is still to come, and is booked: {field} is missing. Give the line the code of the set-up, or a map that says which it is."
TO_COME_UNKNOWN: Final = "It is still to come, and is booked: {why}"
TO_COME_REFUSED: Final = "It is still to come, and cannot be booked: {why}"
TO_COME_CANCELLED: Final = "It is still to come and is {status} in the file: there is nothing to book."

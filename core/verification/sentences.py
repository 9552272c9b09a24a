"""What is said of verifying insurance. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

VERIFIED: Final = "Verified of {patient}, MRN {mrn}: {payer} {result} on {day}, {how}{reference}."
REFERENCE: Final = ", reference {reference}"
PATIENT_PAYS: Final = "{patient} pays themselves on that day: there is nothing to verify."
